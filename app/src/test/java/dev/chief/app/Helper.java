package dev.chief.app;

import dev.chief.client.Monitor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The worker helpers, each as its users call it. Where a process can call twice, the first call is not looked at: it loads
 * what it needs, for which a busy machine may take more than the time of a call.
 */
enum Helper {
    JAVA {
        @Override
        Said say(Path directory, Map<String, String> environment) {
            Monitor monitor = Monitor.of(environment);
            monitor.debug("first");
            long begin = System.nanoTime();
            boolean taken = monitor.warn(MESSAGE, Map.of(KEY, VALUE));
            return new Said(Optional.of(taken), Duration.ofNanos(System.nanoTime() - begin), 0, "");
        }
    },
    PYTHON {
        @Override
        Said say(Path directory, Map<String, String> environment) {
            String script = """
                    import time
                    from gulag_chief.monitor_client import monitor
                    monitor.debug("first")
                    begin = time.monotonic()
                    taken = monitor.warn("%s", %s="%s")
                    print(taken, int(1000 * (time.monotonic() - begin)))
                    """.formatted(MESSAGE, KEY, VALUE);
            try {
                ProcessBuilder python = new ProcessBuilder("python3", "-c", script)
                        .directory(directory.toFile());
                python.environment().putAll(environment);
                python.environment()
                        .put("PYTHONPATH", Path.of("../clients/python").toAbsolutePath().toString());
                Process process = python.redirectErrorStream(true).start();
                List<String> words = List.of(new String(process.getInputStream().readAllBytes(),
                        StandardCharsets.UTF_8).strip().split(" ", -1));
                int code = process.waitFor();
                return new Said(Optional.of(words.getFirst().equals("True")),
                        Duration.ofMillis(Long.parseLong(words.getLast())), code,
                        words.size() == 2 ? "" : String.join(" ", words));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
    },
    SHELL {
        @Override
        Said say(Path directory, Map<String, String> environment) {
            long begin = System.nanoTime();
            ChiefProcess chief = ChiefProcess
                    .start(directory, environment, "event", "warn", MESSAGE, "--meta", KEY + "=" + VALUE)
                    .ended();
            return new Said(Optional.empty(), Duration.ofNanos(System.nanoTime() - begin), chief.code(),
                    chief.out() + chief.err());
        }
    };

    static final String MESSAGE = "slow upstream";
    static final String KEY = "step";
    static final String VALUE = "extract";

    /** Says something by a process in a directory, or by this one, that has these variables. */
    abstract Said say(Path directory, Map<String, String> environment);

    /**
     * What came of it.
     *
     * @param taken what the call returned, if calls return anything
     * @param took how long it took; for the shell with the start of a process
     * @param code what the process ended with
     * @param output what it printed that nobody asked for
     */
    record Said(Optional<Boolean> taken, Duration took, int code, String output) {}
}
