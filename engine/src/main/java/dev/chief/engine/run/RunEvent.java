package dev.chief.engine.run;

import dev.chief.engine.config.Job;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What happens in a run, in the order in which it happens. Told to {@link RunListener} and {@link RunJournal} alike. */
public sealed interface RunEvent {
    /** The run that it happens in. */
    RunId run();

    /**
     * A run begins.
     *
     * @param job what runs
     * @param scheduledFor the slot that it runs for, if it was scheduled
     * @param at when it begins
     * @param logDirectory where the logs of its scripts are, absolute
     */
    record RunStarted(RunId run, Job job, Optional<Instant> scheduledFor, Instant at, Path logDirectory)
            implements
                RunEvent {}

    /**
     * An attempt of a script begins.
     *
     * @param at when it begins
     */
    record ScriptStarted(RunId run, Attempt attempt, Instant at) implements RunEvent {}

    /**
     * An attempt failed and there will be another.
     *
     * @param failed the attempt that failed
     * @param delay how long the next one waits
     */
    record ScriptRetrying(RunId run, ScriptFinished failed, Duration delay) implements RunEvent {}

    /**
     * An attempt of a script ended, or the script was skipped.
     *
     * @param status how; neither running nor lost
     * @param startedAt when it began; for a skipped script when that was decided
     * @param duration how long it took
     * @param returnCode what the process returned, 128 + N when signal N ended it; {@value ScriptError#TIMEOUT_CODE}
     *     for a time-out, {@value ScriptError#EXCEPTION_CODE} when it could not be started; empty when skipped
     * @param error why it failed other than by its return code
     * @param reason the same in words, a phrase without a full stop; empty on success
     */
    record ScriptFinished(
        RunId run,
        Attempt attempt,
        ScriptStatus status,
        Instant startedAt,
        Duration duration,
        OptionalInt returnCode,
        Optional<ScriptError> error,
        String reason
    ) implements RunEvent {}

    /**
     * A run ended. All that it started has ended, but for what its scripts left in the background on purpose.
     *
     * @param status how; neither running nor lost
     * @param startedAt when it began
     * @param duration how long it took
     * @param scripts the last attempt of each script in the job's order, skipped ones included
     * @param reason why it did not succeed, or what else there is to say, a phrase without a full stop; empty if nothing
     */
    record RunFinished(
        RunId run,
        Job job,
        Optional<Instant> scheduledFor,
        RunStatus status,
        Instant startedAt,
        Duration duration,
        List<ScriptFinished> scripts,
        String reason
    ) implements RunEvent {
        public RunFinished {
            scripts = List.copyOf(scripts);
        }

        /** Whether every script succeeded. */
        public boolean succeeded() {
            return status == RunStatus.SUCCEEDED;
        }

        RunFinished because(String newReason) {
            return new RunFinished(run, job, scheduledFor, status, startedAt, duration, scripts, newReason);
        }
    }
}
