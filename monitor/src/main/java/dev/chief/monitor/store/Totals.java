package dev.chief.monitor.store;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * What there is of events.
 *
 * @param events how many
 * @param latestEventAt when the latest of them happened; none without events
 */
public record Totals(long events, Optional<Instant> latestEventAt) {
    public Totals {
        requireNonNull(latestEventAt);
    }
}
