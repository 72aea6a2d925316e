package dev.chief.engine.runs;

import dev.chief.engine.run.RunEvent.RunFinished;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a daemon has decided in one step, and what the step was about: recorded together or not at all.
 *
 * @param slots what became of slots
 * @param runs the runs that are to start
 * @param ended the runs whose end is what the step was about; recorded again in case their own record failed
 * @param schedules by job, by which schedules slots are taken from now on, in a form that only serves to be compared; none
 *     if that has not changed
 */
public record Decision(
    List<SlotRecord> slots,
    List<PlannedRun> runs,
    List<RunFinished> ended,
    Optional<Map<String, String>> schedules
) {
    public Decision {
        slots = List.copyOf(slots);
        runs = List.copyOf(runs);
        ended = List.copyOf(ended);
        schedules = schedules.map(Map::copyOf);
    }

    /** Whether there is nothing to record. */
    public boolean isEmpty() {
        return slots.isEmpty() && runs.isEmpty() && ended.isEmpty() && schedules.isEmpty();
    }
}
