package dev.chief.engine.config;

import dev.chief.core.dispatch.Policy.CatchUp;
import dev.chief.core.dispatch.Policy.Overlap;
import dev.chief.core.schedule.Schedule;
import java.time.Duration;
import java.util.List;

/**
 * When a job runs.
 *
 * @param schedule its slots
 * @param overlap what happens to a slot that comes while the job is running
 * @param catchUp what happens to slots that the daemon slept through
 * @param jitter the longest random delay of a slot; zero for none
 * @param after names of jobs that must have succeeded since this job's last run
 */
public record Trigger(
    Schedule schedule,
    Overlap overlap,
    CatchUp catchUp,
    Duration jitter,
    List<String> after
) {
    public Trigger {
        after = List.copyOf(after);
    }
}
