package dev.chief.monitor.notify.email;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;

/**
 * What is mailed, to each recipient by itself, so that none sees the others.
 *
 * @param key the same in every attempt
 * @param subject one line
 * @param text plain, its lines ended by a line feed
 * @param at when the attempt began
 */
record Letter(UUID key, String subject, String text, Instant at) {
    Letter {
        requireNonNull(key);
        requireNonNull(subject);
        requireNonNull(text);
        requireNonNull(at);
    }
}
