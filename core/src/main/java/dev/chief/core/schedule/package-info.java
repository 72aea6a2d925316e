/**
 * When a job runs: recurrences, time zones, bounds and exclusions as pure values. {@link dev.chief.core.schedule.Schedule}
 * is the door; nothing here reads a clock, a file or the default time zone.
 */
@NullMarked
package dev.chief.core.schedule;

import org.jspecify.annotations.NullMarked;
