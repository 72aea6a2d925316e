/**
 * Which run starts when: order, overlap, missed slots and {@code after}, as a pure step from a state and an event to a
 * state and effects. {@link dev.chief.core.dispatch.Dispatch} is the door and has the rules; nothing here reads a clock,
 * does I/O or waits.
 */
@NullMarked
package dev.chief.core.dispatch;

import org.jspecify.annotations.NullMarked;
