package dev.chief.engine.config;

import static java.util.Objects.requireNonNull;

/**
 * Text that must not be shown: {@link #toString} hides it, so that it cannot reach a log or an error by accident.
 *
 * @param reveal the text itself, empty for none
 */
public record Secret(String reveal) {
    /** No secret. */
    public static final Secret NONE = new Secret("");

    public Secret {
        requireNonNull(reveal);
    }

    /** Whether there is a text. */
    public boolean isPresent() {
        return !reveal.isEmpty();
    }

    @Override
    public String toString() {
        return isPresent() ? "(secret)" : "(none)";
    }
}
