package dev.chief.engine.run;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The processes of this machine as Linux shows them under /proc. For any thread. */
final class ProcessTable {
    private static final Path PROC = Path.of("/proc");

    /** Java hands variables and arguments over in this character set, so they are found again in it. */
    static final Charset CHARSET = Charset.forName(
            System.getProperty("sun.jnu.encoding", "UTF-8"),
            StandardCharsets.UTF_8);

    private ProcessTable() {}

    /**
     * A line of the table.
     *
     * @param group the process group
     * @param session the session
     * @param ended whether only its exit code is left, for a parent that has not asked for it
     * @param startTicks when it started, in clock ticks since the machine did
     */
    record Entry(long pid, long group, long session, boolean ended, long startTicks) {}

    /** Whether there is such a table here. */
    static boolean isThere() {
        return Files.isReadable(PROC.resolve("self/stat"));
    }

    /** Every process, but for those that come and go meanwhile. */
    static List<Entry> all() {
        List<Entry> entries = new ArrayList<>();
        try (DirectoryStream<Path> directories = Files.newDirectoryStream(PROC)) {
            for (Path directory : directories) {
                String name = directory.getFileName().toString();
                if (Character.isDigit(name.charAt(0))) {
                    of(Long.parseLong(name)).ifPresent(entries::add);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            return entries;
        }
        return entries;
    }

    /** One process. */
    static Optional<Entry> of(long pid) {
        byte @Nullable [] stat = read(pid, "stat");
        return stat == null ? Optional.empty() : parse(pid, new String(stat, StandardCharsets.ISO_8859_1));
    }

    /** Reads {@code PID (NAME) STATE PARENT GROUP SESSION ...}, where the name may hold anything. */
    private static Optional<Entry> parse(long pid, String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 1).trim().split(" ", 21);
        if (fields.length < 21) {
            return Optional.empty();
        }
        char state = fields[0].charAt(0);
        return Optional.of(
                new Entry(
                        pid,
                        Long.parseLong(fields[2]),
                        Long.parseLong(fields[3]),
                        state == 'Z' || state == 'X',
                        Long.parseLong(fields[19])));
    }

    /** Whether a process was started with all these variables. No, if that cannot be read. */
    static boolean hasEnvironment(long pid, Map<String, String> variables) {
        byte @Nullable [] environment = read(pid, "environ");
        if (environment == null || environment.length == 0) {
            return false;
        }
        for (Map.Entry<String, String> variable : variables.entrySet()) {
            byte[] wanted = (variable.getKey() + "=" + variable.getValue() + "\0").getBytes(CHARSET);
            if (!holdsEntry(environment, wanted)) {
                return false;
            }
        }
        return true;
    }

    private static boolean holdsEntry(byte[] environment, byte[] wanted) {
        int start = 0;
        while (start + wanted.length <= environment.length) {
            int i = 0;
            while (i < wanted.length && environment[start + i] == wanted[i]) {
                i++;
            }
            if (i == wanted.length) {
                return true;
            }
            while (start < environment.length && environment[start] != 0) {
                start++;
            }
            start++;
        }
        return false;
    }

    private static byte @Nullable [] read(long pid, String file) {
        try {
            return Files.readAllBytes(PROC.resolve(Long.toString(pid)).resolve(file));
        } catch (IOException e) {
            return null;
        }
    }
}
