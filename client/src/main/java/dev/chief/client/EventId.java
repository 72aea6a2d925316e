package dev.chief.client;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoField;
import java.util.UUID;

/** UUIDs of version 7 (RFC 9562): milliseconds, their fraction in 12 bits, and 62 random bits. */
final class EventId {
    private static final SecureRandom RANDOM = new SecureRandom();

    private EventId() {}

    static String of(Instant now) {
        long millis = now.toEpochMilli();
        long fraction = (now.getLong(ChronoField.NANO_OF_SECOND) % 1_000_000 << 12) / 1_000_000;
        return new UUID(millis << 16 | 7L << 12 | fraction, 2L << 62 | RANDOM.nextLong() >>> 2).toString();
    }
}
