package dev.chief.engine.daemon;

import dev.chief.core.dispatch.Past;
import dev.chief.engine.config.Config;
import dev.chief.engine.config.Job;
import dev.chief.engine.run.JournalException;
import dev.chief.engine.runs.RunStore;
import dev.chief.engine.runs.SlotRecord;
import dev.chief.engine.runs.StoredSchedule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a daemon takes up from the one before.
 *
 * @param pasts what dispatch has to know of the jobs
 * @param missed the lines of the ledger for the slots that nobody was there for
 * @param reached how far each job is, in file order
 */
record Takeover(Map<String, Past> pasts, List<SlotRecord> missed, List<Reached> reached) {
    /** @param until up to which instant, inclusive, the slots of the job are done with */
    record Reached(Job job, Instant until) {}

    static Takeover of(Config config, RunStore store, Jitter jitter, Instant now) throws JournalException {
        Map<String, StoredSchedule> schedules = store.schedules();
        Map<String, Past> pasts = new HashMap<>(
                store.pasts(config.jobs().stream().map(Job::name).toList(), now));
        List<SlotRecord> missed = new ArrayList<>();
        List<Reached> reached = new ArrayList<>();
        for (Job job : config.jobs()) {
            Past past = pasts.getOrDefault(job.name(), Past.NONE);
            Optional<StoredSchedule> same = Optional.ofNullable(schedules.get(job.name()))
                    .filter(stored -> stored.schedule().equals(Ledger.schedule(job)));
            // What a jitter still holds back is not over; what another schedule would have given is.
            Instant over = same.isPresent() ? now.minus(jitter.of(job)) : now;
            Optional<Instant> last = same.flatMap(stored -> Ledger.accountedFor(past, stored, over));
            if (last.isPresent() && Ledger.catchesUp(job)) {
                reached.add(new Reached(job, last.get()));
                continue;
            }
            if (last.isPresent() && job.enabled()) {
                missed.addAll(Backlog
                        .of(job.name(), job.trigger().schedule(), last.get(), over, Reasons.NO_DAEMON)
                        .missed(job.name(), Reasons.NO_DAEMON));
            }
            Past upTo = Ledger.upTo(past, over);
            pasts.put(job.name(), upTo);
            reached.add(new Reached(job, upTo.lastSlot().orElse(over)));
        }
        return new Takeover(pasts, missed, reached);
    }
}
