package dev.chief.core.dispatch;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * What is remembered of a job, and what the run store gives back after a restart.
 *
 * @param lastSlot the last slot that was taken, whatever became of it; no slot up to it, inclusive, is taken again
 * @param lastStart when its last run started
 * @param lastSuccess when its last successful run ended
 */
public record Past(
    Optional<Instant> lastSlot,
    Optional<Instant> lastStart,
    Optional<Instant> lastSuccess
) {
    /** Nothing is remembered. */
    public static final Past NONE = new Past(Optional.empty(), Optional.empty(), Optional.empty());

    public Past {
        requireNonNull(lastSlot);
        requireNonNull(lastStart);
        requireNonNull(lastSuccess);
    }

    /** With all slots up to an instant, inclusive, taken. */
    Past withSlot(Instant slot) {
        boolean later = lastSlot.isEmpty() || slot.isAfter(lastSlot.get());
        return later ? new Past(Optional.of(slot), lastStart, lastSuccess) : this;
    }

    Past withStart(Instant start) {
        return new Past(lastSlot, Optional.of(start), lastSuccess);
    }

    Past withSuccess(Instant end) {
        return new Past(lastSlot, lastStart, Optional.of(end));
    }

    boolean hasTaken(Instant slot) {
        return lastSlot.isPresent() && !slot.isAfter(lastSlot.get());
    }
}
