package dev.chief.engine.daemon;

import static java.util.Objects.requireNonNull;

import dev.chief.core.dispatch.Effect;
import dev.chief.engine.config.Config;
import dev.chief.engine.config.ConfigLoader;
import dev.chief.engine.config.Diagnostic;
import dev.chief.engine.config.Host;
import dev.chief.engine.config.Loaded;
import dev.chief.engine.run.JobRunner;
import dev.chief.engine.run.JournalException;
import dev.chief.engine.run.ProcessLauncher;
import dev.chief.engine.run.RunEvent.RunFinished;
import dev.chief.engine.run.RunSettings;
import dev.chief.engine.runs.RunStore;
import dev.chief.engine.runs.RunStoreException;
import dev.chief.engine.runs.SlotRecord;
import dev.chief.engine.runs.StoredRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A real daemon with a real run store and a real chief.yaml in a folder, on a machine whose time the test advances. */
final class Simulation implements AutoCloseable {
    private static final Instant FAR = Instant.parse("2999-01-01T00:00:00Z");

    final VirtualTime time;
    final Path folder;
    /** What the daemon said, besides what it decided. */
    final List<String> said = Collections.synchronizedList(new ArrayList<>());
    private String host = "host";
    private int version;
    private Machine machine = new Machine() {};
    private @Nullable RunStore store;
    private @Nullable Daemon daemon;
    private @Nullable Thread thread;

    /** What a test may put between the daemon and what it works with. */
    interface Machine {
        /** Opens the run store. */
        default RunStore open(Path stateDirectory, InstantSource clock) throws RunStoreException {
            return RunStore.open(stateDirectory, clock);
        }

        /** Starts processes by way of another launcher. */
        default ProcessLauncher launcher(ProcessLauncher other) {
            return other;
        }
    }

    /** @param start an ISO instant */
    Simulation(Path folder, String start) {
        this(folder, Instant.parse(start));
    }

    Simulation(Path folder, Instant start) {
        this.folder = folder;
        this.time = new VirtualTime(start);
        write("work.sh", "exit 0\n");
    }

    /** Writes jobs: each line a name and what follows in its mapping, without its scripts. */
    Simulation jobs(String... lines) {
        StringBuilder yaml = new StringBuilder("defaults: {timezone: UTC}\njobs:\n");
        for (String line : lines) {
            if (line.startsWith("daemon:")) {
                yaml.insert(0, line + "\n");
            } else {
                yaml.append("  - {name: ")
                        .append(line)
                        .append(", scripts: [{path: work.sh, interpreter: sh}]}\n");
            }
        }
        return file(yaml.toString());
    }

    Simulation file(String yaml) {
        write("chief.yaml", yaml);
        version++;
        return this;
    }

    Simulation host(String name) {
        host = name;
        return this;
    }

    Simulation on(Machine other) {
        machine = other;
        return this;
    }

    Simulation start() {
        Config config = config();
        RunStore opened = open(config);
        JobRunner runner = new JobRunner(settings(config), machine.launcher(time), time, opened);
        DaemonSetup.Source source = new DaemonSetup.Source(this::load, () -> Integer.toString(version),
                Simulation::settings);
        Daemon started = new Daemon(config,
                new DaemonSetup(time, time, opened, runner, source, new Jitter(host), Duration.ofDays(1)),
                new Ear());
        store = opened;
        daemon = started;
        Thread running = Thread.ofPlatform().start(() -> {
            try {
                started.run();
            } catch (JournalException e) {
                said.add("failed: " + e.getMessage());
            } finally {
                time.over();
            }
        });
        thread = running;
        return this;
    }

    private RunStore open(Config config) {
        try {
            return machine.open(config.daemon().stateDirectory(), time);
        } catch (RunStoreException e) {
            throw new AssertionError(e);
        }
    }

    private void write(String file, String text) {
        try {
            Files.writeString(folder.resolve(file), text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** What a daemon answers. */
    static <T> T answer(CompletableFuture<T> future) {
        try {
            return future.get(30, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    /** Lets the daemon work until an ISO instant. */
    Simulation until(String instant) {
        advance(Instant.parse(instant));
        return this;
    }

    void advance(Instant instant) {
        try {
            time.advanceTo(instant);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    Daemon daemon() {
        return requireNonNull(daemon);
    }

    /** Stops the daemon and waits until it has ended. */
    Simulation stop() {
        daemon().stop();
        advance(time.instant().plus(Duration.ofDays(1)));
        return awaitEnd();
    }

    /** Waits until the daemon, which was stopped, has ended. */
    Simulation awaitEnd() {
        try {
            requireNonNull(thread).join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        requireNonNull(store).close();
        return this;
    }

    /** The ledger of a job, the earliest first: slot, outcome, and why. */
    List<String> ledger(String job) {
        List<String> lines = new ArrayList<>();
        try {
            for (SlotRecord line : requireNonNull(store).history().slots(job, FAR, 100_000)) {
                lines.addFirst((line.slot() + " " + line.outcome() + " " + line.reason()).strip());
            }
        } catch (RunStoreException e) {
            throw new AssertionError(e);
        }
        return lines;
    }

    /** When the runs of a job started, the earliest first. */
    List<String> starts(String job) {
        List<String> starts = new ArrayList<>();
        for (StoredRun run : runs(job)) {
            starts.addFirst(run.startedAt().toString());
        }
        return starts;
    }

    /** The runs of a job, the latest first. */
    List<StoredRun> runs(String job) {
        try {
            return requireNonNull(store).history().recent(Optional.of(job), 100_000);
        } catch (RunStoreException e) {
            throw new AssertionError(e);
        }
    }

    /** The attempts of a run: script, status and return code. */
    List<String> scripts(StoredRun run) {
        try {
            return requireNonNull(store).history()
                    .scripts(run.id())
                    .stream()
                    .map(it -> (it.name() + " " + it.status() + " "
                            + (it.returnCode().isPresent() ? it.returnCode().getAsInt() : "")).strip())
                    .toList();
        } catch (RunStoreException e) {
            throw new AssertionError(e);
        }
    }

    Config config() {
        return switch (load()) {
            case Loaded.Ok ok -> ok.config();
            case Loaded.Rejected rejected -> throw new AssertionError(rejected.diagnostics());
        };
    }

    private Loaded load() {
        return ConfigLoader.load(folder.resolve("chief.yaml").toString(),
                new Host(Map.of("PATH", "/usr/bin:/bin"), () -> ZoneOffset.UTC, time));
    }

    private static RunSettings settings(Config config) {
        return new RunSettings(config.daemon().stateDirectory(), 1 << 20, Duration.ofSeconds(1),
                Optional.empty(),
                Map.of("PATH", "/usr/bin:/bin"), RunSettings.Helpers.NONE);
    }

    @Override
    public void close() {
        if (thread != null && thread.isAlive()) {
            daemon().kill();
            var _ = stop();
        }
    }

    private final class Ear implements DaemonListener {
        @Override
        public void dispatched(Effect.Start start) {
            time.runs(1);
        }

        @Override
        public void ended(RunFinished run) {
            time.runs(-1);
        }

        @Override
        public void started(Config config, int missed, Optional<Instant> next) {
            said.add("started, missed " + missed + ", next " + next.map(Instant::toString).orElse("none"));
        }

        @Override
        public void delayed(String job, Duration inLine) {
            said.add(job + " delayed " + inLine);
        }

        @Override
        public void clockStepped(Duration by) {
            said.add("clock stepped " + by);
        }

        @Override
        public void reloaded(Config config, Optional<Instant> next) {
            said.add("reloaded");
        }

        @Override
        public void reloadRefused(List<Diagnostic> diagnostics) {
            said.add("refused: " + diagnostics.getFirst().message());
        }

        @Override
        public void recordingFails(String why) {
            said.add("recording fails");
            time.recording(false);
        }

        @Override
        public void recordingWorks() {
            said.add("recording works");
            time.recording(true);
        }
    }
}
