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

            @Override
            public void sleepUntil(Instant instant) {
                sleeper = Thread.currentThread();
                // An instant may be further away than milliseconds reach.
                long millis = instant.isAfter(FAR) ? Long.MAX_VALUE
                        : instant.isBefore(Instant.EPOCH) ? 0 : instant.toEpochMilli();
                LockSupport.parkUntil(this, millis);
            }

            @Override
            public long nanos() {
                return System.nanoTime();
            }

            @Override
            public void wake() {
                LockSupport.unpark(sleeper);
            }
        };
    }
}
