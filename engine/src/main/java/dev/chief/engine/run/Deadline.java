package dev.chief.engine.run;

import java.time.Duration;

/**
 * A point in time by the clock that is never set.
 *
 * @param nanos what System.nanoTime will say then
 */
record Deadline(long nanos) {
    /** Some 73 years: longer than any process lives, short enough for the arithmetic of nanoseconds. */
    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE / 4);

    /** So long from now. */
    static Deadline after(Duration time) {
        Duration bounded = time.compareTo(LONGEST) > 0 ? LONGEST : time;
        return new Deadline(System.nanoTime() + bounded.toNanos());
    }

    /** What is left until then, zero when it is over. */
    Duration remaining() {
        return Duration.ofNanos(Math.max(0, nanos - System.nanoTime()));
    }

    boolean isOver() {
        return nanos - System.nanoTime() <= 0;
    }

    boolean isBefore(Deadline other) {
        return nanos - other.nanos < 0;
    }
}
