package dev.chief.monitor.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;

/** Silences and maintenance windows. For any thread. */
public final class SilenceTable {
    private static final String COLUMNS = """
            SELECT id, job_name, starts_at, ends_at, reason, created_by, created_at FROM silences
            """;

    private SilenceTable() {}

    /**
     * Adds a silence.
     *
     * @param silence its number is not looked at
     * @return it, with its number
     */
    public static Silence add(Handle handle, Silence silence) {
        return handle.createQuery("""
                INSERT INTO silences (job_name, starts_at, ends_at, reason, created_by, created_at)
                VALUES (:job, :starts, :ends, :reason, :by, :now)
                RETURNING id, job_name, starts_at, ends_at, reason, created_by, created_at""")
                .bind("job", silence.jobName())
                .bind("starts", silence.startsAt())
                .bind("ends", silence.endsAt())
                .bind("reason", silence.reason())
                .bind("by", silence.createdBy())
                .bind("now", silence.createdAt())
                .map(SilenceTable::silence)
                .one();
    }

    /** A silence by its number. */
    public static Optional<Silence> find(Handle handle, long id) {
        return handle.createQuery(COLUMNS + "WHERE id = :id")
                .bind("id", id)
                .map(SilenceTable::silence)
                .findOne();
    }

    /**
     * Ends a silence now; one that has not started never will.
     *
     * @return whether it was to last longer
     */
    public static boolean end(Handle handle, long id, Instant now) {
        return handle.createUpdate("""
                UPDATE silences SET ends_at = CASE WHEN starts_at > :now THEN starts_at ELSE :now END
                WHERE id = :id AND ends_at > :now AND ends_at > starts_at""")
                .bind("id", id)
                .bind("now", now)
                .execute() == 1;
    }

    /** The silences that hold at some time between two times, both inclusive. */
    public static List<Silence> between(Handle handle, Instant first, Instant last) {
        return handle.createQuery(COLUMNS + "WHERE ends_at > :first AND starts_at <= :last ORDER BY id")
                .bind("first", first)
                .bind("last", last)
                .map(SilenceTable::silence)
                .list();
    }

    /** The silences, the one that was added last first. */
    public static List<Silence> list(Handle handle, int limit, int offset) {
        return handle.createQuery(COLUMNS + "ORDER BY id DESC LIMIT :limit OFFSET :offset")
                .bind("limit", limit)
                .bind("offset", offset)
                .map(SilenceTable::silence)
                .list();
    }

    private static Silence silence(RowView row) {
        return new Silence(row.getColumn("id", Long.class),
                Optional.ofNullable(row.getColumn("job_name", String.class)),
                row.getColumn("starts_at", Instant.class),
                row.getColumn("ends_at", Instant.class),
                row.getColumn("reason", String.class),
                row.getColumn("created_by", String.class),
                row.getColumn("created_at", Instant.class));
    }
}
