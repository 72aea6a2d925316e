/**
 * What the monitor makes of what it hears about a job: its check, and the alerts that follow. A check is a fold over the entries
 * of its history in the order in which they happened, so it comes out the same in whatever order, and however often, they were
 * heard of. {@link dev.chief.core.check.Check} is the door; {@link dev.chief.core.check.Presence} does the same for a Chief.
 */
@NullMarked
package dev.chief.core.check;

import org.jspecify.annotations.NullMarked;
