package dev.chief.engine.runs;

import dev.chief.engine.config.Script;
import dev.chief.engine.run.JobRunner;
import dev.chief.engine.run.RunListener;
import dev.chief.engine.run.Workshop;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * A process that runs shell scripts as a job, with a store, and stops its runs when it is told to end: what the
 * commands do, as small as it can be.
 */
public final class ChildJvm {
    private ChildJvm() {}

    /**
     * Starts such a process.
     *
     * @param workshop whose directory and mark it uses
     * @param script the text of the script
     */
    static Process start(Workshop workshop, String script, String... options) throws IOException {
        return start(workshop, List.of(script), options);
    }

    /**
     * Starts such a process.
     *
     * @param scripts the texts of the scripts
     */
    static Process start(Workshop workshop, List<String> scripts, String... options) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(
                List.of(
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ChildJvm.class.getName(),
                        workshop.directory.toString(),
                        workshop.mark));
        command.addAll(scripts);
        return new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(workshop.directory.resolve("child.out").toFile())
                .start();
    }

    /** Arguments: the directory, the mark, the scripts. Ends with 0 if the run succeeded, else with 1. */
    public static void main(String[] arguments) throws RunStoreException {
        Workshop workshop = new Workshop(Path.of(arguments[0]), arguments[1]);
        var ended = new CountDownLatch(1);
        boolean succeeded = run(workshop, List.of(arguments).subList(2, arguments.length), ended);
        ended.countDown();
        Runtime.getRuntime().exit(succeeded ? 0 : 1);
    }

    private static boolean run(Workshop workshop, List<String> texts, CountDownLatch ended)
            throws RunStoreException {
        try (RunStore store = RunStore.open(workshop.stateDirectory(), InstantSource.fixed(Workshop.NOW))) {
            workshop.use(store);
            JobRunner runner = workshop.runner();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                runner.stop();
                awaitQuietly(ended);
            }));
            var scripts = new Script[texts.size()];
            for (int i = 0; i < scripts.length; i++) {
                scripts[i] = workshop.shell("work" + (i == 0 ? "" : i + 1), texts.get(i));
            }
            var job = workshop.job(scripts);
            var listener = new RunListener() {
                @Override
                public boolean wantsOutput() {
                    return Boolean.getBoolean("live");
                }
            };
            return runner.run(Workshop.id(job), job, Optional.empty(), listener).succeeded();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
