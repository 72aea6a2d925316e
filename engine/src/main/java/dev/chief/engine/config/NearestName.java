package dev.chief.engine.config;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the name that somebody probably meant: a key, a value, a command. */
public final class NearestName {
    /** What other tools call things. */
    private static final Map<String, String> ELSEWHERE = Map.ofEntries(
            Map.entry("dependson", "after"), Map.entry("needs", "after"), Map.entry("requires", "after"),
            Map.entry("tz", "timezone"), Map.entry("cwd", "working_dir"), Map.entry("workdir", "working_dir"),
            Map.entry("url", "endpoint"), Map.entry("host", "endpoint"), Map.entry("file", "path"),
            Map.entry("script", "path"), Map.entry("environment", "env"), Map.entry("retries", "retry"),
            Map.entry("weekday", "day_of_week"), Map.entry("holidays", "exclude"),
            Map.entry("steps", "scripts"),
            Map.entry("concurrency", "overlap"), Map.entry("arguments", "args"),
            Map.entry("disabled", "enabled"));
    private static final int LONGEST = 64;

    private NearestName() {}

    /** A hint {@code did you mean "x"?}, if one of the names is near enough. */
    static Optional<String> hint(String wrong, Iterable<String> names) {
        return find(wrong, names).map(name -> "did you mean \"" + name + "\"?");
    }

    /** The nearest of some names, if one is near enough to have been meant. */
    public static Optional<String> find(String wrong, Iterable<String> names) {
        String word = letters(wrong);
        if (word.isEmpty() || word.length() > LONGEST) {
            return Optional.empty();
        }
        @Nullable
        String best = null;
        int least = 1 + Math.min(3, word.length() / 3);
        @Nullable
        String begun = null;
        boolean several = false;
        for (String name : names) {
            String candidate = letters(name);
            int distance = distance(word, candidate);
            if (distance < least) {
                best = name;
                least = distance;
            }
            if (word.length() >= 3 && candidate.startsWith(word)) {
                several = begun != null;
                begun = name;
            }
        }
        if (best != null) {
            return Optional.of(best);
        }
        if (begun != null && !several) {
            return Optional.of(begun);
        }
        return elsewhere(word, names);
    }

    private static Optional<String> elsewhere(String word, Iterable<String> names) {
        @Nullable
        String meant = ELSEWHERE.get(word);
        for (String name : names) {
            if (name.equals(meant)) {
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }

    private static String letters(String name) {
        return name.strip().replace("_", "").replace("-", "").replace(" ", "").toLowerCase(Locale.ROOT);
    }

    /** How many letters have to be put in, left out, replaced or swapped with their neighbour. */
    private static int distance(String a, String b) {
        int[] before = new int[b.length() + 1];
        int[] above = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j - 1], above[j]) + 1, above[j - 1] + cost);
                boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2)
                        && a.charAt(i - 2) == b.charAt(j - 1);
                if (swapped) {
                    row[j] = Math.min(row[j], before[j - 2] + 1);
                }
            }
            int[] spare = before;
            before = above;
            above = row;
            row = spare;
        }
        return above[b.length()];
    }
}
