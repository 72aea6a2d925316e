package dev.chief.engine.daemon;

import dev.chief.core.schedule.Schedule;
import dev.chief.engine.runs.SlotOutcome;
import dev.chief.engine.runs.SlotRecord;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The slots of a stretch of time in which nobody took them.
 *
 * @param slots the last 100 of them at most, the earliest first
 * @param older one line of the ledger for those before, if there are any
 */
record Backlog(List<Instant> slots, Optional<SlotRecord> older) {
    /** As many as are caught up. A thousand jobs of every minute that slept for a day must not take a minute to record. */
    private static final int MOST_SLOTS = 100;

    Backlog {
        slots = List.copyOf(slots);
    }

    /**
     * The slots of a job in a stretch of time.
     *
     * @param after where it begins, exclusive
     * @param until where it ends, inclusive
     * @param why why they were missed, a phrase without a full stop
     */
    static Backlog of(String job, Schedule schedule, Instant after, Instant until, String why) {
        Deque<Instant> last = new ArrayDeque<>();
        long dropped = 0;
        Optional<Instant> first = Optional.empty();
        Optional<Instant> latest = Optional.empty();
        for (Optional<Instant> slot = schedule.nextAfter(after); slot.isPresent()
                && !slot.get().isAfter(until); slot = schedule.nextAfter(slot.get())) {
            last.add(slot.get());
            if (last.size() > MOST_SLOTS) {
                latest = Optional.of(last.remove());
                first = first.isPresent() ? first : latest;
                dropped++;
            }
        }
        if (first.isEmpty() || latest.isEmpty()) {
            return new Backlog(List.copyOf(last), Optional.empty());
        }
        String reason = dropped == 1 ? why
                : why + "; this line stands for " + dropped + " slots, up to " + latest.get();
        return new Backlog(List.copyOf(last), Optional
                .of(new SlotRecord(job, first.get(), SlotOutcome.MISSED, reason, Optional.empty())));
    }

    /** The lines of the ledger for all of them, missed. */
    List<SlotRecord> missed(String job, String why) {
        List<SlotRecord> records = new ArrayList<>();
        older.ifPresent(records::add);
        for (Instant slot : slots) {
            records.add(new SlotRecord(job, slot, SlotOutcome.MISSED, why, Optional.empty()));
        }
        return records;
    }
}
