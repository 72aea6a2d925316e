package dev.chief.monitor.store;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Since when the monitor has been watching without a gap; monitors that share a database know it together. */
public final class WatchTable {
    private WatchTable() {}

    /** Since when; none before the first start. */
    public static Optional<Instant> since(Handle handle) {
        return handle.createQuery("SELECT watching_since FROM watch WHERE id = 1")
                .mapTo(Instant.class)
                .findOne();
    }

    /** Notes that a gap has ended. */
    public static void begin(Handle handle, Instant since) {
        handle.createUpdate("""
                INSERT INTO watch (id, watching_since) VALUES (1, :since)
                ON CONFLICT (id) DO UPDATE SET watching_since = excluded.watching_since""")
                .bind("since", since)
                .execute();
    }
}
