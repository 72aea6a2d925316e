package dev.chief.core.dispatch;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What became of a trigger. All but {@link Queued} are final, and each trigger gets exactly one of those. */
public sealed interface Outcome {
    /** Whether nothing else will become of it. */
    default boolean isFinal() {
        return !(this instanceof Queued);
    }

    /**
     * It could not start at once. Said at most once of a trigger; {@link Dispatch#waiting} knows what it waits for now.
     *
     * @param waitsFor what it waited for when that was decided
     */
    record Queued(Wait waitsFor) implements Outcome {}

    /**
     * It started a run.
     *
     * @param catchUp whether the run makes up for slots that were slept through
     */
    record Ran(long run, boolean catchUp) implements Outcome {}

    /** It was left out, or waited and was given up. */
    record Skipped(Reason reason) implements Outcome {}

    /**
     * It was seen too late.
     *
     * @param late how long after it was due
     * @param why why it was not caught up
     */
    record Missed(Duration late, Why why) implements Outcome {
        /** Why a slot that was slept through is not caught up. */
        public enum Why {
            /** The job does not catch up. */
            NOT_WANTED,
            /** Later slots of the job take all the room that there is for catching up. */
            NO_ROOM
        }
    }

    /**
     * It was seen too late, and the run for a later slot makes up for it.
     *
     * @param slot the later slot, whose own outcome tells what became of that run
     */
    record CaughtUp(Instant slot) implements Outcome {}

    /** Why a trigger does not run. */
    sealed interface Reason {
        /**
         * The job was running.
         *
         * @param run the last one that started
         */
        record Running(long run) implements Reason {}

        /** Another trigger of the job was waiting, and its run starts later than this one came. */
        record AlreadyWaiting(Cause first) implements Reason {}

        /**
         * Jobs of {@code after} have not succeeded since the job's last run started, and nothing that is under way could
         * still make them.
         *
         * @param missing in the order of the policy, at least one
         */
        record NotAfter(List<String> missing) implements Reason {
            public NotAfter {
                missing = List.copyOf(missing);
            }
        }

        /** The job is disabled. */
        record Disabled() implements Reason {}

        /** The job is not in the file, or no longer. */
        record NotInFile() implements Reason {}

        /** Somebody cancelled it while it waited. */
        record Cancelled() implements Reason {}

        /** The scheduler stops. */
        record Stopping() implements Reason {}
    }
}
