package dev.chief.monitor.store;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * Which alerts are wanted; what is empty is not asked for.
 *
 * @param status OPEN or CLOSED
 * @param type as FAILURE
 */
public record AlertFilter(
    Optional<String> jobName,
    Optional<String> status,
    Optional<String> type,
    Optional<String> severity
) {
    /** All alerts. */
    public static final AlertFilter ALL = new AlertFilter(Optional.empty(), Optional.empty(),
            Optional.empty(),
            Optional.empty());

    public AlertFilter {
        requireNonNull(jobName);
        requireNonNull(status);
        requireNonNull(type);
        requireNonNull(severity);
    }
}
