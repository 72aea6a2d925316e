package dev.chief.engine.run;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Whether runs are to stop, and whether at once. For any thread. */
final class StopSignal {
    private final CompletableFuture<Void> stop = new CompletableFuture<>();
    private final CompletableFuture<Void> kill = new CompletableFuture<>();

    void stop() {
        stop.complete(null);
    }

    void kill() {
        kill.complete(null);
        stop.complete(null);
    }

    boolean isStopped() {
        return stop.isDone();
    }

    boolean isKilled() {
        return kill.isDone();
    }

    /** Waits until the future has completed, or the signal to stop came, or the time is over, whatever is first. */
    void await(CompletableFuture<?> future, Duration atMost) throws InterruptedException {
        try {
            CompletableFuture.anyOf(future, stop).get(atMost.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return;
        }
    }

    /** Waits until the signal to stop came or the time is over. */
    void await(Duration atMost) throws InterruptedException {
        await(new CompletableFuture<>(), atMost);
    }
}
