package dev.chief.core.event;

import java.time.Instant;
import java.time.temporal.ChronoField;
import java.util.UUID;

/** UUIDs of version 7 (RFC 9562), which sort by the time when they were made. */
public final class Uuid7 {
    private static final int NANOS_PER_MILLI = 1_000_000;
    private static final long VERSION = 7L << 12;
    private static final long VARIANT = 2L << 62;

    private Uuid7() {}

    /**
     * The UUID of an instant: its milliseconds, their fraction in 12 bits, and 62 random bits.
     *
     * @param now not before 1970
     * @param random of which the upper two bits are not used
     */
    public static UUID of(Instant now, long random) {
        long millis = now.toEpochMilli();
        long fraction = (now.getLong(ChronoField.NANO_OF_SECOND) % NANOS_PER_MILLI << 12) / NANOS_PER_MILLI;
        return new UUID(millis << 16 | VERSION | fraction, VARIANT | random >>> 2);
    }
}
