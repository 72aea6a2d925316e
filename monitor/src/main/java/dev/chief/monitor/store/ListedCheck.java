package dev.chief.monitor.store;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * What is shown of a check.
 *
 * @param latest the event of its job that happened last, unless it has been deleted
 */
public record ListedCheck(
    String jobName,
    StoredCheck.Condition condition,
    StoredCheck.Policy policy,
    StoredCheck.Progress progress,
    StoredCheck.Declaration declaration,
    StoredCheck.Handling handling,
    Optional<LatestEvent> latest
) {
    public ListedCheck {
        requireNonNull(jobName);
        requireNonNull(condition);
        requireNonNull(policy);
        requireNonNull(progress);
        requireNonNull(declaration);
        requireNonNull(handling);
        requireNonNull(latest);
    }

    /** The part of an event that a list of jobs shows. */
    public record LatestEvent(
        Instant at,
        String type,
        String level,
        String message,
        Optional<Boolean> success
    ) {
        public LatestEvent {
            requireNonNull(at);
            requireNonNull(type);
            requireNonNull(level);
            requireNonNull(message);
            requireNonNull(success);
        }
    }
}
