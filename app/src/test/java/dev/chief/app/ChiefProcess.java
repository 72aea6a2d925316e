package dev.chief.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Chief as a process of its own, as users have it. */
final class ChiefProcess {
    private static final long PATIENCE_SECONDS = 60;
    private static final long PAUSE_MILLIS = 10;

    private final Process process;
    private final Path out;
    private final Path err;

    private ChiefProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** Starts it in a directory with some variables added to this process's environment. */
    static ChiefProcess start(Path directory, Map<String, String> environment, String... words) {
        return start(List.of(), directory, environment, List.of(words));
    }

    /** Starts it by way of another program, which takes it as its arguments and becomes it. */
    static ChiefProcess start(
        List<String> prefix,
        Path directory,
        Map<String, String> environment,
        List<String> words
    ) {
        try {
            List<String> command = new ArrayList<>(prefix);
            command.addAll(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED", "-cp",
                    System.getProperty("java.class.path"), Main.class.getName()));
            command.addAll(words);
            Path out = Files.createTempFile("chief", ".out");
            Path err = Files.createTempFile("chief", ".err");
            ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().putAll(environment);
            return new ChiefProcess(builder.start(), out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for its end. */
    ChiefProcess ended() {
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("still running; standard error so far:\n" + err());
            }
            return this;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    ChiefProcess signalled(String signal) {
        try {
            new ProcessBuilder("/bin/kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Waits until a file is there and not empty, and gives its first line. */
    String firstLineOf(Path file) {
        try {
            await(file + " to appear", () -> Files.exists(file) && Files.size(file) > 0);
            return Files.readAllLines(file).getFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until standard error has a text. */
    ChiefProcess says(String text) {
        await("\"" + text + "\" on standard error", () -> err().contains(text));
        return this;
    }

    /** Waits until something is so, while the process goes on. */
    void await(String what, Condition condition) {
        try {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
            while (!condition.holds()) {
                boolean ended = process.waitFor(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
                if ((ended && !condition.holds()) || System.nanoTime() > deadline) {
                    throw new AssertionError(
                            "waited in vain for " + what + "; standard error so far:\n" + err());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Something to wait for. */
    @FunctionalInterface
    interface Condition {
        boolean holds() throws IOException;
    }

    /** Whether a process is there and more than an entry that its parent has yet to collect. */
    static boolean isRunning(String pid) throws IOException {
        try {
            String stat = Files.readString(Path.of("/proc", pid, "stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /** Ends it at once if it goes on. */
    void destroy() {
        process.destroyForcibly();
        var _ = ended();
    }

    long pid() {
        return process.pid();
    }

    int code() {
        return process.exitValue();
    }

    String out() {
        return read(out);
    }

    String err() {
        return read(err);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
