/**
 * What Chief, its workers and the monitor tell each other: the telemetry event, its levels and types, and its field names in
 * JSON. {@link dev.chief.core.event.TelemetryEvent} is the door.
 */
@NullMarked
package dev.chief.core.event;

import org.jspecify.annotations.NullMarked;
