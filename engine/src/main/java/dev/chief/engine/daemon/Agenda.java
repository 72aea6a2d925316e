package dev.chief.engine.daemon;

import dev.chief.core.dispatch.Event.Due;
import dev.chief.core.schedule.Schedule;
import dev.chief.engine.config.Job;
import dev.chief.engine.runs.SlotRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;

/** The slots to come: of each planned job the next one, ordered by when it is due. For one thread. */
final class Agenda {
    private static final String SLEPT = "the daemon slept, or the clock was set";

    private final Jitter jitter;
    private final Map<String, Entry> entries = new HashMap<>();
    private final PriorityQueue<Entry> next = new PriorityQueue<>(Comparator.comparing(Entry::at));

    Agenda(Jitter jitter) {
        this.jitter = jitter;
    }

    /**
     * The slots that are due, of a job that slept through very many the last ones.
     *
     * @param older lines of the ledger for the others
     */
    record Taken(List<Due> due, List<SlotRecord> older) {
        Taken {
            due = List.copyOf(due);
            older = List.copyOf(older);
        }
    }

    /** Plans a job anew: its next slot is the first one strictly after an instant, if there is one. */
    void plan(Job job, Instant after) {
        remove(job.name());
        Schedule schedule = job.trigger().schedule();
        Duration delay = jitter.of(job);
        schedule.nextAfter(after).ifPresent(slot -> add(new Entry(job.name(), schedule, slot, delay)));
    }

    /**
     * Goes over from the jobs of one configuration to those of another. A job whose slots stay the same keeps its place, so
     * that one which a jitter holds back is not lost; of the others no slot up to now, inclusive, is taken.
     *
     * @param former by name
     */
    void follow(Map<String, Job> former, List<Job> jobs, Instant now) {
        Set<String> gone = new HashSet<>(former.keySet());
        for (Job job : jobs) {
            gone.remove(job.name());
            Job old = former.get(job.name());
            if (old == null || !Ledger.schedule(old).equals(Ledger.schedule(job))) {
                plan(job, now);
            }
        }
        gone.forEach(this::remove);
    }

    /** Plans a job no more. */
    void remove(String job) {
        Entry entry = entries.remove(job);
        if (entry != null) {
            next.remove(entry);
        }
    }

    /** When the next slot is due. */
    Optional<Instant> nextDue() {
        return next.isEmpty() ? Optional.empty() : Optional.of(next.peek().at());
    }

    /** The next slot of a job. */
    Optional<Instant> nextSlot(String job) {
        return Optional.ofNullable(entries.get(job)).map(Entry::slot);
    }

    /** Takes all slots that are due by now, and plans what follows them. */
    Taken take(Instant now) {
        List<Due> due = new ArrayList<>();
        List<SlotRecord> older = new ArrayList<>();
        while (!next.isEmpty() && !next.peek().at().isAfter(now)) {
            Entry entry = next.remove();
            entries.remove(entry.job());
            Instant until = now.minus(entry.delay());
            Backlog backlog = Backlog.of(entry.job(), entry.schedule(), entry.slot().minusNanos(1), until,
                    SLEPT);
            backlog.older().ifPresent(older::add);
            backlog.slots().forEach(slot -> due.add(new Due(entry.job(), slot, slot.plus(entry.delay()))));
            entry.schedule()
                    .nextAfter(until)
                    .ifPresent(slot -> add(new Entry(entry.job(), entry.schedule(), slot, entry.delay())));
        }
        return new Taken(due, older);
    }

    private void add(Entry entry) {
        entries.put(entry.job(), entry);
        next.add(entry);
    }

    /** The next slot of a job. Not a record: entries are told apart as objects, since they leave the queue one by one. */
    private static final class Entry {
        private final String job;
        private final Schedule schedule;
        private final Instant slot;
        private final Duration delay;
        private final Instant at;

        Entry(String job, Schedule schedule, Instant slot, Duration delay) {
            this.job = job;
            this.schedule = schedule;
            this.slot = slot;
            this.delay = delay;
            this.at = slot.plus(delay);
        }

        String job() {
            return job;
        }

        Schedule schedule() {
            return schedule;
        }

        Instant slot() {
            return slot;
        }

        Duration delay() {
            return delay;
        }

        Instant at() {
            return at;
        }
    }
}
