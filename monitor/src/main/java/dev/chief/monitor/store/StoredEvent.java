package dev.chief.monitor.store;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * An event that is in the database.
 *
 * @param id rises with the order in which events were stored
 * @param receivedAt when the monitor got it
 */
public record StoredEvent(long id, Instant receivedAt, NewEvent event) {
    public StoredEvent {
        requireNonNull(receivedAt);
        requireNonNull(event);
    }
}
