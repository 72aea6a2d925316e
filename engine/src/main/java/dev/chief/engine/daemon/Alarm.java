package dev.chief.engine.daemon;

import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Lets the daemon's thread sleep until an instant or until somebody wakes it. */
public interface Alarm {
    /** Returns at an instant of the clock, when {@link #wake} was called since the last return, or earlier. */
    void sleepUntil(Instant instant);

    /** Ends the sleep, or the next one if nobody sleeps. For any thread. */
    void wake();

    /** The time that has passed since some origin, in nanoseconds. It goes on evenly when the clock is set. */
    long nanos();

    /** The alarm of the machine's clock: it follows the clock when that is set. */
    static Alarm ofMachine() {
        return new Alarm() {
            private static final Instant FAR = Instant.ofEpochMilli(Long.MAX_VALUE);

            private volatile @Nullable Thread sleeper;
            private volatile boolean woken;

            @Override
            public void sleepUntil(Instant instant) {
                sleeper = Thread.currentThread();
                // Whoever came before the first sleep found nobody to wake.
                if (!woken) {
                    // An instant may be further away than milliseconds reach.
                    LockSupport.parkUntil(this, instant.isAfter(FAR) ? Long.MAX_VALUE
                            : instant.isBefore(Instant.EPOCH) ? 0 : instant.toEpochMilli());
                }
                woken = false;
            }

            @Override
            public long nanos() {
                return System.nanoTime();
            }

            @Override
            public void wake() {
                woken = true;
                LockSupport.unpark(sleeper);
            }
        };
    }
}
