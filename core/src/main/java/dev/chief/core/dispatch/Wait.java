package dev.chief.core.dispatch;

import java.time.Instant;
import java.util.List;

/** What a trigger waits for. */
public sealed interface Wait {
    /**
     * For its turn: as many jobs as may are running.
     *
     * @param since when it joined the line
     */
    record InLine(Instant since) implements Wait {}

    /**
     * For a run of its own job.
     *
     * @param run the last one that started
     */
    record OwnRun(long run) implements Wait {}

    /**
     * For the jobs of {@code after}.
     *
     * @param missing those that have not succeeded yet, in the order of the policy, at least one
     */
    record After(List<String> missing) implements Wait {
        public After {
            missing = List.copyOf(missing);
        }
    }

    /** For another trigger of its job, which goes first. */
    record Behind(Cause first) implements Wait {}
}
