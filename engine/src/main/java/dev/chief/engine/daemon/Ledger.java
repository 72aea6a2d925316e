package dev.chief.engine.daemon;

import dev.chief.core.dispatch.Cause;
import dev.chief.core.dispatch.Effect;
import dev.chief.core.dispatch.Outcome;
import dev.chief.core.dispatch.Past;
import dev.chief.core.dispatch.Policy;
import dev.chief.core.schedule.Schedule;
import dev.chief.engine.config.Config;
import dev.chief.engine.config.Job;
import dev.chief.engine.config.Trigger;
import dev.chief.engine.run.RunId;
import dev.chief.engine.runs.SlotOutcome;
import dev.chief.engine.runs.SlotRecord;
import dev.chief.engine.runs.StoredSchedule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Between the words of dispatch, of the configuration and of the ledger. */
final class Ledger {
    private Ledger() {}

    /** The lines for what some effects decide about slots. */
    static List<SlotRecord> records(List<Effect> effects, Map<Long, RunId> runs) {
        List<SlotRecord> records = new ArrayList<>();
        for (Effect effect : effects) {
            if (effect instanceof Effect.Decided(String job, Cause.Slot(Instant slot), Outcome outcome)) {
                records.add(record(job, slot, outcome, runs));
            }
        }
        return records;
    }

    private static SlotRecord record(String job, Instant slot, Outcome outcome, Map<Long, RunId> runs) {
        return switch (outcome) {
            case Outcome.Queued(var waitsFor) ->
                line(job, slot, SlotOutcome.QUEUED, Reasons.of(waitsFor));
            case Outcome.Ran(long run, boolean catchUp) -> new SlotRecord(job, slot, SlotOutcome.RAN,
                    catchUp ? "caught up" : "", Optional.ofNullable(runs.get(run)));
            case Outcome.Skipped(var reason) -> line(job, slot, SlotOutcome.SKIPPED, Reasons.of(reason));
            case Outcome.Missed missed -> line(job, slot, SlotOutcome.MISSED, Reasons.of(missed));
            case Outcome.CaughtUp(Instant later) ->
                line(job, slot, SlotOutcome.MISSED, "the run for " + later + " makes up for it");
        };
    }

    private static SlotRecord line(String job, Instant slot, SlotOutcome outcome, String reason) {
        return new SlotRecord(job, slot, outcome, reason, Optional.empty());
    }

    static boolean catchesUp(Job job) {
        return job.enabled() && job.trigger().catchUp() != Policy.CatchUp.NONE;
    }

    /** What dispatch has to know of the jobs, in file order. */
    static List<Policy> policies(Config config) {
        List<Policy> policies = new ArrayList<>();
        for (Job job : config.jobs()) {
            Trigger trigger = job.trigger();
            policies.add(new Policy(job.name(), trigger.overlap(), trigger.catchUp(), trigger.after(),
                    job.enabled()));
        }
        return policies;
    }

    /**
     * Up to when each slot of a job, by its schedule as it is, is accounted for: its last one, or the time since which there
     * is that schedule.
     *
     * @param over when the slots end that may have been missed
     */
    static Optional<Instant> accountedFor(Past past, StoredSchedule schedule, Instant over) {
        return Stream.of(past.lastSlot(), schedule.since())
                .flatMap(Optional::stream)
                .filter(at -> at.isBefore(over))
                .max(Comparator.naturalOrder());
    }

    /** The same past with all slots up to an instant, inclusive, taken. */
    static Past upTo(Past past, Instant reached) {
        return new Past(past.lastSlot().filter(slot -> slot.isAfter(reached)).or(() -> Optional.of(reached)),
                past.lastStart(), past.lastSuccess());
    }

    /** What tells the slots of a job, and when they are due, from those of another version of it. */
    static String schedule(Job job) {
        Schedule schedule = job.trigger().schedule();
        return schedule.recurrence() + " " + schedule.zone() + " " + schedule.window() + " "
                + schedule.exclusions() + " " + schedule.dst() + " " + job.trigger().jitter();
    }

    /** The same of all jobs, by name. */
    static Map<String, String> schedules(Config config) {
        Map<String, String> schedules = HashMap.newHashMap(config.jobs().size());
        for (Job job : config.jobs()) {
            schedules.put(job.name(), schedule(job));
        }
        return schedules;
    }
}
