package dev.chief.monitor.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The part of an address behind the question mark.
 *
 * @param values by name, in their order
 */
public record Query(Map<String, List<String>> values) {
    /** No parameters. */
    public static final Query EMPTY = new Query(Map.of());

    public Query {
        Map<String, List<String>> copy = new LinkedHashMap<>();
        values.forEach((name, list) -> copy.put(name, List.copyOf(list)));
        values = Map.copyOf(copy);
    }

    /**
     * Reads a query as forms write it: a plus stands for a blank.
     *
     * @return none if an escape is torn
     */
    static Optional<Query> parse(String raw) {
        if (raw.isEmpty()) {
            return Optional.of(EMPTY);
        }
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (String pair : raw.split("&", -1)) {
            int equals = pair.indexOf('=');
            Optional<String> name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            Optional<String> value = decoded(equals < 0 ? "" : pair.substring(equals + 1));
            if (name.isEmpty() || value.isEmpty()) {
                return Optional.empty();
            }
            values.computeIfAbsent(name.get(), _ -> new ArrayList<>()).add(value.get());
        }
        return Optional.of(new Query(values));
    }

    private static Optional<String> decoded(String text) {
        return Percent.decode(text.replace('+', ' '));
    }

    /** The value of a parameter that is given once and is not empty; any other is as good as none. */
    public Optional<String> one(String name) {
        List<String> list = values.getOrDefault(name, List.of());
        return list.size() == 1 && !list.getFirst().isEmpty() ? Optional.of(list.getFirst())
                : Optional.empty();
    }
}
