package dev.chief.engine.config;

import dev.chief.engine.config.Diagnostic.Location;
import java.util.Optional;

/** Ends the reading of a text that is no YAML, or too much of it. */
final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Location at;
    private final transient Optional<String> hint;
    private final String sentence;

    Unreadable(Location at, String sentence, Optional<String> hint) {
        super(sentence, null, false, false);
        this.at = at;
        this.sentence = sentence;
        this.hint = hint;
    }

    Location at() {
        return at;
    }

    String sentence() {
        return sentence;
    }

    Optional<String> hint() {
        return hint;
    }
}
