package dev.chief.monitor.api;

import dev.chief.monitor.http.Json;
import dev.chief.monitor.store.Database;
import dev.chief.monitor.store.EventFilter;
import dev.chief.monitor.store.EventTable;
import dev.chief.monitor.store.StoredEvent;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** One who listens to what is new. For the thread of its request. */
final class Listener {
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final int PIECE = 500;

    private final Live live;
    private final Database database;
    private final EventFilter filter;
    private long seenId;
    private long seenChange;

    /** @param from the last event that it has heard of, if it was here before */
    Listener(Live live, Database database, EventFilter filter, Optional<Long> from) {
        this.live = live;
        this.database = database;
        this.filter = filter;
        long last = database.read(EventTable::lastId);
        this.seenId = Math.min(from.orElse(last), last);
        this.seenChange = live.changes().last();
    }

    /** Tells all that is new until the client is gone, or falls too far behind, or the monitor stops. */
    void tell(OutputStream out) throws IOException {
        write(out, "retry: 2000\n\n");
        out.flush();
        Live.News news = new Live.News(Long.MAX_VALUE, false);
        while (!news.stopping()) {
            boolean spoke = events(out, news.lastId());
            spoke |= changes(out);
            if (!spoke) {
                write(out, ":\n\n");
            }
            out.flush();
            news = live.await(seenId, seenChange, HEARTBEAT);
        }
    }

    private boolean events(OutputStream out, long upTo) throws IOException {
        boolean spoke = false;
        while (seenId < upTo) {
            long from = seenId;
            List<StoredEvent> events = database.read(handle -> EventTable.after(handle, from, PIECE));
            for (StoredEvent event : events) {
                if (filter.matches(event.event())) {
                    message(out, "event", Optional.of(event.id()),
                            Json.text(json -> Shapes.event(json, event)));
                    spoke = true;
                }
                seenId = event.id();
            }
            if (events.size() < PIECE) {
                // Ids of duplicates lead to nothing.
                seenId = upTo == Long.MAX_VALUE ? seenId : Math.max(seenId, upTo);
                return spoke;
            }
            out.flush();
        }
        return spoke;
    }

    private boolean changes(OutputStream out) throws IOException {
        List<Changes.Change> changes = live.changes()
                .after(seenChange)
                .orElseThrow(() -> new IOException("The listener is too far behind."));
        boolean spoke = false;
        for (Changes.Change change : changes) {
            seenChange = change.number();
            if (filter.jobName().isEmpty() || filter.jobName().equals(change.jobName())) {
                message(out, change.kind(), Optional.empty(), change.json());
                spoke = true;
            }
        }
        return spoke;
    }

    private static void message(OutputStream out, String kind, Optional<Long> id, String json)
            throws IOException {
        write(out, (id.isPresent() ? "id: " + id.get() + "\n" : "") + "event: " + kind + "\ndata: " + json
                + "\n\n");
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
