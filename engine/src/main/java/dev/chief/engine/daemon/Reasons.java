package dev.chief.engine.daemon;

import dev.chief.core.dispatch.Cause;
import dev.chief.core.dispatch.Outcome;
import dev.chief.core.dispatch.Wait;
import dev.chief.engine.run.RunId;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The decisions of dispatch as phrases for people, without a full stop. */
public final class Reasons {
    static final String NO_DAEMON = "no daemon was running";

    private Reasons() {}

    /** The number of the wish, if the cause is one. */
    static Optional<Long> request(Cause cause) {
        return switch (cause) {
            case Cause.Manual(long request) -> Optional.of(request);
            case Cause.Slot _ -> Optional.empty();
        };
    }

    /** What became of a wish, for the person who had it. */
    static Answer answer(Outcome outcome, Map<Long, RunId> runs) {
        return switch (outcome) {
            case Outcome.Ran(long run, boolean _) -> Answer.done("started " + runs.get(run));
            case Outcome.Queued(var waitsFor) -> Answer.done("waits " + of(waitsFor));
            case Outcome.Skipped(var reason) -> Answer.refused("not started: " + of(reason));
            case Outcome.Missed missed -> Answer.refused("not started: " + of(missed));
            case Outcome.CaughtUp(var later) ->
                Answer.refused("not started: the run for " + later + " makes up for it");
        };
    }

    /** Why a trigger does not run. */
    public static String of(Outcome.Reason reason) {
        return switch (reason) {
            case Outcome.Reason.Running _ -> "its last run was still going on";
            case Outcome.Reason.AlreadyWaiting(Cause first) ->
                "another trigger of it was waiting already" + slot(first);
            case Outcome.Reason.NotAfter(var missing) -> "no success of " + String.join(", ", missing)
                    + " since its last run, and none under way";
            case Outcome.Reason.Disabled _ -> "the job is disabled";
            case Outcome.Reason.NotInFile _ -> "the job is not in the file any more";
            case Outcome.Reason.Cancelled _ -> "it was cancelled while it waited";
            case Outcome.Reason.Stopping _ -> "the daemon was stopping";
        };
    }

    /** What a trigger waits for. */
    public static String of(Wait wait) {
        return switch (wait) {
            case Wait.InLine _ ->
                "for its turn (daemon.max_parallel_jobs)";
            case Wait.OwnRun _ -> "for the end of its own run";
            case Wait.After(var missing) -> "for a success of " + String.join(", ", missing);
            case Wait.Behind(Cause first) -> "behind an earlier trigger" + slot(first);
        };
    }

    /** Why a slot was missed. */
    public static String of(Outcome.Missed missed) {
        String late = "seen " + duration(missed.late()) + " late: the daemon slept, or the clock was set";
        return switch (missed.why()) {
            case NOT_WANTED -> late;
            case NO_ROOM -> late + "; too many slots to catch up";
        };
    }

    private static String slot(Cause cause) {
        return switch (cause) {
            case Cause.Slot(var slot) -> " (of " + slot + ")";
            case Cause.Manual _ -> " (by hand)";
        };
    }

    private static String duration(Duration duration) {
        return duration.toHours() > 0
                ? duration.toHours() + " h " + duration.toMinutesPart() + " min"
                : duration.toMinutes() > 0
                        ? duration.toMinutes() + " min " + duration.toSecondsPart() + " s"
                        : duration.toSeconds() + " s";
    }
}
