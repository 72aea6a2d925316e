package dev.chief.engine.telemetry;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Takes secrets out of texts. Very short secrets are taken for words and stay. Immutable.
 *
 * @param secrets the longest first, so that one that holds another goes as a whole
 */
record Redaction(List<String> secrets) {
    static final Redaction NONE = new Redaction(List.of());
    static final String HIDDEN = "***";
    private static final int SHORTEST = 4;

    Redaction {
        secrets = List.copyOf(secrets);
    }

    static Redaction of(Collection<String> secrets) {
        Set<String> kept = new LinkedHashSet<>();
        for (String secret : secrets) {
            if (secret.length() >= SHORTEST) {
                kept.add(secret);
            }
        }
        List<String> sorted = new ArrayList<>(kept);
        sorted.sort(Comparator.comparingInt(String::length).reversed());
        return new Redaction(sorted);
    }

    String apply(String text) {
        String rest = text;
        for (String secret : secrets) {
            rest = rest.replace(secret, HIDDEN);
        }
        return rest;
    }
}
