/**
 * Tells the monitor what happens: events are queued, kept in a spool on disk, and delivered from there in order. {@link
 * dev.chief.engine.telemetry.Telemetry} is the door; {@link dev.chief.engine.telemetry.Delivery} hears how it goes.
 */
@NullMarked
package dev.chief.engine.telemetry;

import org.jspecify.annotations.NullMarked;
