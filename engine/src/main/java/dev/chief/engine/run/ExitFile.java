package dev.chief.engine.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * Where the {@link Watcher} of an attempt leaves its exit code, for the case that Chief is not there to be told: a file
 * beside the log. It is there from the end of the attempt until its result has been recorded.
 *
 * @param path the file, absolute
 */
public record ExitFile(Path path) {
    private static final String LOG = ".log";
    /** Three digits and the end of the line. */
    private static final int LONGEST = 4;

    /**
     * The file of an attempt. Each attempt has its own: what an earlier one left is never taken for a later one's.
     *
     * @param log the log of the script
     * @param attempt which attempt, from 1
     */
    public static ExitFile of(Path log, int attempt) {
        String name = String.valueOf(log.getFileName());
        String stem = name.endsWith(LOG) ? name.substring(0, name.length() - LOG.length()) : name;
        return new ExitFile(log.resolveSibling(stem + "." + attempt + ".exit"));
    }

    /**
     * How an attempt ended.
     *
     * @param code 0 to 255; 128 + N when signal N ended it
     * @param at when it ended
     */
    public record Exit(int code, Instant at) {
        /** The same in words, as a reason of a failure; empty for 0. */
        public String reason() {
            return code == 0 ? "" : Words.ofReturnCode(code);
        }
    }

    /** How the attempt ended, once that is known. A file that is not complete, or was never completed, says nothing. */
    public Optional<Exit> read() {
        try {
            if (Files.size(path) > LONGEST) {
                return Optional.empty();
            }
            Instant at = Files.getLastModifiedTime(path).toInstant();
            return parse(Files.readString(path, StandardCharsets.ISO_8859_1))
                    .map(code -> new Exit(code, at));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Removes the file, if it is there. */
    public void delete() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            // It goes with the logs one day, and until then nobody asks for it.
            return;
        }
    }

    /** The end of the line is what makes it complete. */
    private static Optional<Integer> parse(String text) {
        int end = text.length() - 1;
        if (end < 1 || text.charAt(end) != '\n') {
            return Optional.empty();
        }
        int code = 0;
        for (int i = 0; i < end; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return Optional.empty();
            }
            code = 10 * code + digit;
        }
        return code > 255 ? Optional.empty() : Optional.of(code);
    }
}
