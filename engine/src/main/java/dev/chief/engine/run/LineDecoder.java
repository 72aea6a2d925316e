package dev.chief.engine.run;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Consumer;

/** Makes lines of bytes, with a bounded memory. For one thread. */
final class LineDecoder {
    /** Of a longer line the rest is left out. */
    static final int MAX_LINE_BYTES = 16 * 1024;

    private final Consumer<String> lines;
    private final byte[] line = new byte[MAX_LINE_BYTES];
    private int length;
    private long leftOut;

    LineDecoder(Consumer<String> lines) {
        this.lines = lines;
    }

    /** Takes all that the buffer has. */
    void feed(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            byte b = bytes.get();
            if (b == '\n') {
                emit();
            } else if (length < MAX_LINE_BYTES) {
                line[length++] = b;
            } else {
                leftOut++;
            }
        }
    }

    /** Ends a line that has begun. */
    void flush() {
        if (length > 0) {
            emit();
        }
    }

    private void emit() {
        boolean carriageReturn = leftOut == 0 && length > 0 && line[length - 1] == '\r';
        String text = new String(line, 0, carriageReturn ? length - 1 : length, StandardCharsets.UTF_8);
        lines.accept(
                leftOut == 0 ? text : text + String.format(Locale.ROOT, " [... %,d bytes cut]", leftOut));
        length = 0;
        leftOut = 0;
    }
}
