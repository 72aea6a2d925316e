package dev.chief.engine.telemetry;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Whether the monitor takes events, and when to try again if it does not: after the flush interval, then twice that, and so
 * on up to half a minute. Tells when that changes, not at each attempt. For one thread, but for
 * {@link #isFailing}.
 */
final class Health {
    private static final long LONGEST_PAUSE_NANOS = Duration.ofSeconds(30).toNanos();

    private final Delivery delivery;
    private final long flushNanos;
    private final LongSupplier nanoTime;
    private volatile boolean failing;
    private boolean told;
    private String why = "";
    private long failingSinceNanos;
    private long tryAtNanos;
    private long pauseNanos;
    private long failures;
    private long delivered;

    /** @param nanoTime a clock that is never set */
    Health(Delivery delivery, Duration flushInterval, LongSupplier nanoTime) {
        this.delivery = delivery;
        this.flushNanos = flushInterval.toNanos();
        this.nanoTime = nanoTime;
    }

    /** Whether it is worth trying now. */
    boolean mayTry() {
        return !failing || nanoTime.getAsLong() - tryAtNanos >= 0;
    }

    /** Whether the last attempt failed. For any thread. */
    boolean isFailing() {
        return failing;
    }

    void succeeded(int events) {
        failing = false;
        pauseNanos = 0;
        delivered += events;
    }

    void failed(String reason) {
        long now = nanoTime.getAsLong();
        failing = true;
        why = reason;
        failures++;
        pauseNanos = pauseNanos == 0 ? flushNanos
                : Math.min(2 * pauseNanos, Math.max(LONGEST_PAUSE_NANOS, flushNanos));
        tryAtNanos = now + pauseNanos;
    }

    /** Tells, at the end of a round, what has changed in it. */
    void settle() {
        long now = nanoTime.getAsLong();
        if (failing && !told) {
            told = true;
            failingSinceNanos = now;
            delivery.failing(why);
        } else if (!failing && told) {
            told = false;
            delivery.working(Duration.ofNanos(now - failingSinceNanos), failures, delivered);
        }
        if (!failing) {
            failures = 0;
        }
        delivered = 0;
    }
}
