package dev.chief.engine.telemetry;

import dev.chief.engine.config.Redaction;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The beginning of what a script printed. */
final class Preview {
    private static final int CHARACTERS = 1_000;
    private static final int BYTES = 4 * CHARACTERS;

    private Preview() {}

    /** At most 1,000 characters, without blanks around them; empty if there is no log. */
    static String of(Path log, Redaction redaction) {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(log)) {
            bytes = in.readNBytes(BYTES);
        } catch (IOException e) {
            return "";
        }
        // Redacted before it is cut, so that no half of a secret is left at the end.
        return cut(redaction.apply(new String(bytes, StandardCharsets.UTF_8).strip()));
    }

    private static String cut(String text) {
        if (text.length() <= CHARACTERS) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(CHARACTERS - 1)) ? CHARACTERS - 1 : CHARACTERS;
        return text.substring(0, end);
    }
}
