package dev.chief.monitor.ingest;

import dev.chief.monitor.store.NewEvent;
import dev.chief.monitor.store.StoreException;
import java.time.Instant;
import java.util.List;

/** Stores events with all that follows from them. For any thread. */
public interface Ingest {
    /**
     * Stores the events of one request, in order, as one transaction: when this returns they survive {@code kill -9}.
     *
     * @param receivedAt when the request came
     * @throws StoreException if the database fails; nothing has been stored then
     */
    Accepted accept(List<NewEvent> events, Instant receivedAt);

    /**
     * What became of a request's events.
     *
     * @param inserted those that are new
     * @param duplicates those that were there already
     */
    record Accepted(int inserted, int duplicates) {}
}
