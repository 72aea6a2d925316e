package dev.chief.monitor.loop;

import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Lets a thread sleep until an instant or until somebody wakes it. */
public interface Alarm {
    /** Returns at an instant of the clock, when {@link #wake} was called since the last return, or earlier. */
    void sleepUntil(Instant instant);

    /** Ends the sleep, or the next one if nobody sleeps. For any thread. */
    void wake();

    /** The alarm of the machine's clock: it follows the clock when that is set. For one sleeper. */
    static Alarm ofMachine() {
        return new Alarm() {
            private volatile @Nullable Thread sleeper;
            private volatile boolean woken;

            @Override
            public void sleepUntil(Instant instant) {
                sleeper = Thread.currentThread();
                // Whoever came before the first sleep found nobody to wake.
                if (!woken) {
                    LockSupport.parkUntil(this, Math.max(0, instant.toEpochMilli()));
                }
                woken = false;
            }

            @Override
            public void wake() {
                woken = true;
                LockSupport.unpark(sleeper);
            }
        };
    }
}
