package dev.chief.monitor.store;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * A time in which alerts notify nobody: a silence, or a maintenance window when it was set beforehand.
 *
 * @param jobName of which job; none means all jobs and Chiefs
 * @param endsAt exclusive; not before {@code startsAt}
 * @param reason for people
 */
public record Silence(
    long id,
    Optional<String> jobName,
    Instant startsAt,
    Instant endsAt,
    String reason,
    String createdBy,
    Instant createdAt
) {
    public Silence {
        requireNonNull(jobName);
        requireNonNull(reason);
        requireNonNull(createdBy);
        requireNonNull(createdAt);
        if (endsAt.isBefore(startsAt)) {
            throw new IllegalArgumentException("A silence ends at " + endsAt + " and starts at " + startsAt
                    + "; its end is not before its start.");
        }
    }

    /** Whether it holds at a time for a job, or for what belongs to no job. */
    public boolean covers(Optional<String> job, Instant at) {
        return (jobName.isEmpty() || jobName.equals(job)) && !at.isBefore(startsAt) && at.isBefore(endsAt);
    }
}
