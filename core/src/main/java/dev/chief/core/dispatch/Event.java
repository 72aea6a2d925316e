package dev.chief.core.dispatch;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;

/** What happens to a scheduler. */
public sealed interface Event {
    /** When it is looked at, by the wall clock, which may have been set back since the last event. */
    Instant now();

    /**
     * Slots became due. All that are due in one look belong in one event, because {@code after} is decided at its end. Of
     * slots that are late by more than the bound, the last {@link Limits#catchUpCap} of a job are enough: the ones
     * before are missed under every policy.
     *
     * @param due in any order
     */
    record SlotsDue(Instant now, List<Due> due) implements Event {
        public SlotsDue {
            requireNonNull(now);
            due = List.copyOf(due);
        }
    }

    /**
     * A person wants a job to run now.
     *
     * @param request goes into the {@link Cause.Manual} of the effects
     */
    record Triggered(Instant now, String job, long request) implements Event {}

    /**
     * A run ended. One that is not known to run is ignored.
     *
     * @param run the number that {@link Effect.Start} or {@link Effect.Adopt} gave
     */
    record RunEnded(Instant now, String job, long run, boolean success) implements Event {}

    /** A run of an earlier daemon was found alive. The job need not be in the file any more. */
    record RunFound(Instant now, String job) implements Event {}

    /**
     * The file was read again. Slots up to now, inclusive, of jobs that are new or were not enabled are not taken.
     *
     * @param jobs all jobs in file order, disabled ones included, each with a name of its own
     */
    record Reloaded(Instant now, Limits limits, List<Policy> jobs) implements Event {
        public Reloaded {
            requireNonNull(now);
            requireNonNull(limits);
            jobs = List.copyOf(jobs);
        }
    }

    /** What waits of a job is not wanted any more. */
    record Cancelled(Instant now, String job) implements Event {}

    /** Nothing may start any more. */
    record Stopped(Instant now) implements Event {}

    /**
     * A slot that became due.
     *
     * @param slot the instant that the schedule gave
     * @param at when it was due: the slot and its jitter
     */
    record Due(String job, Instant slot, Instant at) {
        public Due {
            requireNonNull(job);
            requireNonNull(slot);
            requireNonNull(at);
        }

        /** A slot without jitter. */
        public Due(String job, Instant slot) {
            this(job, slot, slot);
        }
    }
}
