package dev.chief.engine.telemetry;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Counts what is lost or set aside, and tells it the first time at once and then in sums. For any thread; {@link #tell} is
 * for the sender's.
 */
final class Losses {
    private static final long QUIET_NANOS = TimeUnit.MINUTES.toNanos(10);

    private final Delivery delivery;
    private final LongSupplier nanoTime;
    private long lost;
    private String whyLost = "";
    private long refused;
    private long unreadable;
    private String whyRefused = "";
    private String spoolTrouble = "";
    private boolean told;
    private long toldAtNanos;

    /** @param nanoTime a clock that is never set */
    Losses(Delivery delivery, LongSupplier nanoTime) {
        this.delivery = delivery;
        this.nanoTime = nanoTime;
    }

    synchronized void lost(long count, String why) {
        if (count > 0) {
            lost += count;
            whyLost = why;
        }
    }

    /** The oldest events in the spool made room for newer ones. */
    void dropped(long count) {
        lost(count, "the spool is full");
    }

    synchronized void refused(String why) {
        refused++;
        whyRefused = why;
    }

    synchronized void unreadable(long count) {
        unreadable += count;
    }

    synchronized void spoolFailed(Exception failure) {
        boolean plain = failure instanceof IOException && failure.getMessage() != null;
        spoolTrouble = plain ? String.valueOf(failure.getMessage()) : failure.toString();
    }

    synchronized String spoolTrouble() {
        return spoolTrouble.isEmpty() ? "it is busy" : spoolTrouble;
    }

    /** Tells what there is to tell, if it is time. */
    void tell(boolean atOnce) {
        Runnable call;
        synchronized (this) {
            boolean quiet = told && !atOnce && nanoTime.getAsLong() - toldAtNanos < QUIET_NANOS;
            if (quiet || lost + refused + unreadable == 0) {
                return;
            }
            call = calls(lost, whyLost, refused, unreadable, whyRefused);
            lost = 0;
            refused = 0;
            unreadable = 0;
            told = true;
            toldAtNanos = nanoTime.getAsLong();
        }
        call.run();
    }

    private Runnable calls(long gone, String whyGone, long unwanted, long broken, String whyUnwanted) {
        return () -> {
            if (gone > 0) {
                delivery.lost(gone, whyGone);
            }
            if (unwanted + broken > 0) {
                delivery.setAside(unwanted, broken, unwanted > 0 ? whyUnwanted : "");
            }
        };
    }
}
