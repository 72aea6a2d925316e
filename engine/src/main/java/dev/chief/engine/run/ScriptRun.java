package dev.chief.engine.run;

import dev.chief.engine.config.Script;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;

/** The attempts of one script of a run. For the thread that runs it. */
final class ScriptRun {
    private final JobRun run;
    private final Script script;
    private final int index;
    private final int total;
    private final Path path;

    ScriptRun(JobRun run, Script script, int index, int total, Path log) {
        this.run = run;
        this.script = script;
        this.index = index;
        this.total = total;
        this.path = log;
    }

    /**
     * Runs the script, again if it fails and may be tried again, and returns how the last attempt ended.
     *
     * @param logBytes how large its log may become
     */
    RunEvent.ScriptFinished run(long logBytes) {
        try (ScriptLog log = new ScriptLog(path, logBytes)) {
            return attempts(log);
        } catch (IOException e) {
            run.fail("cannot write the log " + path + ": " + Words.of(e));
            RunEvent.ScriptFinished result = begin(1).couldNotStart(run.broken().orElse(""));
            run.ended(result);
            run.listener().scriptFinished(result);
            return result;
        }
    }

    private RunEvent.ScriptFinished attempts(ScriptLog log) {
        int number = 1;
        while (true) {
            RunEvent.ScriptFinished result = once(begin(number), log);
            run.ended(result);
            Duration delay = script.retry().delayAfter(number);
            boolean again = result.status() == ScriptStatus.FAILED && number <= script.retry().attempts();
            if (!again || run.mustEndAll() || !run.hasTimeFor(delay)) {
                run.listener().scriptFinished(result);
                return result;
            }
            run.listener().scriptRetrying(new RunEvent.ScriptRetrying(run.id(), result, delay));
            run.await(new CompletableFuture<>(), Deadline.after(delay));
            if (run.isStopped()) {
                run.listener().scriptFinished(result);
                return result;
            }
            number++;
        }
    }

    private RunEvent.ScriptFinished once(Begun begun, ScriptLog log) {
        Attempt attempt = begun.attempt();
        var started = new RunEvent.ScriptStarted(run.id(), attempt, begun.at());
        if (!run.recorded(journal -> journal.attemptStarting(started))) {
            return begun.couldNotStart(run.broken().orElse(""));
        }
        run.listener().scriptStarted(started);
        if (attempt.number() > 1) {
            log.note("attempt " + attempt.number() + " of " + attempt.limit());
        }
        ScriptLog.Watch watch = log.watch(attempt, run.listener());
        RunEvent.ScriptFinished result;
        try {
            result = watched(begun, started);
        } catch (IOException e) {
            result = begun.couldNotStart("could not be started: " + Words.of(e));
        } finally {
            watch.finish(run.isStopped());
        }
        if (result.error().isPresent()) {
            log.note(result.reason());
        }
        return result;
    }

    private RunEvent.ScriptFinished watched(Begun begun, RunEvent.ScriptStarted started) throws IOException {
        ProcessLauncher.Launched process = run.launch(begun.attempt());
        boolean settled = false;
        try {
            if (run.recorded(journal -> journal.attemptStarted(started, process.identity()))) {
                run.await(process.exit(), run.deadlineOf(script));
            }
            RunEvent.ScriptFinished result = process.exit().isDone() ? ended(begun, process)
                    : end(begun, process);
            settled = true;
            return result;
        } finally {
            if (!settled) {
                run.end(process, script);
            }
        }
    }

    private RunEvent.ScriptFinished ended(Begun begun, ProcessLauncher.Launched process) {
        if (process.exit().join() > 128 && exitFile(begun.attempt()).read().isEmpty()) {
            // Somebody killed the process that watches over the script, and left the script. They belong together.
            run.end(process, script);
        }
        return begun.ended(process);
    }

    /** Ends a process that has not ended, because time is over or the run is to stop or cannot go on. */
    private RunEvent.ScriptFinished end(Begun begun, ProcessLauncher.Launched process) {
        boolean stopped = run.isStopped();
        if (!stopped && run.isOutOfTime()) {
            run.timedOut();
        }
        boolean broken = run.broken().isPresent();
        boolean wholeRun = run.mustEndAll();
        String left = Words.ofLeftOver(run.end(process, script));
        OptionalInt code = process.exit().isDone() ? OptionalInt.of(process.exit().join())
                : OptionalInt.empty();
        if (broken) {
            return begun.finished(ScriptStatus.FAILED, code, ScriptError.EXCEPTION,
                    run.broken().orElse("") + left);
        }
        if (stopped) {
            return begun.finished(ScriptStatus.CANCELLED, code, ScriptError.CANCELLED, "stopped" + left);
        }
        String reason = wholeRun ? run.timeOutText() : "timed out after " + Words.of(script.timeout());
        return begun.finished(
                ScriptStatus.FAILED,
                OptionalInt.of(ScriptError.TIMEOUT_CODE),
                ScriptError.TIMEOUT,
                reason + left);
    }

    /** Where the watcher of an attempt leaves its exit code. */
    static ExitFile exitFile(Attempt attempt) {
        return ExitFile.of(attempt.log(), attempt.number());
    }

    private Begun begin(int number) {
        var attempt = new Attempt(script, index, total, number, script.retry().attempts() + 1, path);
        return new Begun(run, attempt, run.now(), System.nanoTime());
    }

    /**
     * An attempt that has begun.
     *
     * @param nanos when, by the clock that is never set
     */
    private record Begun(JobRun run, Attempt attempt, Instant at, long nanos) {
        RunEvent.ScriptFinished ended(ProcessLauncher.Launched process) {
            int code = process.exit().join();
            return new RunEvent.ScriptFinished(
                    run.id(),
                    attempt,
                    code == 0 ? ScriptStatus.SUCCEEDED : ScriptStatus.FAILED,
                    at,
                    duration(),
                    OptionalInt.of(code),
                    Optional.empty(),
                    code == 0 ? "" : Words.ofReturnCode(code));
        }

        RunEvent.ScriptFinished couldNotStart(String reason) {
            var code = OptionalInt.of(ScriptError.EXCEPTION_CODE);
            return finished(ScriptStatus.FAILED, code, ScriptError.EXCEPTION, reason);
        }

        RunEvent.ScriptFinished finished(
            ScriptStatus status,
            OptionalInt code,
            ScriptError error,
            String reason
        ) {
            return new RunEvent.ScriptFinished(
                    run.id(),
                    attempt,
                    status,
                    at,
                    duration(),
                    code,
                    Optional.of(error),
                    reason);
        }

        private Duration duration() {
            return Duration.ofNanos(System.nanoTime() - nanos);
        }
    }
}
