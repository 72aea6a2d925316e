package dev.chief.monitor.api;

import static java.util.Objects.requireNonNull;

import dev.chief.monitor.http.Request;
import dev.chief.monitor.http.Response;
import dev.chief.monitor.store.Database;
import dev.chief.monitor.store.EventTable;
import dev.chief.monitor.store.StoreException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells those who listen what is new, as server-sent events. Each listener reads the events from the database itself, from where it
 * left off, so that nothing waits in memory for those who are slow; here is only noted that there are some, wherever they came in.
 * Changes of checks and alerts are found out once for all listeners. For any thread.
 */
public final class Live implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Live.class);
    private static final int LISTENERS = 200;
    private static final Duration LOOK = Duration.ofMillis(250);
    /** Every so many looks the checks and alerts are looked at though no event came: time makes them change, too. */
    private static final int PATIENCE = 8;

    private final Database database;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Condition needed = lock.newCondition();
    private final Changes changes = new Changes();
    private final Thread watcher = Thread.ofPlatform().daemon().name("live").unstarted(this::watch);
    private long lastId;
    private int listeners;
    private boolean told;
    private boolean stopping;

    /** What a listener has not heard of yet. */
    record News(long lastId, boolean stopping) {}

    public Live(Database database) {
        this.database = requireNonNull(database);
    }

    /**
     * Begins to watch.
     *
     * @throws StoreException if the database fails
     */
    public void start() {
        // A change can be told only to who knows what was before: so this is known before anybody listens.
        changes.look(database);
        watcher.start();
    }

    /** Says that events were stored, which would be found out a little later otherwise. Does not wait. */
    public void wake() {
        lock.lock();
        try {
            told = true;
            needed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Answers a request for all that is new. */
    Response stream(Request request) {
        Optional<Long> from = request.header("Last-Event-ID").flatMap(Live::id);
        Listener listener = new Listener(this, database, EventApi.filter(request.query()), from);
        return new Response.Streamed(200, "text/event-stream", out -> {
            if (!enter()) {
                return;
            }
            try {
                listener.tell(out);
            } finally {
                leave();
            }
        }, Map.of("X-Accel-Buffering", "no"));
    }

    private static Optional<Long> id(String text) {
        try {
            return Optional.of(Long.parseLong(text)).filter(id -> id >= 0);
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    /** How many listen. */
    public int listeners() {
        lock.lock();
        try {
            return listeners;
        } finally {
            lock.unlock();
        }
    }

    Changes changes() {
        return changes;
    }

    /** Waits until there is an event after one, or a change after one, or the time is over. */
    News await(long seenId, long seenChange, Duration longest) {
        lock.lock();
        try {
            long nanos = longest.toNanos();
            while (!stopping && lastId <= seenId && changes.last() <= seenChange && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
            return new News(lastId, stopping);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new News(lastId, true);
        } finally {
            lock.unlock();
        }
    }

    private boolean enter() {
        lock.lock();
        try {
            if (stopping || listeners >= LISTENERS) {
                return false;
            }
            listeners++;
            needed.signalAll();
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void leave() {
        lock.lock();
        try {
            listeners--;
        } finally {
            lock.unlock();
        }
    }

    private void watch() {
        boolean failing = false;
        for (int look = 0; pause(); look++) {
            try {
                look(look % PATIENCE == 0);
                failing = false;
            } catch (StoreException e) {
                if (!failing) {
                    LOG.warn("Nothing new can be told: {}", e.getMessage());
                }
                failing = true;
            }
        }
    }

    /** Waits while nobody listens, and between looks; false when it is over. */
    private boolean pause() {
        lock.lock();
        try {
            while (!stopping && listeners == 0) {
                needed.await();
            }
            long nanos = LOOK.toNanos();
            while (!told && !stopping && nanos > 0) {
                nanos = needed.awaitNanos(nanos);
            }
            told = false;
            return !stopping;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    private void look(boolean thoroughly) {
        long found = database.read(EventTable::lastId);
        boolean more = found > lastId();
        if (more || thoroughly) {
            changes.look(database);
        }
        lock.lock();
        try {
            lastId = Math.max(lastId, found);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private long lastId() {
        lock.lock();
        try {
            return lastId;
        } finally {
            lock.unlock();
        }
    }

    /** Ends all streams, and watching. */
    @Override
    public void close() {
        lock.lock();
        try {
            stopping = true;
            changed.signalAll();
            needed.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            watcher.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
