package dev.chief.engine.run;

import dev.chief.core.dispatch.Policy;
import dev.chief.core.schedule.Recurrence;
import dev.chief.core.schedule.Schedule;
import dev.chief.engine.config.Job;
import dev.chief.engine.config.JobMonitor;
import dev.chief.engine.config.Retry;
import dev.chief.engine.config.Script;
import dev.chief.engine.config.Secrecy;
import dev.chief.engine.config.Trigger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Makes real scripts and jobs in a directory, runs them, and looks for what is left of them. */
public final class Workshop {
    public static final Instant NOW = Instant.parse("2026-11-23T11:00:00.123456Z");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    public final Path directory;
    /** In the environment of all that is started here, and of nothing else on this machine. */
    public final String mark;
    final MemoryJournal journal = new MemoryJournal();
    final Recorder heard = new Recorder();
    final Map<String, String> environment = new HashMap<>(System.getenv());
    /** What the clock of the runs says. */
    public Instant now = NOW;
    public Duration grace = Duration.ofMillis(300);
    public long logBytes = 1 << 20;
    Optional<RunSettings.Monitor> monitor = Optional.empty();
    Optional<Path> pythonClient = Optional.empty();
    Optional<Path> commands = Optional.empty();
    Path shell = Watcher.SHELL;
    private RunJournal journalInUse = journal;

    public Workshop(Path directory) {
        this(directory, "mark-" + UUID.randomUUID());
    }

    public Workshop(Path directory, String mark) {
        this.directory = directory;
        this.mark = mark;
        environment.put("TEST_MARK", mark);
    }

    /** Writes a shell script. */
    public Script shell(String name, String body) {
        Path file = write(name, body);
        return new Script(
                name,
                name,
                file,
                List.of("sh"),
                List.of(),
                Duration.ofSeconds(30),
                Retry.NEVER,
                new LinkedHashMap<>());
    }

    public Path write(String name, String text) {
        try {
            return Files.writeString(directory.resolve(name), text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    public static Script timeout(Script script, Duration timeout) {
        return new Script(
                script.name(),
                script.path(),
                script.file(),
                script.interpreter(),
                script.arguments(),
                timeout,
                script.retry(),
                script.environment());
    }

    public static Script retry(Script script, Retry retry) {
        return new Script(
                script.name(),
                script.path(),
                script.file(),
                script.interpreter(),
                script.arguments(),
                script.timeout(),
                retry,
                script.environment());
    }

    static Script command(Script script, List<String> interpreter, List<String> arguments) {
        return new Script(
                script.name(),
                script.path(),
                script.file(),
                interpreter,
                arguments,
                script.timeout(),
                script.retry(),
                script.environment());
    }

    static Script environment(Script script, Map<String, String> environment) {
        return new Script(
                script.name(),
                script.path(),
                script.file(),
                script.interpreter(),
                script.arguments(),
                script.timeout(),
                script.retry(),
                new LinkedHashMap<>(environment));
    }

    /** A job that stops at the first failure. */
    public Job job(Script... scripts) {
        return job("nightly", true, Optional.empty(), false, scripts);
    }

    public Job job(
        String name,
        boolean stopOnFailure,
        Optional<Duration> timeout,
        boolean telemetry,
        Script... scripts
    ) {
        var schedule = Schedule.of(new Recurrence.Daily(LocalTime.NOON, false), ZoneOffset.UTC);
        return new Job(
                name,
                new Job.Labels("", List.of()),
                true,
                directory,
                stopOnFailure,
                timeout,
                new Trigger(schedule, Policy.Overlap.SKIP, Policy.CatchUp.NONE, Duration.ZERO, List.of()),
                List.of(scripts),
                new JobMonitor(telemetry, new JobMonitor.Check(false, Duration.ZERO, false, false)),
                Secrecy.OF_TELLING_NAMES);
    }

    public void use(RunJournal other) {
        journalInUse = other;
    }

    public JobRunner runner() {
        var settings = new RunSettings(stateDirectory(), logBytes, grace, monitor, environment,
                new RunSettings.Helpers(pythonClient, commands));
        String path = String.valueOf(System.getenv("PATH"));
        return new JobRunner(settings, new SessionLauncher(path, shell), () -> now, journalInUse);
    }

    public Path stateDirectory() {
        return directory.resolve("state");
    }

    public static RunId id(Job job) {
        return RunId.next(job.name(), NOW, ProcessHandle.current().pid());
    }

    public RunEvent.RunFinished run(Job job) {
        return runner().run(id(job), job, Optional.empty(), heard);
    }

    public RunEvent.RunFinished run(Script... scripts) {
        return run(job(scripts));
    }

    RunEvent.ScriptFinished runOne(Script script) {
        return run(script).scripts().getFirst();
    }

    /** The processes that carry the mark. */
    public List<Long> survivors() {
        return ProcessTable.all()
                .stream()
                .filter(entry -> !entry.ended())
                .map(ProcessTable.Entry::pid)
                .filter(pid -> ProcessTable.hasEnvironment(pid, Map.of("TEST_MARK", mark)))
                .toList();
    }

    /** Ends what a test left on purpose. */
    public void clean() {
        survivors().forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
    }

    public static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Waits for a condition that another thread or process brings about. */
    public static void await(String what, BooleanSupplier condition) {
        Deadline deadline = Deadline.after(PATIENCE);
        while (!condition.getAsBoolean()) {
            if (deadline.isOver()) {
                throw new AssertionError("Waited " + PATIENCE + " in vain until " + what);
            }
            LockSupport.parkNanos(5_000_000);
        }
    }
}
