package dev.chief.monitor.store;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * How much was told in a minute.
 *
 * @param minute its beginning
 * @param events how many events happened in it
 * @param errors how many of those are of level ERROR or CRITICAL
 */
public record MinuteCount(Instant minute, long events, long errors) {
    public MinuteCount {
        requireNonNull(minute);
    }
}
