/**
 * Alerts' way out: {@link dev.chief.monitor.notify.Outbox} writes down what is to be told to whom,
 * {@link dev.chief.monitor.notify.Courier} brings it there, {@link dev.chief.monitor.notify.Channels} and
 * {@link dev.chief.monitor.notify.Silences} are for people. Each kind of channel is a package of its own above this one.
 */
@NullMarked
package dev.chief.monitor.notify;

import org.jspecify.annotations.NullMarked;
