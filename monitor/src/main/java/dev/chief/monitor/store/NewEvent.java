package dev.chief.monitor.store;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * An event as it was received, checked and trimmed.
 *
 * @param eventId what makes a second one the same event
 * @param at when it happened, by whoever sent it; microseconds count
 * @param sourceType chief, worker or monitor
 * @param level the name of a {@link dev.chief.core.event.Level}
 * @param success on completions
 * @param returnCode of a script
 * @param durationMillis how long something took
 * @param metadata a JSON object, compact, its keys in the order in which they came
 */
public record NewEvent(
    UUID eventId,
    Instant at,
    String sourceType,
    String type,
    String level,
    String message,
    About about,
    Optional<Boolean> success,
    Optional<Long> returnCode,
    Optional<Long> durationMillis,
    String metadata
) {
    public NewEvent {
        requireNonNull(eventId);
        requireNonNull(at);
        requireNonNull(about);
        requireNonNull(success);
        requireNonNull(returnCode);
        requireNonNull(durationMillis);
        requireNonNull(metadata);
        if (type.isBlank() || message.isBlank()) {
            throw new IllegalArgumentException("An event needs a type and a message.");
        }
    }

    /** What an event is about, as far as it says so. */
    public record About(
        Optional<String> jobName,
        Optional<String> scriptPath,
        Optional<String> runId,
        Optional<Instant> scheduledFor
    ) {
        /** Nothing in particular. */
        public static final About NOTHING = new About(Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty());

        public About {
            requireNonNull(jobName);
            requireNonNull(scriptPath);
            requireNonNull(runId);
            requireNonNull(scheduledFor);
        }
    }
}
