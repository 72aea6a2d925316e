package dev.chief.monitor.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/**
 * Lists a table newest first. The keys are found first and the rows after, so that what an offset passes over is read from an
 * index alone.
 *
 * @param <K> the type of its keys, {@link Long} or {@link String}
 */
final class Listing<K> {
    private final String table;
    private final String at;
    private final String key;
    private final Class<K> type;
    private final Function<Cursor, K> keyOf;

    private record Place<K>(Instant at, K key) {
        Cursor cursor() {
            return new Cursor(at, String.valueOf(key));
        }
    }

    private Listing(String table, String at, String key, Class<K> type, Function<Cursor, K> keyOf) {
        this.table = table;
        this.at = at;
        this.key = key;
        this.type = type;
        this.keyOf = keyOf;
    }

    static Listing<Long> byNumber(String table, String at, String key) {
        return new Listing<>(table, at, key, Long.class, Cursor::number);
    }

    static Listing<String> byText(String table, String at, String key) {
        return new Listing<>(table, at, key, String.class, Cursor::key);
    }

    /**
     * Part of the list.
     *
     * @param clauses what else the rows have to fulfil; it is added to
     * @param rows finds rows by their keys
     * @throws IllegalArgumentException if the cursor cannot be read
     */
    <T> Slice<T> list(
        Handle handle,
        Clauses clauses,
        Period period,
        Page page,
        Function<List<K>, Map<K, T>> rows
    ) {
        bound(clauses, period, page);
        List<Place<K>> places = handle.createQuery(
                "SELECT " + at + ", " + key + " FROM " + table + clauses.where() + order()
                        + " LIMIT :limit OFFSET :offset")
                .bind("limit", page.limit() + 1)
                .bind("offset", page.offset())
                .bindMap(clauses.values())
                .map((row, context) -> new Place<>(Types.instant(row.getLong(1)), row.getObject(2, type)))
                .list();
        boolean more = places.size() > page.limit();
        List<Place<K>> shown = more ? places.subList(0, page.limit()) : places;
        Map<K, T> found = rows.apply(shown.stream().map(Place::key).toList());
        List<T> items = new ArrayList<>();
        for (Place<K> place : shown) {
            items.add(found.get(place.key()));
        }
        return new Slice<>(items, more ? Optional.of(shown.getLast().cursor().text()) : Optional.empty());
    }

    /** Adds a period and the place where a page begins. */
    Clauses bound(Clauses clauses, Period period, Page page) {
        Optional<Cursor> cursor = page.cursor().map(Cursor::parse);
        clauses.within(at, period, cursor);
        cursor.ifPresent(place -> clauses.that("(" + at + ", " + key + ") < (:cursor_at, :cursor_key)")
                .value("cursor_at", place.at())
                .value("cursor_key", keyOf.apply(place)));
        return clauses;
    }

    String order() {
        return " ORDER BY " + at + " DESC, " + key + " DESC";
    }
}
