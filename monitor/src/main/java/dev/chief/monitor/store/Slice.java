package dev.chief.monitor.store;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * Part of a list.
 *
 * @param nextCursor where the list goes on; none at its end
 */
public record Slice<T>(List<T> items, Optional<String> nextCursor) {
    public Slice {
        items = List.copyOf(items);
        requireNonNull(nextCursor);
    }
}
