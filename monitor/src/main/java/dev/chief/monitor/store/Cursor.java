package dev.chief.monitor.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Base64;

/**
 * A place in a list that is ordered by an instant and, among equals, by a key. To whoever is handed its text it means nothing.
 *
 * @param key of the item before that place
 */
record Cursor(Instant at, String key) {
    private static final String WRONG = "The cursor is not one that this list gave.";

    static Cursor parse(String text) {
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), UTF_8);
            int colon = plain.indexOf(':');
            if (colon < 0) {
                throw new IllegalArgumentException(WRONG);
            }
            return new Cursor(Types.instant(Long.parseLong(plain, 0, colon, 10)), plain.substring(colon + 1));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(WRONG, e);
        }
    }

    /** Its key, of a list whose keys are numbers. */
    long number() {
        try {
            return Long.parseLong(key);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(WRONG, e);
        }
    }

    String text() {
        String plain = Types.micros(at) + ":" + key;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(UTF_8));
    }
}
