/**
 * The control channel: how other processes of the same user ask a running daemon what goes on and tell it what to do. One
 * request and one answer, each a line of JSON, over a Unix domain socket in the state directory; docs/control.md has the
 * protocol. {@link dev.chief.engine.control.ControlServer} and {@link dev.chief.engine.control.ControlClient} are the doors.
 */
@NullMarked
package dev.chief.engine.control;

import org.jspecify.annotations.NullMarked;
