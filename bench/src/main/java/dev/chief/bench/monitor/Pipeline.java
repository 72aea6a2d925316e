package dev.chief.bench.monitor;

import dev.chief.monitor.check.Checks;
import dev.chief.monitor.check.Notices;
import dev.chief.monitor.ingest.EventReader;
import dev.chief.monitor.ingest.GroupCommit;
import dev.chief.monitor.ingest.MalformedBodyException;
import dev.chief.monitor.notify.Outbox;
import dev.chief.monitor.store.Database;
import dev.chief.monitor.store.NewEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** All that happens to events between HTTP and the database. For any thread. */
final class Pipeline implements AutoCloseable {
    private final EventReader reader = new EventReader(() -> 0);
    private final GroupCommit ingest;

    Pipeline(Database database) {
        Checks checks = new Checks(new Outbox(() -> {}), new Notices(Optional.empty()));
        ingest = new GroupCommit(database, checks, (_, _) -> {});
        ingest.start();
    }

    /** Takes bodies of requests, one after another. */
    Latencies send(List<byte[]> bodies) {
        Latencies latencies = new Latencies();
        for (byte[] body : bodies) {
            long begin = System.nanoTime();
            take(body);
            latencies.add(System.nanoTime() - begin);
        }
        return latencies;
    }

    private void take(byte[] body) {
        try {
            Instant now = Instant.now();
            ingest.accept(reader.batch(body, now).events(), now);
        } catch (MalformedBodyException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Takes events as if they had come when the last of them happened. */
    void take(List<NewEvent> events) {
        ingest.accept(events, events.getLast().at());
    }

    @Override
    public void close() {
        ingest.close();
    }
}
