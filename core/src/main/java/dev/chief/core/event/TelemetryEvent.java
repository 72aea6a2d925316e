package dev.chief.core.event;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * Something that happened, as the monitor is told. {@link EventField} has the names of its parts in JSON, where those that
 * are empty are left out.
 *
 * @param type one of {@link EventType}, or a text of somebody else's
 * @param message a sentence for people, not blank
 * @param about what it is about
 * @param result how it ended, on completions
 * @param metadata what else there is to say
 */
public record TelemetryEvent(
    Stamp stamp,
    String type,
    Level level,
    String message,
    Subject about,
    Optional<Result> result,
    Metadata metadata
) {
    public TelemetryEvent {
        requireNonNull(stamp);
        requireNonNull(level);
        requireNonNull(about);
        requireNonNull(result);
        requireNonNull(metadata);
        if (type.isBlank() || message.isBlank()) {
            throw new IllegalArgumentException(
                    "An event needs a type and a message, got \"" + type + "\" and \"" + message + "\".");
        }
    }

    /**
     * Which event it is.
     *
     * @param eventId of version 7, and only this event's: what makes sending it again harmless
     * @param at when it happened
     * @param source who says it
     */
    public record Stamp(UUID eventId, Instant at, SourceType source) {
        public Stamp {
            requireNonNull(eventId);
            requireNonNull(at);
            requireNonNull(source);
        }
    }

    /**
     * What an event is about, as far as it is known.
     *
     * @param scriptPath absolute
     * @param scheduledFor the slot, for what was scheduled
     */
    public record Subject(
        Optional<String> jobName,
        Optional<String> scriptPath,
        Optional<String> runId,
        Optional<Instant> scheduledFor
    ) {
        /** Nothing in particular. */
        public static final Subject NONE = new Subject(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());

        public Subject {
            requireNonNull(jobName);
            requireNonNull(scriptPath);
            requireNonNull(runId);
            requireNonNull(scheduledFor);
        }

        /** A job and one of its slots, if there is one. */
        public static Subject job(String name, Optional<Instant> scheduledFor) {
            return new Subject(Optional.of(name), Optional.empty(), Optional.empty(), scheduledFor);
        }

        /** The same within a run. */
        public Subject run(String id) {
            return new Subject(jobName, scriptPath, Optional.of(id), scheduledFor);
        }

        /** The same with a script. */
        public Subject script(String path) {
            return new Subject(jobName, Optional.of(path), runId, scheduledFor);
        }
    }

    /**
     * How something ended.
     *
     * @param returnCode of a script
     * @param duration how long it took
     */
    public record Result(boolean success, OptionalInt returnCode, Duration duration) {
        public Result {
            requireNonNull(returnCode);
            requireNonNull(duration);
        }
    }
}
