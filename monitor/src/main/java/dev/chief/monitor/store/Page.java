package dev.chief.monitor.store;

import java.util.Optional;

/**
 * Which part of a list is asked for.
 *
 * @param limit how many items at most, 1 to 1,000
 * @param offset how many items to pass over, of those after the cursor if there is one
 * @param cursor the end of an earlier part, as its {@link Slice} gave it; what has been added to the list since shifts nothing
 */
public record Page(int limit, long offset, Optional<String> cursor) {
    /** The most items that a list gives at a time. */
    public static final int LARGEST = 1_000;

    public Page {
        if (limit < 1 || limit > LARGEST) {
            throw new IllegalArgumentException("A page has 1 to " + LARGEST + " items, not " + limit + ".");
        }
        if (offset < 0) {
            throw new IllegalArgumentException("An offset is 0 or more, not " + offset + ".");
        }
    }

    /** The beginning of a list. */
    public static Page first(int limit) {
        return new Page(limit, 0, Optional.empty());
    }

    /** What comes after an earlier part. */
    public static Page after(String cursor, int limit) {
        return new Page(limit, 0, Optional.of(cursor));
    }
}
