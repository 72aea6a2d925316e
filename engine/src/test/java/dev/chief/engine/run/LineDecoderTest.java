package dev.chief.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineDecoderTest {
    private final List<String> lines = new ArrayList<>();
    private final LineDecoder decoder = new LineDecoder(lines::add);

    @Test
    void linesAreTheSameHoweverTheBytesArrive() {
        String text = "erste Zeile: äöü €\n\nzweite 😀\r\nlast, without an end";
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Random random = new Random(7);
        for (int i = 0; i < 200; i++) {
            lines.clear();
            for (int from = 0; from < bytes.length;) {
                int to = Math.min(bytes.length, from + 1 + random.nextInt(9));
                decoder.feed(ByteBuffer.wrap(bytes, from, to - from));
                from = to;
            }
            decoder.flush();
            assertThat(lines).containsExactly("erste Zeile: äöü €", "", "zweite 😀", "last, without an end");
        }
    }

    @Test
    void aPartOfALineWaitsForItsEnd() {
        feed("half");
        assertThat(lines).isEmpty();
        feed(" and half\n");
        assertThat(lines).containsExactly("half and half");
    }

    @Test
    void aVeryLongLineIsCut() {
        feed("x".repeat(LineDecoder.MAX_LINE_BYTES + 12_345) + "\nnext\n");
        assertThat(lines).containsExactly("x".repeat(LineDecoder.MAX_LINE_BYTES) + " [... 12,345 bytes cut]",
                "next");
    }

    private void feed(String text) {
        decoder.feed(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }
}
