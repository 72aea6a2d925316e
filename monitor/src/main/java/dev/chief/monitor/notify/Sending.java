package dev.chief.monitor.notify;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes attempts to send, each within one limit for all that it does: names, connections, slow and dripping answers. An attempt
 * has a virtual thread of its own, because interrupting such a one closes the socket that it waits for. For any thread.
 */
final class Sending {
    private static final Logger LOG = LoggerFactory.getLogger(Sending.class);
    /** How long a thread that was interrupted may take to say how far it came. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Duration limit;
    private final Set<Thread> running = ConcurrentHashMap.newKeySet();

    Sending(Duration limit) {
        this.limit = limit;
    }

    Outcome attempt(Channel channel, Message message) {
        FutureTask<Outcome> task = new FutureTask<>(() -> channel.send(message));
        Thread thread = Thread.ofVirtual().name("delivery").unstarted(task);
        running.add(thread);
        thread.start();
        try {
            return result(task, limit);
        } catch (TimeoutException e) {
            thread.interrupt();
            return late(task, message);
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
            return new Outcome.Failed("the attempt was broken off", false, Optional.empty(), message.told());
        } finally {
            running.remove(thread);
        }
    }

    /** Breaks all attempts off. */
    void abort() {
        running.forEach(Thread::interrupt);
    }

    private Outcome late(FutureTask<Outcome> task, Message message) {
        String reason = "it took longer than " + limit.toSeconds() + " s";
        try {
            return switch (result(task, GRACE)) {
                case Outcome.Sent sent -> sent;
                case Outcome.Failed failed -> new Outcome.Failed(reason, false, failed.code(), failed.told());
            };
        } catch (TimeoutException e) {
            return new Outcome.Failed(reason, false, Optional.empty(), message.told());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.Failed(reason, false, Optional.empty(), message.told());
        }
    }

    private static Outcome result(FutureTask<Outcome> task, Duration limit)
            throws TimeoutException, InterruptedException {
        try {
            return task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            LOG.error("An attempt to send failed for a reason that nobody thought of.", e.getCause());
            return Outcome.passing("an error in the monitor, which its log describes", Optional.empty());
        }
    }
}
