package dev.chief.monitor.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The conditions of a query, all of which hold, and their values. */
final class Clauses {
    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> values = new LinkedHashMap<>();

    Clauses that(String condition) {
        conditions.add(condition);
        return this;
    }

    Clauses value(String name, Object value) {
        values.put(name, value);
        return this;
    }

    /** Demands a value of a column, if there is one. */
    Clauses equal(String column, Optional<String> value) {
        if (value.isPresent()) {
            that(column + " = :" + column).value(column, value.get());
        }
        return this;
    }

    /** The bounds of a period, but for an end that a cursor has gone past. */
    Clauses within(String column, Period period, Optional<Cursor> cursor) {
        period.from().ifPresent(from -> that(column + " >= :from").value("from", from));
        Optional<Instant> to = period.to().filter(end -> cursor.isEmpty() || end.isBefore(cursor.get().at()));
        // Of two upper bounds the database might pick the one that is passed long since.
        if (to.isPresent()) {
            that(column + " <= :to").value("to", to.get());
        }
        return this;
    }

    String where() {
        return conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
    }

    Map<String, Object> values() {
        return values;
    }
}
