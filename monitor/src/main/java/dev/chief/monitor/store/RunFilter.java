package dev.chief.monitor.store;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * Which runs are wanted; what is empty is not asked for.
 *
 * @param period by their starts
 */
public record RunFilter(Optional<String> jobName, Optional<RunStatus> status, Period period) {
    /** All runs. */
    public static final RunFilter ALL = new RunFilter(Optional.empty(), Optional.empty(), Period.ALWAYS);

    public RunFilter {
        requireNonNull(jobName);
        requireNonNull(status);
        requireNonNull(period);
    }
}
