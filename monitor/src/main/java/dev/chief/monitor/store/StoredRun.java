package dev.chief.monitor.store;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * A run, as far as its events tell.
 *
 * @param scheduledFor the slot that it answers
 * @param startedAt none when only its end was heard of
 * @param scripts what it has to do
 * @param end none while it goes on
 */
public record StoredRun(
    String runId,
    String jobName,
    Optional<Instant> scheduledFor,
    Optional<Instant> startedAt,
    Scripts scripts,
    Optional<End> end
) {
    public StoredRun {
        requireNonNull(runId);
        requireNonNull(jobName);
        requireNonNull(scheduledFor);
        requireNonNull(startedAt);
        requireNonNull(scripts);
        requireNonNull(end);
        if (startedAt.isEmpty() && end.isEmpty()) {
            throw new IllegalArgumentException("Of a run a start or an end is known.");
        }
    }

    /**
     * What a run has to do.
     *
     * @param total how many scripts
     * @param longestSeconds how long they may take together
     */
    public record Scripts(Optional<Long> total, Optional<Long> longestSeconds) {
        public Scripts {
            requireNonNull(total);
            requireNonNull(longestSeconds);
        }
    }

    /**
     * How a run ended.
     *
     * @param durationMillis how long it took
     * @param scriptsExecuted how many scripts were begun
     * @param failedScript the first that failed
     */
    public record End(
        Instant at,
        boolean success,
        Optional<Long> durationMillis,
        Optional<Long> scriptsExecuted,
        Optional<String> failedScript
    ) {
        public End {
            requireNonNull(at);
            requireNonNull(durationMillis);
            requireNonNull(scriptsExecuted);
            requireNonNull(failedScript);
        }
    }

    /** How far it has come. */
    public RunStatus status() {
        return end.map(known -> known.success() ? RunStatus.SUCCEEDED : RunStatus.FAILED)
                .orElse(RunStatus.RUNNING);
    }

    /** What it is listed by: its start, or else its end. */
    public Instant at() {
        return startedAt.or(() -> end.map(End::at)).orElseThrow();
    }

    /** How long it took: as its last event says, or else from its start to its end. */
    public Optional<Long> durationMillis() {
        return end.flatMap(known -> known.durationMillis()
                .or(() -> startedAt.map(start -> known.at().toEpochMilli() - start.toEpochMilli())));
    }
}
