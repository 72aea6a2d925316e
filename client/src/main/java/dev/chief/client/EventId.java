package dev.chief.client;

import java.time.Instant;
import java.time.temporal.ChronoField;
import java.util.SplittableRandom;
import java.util.UUID;

/** UUIDs of version 7 (RFC 9562): milliseconds, their fraction in 12 bits, and 62 random bits. */
final class EventId {
    /** Not SecureRandom, which a short call has no time to load. The process and the nanosecond tell workers apart. */
    private static final SplittableRandom RANDOM = new SplittableRandom(
            ProcessHandle.current().pid() * 0x9E3779B97F4A7C15L ^ System.nanoTime());

    private EventId() {}

    static synchronized String of(Instant now) {
        long millis = now.toEpochMilli();
        long fraction = (now.getLong(ChronoField.NANO_OF_SECOND) % 1_000_000 << 12) / 1_000_000;
        return new UUID(millis << 16 | 7L << 12 | fraction, 2L << 62 | RANDOM.nextLong() >>> 2).toString();
    }
}
