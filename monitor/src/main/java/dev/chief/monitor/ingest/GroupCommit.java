package dev.chief.monitor.ingest;

import static java.util.Objects.requireNonNull;

import dev.chief.monitor.check.Checks;
import dev.chief.monitor.store.Database;
import dev.chief.monitor.store.EventTable;
import dev.chief.monitor.store.NewEvent;
import dev.chief.monitor.store.RunTable;
import dev.chief.monitor.store.StoreException;
import dev.chief.monitor.store.StoredEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores what many requests bring at a time in one transaction, since most of the price of a transaction is its end. What one request brings
 * is never in two. For any thread.
 */
public final class GroupCommit implements Ingest, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);
    /** So many requests wait at most; more are told to come again. */
    private static final int WAITING = 1_000;
    /** A transaction takes no more requests when it has so many events: everybody waits for all of it. */
    private static final int EVENTS = 2_000;
    private static final Request LAST = new Request(List.of(), Instant.EPOCH, new CompletableFuture<>());

    private final Database database;
    private final Checks checks;
    private final Listener listener;
    private final BlockingQueue<Request> queue = new ArrayBlockingQueue<>(WAITING);
    private final Thread thread = Thread.ofPlatform().name("ingest").daemon().unstarted(this::run);
    /** Keeps requests from coming behind the last one; held for a moment only. */
    private final ReentrantLock lock = new ReentrantLock();
    private boolean stopping;

    private record Request(List<NewEvent> events, Instant receivedAt, CompletableFuture<Accepted> answer) {}

    /** Is told when a transaction has ended. */
    public interface Listener {
        /**
         * Events were stored. Must not block.
         *
         * @param lookAt when the clock changes something of what was heard of, if it does
         */
        void stored(List<StoredEvent> events, Optional<Instant> lookAt);
    }

    private record Stored(List<StoredEvent> events, Optional<Instant> lookAt) {}

    /** Into a database, with what follows for checks. */
    public GroupCommit(Database database, Checks checks, Listener listener) {
        this.database = requireNonNull(database);
        this.checks = requireNonNull(checks);
        this.listener = requireNonNull(listener);
    }

    /** Begins. */
    public void start() {
        thread.start();
    }

    @Override
    public Accepted accept(List<NewEvent> events, Instant receivedAt) {
        Request request = new Request(List.copyOf(events), receivedAt, new CompletableFuture<>());
        enqueue(request);
        try {
            return request.answer().join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof StoreException cause) {
                throw cause;
            }
            throw e;
        }
    }

    /** How many requests wait. */
    public int waiting() {
        return queue.size();
    }

    /** Takes nothing more, stores what waits, and ends. */
    @Override
    public void close() {
        lock.lock();
        try {
            stopping = true;
        } finally {
            lock.unlock();
        }
        try {
            // Behind everything else; the thread makes room for it.
            queue.put(LAST);
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void enqueue(Request request) {
        lock.lock();
        try {
            if (stopping) {
                throw new StoreException("The monitor is stopping.", new IllegalStateException("stopping"),
                        true);
            }
            if (!queue.offer(request)) {
                throw new StoreException("The monitor has more to store than it can.",
                        new IllegalStateException(WAITING + " requests wait"), true);
            }
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        try {
            for (Request first = queue.take(); !first.equals(LAST); first = queue.take()) {
                commit(group(first));
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("Nobody interrupts this thread.", e);
        }
    }

    private List<Request> group(Request first) {
        List<Request> group = new ArrayList<>();
        group.add(first);
        int events = first.events().size();
        // Only this thread takes requests out.
        while (isTaken(queue.peek(), events)) {
            Request next = queue.remove();
            group.add(next);
            events += next.events().size();
        }
        return group;
    }

    private static boolean isTaken(@Nullable Request next, int events) {
        return next != null && !next.equals(LAST) && events + next.events().size() <= EVENTS;
    }

    private void commit(List<Request> group) {
        try {
            store(group);
        } catch (StoreException e) {
            refuse(group, e, e.isPassing());
        } catch (RuntimeException e) {
            LOG.error("Events could not be taken in.", e);
            refuse(group, e, false);
        }
    }

    /** Each alone, so that one that cannot be stored harms no other; but not when the database itself is the trouble. */
    private void refuse(List<Request> group, RuntimeException cause, boolean passing) {
        if (group.size() == 1 || passing) {
            group.forEach(request -> request.answer().completeExceptionally(cause));
        } else {
            group.forEach(request -> commit(List.of(request)));
        }
    }

    private void store(List<Request> group) {
        List<NewEvent> events = new ArrayList<>();
        group.forEach(request -> events.addAll(request.events()));
        Instant receivedAt = group.getLast().receivedAt();
        Stored stored = database.write(handle -> {
            List<StoredEvent> inserted = EventTable.insert(handle, events, receivedAt);
            RunTable.upsert(handle, inserted.stream().map(StoredEvent::event).toList());
            return new Stored(inserted, checks.take(handle, inserted, receivedAt));
        });
        Set<UUID> left = new HashSet<>();
        stored.events().forEach(event -> left.add(event.event().eventId()));
        for (Request request : group) {
            // Of an event that two of them brought, the first one brought it.
            int inserted = (int) request.events()
                    .stream()
                    .filter(event -> left.remove(event.eventId()))
                    .count();
            request.answer().complete(new Accepted(inserted, request.events().size() - inserted));
        }
        if (!stored.events().isEmpty()) {
            listener.stored(stored.events(), stored.lookAt());
        }
    }
}
