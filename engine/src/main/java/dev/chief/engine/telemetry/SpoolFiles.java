package dev.chief.engine.telemetry;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The files of a spool, named after the one that is written to.
 *
 * @param active where events are added, {@code spool.jsonl}
 */
record SpoolFiles(Path active) {
    private static final String ENDING = ".jsonl";
    private static final int DIGITS = 10;

    /** What processes lock, and where it is written how far delivery has come, {@code spool.lock}. */
    Path lock() {
        return sibling(".lock");
    }

    /** Events that the monitor does not want, {@code spool.rejected.jsonl}. */
    Path rejected() {
        return sibling(".rejected" + ENDING);
    }

    /** Lines that are no events, {@code spool.torn.jsonl}. */
    Path torn() {
        return sibling(".torn" + ENDING);
    }

    /** A closed part, {@code spool.0000000001.jsonl}. */
    Path segment(long number) {
        String digits = Long.toString(number);
        return sibling("." + "0".repeat(Math.max(0, DIGITS - digits.length())) + digits + ENDING);
    }

    /** The numbers of the closed parts, oldest first. */
    List<Long> segments() throws IOException {
        String prefix = base() + ".";
        List<Long> numbers = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder())) {
            for (Path entry : entries) {
                String name = String.valueOf(entry.getFileName());
                int digits = name.length() - prefix.length() - ENDING.length();
                if (digits >= DIGITS && digits < 19 && name.startsWith(prefix) && name.endsWith(ENDING)) {
                    long number = number(name, prefix.length(), digits);
                    if (number >= 0) {
                        numbers.add(number);
                    }
                }
            }
        } catch (NoSuchFileException e) {
            return List.of();
        }
        numbers.sort(Long::compare);
        return numbers;
    }

    Path folder() {
        return active.resolveSibling("").toAbsolutePath().normalize();
    }

    static long size(Path file) throws IOException {
        try {
            return Files.size(file);
        } catch (NoSuchFileException e) {
            return 0;
        }
    }

    private Path sibling(String ending) {
        return folder().resolve(base() + ending);
    }

    private String base() {
        String name = String.valueOf(active.getFileName());
        return name.endsWith(ENDING) ? name.substring(0, name.length() - ENDING.length()) : name;
    }

    private static long number(String name, int start, int digits) {
        long number = 0;
        for (int i = start; i < start + digits; i++) {
            char c = name.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            number = number * 10 + c - '0';
        }
        return number;
    }
}
