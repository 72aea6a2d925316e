package dev.chief.monitor.store;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * What the monitor itself, or a person, decided about a check.
 *
 * @param kind MISSED, OVERRUN or CLOSED
 * @param subject the slot in ISO form, the run, or the alert's dedupe key
 */
public record Verdict(String jobName, Instant at, String kind, String subject, Optional<String> detail) {
    public Verdict {
        requireNonNull(jobName);
        requireNonNull(at);
        requireNonNull(kind);
        requireNonNull(subject);
        requireNonNull(detail);
    }
}
