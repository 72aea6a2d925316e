/**
 * The daemon: one thread that owns all dispatch state, sleeps until something is due, decides by
 * {@link dev.chief.core.dispatch.Dispatch}, records, and only then acts. {@link dev.chief.engine.daemon.Daemon} is the door.
 */
@NullMarked
package dev.chief.engine.daemon;

import org.jspecify.annotations.NullMarked;
