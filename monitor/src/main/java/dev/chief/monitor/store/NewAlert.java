package dev.chief.monitor.store;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * An alert that opens.
 *
 * @param type as FAILURE
 * @param severity INFO, WARN, ERROR or CRITICAL
 * @param details a JSON object
 * @param recordedAt when the monitor found it out, which may be long after it opened
 */
public record NewAlert(
    Subject subject,
    String type,
    String severity,
    Key key,
    String title,
    String details,
    Instant openedAt,
    Instant recordedAt
) {
    public NewAlert {
        requireNonNull(subject);
        requireNonNull(type);
        requireNonNull(severity);
        requireNonNull(key);
        requireNonNull(title);
        requireNonNull(details);
        requireNonNull(openedAt);
        requireNonNull(recordedAt);
    }

    /** What an alert is about. */
    public record Subject(Optional<String> jobName, Optional<String> instance) {
        public Subject {
            requireNonNull(jobName);
            requireNonNull(instance);
        }

        /** A job. */
        public static Subject job(String jobName) {
            return new Subject(Optional.of(jobName), Optional.empty());
        }

        /** A Chief. */
        public static Subject instance(String instance) {
            return new Subject(Optional.empty(), Optional.of(instance));
        }
    }

    /**
     * What makes an alert the same as another.
     *
     * @param dedupeKey of which one alert at most is open
     * @param cause what opened it: with the dedupe key it is the same alert however often the history is looked at
     */
    public record Key(String dedupeKey, String cause) {
        public Key {
            requireNonNull(dedupeKey);
            requireNonNull(cause);
        }
    }
}
