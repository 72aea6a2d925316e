package dev.chief.monitor.store;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * A stretch of time.
 *
 * @param from its first instant, inclusive; none: since ever
 * @param to its last instant, inclusive; none: for ever
 */
public record Period(Optional<Instant> from, Optional<Instant> to) {
    /** All time. */
    public static final Period ALWAYS = new Period(Optional.empty(), Optional.empty());

    public Period {
        requireNonNull(from);
        requireNonNull(to);
    }

    /** Whether an instant is in it. */
    public boolean contains(Instant instant) {
        return from.filter(instant::isBefore).isEmpty() && to.filter(instant::isAfter).isEmpty();
    }
}
