package dev.chief.monitor.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.ResultIterator;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;

/** The events. */
public final class EventTable {
    /** How many events a search for a text or a source looks at before it gives what it found so far. */
    static final int LOOKED_AT = 5_000;

    private static final String COLUMNS = """
            id, received_at, event_id, event_at, source_type, event_type, level, message, job_name, script_path, run_id,
            scheduled_for, success, return_code, duration_ms, metadata""";
    private static final String SELECT = "SELECT " + COLUMNS + " FROM events ";
    static final String INSERT = "INSERT INTO events (" + COLUMNS + """
            ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (event_id) DO NOTHING""";
    private static final String COUNTER = "events";
    private static final Listing<Long> LISTING = Listing.byNumber("events", "event_at", "id");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private EventTable() {}

    /**
     * Stores events. One whose eventId is known already, from before or from earlier in the list, is passed over. To be called
     * before anything else is changed in the transaction: until it ends, other monitors wait, so that ids rise in the order in
     * which transactions end, and who reads on from an id misses none.
     *
     * @param receivedAt when the monitor got them
     * @return those that were new, in the order of the list
     */
    public static List<StoredEvent> insert(Handle handle, List<NewEvent> events, Instant receivedAt) {
        if (events.isEmpty()) {
            return List.of();
        }
        long first = addTo(handle, "event_ids", events.size()) - events.size() + 1;
        List<StoredEvent> stored = new ArrayList<>(events.size());
        try (Values values = new Values(handle, INSERT)) {
            for (int i = 0; i < events.size(); i++) {
                put(values, first + i, receivedAt, events.get(i));
            }
            int[] changed = values.execute();
            for (int i = 0; i < events.size(); i++) {
                if (changed[i] > 0) {
                    stored.add(new StoredEvent(first + i, receivedAt, events.get(i)));
                }
            }
        }
        if (!stored.isEmpty()) {
            addTo(handle, COUNTER, stored.size());
        }
        return stored;
    }

    /**
     * Events newest first, by when they happened. A search for a text or a source looks at 5,000 events of the list at most: its
     * parts may be short, or empty, and yet have a cursor to go on from; what an offset passes over counts among the 5,000.
     *
     * @throws IllegalArgumentException if the cursor cannot be read
     */
    public static Slice<StoredEvent> list(Handle handle, EventFilter filter, Page page) {
        Clauses clauses = clauses(filter);
        if (filter.isBeyondIndexes()) {
            return search(handle, LISTING.bound(clauses, filter.period(), page), filter, page);
        }
        return LISTING.list(handle, clauses, filter.period(), page, ids -> byId(handle, ids));
    }

    /** One event. */
    public static Optional<StoredEvent> get(Handle handle, long id) {
        return Optional.ofNullable(byId(handle, List.of(id)).get(id));
    }

    /** The events of a job, newest first. */
    public static List<StoredEvent> newestOfJob(Handle handle, String jobName, int limit) {
        return handle.createQuery(SELECT + """
                WHERE job_name = :job ORDER BY event_at DESC, id DESC LIMIT :limit""")
                .bind("job", jobName)
                .bind("limit", limit)
                .map(EventTable::read)
                .list();
    }

    /** Events with greater ids, in their order; nothing that is stored later has an id among or before theirs. */
    public static List<StoredEvent> after(Handle handle, long id, int limit) {
        return handle
                .createQuery(SELECT + "WHERE id > :id ORDER BY id LIMIT :limit")
                .bind("id", id)
                .bind("limit", limit)
                .map(EventTable::read)
                .list();
    }

    /** The greatest id that was given so far; 0 if none was. */
    public static long lastId(Handle handle) {
        return counter(handle, "event_ids");
    }

    /**
     * What happened to a job, oldest first; of what happened at once, by eventId.
     *
     * @param from inclusive
     * @param types as job.failed
     * @param words events of other types come too if one of these is in their metadata, in whatever letters
     */
    public static List<StoredEvent> ofJobSince(
        Handle handle,
        String jobName,
        Instant from,
        Collection<String> types,
        Collection<String> words
    ) {
        List<String> conditions = new ArrayList<>(List.of("event_type IN (<types>)"));
        for (int i = 0; i < words.size(); i++) {
            conditions.add("lower(metadata) LIKE :word" + i);
        }
        Query query = handle.createQuery(SELECT + " WHERE job_name = :job AND event_at >= :from AND ("
                + String.join(" OR ", conditions) + ") ORDER BY event_at, event_id")
                .bind("job", jobName)
                .bind("from", from)
                .bindList("types", types);
        int number = 0;
        for (String word : words) {
            query.bind("word" + number++, "%" + word.toLowerCase(Locale.ROOT) + "%");
        }
        return query.map(EventTable::read).list();
    }

    /** The events of a run, oldest first. */
    public static List<StoredEvent> ofRun(Handle handle, String runId, int limit) {
        return handle.createQuery(SELECT + """
                WHERE run_id = :run ORDER BY event_at, id LIMIT :limit""")
                .bind("run", runId)
                .bind("limit", limit)
                .map(EventTable::read)
                .list();
    }

    /** How many events there are, and when the latest happened. */
    public static Totals totals(Handle handle) {
        return new Totals(counter(handle, COUNTER), handle.createQuery("SELECT max(event_at) FROM events")
                .map((row, _) -> new Columns(row).optionalInstant())
                .one());
    }

    /** What was told in each of the last 60 minutes, that of now included; oldest first, and without minutes of silence. */
    public static List<MinuteCount> lastHour(Handle handle, Instant now) {
        Instant last = now.truncatedTo(ChronoUnit.MINUTES);
        // Minute by minute an index is counted through, which is three times as fast as grouping it.
        String minutes = IntStream.range(0, 60)
                .mapToObj(number -> Types.micros(last.minus(MINUTE.multipliedBy(59L - number))))
                .map(minute -> "SELECT " + minute + " AS minute, count(*) AS events,"
                        + " sum(CASE WHEN level IN ('ERROR', 'CRITICAL') THEN 1 ELSE 0 END) AS errors"
                        + " FROM events WHERE event_at >= " + minute + " AND event_at < "
                        + (minute + MINUTE.toSeconds() * 1_000_000))
                .collect(Collectors.joining(" UNION ALL "));
        return handle
                .createQuery("SELECT minute, events, errors FROM (" + minutes + ") minutes WHERE events > 0")
                .map((row, _) -> new MinuteCount(Types.instant(row.getLong(1)), row.getLong(2),
                        row.getLong(3)))
                .list();
    }

    /**
     * Deletes the oldest events, as far as the monitor received them before a time.
     *
     * @param before exclusive
     * @return how many there were; fewer than the limit when none is left
     */
    static int deleteOldest(Handle handle, Instant before, int limit) {
        // Ids rise with the time of receipt, so that no index by it is needed.
        int deleted = handle.createUpdate("""
                DELETE FROM events WHERE received_at < :before
                    AND id IN (SELECT id FROM events ORDER BY id LIMIT :limit)""")
                .bind("before", before)
                .bind("limit", limit)
                .execute();
        if (deleted > 0) {
            addTo(handle, COUNTER, -deleted);
        }
        return deleted;
    }

    private static void put(Values values, long id, Instant receivedAt, NewEvent event) {
        NewEvent.About about = event.about();
        values.number(id)
                .instant(receivedAt)
                .uuid(event.eventId())
                .instant(event.at())
                .text(event.sourceType())
                .text(event.type())
                .text(event.level())
                .text(event.message())
                .optionalText(about.jobName())
                .optionalText(about.scriptPath())
                .optionalText(about.runId())
                .optionalInstant(about.scheduledFor())
                .optionalFlag(event.success())
                .optionalNumber(event.returnCode())
                .optionalNumber(event.durationMillis())
                .text(event.metadata())
                .end();
    }

    private static StoredEvent read(ResultSet row, StatementContext context) throws SQLException {
        Columns columns = new Columns(row);
        long id = columns.number();
        Instant receivedAt = columns.instant();
        return new StoredEvent(id, receivedAt, new NewEvent(columns.uuid(), columns.instant(), columns.text(),
                columns.text(), columns.text(), columns.text(),
                new NewEvent.About(columns.optionalText(), columns.optionalText(), columns.optionalText(),
                        columns.optionalInstant()),
                columns.optionalFlag(), columns.optionalNumber(), columns.optionalNumber(), columns.text()));
    }

    private static Clauses clauses(EventFilter filter) {
        Clauses clauses = new Clauses().equal("run_id", filter.runId())
                .equal("job_name", filter.jobName())
                .equal("script_path", filter.scriptPath())
                .equal("level", filter.level());
        if (filter.level().filter(level -> !"INFO".equals(level)).isEmpty()) {
            return clauses.equal("event_type", filter.type());
        }
        // The condition of the index by level, which the database does not see in a value.
        clauses.that("level <> 'INFO'");
        // There are fewer events of such a level than of most types, which SQLite does not know: so it is not shown the index by type.
        filter.type()
                .ifPresent(type -> clauses.that("event_type || '' = :event_type").value("event_type", type));
        return clauses;
    }

    private static Slice<StoredEvent> search(Handle handle, Clauses clauses, EventFilter filter, Page page) {
        List<Long> found = new ArrayList<>();
        int seen = 0;
        long passed = 0;
        Optional<Cursor> last = Optional.empty();
        try (
            ResultIterator<Candidate> candidates = handle.createQuery(
                    "SELECT id, event_at, source_type, message FROM events" + clauses.where()
                            + LISTING.order()
                            + " LIMIT :looked_at")
                    .bind("looked_at", LOOKED_AT)
                    .bindMap(clauses.values())
                    .setFetchSize(1_000)
                    .map((row, _) -> new Candidate(row.getLong(1), Types.instant(row.getLong(2)),
                            filter.matchesWhatNoIndexKnows(row.getString(3), row.getString(4))))
                    .iterator()
        ) {
            while (found.size() < page.limit() && candidates.hasNext()) {
                Candidate candidate = candidates.next();
                seen++;
                last = Optional.of(new Cursor(candidate.at, String.valueOf(candidate.id)));
                if (candidate.matches && passed++ >= page.offset()) {
                    found.add(candidate.id);
                }
            }
            boolean more = candidates.hasNext() || seen == LOOKED_AT;
            Map<Long, StoredEvent> rows = byId(handle, found);
            return new Slice<>(found.stream().map(rows::get).toList(),
                    more ? last.map(Cursor::text) : Optional.empty());
        }
    }

    /** An event that a search has come to. */
    private record Candidate(long id, Instant at, boolean matches) {}

    private static Map<Long, StoredEvent> byId(Handle handle, List<Long> ids) {
        Map<Long, StoredEvent> found = new HashMap<>();
        if (!ids.isEmpty()) {
            handle.createQuery(SELECT + "WHERE id IN (<ids>)")
                    .bindList("ids", ids)
                    .map(EventTable::read)
                    .forEach(event -> found.put(event.id(), event));
        }
        return found;
    }

    /** Adds to a counter; what it is then. */
    private static long addTo(Handle handle, String counter, long number) {
        return handle
                .createQuery("UPDATE counters SET value = value + :number WHERE name = :name RETURNING value")
                .bind("number", number)
                .bind("name", counter)
                .mapTo(Long.class)
                .one();
    }

    private static long counter(Handle handle, String name) {
        return handle.createQuery("SELECT value FROM counters WHERE name = :name")
                .bind("name", name)
                .mapTo(Long.class)
                .one();
    }
}
