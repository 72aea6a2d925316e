package dev.chief.engine.telemetry;

import dev.chief.core.event.TelemetryEvent;
import dev.chief.engine.config.Redaction;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Events in memory, on their way to the spool. Whoever finds it full moves all of it to disk; so a burst of any size costs
 * its maker some writing, never waiting for the network, and loses nothing. For any thread: {@code queue} guards itself and
 * is held for moments only; {@code moving} is held by the one who takes from the head, so that order is kept.
 */
final class Outbox {
    /** So many more events are held while the spool is busy or broken, before any is lost. */
    static final int RESERVE = 50_000;
    private static final int LINES_AT_ONCE = 1_000;
    private static final Duration SHORT_PATIENCE = Duration.ofMillis(20);
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Deque<TelemetryEvent> queue = new ArrayDeque<>();
    private final ReentrantLock moving = new ReentrantLock();
    private final SpoolSource spool;
    private final Redaction redaction;
    private final int maxEvents;
    private final Losses losses;
    private volatile long brokenAtNanos;
    private volatile boolean broken;

    /** Gives the spool, which is opened when it is first needed, or says why there is none. */
    interface SpoolSource {
        Spool get() throws IOException;
    }

    Outbox(SpoolSource spool, Redaction redaction, int maxEvents, Losses losses) {
        this.spool = spool;
        this.redaction = redaction;
        this.maxEvents = maxEvents;
        this.losses = losses;
    }

    /** Takes an event, and moves all to the spool if there are many now. */
    void add(TelemetryEvent event) {
        int size;
        synchronized (queue) {
            size = queue.size();
            if (size >= (long) maxEvents + RESERVE) {
                losses.lost(1, "the spool cannot take them: " + losses.spoolTrouble());
                return;
            }
            queue.addLast(event);
        }
        boolean worthTrying = !broken || System.nanoTime() - brokenAtNanos > PAUSE_NANOS;
        if (size + 1 >= maxEvents && worthTrying && moving.tryLock()) {
            try {
                move(SHORT_PATIENCE);
            } finally {
                moving.unlock();
            }
        }
    }

    /** Moves all to the spool; says whether nothing is left that was there before. */
    boolean flush(Duration patience) {
        try {
            if (!moving.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                return false;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            if (!moving.tryLock()) {
                return false;
            }
        }
        try {
            return move(patience);
        } finally {
            moving.unlock();
        }
    }

    /** What is to be done with events that no spool takes. */
    interface Direct {
        /** Says how many of these lines are dealt with and need not be kept. */
        int deliver(List<byte[]> lines);
    }

    /**
     * Hands events out from memory, past a spool that is broken; the ones that are dealt with are forgotten. A spool that somebody else
     * is just writing to is not passed by: what is there comes first.
     */
    void deliver(int most, Direct direct) {
        moving.lock();
        try {
            List<TelemetryEvent> events = head(most);
            boolean going = broken && !events.isEmpty();
            while (going) {
                int done = direct.deliver(lines(events));
                forget(done);
                going = done == events.size();
                events = head(most);
                going &= !events.isEmpty();
            }
        } finally {
            moving.unlock();
        }
    }

    int size() {
        synchronized (queue) {
            return queue.size();
        }
    }

    private boolean move(Duration patience) {
        // Not for ever: others may add as fast as this goes.
        int left = size();
        while (left > 0) {
            List<TelemetryEvent> events = head(Math.min(left, LINES_AT_ONCE));
            try {
                losses.dropped(spool.get().append(lines(events), patience));
                broken = false;
            } catch (IOException | RuntimeException e) {
                broken = true;
                brokenAtNanos = System.nanoTime();
                losses.spoolFailed(e);
                return false;
            }
            forget(events.size());
            left -= events.size();
        }
        return true;
    }

    private List<TelemetryEvent> head(int most) {
        List<TelemetryEvent> events = new ArrayList<>(Math.min(most, LINES_AT_ONCE));
        synchronized (queue) {
            for (TelemetryEvent event : queue) {
                if (events.size() == most) {
                    break;
                }
                events.add(event);
            }
        }
        return events;
    }

    private void forget(int count) {
        synchronized (queue) {
            for (int i = 0; i < count; i++) {
                queue.removeFirst();
            }
        }
    }

    private List<byte[]> lines(List<TelemetryEvent> events) {
        List<byte[]> lines = new ArrayList<>(events.size());
        for (TelemetryEvent event : events) {
            lines.add(EventJson.line(event, redaction));
        }
        return lines;
    }
}
