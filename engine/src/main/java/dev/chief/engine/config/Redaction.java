package dev.chief.engine.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Takes secrets out of texts. Very short secrets are taken for words and stay. Immutable.
 *
 * @param secrets the longest first, so that one that holds another goes as a whole
 */
public record Redaction(List<Secret> secrets) {
    /** Takes nothing out. */
    public static final Redaction NONE = new Redaction(List.of());
    /** What stands instead of a secret. */
    public static final String HIDDEN = "***";
    private static final int SHORTEST = 4;

    public Redaction {
        secrets = List.copyOf(secrets);
    }

    /** Takes these texts out, in whatever order they are given; empty ones do not count. */
    public static Redaction of(Collection<String> secrets) {
        Set<String> distinct = new LinkedHashSet<>(secrets);
        List<Secret> kept = new ArrayList<>(distinct.size());
        for (String secret : distinct) {
            if (secret.length() >= SHORTEST) {
                kept.add(new Secret(secret));
            }
        }
        // By hand: composed comparators cost more than all else that preview needs for this.
        kept.sort((a, b) -> Integer.compare(b.reveal().length(), a.reveal().length()));
        return new Redaction(kept);
    }

    /** A text without the secrets. */
    public String apply(String text) {
        String rest = text;
        for (Secret secret : secrets) {
            rest = rest.replace(secret.reveal(), HIDDEN);
        }
        return rest;
    }
}
