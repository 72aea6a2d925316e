package dev.chief.monitor.auth;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an API key is good for. */
public enum Scope {
    /** Sending events, and nothing else: for the environment of workers. */
    INGEST('i', "can only send events"),
    /** Reading, and nothing else. */
    READ('r', "can only read"),
    /** Everything under /v1. */
    ADMIN('a', "can do everything");

    private final char letter;
    private final String words;

    Scope(char letter, String words) {
        this.letter = letter;
        this.words = words;
    }

    /** Its name in forms and in the database. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What stands behind {@code chief_} in its keys. */
    char letter() {
        return letter;
    }

    /** What a key of it can do, as the end of a sentence that begins with the key. */
    public String words() {
        return words;
    }

    /** The scope of this key. */
    public static Optional<Scope> of(String key) {
        return Arrays.stream(values()).filter(scope -> scope.key().equals(key)).findFirst();
    }

    boolean mayIngest() {
        return this != READ;
    }

    boolean mayRead() {
        return this != INGEST;
    }

    boolean mayChange() {
        return this == ADMIN;
    }
}
