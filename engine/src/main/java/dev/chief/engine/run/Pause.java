package dev.chief.engine.run;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Waits that an interrupt does not cut short, for what must be brought to its end: what was started must be ended. The
 * interrupt is passed on when it is closed. For the thread that made it.
 */
final class Pause implements AutoCloseable {
    private boolean interrupted;

    /** Waits until the future has completed in whatever way, or the time is over. */
    void until(CompletableFuture<?> future, Duration atMost) {
        Deadline deadline = Deadline.after(atMost);
        while (!future.isDone() && !deadline.isOver()) {
            try {
                future.get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                interrupted = true;
            } catch (TimeoutException | ExecutionException e) {
                return;
            }
        }
    }

    /** Waits a time. */
    void of(Duration time) {
        until(new CompletableFuture<>(), time);
    }

    @Override
    public void close() {
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
