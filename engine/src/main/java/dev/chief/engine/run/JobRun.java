package dev.chief.engine.run;

import dev.chief.engine.config.Job;
import dev.chief.engine.config.Script;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run of a job, from its first record to its last. For the thread that runs it. */
final class JobRun {
    private static final Logger LOG = LoggerFactory.getLogger(JobRun.class);

    /**
     * What the runs of a runner share.
     *
     * @param signal whether they are to stop
     */
    record Context(
        RunSettings settings,
        ProcessLauncher launcher,
        InstantSource clock,
        RunJournal journal,
        StopSignal signal
    ) {}

    /** A record to be made. */
    interface Entry {
        void write(RunJournal journal) throws JournalException;
    }

    private final Context context;
    private final RunId id;
    private final Job job;
    private final Optional<Instant> scheduledFor;
    private final RunListener listener;
    private final Path logDirectory;
    private final Instant startedAt;
    private final long startedNanos = System.nanoTime();
    private final Optional<Deadline> deadline;
    private final List<RunEvent.ScriptFinished> results = new ArrayList<>();
    /** Of these the end could not be recorded yet, the earliest first. */
    private final Queue<RunEvent.ScriptFinished> unrecorded = new ArrayDeque<>();
    private long logBytes;
    private boolean anythingStarted;
    private boolean timedOut;
    private boolean interrupted;
    private @Nullable String broken;

    JobRun(Context context, RunId id, Job job, Optional<Instant> scheduledFor, RunListener listener) {
        this.context = context;
        this.id = id;
        this.job = job;
        this.scheduledFor = scheduledFor;
        this.listener = listener;
        this.logDirectory = LogNames.directory(context.settings().stateDirectory(), id);
        this.startedAt = context.clock().instant();
        this.deadline = job.timeout().map(Deadline::after);
    }

    RunEvent.RunFinished run() {
        var started = new RunEvent.RunStarted(id, job, scheduledFor, startedAt, logDirectory);
        if (recorded(journal -> journal.runStarted(started, ProcessIdentity.current()))) {
            makeLogDirectory();
            listener.runStarted(started);
        }
        for (int i = 0; i < job.scripts().size(); i++) {
            results.add(runOrSkip(job.scripts().get(i), i + 1));
        }
        int left = mustEndAll() && anythingStarted ? context.launcher().sweep(ScriptEnvironment.marksOf(id))
                : 0;
        RunEvent.RunFinished finished = recordEnd(result(left));
        listener.runFinished(finished);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return finished;
    }

    /** Records a change, or says no: then the run cannot go on. */
    boolean recorded(Entry entry) {
        try {
            recordEnds();
            entry.write(context.journal());
            return true;
        } catch (JournalException e) {
            fail(String.valueOf(e.getMessage()));
            return false;
        }
    }

    /**
     * Records the end of an attempt. What cannot be recorded is tried again with what comes next: it happened all the same,
     * and if nothing is to come but the end of the run that is no reason to call the run failed.
     */
    void ended(RunEvent.ScriptFinished result) {
        unrecorded.add(result);
        try {
            recordEnds();
        } catch (JournalException e) {
            LOG.debug("Later: {}", e.getMessage());
        }
    }

    private void recordEnds() throws JournalException {
        while (!unrecorded.isEmpty()) {
            RunEvent.ScriptFinished result = unrecorded.element();
            context.journal().attemptFinished(result);
            ScriptRun.exitFile(result.attempt()).delete();
            unrecorded.remove();
        }
    }

    /** The result, as it was recorded or as whoever can do so later is to record it. */
    private RunEvent.RunFinished recordEnd(RunEvent.RunFinished result) {
        try {
            recordEnds();
            context.journal().runFinished(result);
            return result;
        } catch (JournalException e) {
            return result.succeeded() ? result.because("its end was not recorded in time: " + e.getMessage())
                    : result;
        }
    }

    /** Notes why the run cannot go on; the first reason counts. */
    void fail(String reason) {
        if (broken == null) {
            broken = reason;
        }
    }

    /** Why the run cannot go on, if so. */
    Optional<String> broken() {
        return Optional.ofNullable(broken);
    }

    boolean isStopped() {
        return interrupted || context.signal().isStopped();
    }

    boolean isOutOfTime() {
        return deadline.isPresent() && deadline.get().isOver();
    }

    /** Notes that the run's own time-out ended a script. */
    void timedOut() {
        timedOut = true;
    }

    /** Whether everything that the run has started is to be ended, and not only its current script. */
    boolean mustEndAll() {
        return isStopped() || timedOut || broken != null;
    }

    /** When an attempt that starts now must have ended. */
    Deadline deadlineOf(Script script) {
        Deadline own = Deadline.after(script.timeout());
        return deadline.filter(whole -> whole.isBefore(own)).orElse(own);
    }

    /** Whether there is time left in this run to wait so long. */
    boolean hasTimeFor(Duration wait) {
        return deadline.isEmpty() || Deadline.after(wait).isBefore(deadline.get());
    }

    /** Waits until the future has completed, or the run is to stop, or the time has come, whatever is first. */
    void await(CompletableFuture<?> future, Deadline atMost) {
        while (!future.isDone() && !isStopped() && !atMost.isOver()) {
            try {
                context.signal().await(future, atMost.remaining());
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
    }

    /** Starts an attempt of a script. */
    ProcessLauncher.Launched launch(Attempt attempt) throws IOException {
        Script script = attempt.script();
        if (!Files.exists(script.file())) {
            throw new IOException("not found: " + script.file());
        }
        var environment = ScriptEnvironment.of(context.settings(), id, job, script, scheduledFor);
        var launch = new ProcessLauncher.Launch(script.command(), job.workingDirectory(), environment,
                attempt.log(), ScriptRun.exitFile(attempt));
        ProcessLauncher.Launched launched = context.launcher().start(launch);
        anythingStarted = true;
        return launched;
    }

    /** Ends a script with all that it started, or with all that the run started; returns how many processes are left. */
    int end(ProcessLauncher.Launched process, Script script) {
        var marks = mustEndAll() ? ScriptEnvironment.marksOf(id) : ScriptEnvironment.marksOf(id, script);
        return process.end(context.settings().killGrace(), context.signal()::isKilled, marks);
    }

    RunId id() {
        return id;
    }

    RunListener listener() {
        return listener;
    }

    Instant now() {
        return context.clock().instant();
    }

    /** The run's own time-out, in words. */
    String timeOutText() {
        return "the run timed out after " + Words.of(job.timeout().orElse(Duration.ZERO));
    }

    private void makeLogDirectory() {
        try {
            Files.createDirectories(logDirectory);
        } catch (IOException e) {
            fail("cannot make the log directory " + logDirectory + ": " + Words.of(e));
        }
    }

    private RunEvent.ScriptFinished runOrSkip(Script script, int index) {
        Path log = LogNames.file(logDirectory, index, script.name());
        int total = job.scripts().size();
        Optional<String> skip = skipReason();
        if (skip.isPresent()) {
            var attempt = new Attempt(script, index, total, 0, script.retry().attempts() + 1, log);
            return skipped(attempt, skip.get());
        }
        long share = (context.settings().logMaxBytes() - logBytes) / (total - index + 1);
        RunEvent.ScriptFinished result = new ScriptRun(this, script, index, total, log).run(share);
        logBytes += sizeOf(log);
        return result;
    }

    private Optional<String> skipReason() {
        if (broken != null) {
            return Optional.of(broken);
        }
        if (isStopped()) {
            return Optional.of("stopped");
        }
        if (timedOut || isOutOfTime()) {
            timedOut = true;
            return Optional.of(timeOutText());
        }
        return job.stopOnFailure() ? failed().map(it -> it.attempt().script().name() + " failed")
                : Optional.empty();
    }

    private RunEvent.ScriptFinished skipped(Attempt attempt, String reason) {
        var result = new RunEvent.ScriptFinished(
                id,
                attempt,
                ScriptStatus.SKIPPED,
                now(),
                Duration.ZERO,
                OptionalInt.empty(),
                Optional.empty(),
                reason);
        ended(result);
        listener.scriptFinished(result);
        return result;
    }

    private Optional<RunEvent.ScriptFinished> failed() {
        return results.stream().filter(result -> result.status() == ScriptStatus.FAILED).findFirst();
    }

    private RunEvent.RunFinished result(int left) {
        RunStatus status = RunStatus.SUCCEEDED;
        String reason = "";
        if (broken != null) {
            status = RunStatus.FAILED;
            reason = broken;
        } else if (isStopped() && results.stream().anyMatch(it -> it.status() != ScriptStatus.SUCCEEDED)) {
            status = RunStatus.CANCELLED;
            reason = "stopped";
        } else if (timedOut) {
            status = RunStatus.FAILED;
            reason = timeOutText();
        } else if (failed().isPresent()) {
            status = RunStatus.FAILED;
            reason = failed().map(it -> it.attempt().script().name() + ": " + it.reason()).get();
        }
        return new RunEvent.RunFinished(
                id,
                job,
                scheduledFor,
                status,
                startedAt,
                Duration.ofNanos(System.nanoTime() - startedNanos),
                results,
                reason + Words.ofLeftOver(left));
    }

    private static long sizeOf(Path log) {
        try {
            return Files.size(log);
        } catch (IOException e) {
            return 0;
        }
    }
}
