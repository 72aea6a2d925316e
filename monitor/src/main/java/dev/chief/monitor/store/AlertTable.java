package dev.chief.monitor.store;

import dev.chief.monitor.store.NewAlert.Subject;
import dev.chief.monitor.store.StoredAlert.Acknowledgement;
import dev.chief.monitor.store.StoredAlert.Closing;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** The alerts. */
public final class AlertTable {
    private static final String NEW = """
            job_name, instance, alert_type, severity, dedupe_key, cause, title, details, opened_at, recorded_at""";
    private static final String COLUMNS = "id, " + NEW + """
            , closed_at, close_reason, covered_by, acknowledged_at, acknowledged_by""";
    private static final String SELECT = "SELECT " + COLUMNS + " FROM alerts ";
    private static final Listing<Long> LISTING = Listing.byNumber("alerts", "opened_at", "id");

    private AlertTable() {}

    /**
     * Opens an alert.
     *
     * @return none if one with its dedupe key is open, or there ever was one with its dedupe key and cause; nothing has changed then
     */
    public static Optional<StoredAlert> open(Handle handle, NewAlert alert) {
        return insert(handle, alert, Optional.empty());
    }

    /**
     * Adds an alert that is over already, also beside an open one with its dedupe key.
     *
     * @return none if there ever was one with its dedupe key and cause; nothing has changed then
     */
    public static Optional<StoredAlert> record(Handle handle, NewAlert alert, Closing closing) {
        return insert(handle, alert, Optional.of(closing));
    }

    private static Optional<StoredAlert> insert(Handle handle, NewAlert alert, Optional<Closing> closing) {
        return handle
                .createQuery("INSERT INTO alerts (" + NEW
                        + """
                                , status, closed_at, close_reason) VALUES (:job, :instance, :type, :severity, :dedupe_key, :cause, :title,
                                    :details, :opened_at, :recorded_at, :status, :closed_at, :close_reason)
                                ON CONFLICT DO NOTHING RETURNING id""")
                .bind("job", alert.subject().jobName())
                .bind("instance", alert.subject().instance())
                .bind("type", alert.type())
                .bind("severity", alert.severity())
                .bind("dedupe_key", alert.key().dedupeKey())
                .bind("cause", alert.key().cause())
                .bind("title", alert.title())
                .bind("details", alert.details())
                .bind("opened_at", alert.openedAt())
                .bind("recorded_at", alert.recordedAt())
                .bind("status", closing.isEmpty() ? "OPEN" : "CLOSED")
                .bind("closed_at", closing.map(Closing::at))
                .bind("close_reason", closing.map(Closing::reason))
                .mapTo(Long.class)
                .findOne()
                .map(id -> new StoredAlert(id, alert, closing, Optional.empty(), Optional.empty()));
    }

    /**
     * Closes an alert.
     *
     * @return false if it is closed already, or there is none; nothing has changed then
     */
    public static boolean close(Handle handle, long id, Instant at, String reason) {
        return handle.createUpdate("""
                UPDATE alerts SET status = 'CLOSED', closed_at = :at, close_reason = :reason
                WHERE id = :id AND status = 'OPEN'""")
                .bind("id", id)
                .bind("at", at)
                .bind("reason", reason)
                .execute() > 0;
    }

    /**
     * Corrects the end of an alert that is closed, after something was heard of late that ended it earlier. Whatever a person said when
     * closing it stays.
     */
    public static void correctClosing(Handle handle, long id, Instant at, String reason) {
        handle.createUpdate("""
                UPDATE alerts SET closed_at = :at, close_reason = :reason
                WHERE id = :id AND status = 'CLOSED' AND closed_at > :at""")
                .bind("id", id)
                .bind("at", at)
                .bind("reason", reason)
                .execute();
    }

    /**
     * Corrects the beginning of an alert, open or closed, after something was heard of late.
     *
     * @return false if there is none, or another one has that cause; nothing has changed then
     */
    public static boolean change(Handle handle, long id, String cause, Instant openedAt, String details) {
        return handle.createUpdate(
                """
                        UPDATE alerts SET cause = :cause, opened_at = :opened_at, details = :details
                        WHERE id = :id AND NOT EXISTS (SELECT 1 FROM alerts other
                            WHERE other.dedupe_key = alerts.dedupe_key AND other.cause = :cause AND other.id <> :id)""")
                .bind("id", id)
                .bind("cause", cause)
                .bind("opened_at", openedAt)
                .bind("details", details)
                .execute() > 0;
    }

    /** Notes that another alert speaks for these. */
    public static void cover(Handle handle, Collection<Long> ids, long coveredBy) {
        for (List<Long> some : Lists.chunks(ids)) {
            handle.createUpdate("UPDATE alerts SET covered_by = :by WHERE id IN (<ids>) AND id <> :by")
                    .bind("by", coveredBy)
                    .bindList("ids", some)
                    .execute();
        }
    }

    /**
     * Notes that somebody has taken note of an open alert.
     *
     * @return false if somebody had before, or none is open; nothing has changed then
     */
    public static boolean acknowledge(Handle handle, long id, Instant at, String by) {
        return handle.createUpdate("""
                UPDATE alerts SET acknowledged_at = :at, acknowledged_by = :by
                WHERE id = :id AND status = 'OPEN' AND acknowledged_at IS NULL""")
                .bind("id", id)
                .bind("at", at)
                .bind("by", by)
                .execute() > 0;
    }

    /** One alert. */
    public static Optional<StoredAlert> get(Handle handle, long id) {
        return Optional.ofNullable(byId(handle, List.of(id)).get(id));
    }

    /**
     * The alerts of a job that opened since an instant, or ever, and those that are open; oldest first.
     *
     * @param from exclusive
     */
    public static List<StoredAlert> ofJobSince(Handle handle, String jobName, Optional<Instant> from) {
        return handle.createQuery(SELECT
                + "WHERE job_name = :job AND (opened_at > :from OR status = 'OPEN') ORDER BY opened_at, id")
                .bind("job", jobName)
                .bind("from", from.orElse(Instant.EPOCH))
                .map(AlertTable::read)
                .list();
    }

    /** The alert that a cause opened, open or closed. */
    public static Optional<StoredAlert> byCause(Handle handle, NewAlert.Key key) {
        return handle
                .createQuery(SELECT + "WHERE dedupe_key = :key AND cause = :cause")
                .bind("key", key.dedupeKey())
                .bind("cause", key.cause())
                .map(AlertTable::read)
                .findOne();
    }

    /** The open alert of a dedupe key. */
    public static Optional<StoredAlert> openByKey(Handle handle, String dedupeKey) {
        return handle
                .createQuery(SELECT + "WHERE dedupe_key = :key AND status = 'OPEN'")
                .bind("key", dedupeKey)
                .map(AlertTable::read)
                .findOne();
    }

    /** The open alerts of a job, newest first. */
    public static List<StoredAlert> openOfJob(Handle handle, String jobName) {
        return openOfJobs(handle, List.of(jobName)).getOrDefault(jobName, List.of());
    }

    /** The open alerts of several jobs, those of each newest first. Jobs without any are left out. */
    public static Map<String, List<StoredAlert>> openOfJobs(Handle handle, Collection<String> jobNames) {
        Map<String, List<StoredAlert>> found = new HashMap<>();
        for (List<String> names : Lists.chunks(jobNames)) {
            handle.createQuery(SELECT + """
                    WHERE job_name IN (<jobs>) AND status = 'OPEN' ORDER BY opened_at DESC, id DESC""")
                    .bindList("jobs", names)
                    .map(AlertTable::read)
                    .forEach(alert -> found
                            .computeIfAbsent(alert.alert().subject().jobName().orElseThrow(),
                                    _ -> new ArrayList<>())
                            .add(alert));
        }
        return found;
    }

    /** The alerts that another one speaks for, by the names of their jobs. */
    public static List<StoredAlert> coveredBy(Handle handle, long id) {
        return handle.createQuery(SELECT + "WHERE covered_by = :id ORDER BY job_name, opened_at, id")
                .bind("id", id)
                .map(AlertTable::read)
                .list();
    }

    /**
     * Alerts newest first, by when they opened.
     *
     * @throws IllegalArgumentException if the cursor cannot be read
     */
    public static Slice<StoredAlert> list(Handle handle, AlertFilter filter, Page page) {
        Clauses clauses = new Clauses().equal("job_name", filter.jobName())
                .equal("status", filter.status())
                .equal("alert_type", filter.type())
                .equal("severity", filter.severity());
        return LISTING.list(handle, clauses, Period.ALWAYS, page, ids -> byId(handle, ids));
    }

    /** How many alerts of each type are open. */
    public static SortedMap<String, Long> openByType(Handle handle) {
        SortedMap<String, Long> counts = new TreeMap<>();
        handle.createQuery(
                "SELECT alert_type, count(*) FROM alerts WHERE status = 'OPEN' GROUP BY alert_type")
                .map((row, _) -> Map.entry(row.getString(1), row.getLong(2)))
                .forEach(count -> counts.put(count.getKey(), count.getValue()));
        return counts;
    }

    private static StoredAlert read(ResultSet row, StatementContext context) throws SQLException {
        Columns columns = new Columns(row);
        long id = columns.number();
        Subject subject = new Subject(columns.optionalText(), columns.optionalText());
        NewAlert alert = new NewAlert(subject, columns.text(), columns.text(),
                new NewAlert.Key(columns.text(), columns.text()), columns.text(), columns.text(),
                columns.instant(),
                columns.instant());
        Optional<Closing> closing = both(columns.optionalInstant(), columns.optionalText(), Closing::new);
        Optional<Long> coveredBy = columns.optionalNumber();
        return new StoredAlert(id, alert, closing, coveredBy,
                both(columns.optionalInstant(), columns.optionalText(), Acknowledgement::new));
    }

    private static <T> Optional<T> both(
        Optional<Instant> at,
        Optional<String> text,
        BiFunction<Instant, String, T> made
    ) {
        return at.flatMap(time -> text.map(known -> made.apply(time, known)));
    }

    private static Map<Long, StoredAlert> byId(Handle handle, List<Long> ids) {
        Map<Long, StoredAlert> found = new HashMap<>();
        if (!ids.isEmpty()) {
            handle.createQuery(SELECT + "WHERE id IN (<ids>)")
                    .bindList("ids", ids)
                    .map(AlertTable::read)
                    .forEach(alert -> found.put(alert.id(), alert));
        }
        return found;
    }
}
