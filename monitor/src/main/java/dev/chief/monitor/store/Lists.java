package dev.chief.monitor.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Makes the parts of statements that list something. */
final class Lists {
    private static final int SIZE = 1_000;

    private Lists() {}

    /** Cuts what a statement would have to list into parts: databases take only so many values at a time. */
    static <T> List<List<T>> chunks(Collection<T> items) {
        List<T> all = List.copyOf(items);
        List<List<T>> chunks = new ArrayList<>();
        for (int from = 0; from < all.size(); from += SIZE) {
            chunks.add(all.subList(from, Math.min(from + SIZE, all.size())));
        }
        return chunks;
    }

    /** Names of columns, each with its table before it. */
    static String columnsOf(String table, String columns) {
        return Arrays.stream(columns.split(",", -1))
                .map(column -> table + "." + column.strip())
                .collect(Collectors.joining(", "));
    }

    /** Sets each of these columns to the value that the row would have had that was there already. */
    static String excluded(String columns) {
        return Arrays.stream(columns.split(",", -1))
                .map(column -> column.strip() + " = excluded." + column.strip())
                .collect(Collectors.joining(", "));
    }
}
