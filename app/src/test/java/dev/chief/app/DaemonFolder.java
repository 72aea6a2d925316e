package dev.chief.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A folder with a chief.yaml and the daemons that a test starts on it; none of them outlives the test. */
final class DaemonFolder implements AutoCloseable {
    private final Path directory;
    private final List<ChiefProcess> daemons = new ArrayList<>();
    private List<String> prefix = List.of();

    /** With scripts: one that works at once, and one that says its process in the file pid and works until there is a file go. */
    DaemonFolder(Path directory) {
        this.directory = directory;
        file("work.sh", "echo working\n");
        // The end of the folder ends it too, so that it does not outlive a test that fails.
        file("slow.sh", """
                echo waiting
                echo $$ > pid.new
                mv pid.new pid
                while [ ! -e go ] && [ -e chief.yaml ]; do sleep 0.05; done
                echo done
                """);
    }

    /** Writes a job named j with a script, its first slot, and lines that stand before the jobs. */
    DaemonFolder job(String script, Instant firstSlot, String... more) {
        file("chief.yaml", String.join("\n", more) + (more.length == 0 ? "" : "\n") + """
                jobs:
                  - name: j
                    schedule: {frequency: interval, every: 7m, start: "%s"}
                    scripts: [{path: %s, interpreter: sh}]
                """.formatted(firstSlot, script));
        return this;
    }

    /** From now on each Chief is started where a disk is mounted. */
    DaemonFolder on(SmallDisk disk) {
        prefix = disk.inside(directory);
        return this;
    }

    /** An instant so many seconds from now, to the second. */
    static Instant in(int seconds) {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(seconds);
    }

    /** An instant that no test lives to see. */
    static Instant tomorrow() {
        return in(86_400);
    }

    /** Writes a file, by way of another so that nobody sees half of it. */
    Path file(String name, String text) {
        try {
            Path half = Files.writeString(directory.resolve(name + ".half"), text);
            return Files.move(half, path(name), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path path(String name) {
        return directory.resolve(name);
    }

    /** Starts a daemon and waits until it is ready. */
    ChiefProcess daemon(String... options) {
        return start(options).says("Started with ");
    }

    /** Starts a daemon. */
    ChiefProcess start(String... options) {
        return start(Map.of(), options);
    }

    /** Starts a daemon with some variables more in its environment. */
    ChiefProcess start(Map<String, String> environment, String... options) {
        List<String> words = new ArrayList<>(List.of("daemon"));
        words.addAll(List.of(options));
        ChiefProcess daemon = ChiefProcess.start(prefix, directory, environment, words);
        daemons.add(daemon);
        return daemon;
    }

    /** Executes another command to its end. */
    ChiefProcess chief(String... words) {
        return ChiefProcess.start(prefix, directory, Map.of(), List.of(words)).ended();
    }

    @Override
    public void close() {
        file("go", "");
        daemons.forEach(ChiefProcess::destroy);
    }
}
