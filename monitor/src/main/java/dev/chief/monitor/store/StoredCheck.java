package dev.chief.monitor.store;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All that is stored of a check.
 *
 * @param latest what happened to the job last
 * @param history from where its events are read again when something is heard of late
 */
public record StoredCheck(
    String jobName,
    Condition condition,
    Policy policy,
    Progress progress,
    Declaration declaration,
    Handling handling,
    Optional<Latest> latest,
    History history
) {
    public StoredCheck {
        requireNonNull(jobName);
        requireNonNull(condition);
        requireNonNull(policy);
        requireNonNull(progress);
        requireNonNull(declaration);
        requireNonNull(handling);
        requireNonNull(latest);
        requireNonNull(history);
    }

    /** The same check with another history. */
    public StoredCheck withHistory(History changed) {
        return new StoredCheck(jobName, condition, policy, progress, declaration, handling, latest, changed);
    }

    /** The same check, handled otherwise by a person. */
    public StoredCheck withHandling(Handling changed) {
        return new StoredCheck(jobName, condition, policy, progress, declaration, changed, latest, history);
    }

    /**
     * How a check stands.
     *
     * @param status UP, LATE or DOWN
     * @param state the same, richer
     * @param lookAt when to look at it again though nothing is heard of it
     */
    public record Condition(String status, String state, Optional<Instant> lookAt) {
        public Condition {
            requireNonNull(status);
            requireNonNull(state);
            requireNonNull(lookAt);
        }
    }

    /** What is to be watched of a job. */
    public record Policy(boolean enabled, boolean alertOnFailure, boolean alertOnMiss, long graceSeconds) {}

    /** What was heard of a job. */
    public record Progress(
        Optional<Instant> lastHeartbeatAt,
        Optional<Instant> expectedNextAt,
        Optional<Instant> lastSuccessAt,
        Optional<Instant> lastFailureAt,
        long consecutiveFailures,
        Instant updatedAt
    ) {
        public Progress {
            requireNonNull(lastHeartbeatAt);
            requireNonNull(expectedNextAt);
            requireNonNull(lastSuccessAt);
            requireNonNull(lastFailureAt);
            requireNonNull(updatedAt);
        }
    }

    /**
     * The Chief that declared the job, and what it said of it.
     *
     * @param schedule in words
     * @param tags by which people filter, each once
     */
    public record Declaration(
        Optional<String> instance,
        Optional<String> schedule,
        Optional<String> timezone,
        List<String> tags
    ) {
        /** Nobody declared it. */
        public static final Declaration NONE = new Declaration(Optional.empty(), Optional.empty(),
                Optional.empty(), List.of());

        public Declaration {
            requireNonNull(instance);
            requireNonNull(schedule);
            requireNonNull(timezone);
            tags = List.copyOf(tags);
        }
    }

    /**
     * What a person decided.
     *
     * @param silencedUntil exclusive
     */
    public record Handling(Optional<Instant> silencedUntil, boolean archived) {
        /** Nothing. */
        public static final Handling NONE = new Handling(Optional.empty(), false);

        public Handling {
            requireNonNull(silencedUntil);
        }
    }

    /**
     * The event of a job that happened last.
     *
     * @param id of that event
     */
    public record Latest(long id, Instant at) {
        public Latest {
            requireNonNull(at);
        }
    }

    /**
     * Where its history can be read again from.
     *
     * @param situation what all that is known led to
     * @param checkpoint an earlier situation
     * @param older a still earlier one
     * @param sinceCheckpoint how many entries have come since the checkpoint
     */
    public record History(String situation, Checkpoint checkpoint, Checkpoint older, long sinceCheckpoint) {
        public History {
            requireNonNull(situation);
            requireNonNull(checkpoint);
            requireNonNull(older);
        }
    }

    /**
     * What a part of the history led to.
     *
     * @param at when its last entry happened, or a later instant from which on events are kept; none: nothing has happened
     */
    public record Checkpoint(String situation, Optional<Instant> at) {
        public Checkpoint {
            requireNonNull(situation);
            requireNonNull(at);
        }
    }
}
