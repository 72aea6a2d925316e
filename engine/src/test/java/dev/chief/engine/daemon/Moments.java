package dev.chief.engine.daemon;

import dev.chief.engine.run.ExitFile;
import dev.chief.engine.run.ProcessLauncher;
import dev.chief.engine.runs.KilledStore;
import dev.chief.engine.runs.RunStore;
import dev.chief.engine.runs.RunStoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * Keeps what a kill would leave, at each moment at which it would leave something else: a copy of the state directory after
 * each statement that writes to the run store, and after the start of each script. A process that is killed leaves the files
 * as the kernel has them, and that is what a copy holds; only one thread at a time goes on to its next moment, so that a copy
 * is of one moment. For any thread.
 */
final class Moments implements Simulation.Machine {
    private final Path state;
    private final Optional<Path> copies;
    private final VirtualTime time;
    private final List<Started> started;
    private final List<Moment> moments = new ArrayList<>();

    /** A script that was started: of which run, for which slot if any, and where its exit code is left. */
    record Started(String job, String run, String slot, Instant at, ExitFile exit) {}

    /**
     * A moment.
     *
     * @param after what had just been done
     * @param copy the state directory as it was
     * @param started all scripts that had been started before
     */
    record Moment(int number, String after, Instant at, Path copy, List<Started> started) {
        Moment {
            started = List.copyOf(started);
        }

        @Override
        public String toString() {
            return "killed at " + at + ", moment " + number + ", after " + after;
        }
    }

    /**
     * @param state the state directory
     * @param copies where the copies go; without it only starts are kept
     * @param before the scripts that earlier daemons started
     */
    Moments(Path state, Optional<Path> copies, VirtualTime time, List<Started> before) {
        this.state = state;
        this.copies = copies;
        this.time = time;
        this.started = new ArrayList<>(before);
    }

    /** All moments so far, in order. */
    synchronized List<Moment> all() {
        return List.copyOf(moments);
    }

    /** All scripts that were started so far. */
    synchronized List<Started> started() {
        return List.copyOf(started);
    }

    @Override
    public RunStore open(Path stateDirectory, InstantSource clock) throws RunStoreException {
        return KilledStore.open(stateDirectory, clock, this::write);
    }

    private synchronized Object write(String sql, Callable<Object> write) throws SQLException {
        try {
            Object result = write.call();
            keep(sql.strip().lines().findFirst().orElse(""));
            return result;
        } catch (SQLException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public ProcessLauncher launcher(ProcessLauncher other) {
        return new ProcessLauncher() {
            @Override
            public Launched start(Launch launch) throws IOException {
                synchronized (Moments.this) {
                    Launched launched = other.start(launch);
                    Map<String, String> environment = launch.environment();
                    String job = environment.getOrDefault("CHIEF_JOB_NAME", "");
                    started.add(new Started(job, environment.getOrDefault("CHIEF_RUN_ID", ""),
                            environment.getOrDefault("CHIEF_SCHEDULED_FOR", ""), time.instant(),
                            launch.exitFile()));
                    keep("the start of a script of " + job);
                    return launched;
                }
            }

            @Override
            public int sweep(Map<String, String> marks) {
                return other.sweep(marks);
            }
        };
    }

    private void keep(String after) {
        if (copies.isEmpty()) {
            return;
        }
        Path copy = copies.get().resolve(Integer.toString(moments.size()));
        // By another process: when this one closes a file of the store SQLite's locks on it are gone.
        copy(state, copy);
        moments.add(new Moment(moments.size(), after, time.instant(), copy, started));
    }

    /** Puts a copy of a directory in place of another one. */
    static void copy(Path from, Path to) {
        try {
            Files.createDirectories(to);
            String script = "rm -rf \"$2\" && cp -a \"$1\" \"$2\"";
            int code = new ProcessBuilder("sh", "-c", script, "sh", from.toString(), to.toString())
                    .inheritIO()
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new AssertionError("cannot copy " + from + " to " + to);
            }
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
