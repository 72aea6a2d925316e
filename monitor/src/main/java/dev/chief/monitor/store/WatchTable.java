package dev.chief.monitor.store;

import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What the monitor knows of itself; monitors that share a database know it together. */
public final class WatchTable {
    private WatchTable() {}

    /** What is known; none before the first start. Until the transaction ends nobody else changes it. */
    public static Optional<Watch> lock(Handle handle) {
        return read(handle, Dialect.of(handle).waitForRows());
    }

    /** What is known, to look at only. */
    public static Optional<Watch> get(Handle handle) {
        return read(handle, "");
    }

    /** Stores what is known. */
    public static void save(Handle handle, Watch watch) {
        handle.createUpdate(
                """
                        INSERT INTO watch (id, watching_since, alive_at) VALUES (1, :since, :alive)
                        ON CONFLICT (id) DO UPDATE SET watching_since = excluded.watching_since, alive_at = excluded.alive_at""")
                .bind("since", watch.watchingSince())
                .bind("alive", watch.aliveAt())
                .execute();
    }

    private static Optional<Watch> read(Handle handle, String ending) {
        return handle.createQuery("SELECT watching_since, alive_at FROM watch WHERE id = 1" + ending)
                .map((row, _) -> {
                    Columns columns = new Columns(row);
                    return new Watch(columns.instant(), columns.instant());
                })
                .findOne();
    }
}
