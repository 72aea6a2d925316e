package dev.chief.monitor.store;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One message to one channel, on its way or at its end.
 *
 * @param key by which the receiver knows a second try of the same
 * @param alertId which alert it tells of; none in a summary and in a test
 * @param summaryId the summary that tells of the alert instead
 */
public record StoredDelivery(
    long id,
    UUID key,
    long channelId,
    Optional<Long> alertId,
    Kind kind,
    Progress progress,
    Optional<Long> summaryId,
    Instant createdAt
) {
    public StoredDelivery {
        requireNonNull(key);
        requireNonNull(alertId);
        requireNonNull(kind);
        requireNonNull(progress);
        requireNonNull(summaryId);
        requireNonNull(createdAt);
    }

    /** What is told. */
    public enum Kind {
        /** An alert. */
        ALERT,
        /** Many alerts at once. */
        SUMMARY,
        /** That the channel works. */
        TEST
    }

    /** What became of it. */
    public enum Status {
        /** It is to be tried, for the first time or again. */
        PENDING,
        /** The receiver has it. */
        SENT,
        /** It will not be tried again. */
        FAILED,
        /** A summary tells of the alert. */
        SUMMARISED,
        /** A silence held. */
        SUPPRESSED
    }

    /**
     * How far it is.
     *
     * @param attempts how many were begun
     * @param nextAttemptAt of a pending one; during an attempt, when it counts as broken off
     * @param responseCode what the receiver answered last, by HTTP or SMTP
     * @param error why the last attempt failed
     */
    public record Progress(
        Status status,
        int attempts,
        Optional<Instant> nextAttemptAt,
        Optional<Instant> sentAt,
        Optional<Integer> responseCode,
        Optional<String> error
    ) {
        public Progress {
            requireNonNull(status);
            requireNonNull(nextAttemptAt);
            requireNonNull(sentAt);
            requireNonNull(responseCode);
            requireNonNull(error);
        }
    }
}
