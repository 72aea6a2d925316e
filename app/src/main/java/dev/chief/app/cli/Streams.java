package dev.chief.app.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Where a command writes: results to standard output, everything else to standard error, both in UTF-8 whatever the
 * locale, because names and paths in a chief.yaml are UTF-8. Each line of standard error is written at once and whole.
 * Standard output is buffered; {@link #flush} ends a command. Safe for use by several threads.
 */
public final class Streams {
    private static final int BUFFER_BYTES = 1 << 16;

    private final OutputStream out;
    private final OutputStream err;
    private final boolean colour;
    private final StringBuilder buffer = new StringBuilder();
    private boolean insideLine;

    /**
     * @param out standard output
     * @param err standard error
     * @param colour whether standard error is a terminal that shows colours
     */
    public Streams(OutputStream out, OutputStream err, boolean colour) {
        this.out = out;
        this.err = err;
        this.colour = colour;
    }

    /** Adds a line to standard output, on a line of its own also behind a text that was copied and did not end its line. */
    synchronized void print(String line) {
        if (insideLine) {
            buffer.append('\n');
            insideLine = false;
        }
        buffer.append(line).append('\n');
        if (buffer.length() > BUFFER_BYTES) {
            flush();
        }
    }

    /** Writes a line, or several with line breaks between them, to standard error. */
    synchronized void report(String line) {
        try {
            err.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            err.flush();
        } catch (IOException e) {
            // Nobody is left to read it, and nothing can be said about that.
            return;
        }
    }

    /**
     * Writes what was printed so far.
     *
     * @throws UncheckedIOException if standard output does not take it
     */
    public synchronized void flush() {
        try {
            out.write(buffer.toString().getBytes(StandardCharsets.UTF_8));
            out.flush();
            buffer.setLength(0);
        } catch (IOException e) {
            buffer.setLength(0);
            throw new UncheckedIOException("cannot write to standard output: " + e.getMessage(), e);
        }
    }

    /**
     * Copies text to standard output as it is, behind what was printed so far, but for NUL bytes: those stand in a log where
     * its middle was cut while its script runs, and no terminal shows them.
     *
     * @return how many bytes were read
     * @throws IOException if they cannot be read
     * @throws UncheckedIOException if standard output does not take them
     */
    synchronized long copy(InputStream in) throws IOException {
        flush();
        byte[] bytes = new byte[BUFFER_BYTES];
        long copied = 0;
        int length = in.read(bytes);
        while (length > 0) {
            try {
                out.write(bytes, 0, withoutZeros(bytes, length));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot write to standard output: " + e.getMessage(), e);
            }
            copied += length;
            insideLine = bytes[length - 1] != '\n';
            length = in.read(bytes);
        }
        return copied;
    }

    private static int withoutZeros(byte[] bytes, int length) {
        int kept = 0;
        for (int i = 0; i < length; i++) {
            if (bytes[i] != 0) {
                bytes[kept++] = bytes[i];
            }
        }
        return kept;
    }

    /** The text in red on a terminal that shows colours. */
    String red(String text) {
        return colour ? "\u001b[1;31m" + text + "\u001b[0m" : text;
    }

    /** The text in yellow on a terminal that shows colours. */
    String yellow(String text) {
        return colour ? "\u001b[1;33m" + text + "\u001b[0m" : text;
    }

    /** The text in green on a terminal that shows colours. */
    String green(String text) {
        return colour ? "\u001b[32m" + text + "\u001b[0m" : text;
    }

    /** The text dimmed on a terminal that shows colours. */
    String dim(String text) {
        return colour ? "\u001b[2m" + text + "\u001b[0m" : text;
    }
}
