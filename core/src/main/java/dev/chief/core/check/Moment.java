package dev.chief.core.check;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Comparator;

/**
 * The place of an entry in a history. Of entries at the same instant the starts of runs come first, then what is neither, the
 * ends, what is planned next, and last what the monitor and people decide. Two entries with the same moment are the same entry.
 *
 * @param rank its place among those of the same instant
 * @param id what tells it from others of the same rank
 */
public record Moment(Instant at, int rank, String id) implements Comparable<Moment> {
    private static final Comparator<Moment> ORDER = Comparator.comparing(Moment::at)
            .thenComparingInt(Moment::rank)
            .thenComparing(Moment::id);

    public Moment {
        requireNonNull(at);
        requireNonNull(id);
    }

    @Override
    public int compareTo(Moment other) {
        return ORDER.compare(this, other);
    }

    /** Whether it comes after another. */
    boolean isAfter(Moment other) {
        return compareTo(other) > 0;
    }
}
