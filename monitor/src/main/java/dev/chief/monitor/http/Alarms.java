package dev.chief.monitor.http;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Does things at a later time, unless they are called off. For any thread. */
final class Alarms implements AutoCloseable {
    private final ScheduledThreadPoolExecutor timer;

    Alarms() {
        timer = new ScheduledThreadPoolExecutor(1,
                Thread.ofPlatform().daemon().name("http-deadlines").factory());
        timer.setRemoveOnCancelPolicy(true);
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** Something to be done, unless it is closed before. */
    interface Alarm extends AutoCloseable {
        /** Of which nothing comes. */
        Alarm NONE = () -> {};

        @Override
        void close();
    }

    /**
     * Does something after a while, on a thread that all share: it must not wait.
     *
     * @param task its failures are of no interest
     */
    Alarm in(Duration delay, Runnable task) {
        ScheduledFuture<?> future = timer.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
        return () -> future.cancel(false);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
