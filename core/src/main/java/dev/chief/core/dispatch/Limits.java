package dev.chief.core.dispatch;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * The bounds that dispatch keeps.
 *
 * @param maxParallelJobs how many different jobs may run at a time, at least 1
 * @param maxRunsOfJob how many runs of one {@code parallel} job may go on at a time, at least 1
 * @param lateBound how late, inclusive, a slot may be seen and still count as in time
 * @param catchUpCap how many slots of one job may wait to be caught up, at least 1
 */
public record Limits(int maxParallelJobs, int maxRunsOfJob, Duration lateBound, int catchUpCap) {
    /** Room for a job of every minute whose runs take an hour; more is a job that piles up. */
    private static final int MOST_RUNS_OF_JOB = 64;
    private static final Duration LATE_BOUND = Duration.ofSeconds(60);
    private static final int CATCH_UP_CAP = 100;

    public Limits {
        requireNonNull(lateBound);
        if (maxParallelJobs < 1 || maxRunsOfJob < 1 || catchUpCap < 1 || lateBound.isNegative()) {
            throw new IllegalArgumentException("Limits must be at least 1 and 0 s, got " + maxParallelJobs
                    + ", " + maxRunsOfJob + ", " + lateBound + ", " + catchUpCap + ".");
        }
    }

    /** The limits of the daemon: 64 runs of one job, slots late by more than 60 s missed, 100 of them caught up. */
    public static Limits of(int maxParallelJobs) {
        return new Limits(maxParallelJobs, MOST_RUNS_OF_JOB, LATE_BOUND, CATCH_UP_CAP);
    }
}
