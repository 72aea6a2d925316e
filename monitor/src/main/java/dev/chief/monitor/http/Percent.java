package dev.chief.monitor.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Percent-encoding, read strictly (RFC 3986). */
final class Percent {
    private static final char FIRST_VISIBLE = ' ';
    private static final char LAST_VISIBLE = '~';
    private static final int HEX = 16;
    private static final int AFTER = 3;

    private Percent() {}

    /** The decoded text; none if an escape is torn or what it stands for is not UTF-8, or there are characters that ought to be escaped. */
    static Optional<String> decode(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < FIRST_VISIBLE || c > LAST_VISIBLE) {
                return Optional.empty();
            }
            if (c != '%') {
                bytes.write(c);
                continue;
            }
            if (i + AFTER > text.length()) {
                return Optional.empty();
            }
            int high = Character.digit(text.charAt(i + 1), HEX);
            int low = Character.digit(text.charAt(i + 2), HEX);
            if (high < 0 || low < 0) {
                return Optional.empty();
            }
            bytes.write(high * HEX + low);
            i += 2;
        }
        try {
            return Optional.of(StandardCharsets.UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString());
        } catch (CharacterCodingException _) {
            return Optional.empty();
        }
    }
}
