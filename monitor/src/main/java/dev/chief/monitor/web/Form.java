package dev.chief.monitor.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a form sent.
 *
 * @param fields values by name, in their order
 */
record Form(Map<String, List<String>> fields) {
    /** Reads the body of a form; what is not well encoded is left out. */
    static Form parse(byte[] body) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        for (String pair : new String(body, UTF_8).split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                Optional<String> name = decoded(pair.substring(0, equals));
                Optional<String> value = decoded(pair.substring(equals + 1));
                if (name.isPresent() && value.isPresent()) {
                    fields.computeIfAbsent(name.get(), _ -> new ArrayList<>()).add(value.get());
                }
            }
        }
        return new Form(fields);
    }

    private static Optional<String> decoded(String text) {
        try {
            return Optional.of(URLDecoder.decode(text, UTF_8));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** The first value of a field; empty without one. */
    String text(String name) {
        return all(name).isEmpty() ? "" : all(name).getFirst().strip();
    }

    /** As it was typed, blanks included: a password. */
    String exactly(String name) {
        return all(name).isEmpty() ? "" : all(name).getFirst();
    }

    /** All values of a field. */
    List<String> all(String name) {
        return fields.getOrDefault(name, List.of());
    }

    /** Without values, which may be secrets. */
    @Override
    public String toString() {
        return "Form" + fields.keySet();
    }
}
