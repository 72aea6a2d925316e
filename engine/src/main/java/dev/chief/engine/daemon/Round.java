package dev.chief.engine.daemon;

import dev.chief.core.dispatch.Dispatch;
import dev.chief.core.dispatch.Effect;
import dev.chief.engine.run.RunEvent.RunFinished;
import dev.chief.engine.run.RunId;
import dev.chief.engine.runs.Decision;
import dev.chief.engine.runs.SlotRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What comes of all events that are pending, taken in their order: decided, and neither recorded nor done yet.
 *
 * @param next the state of dispatch after them
 * @param effects what is to be done, in this order
 * @param planned the runs that are to start
 * @param ended the runs whose ends were among the events
 * @param older lines of the ledger that came with the events
 */
record Round(
    Dispatch next,
    List<Effect> effects,
    List<Runs.Planned> planned,
    List<RunFinished> ended,
    List<SlotRecord> older
) {
    Round {
        effects = List.copyOf(effects);
        planned = List.copyOf(planned);
        ended = List.copyOf(ended);
        older = List.copyOf(older);
    }

    /** @param plan makes a run of a start */
    static Round of(
        Dispatch state,
        Collection<Pending> pending,
        Instant now,
        Function<Effect.Start, Runs.Planned> plan
    ) {
        Dispatch next = state;
        List<Effect> effects = new ArrayList<>();
        List<Runs.Planned> planned = new ArrayList<>();
        List<RunFinished> ended = new ArrayList<>();
        List<SlotRecord> older = new ArrayList<>();
        for (Pending item : pending) {
            Dispatch.Step step = next.step(item.at(now));
            next = step.state();
            for (Effect effect : step.effects()) {
                effects.add(effect);
                if (effect instanceof Effect.Start start) {
                    planned.add(plan.apply(start));
                }
            }
            older.addAll(item.older());
            item.ended().ifPresent(ended::add);
        }
        return new Round(next, effects, planned, ended, older);
    }

    /** The ids of the planned runs, by the numbers that dispatch gave them. */
    Map<Long, RunId> ids() {
        Map<Long, RunId> ids = new HashMap<>();
        planned.forEach(run -> ids.put(run.number(), run.id()));
        return ids;
    }

    /** All of it for the run store. */
    Decision decision(Optional<Map<String, String>> schedules) {
        List<SlotRecord> records = new ArrayList<>(older);
        records.addAll(Ledger.records(effects, ids()));
        return new Decision(records, planned.stream().map(Runs.Planned::record).toList(), ended, schedules);
    }
}
