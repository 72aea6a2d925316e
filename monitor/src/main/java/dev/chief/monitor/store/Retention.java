package dev.chief.monitor.store;

import java.time.Instant;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jdbi.v3.core.Handle;

/**
 * Deletes what is old. It does so a few rows at a time, each time in a transaction of its own, so that nobody waits long for it. For
 * any thread.
 */
public final class Retention {
    /** So many that a transaction takes some hundredths of a second. */
    private static final int ROWS = 500;

    private final Database database;
    private final int rows;

    /**
     * How many rows were deleted.
     *
     * @param alerts closed ones
     * @param deliveries those of these alerts, and others that are done with
     * @param sessions those that have ended
     */
    public record Deleted(
        long events,
        long runs,
        long verdicts,
        long alerts,
        long deliveries,
        long sessions
    ) {}

    /** Of this database. */
    public Retention(Database database) {
        this(database, ROWS);
    }

    Retention(Database database, int rows) {
        this.database = database;
        this.rows = rows;
    }

    /**
     * Deletes events that the monitor received before a time, whenever they happened, so that what a Chief tells late is not gone at
     * once; runs that began before it, when their events are gone; verdicts; alerts that closed before it, and deliveries. A check
     * forgets the part of its history whose events are gone.
     *
     * @param before exclusive
     * @param now when sessions are compared with
     * @throws StoreException if the database fails; some of it may be deleted then
     */
    public Deleted delete(Instant before, Instant now) {
        repeat(handle -> CheckTable.moveUpCheckpoints(handle, before, rows));
        long events = repeat(handle -> EventTable.deleteOldest(handle, before, rows));
        long runs = repeat(handle -> runs(handle, before));
        long verdicts = repeat(handle -> verdicts(handle, before));
        long alertDeliveries = 0;
        long alerts = 0;
        Batch batch;
        do {
            batch = database.write(handle -> alerts(handle, before));
            alerts += batch.alerts;
            alertDeliveries += batch.deliveries;
        } while (batch.alerts == rows);
        long deliveries = repeat(handle -> DeliveryTable.deleteBefore(handle, before, rows));
        int sessions = database.write(handle -> SessionTable.prune(handle, now));
        return new Deleted(events, runs, verdicts, alerts, alertDeliveries + deliveries, sessions);
    }

    /** Until fewer rows are found than asked for; how many there were in all. */
    private long repeat(ToIntFunction<Handle> deletion) {
        long all = 0;
        int some;
        do {
            some = database.write(deletion::applyAsInt);
            all += some;
        } while (some == rows);
        return all;
    }

    private int runs(Handle handle, Instant before) {
        return handle.createUpdate("""
                DELETE FROM runs WHERE run_id IN (SELECT run_id FROM runs WHERE at < :before
                    AND NOT EXISTS (SELECT 1 FROM events WHERE events.run_id = runs.run_id)
                    ORDER BY at, run_id LIMIT :rows)""")
                .bind("before", before)
                .bind("rows", rows)
                .execute();
    }

    private int verdicts(Handle handle, Instant before) {
        return handle.createUpdate("""
                DELETE FROM verdicts WHERE at < :before
                    AND id IN (SELECT id FROM verdicts ORDER BY id LIMIT :rows)""")
                .bind("before", before)
                .bind("rows", rows)
                .execute();
    }

    private record Batch(int alerts, int deliveries) {}

    private Batch alerts(Handle handle, Instant before) {
        List<Long> ids = handle.createQuery("""
                SELECT id FROM alerts WHERE status = 'CLOSED' AND opened_at < :before AND closed_at < :before
                ORDER BY opened_at, id LIMIT :rows""")
                .bind("before", before)
                .bind("rows", rows)
                .mapTo(Long.class)
                .list();
        if (ids.isEmpty()) {
            return new Batch(0, 0);
        }
        List<Long> told = handle.createQuery("SELECT id FROM deliveries WHERE alert_id IN (<ids>)")
                .bindList("ids", ids)
                .mapTo(Long.class)
                .list();
        Lists.chunks(told).forEach(some -> deleteDeliveries(handle, some));
        handle.createUpdate("UPDATE alerts SET covered_by = NULL WHERE covered_by IN (<ids>)")
                .bindList("ids", ids)
                .execute();
        handle.createUpdate("DELETE FROM alerts WHERE id IN (<ids>)").bindList("ids", ids).execute();
        return new Batch(ids.size(), told.size());
    }

    private static void deleteDeliveries(Handle handle, List<Long> ids) {
        handle.createUpdate("UPDATE deliveries SET summary_id = NULL WHERE summary_id IN (<ids>)")
                .bindList("ids", ids)
                .execute();
        handle.createUpdate("DELETE FROM deliveries WHERE id IN (<ids>)").bindList("ids", ids).execute();
    }
}
