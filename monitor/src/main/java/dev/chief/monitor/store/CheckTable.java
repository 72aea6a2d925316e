package dev.chief.monitor.store;

import dev.chief.monitor.store.ListedCheck.LatestEvent;
import dev.chief.monitor.store.StoredCheck.Checkpoint;
import dev.chief.monitor.store.StoredCheck.Condition;
import dev.chief.monitor.store.StoredCheck.Declaration;
import dev.chief.monitor.store.StoredCheck.Handling;
import dev.chief.monitor.store.StoredCheck.History;
import dev.chief.monitor.store.StoredCheck.Latest;
import dev.chief.monitor.store.StoredCheck.Policy;
import dev.chief.monitor.store.StoredCheck.Progress;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** The checks. */
public final class CheckTable {
    private static final String SHOWN = """
            job_name, status, state, look_at, enabled, alert_on_failure, alert_on_miss, grace_seconds, last_heartbeat_at,
            expected_next_at, last_success_at, last_failure_at, consecutive_failures, updated_at, instance, schedule, timezone, tags,
            silenced_until, archived""";
    private static final String COLUMNS = SHOWN
            + """
                    , latest_event_id, latest_event_at, situation, checkpoint, checkpoint_at, older_checkpoint, older_checkpoint_at,
                    since_checkpoint""";
    private static final String SELECT = "SELECT " + COLUMNS + " FROM checks ";
    private static final String UPSERT = "INSERT INTO checks (" + COLUMNS + """
            ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (job_name) DO UPDATE SET\s""" + Lists.excluded(COLUMNS);
    private static final String LISTED = "SELECT " + Lists.columnsOf("c", SHOWN) + """
            , e.event_at, e.event_type, e.level, e.message, e.success
            FROM checks c LEFT JOIN events e ON e.id = c.latest_event_id""";

    /**
     * True of all checks. PostgreSQL reads a table from its beginning, through all that its many changes have left there, unless it is
     * asked for names: by these it comes to a thousand checks at once, where it had gone through 200 MB after a million events.
     */
    private static final String EACH = "job_name >= ''";

    private CheckTable() {}

    /**
     * The checks of some jobs, as far as there are any. Until the transaction ends nobody else changes them, or makes those that are
     * missing. To be called once in a transaction, with all jobs, so that two never wait for each other.
     */
    public static Map<String, StoredCheck> lock(Handle handle, Collection<String> jobNames) {
        Map<String, StoredCheck> found = new HashMap<>();
        if (jobNames.isEmpty()) {
            return found;
        }
        Dialect dialect = Dialect.of(handle);
        dialect.lockNames(handle, Dialect.Names.CHECKS, jobNames);
        for (List<String> names : Lists.chunks(new TreeSet<>(jobNames))) {
            // The rows as well: who looks for checks that are due holds nothing else.
            handle.createQuery(
                    SELECT + "WHERE job_name IN (<jobs>) ORDER BY job_name"
                            + dialect.waitForRows())
                    .bindList("jobs", names)
                    .map(CheckTable::read)
                    .forEach(check -> found.put(check.jobName(), check));
        }
        return found;
    }

    /** Stores checks, new ones and changed ones. */
    public static void save(Handle handle, Collection<StoredCheck> checks) {
        if (checks.isEmpty()) {
            return;
        }
        try (Values values = new Values(handle, UPSERT)) {
            checks.forEach(check -> put(values, check));
            values.execute();
        }
    }

    /**
     * Changes what a person decided about a check.
     *
     * @return false if there is no such check
     */
    public static boolean handle(Handle handle, String jobName, UnaryOperator<Handling> change) {
        // Only if there is one: locking would wait for one that is being made.
        if (get(handle, jobName).isEmpty()) {
            return false;
        }
        save(handle, lock(handle, List.of(jobName)).values()
                .stream()
                .map(check -> check.withHandling(change.apply(check.handling())))
                .toList());
        return true;
    }

    /**
     * The checks that are to be looked at, the longest due first. Until the transaction ends nobody else is given them or changes
     * them; those that somebody else is changing are left out.
     *
     * @param now inclusive
     */
    public static List<StoredCheck> due(Handle handle, Instant now, int limit) {
        return handle.createQuery(SELECT + "WHERE look_at <= :now ORDER BY look_at LIMIT :limit"
                + Dialect.of(handle).claimRows())
                .bind("now", now)
                .bind("limit", limit)
                .map(CheckTable::read)
                .list();
    }

    /** When the next check is to be looked at. */
    public static Optional<Instant> nextLook(Handle handle) {
        return handle.createQuery("SELECT min(look_at) FROM checks WHERE look_at IS NOT NULL")
                .map((row, _) -> new Columns(row).optionalInstant())
                .one();
    }

    /** One check, to look at only. */
    public static Optional<StoredCheck> get(Handle handle, String jobName) {
        return handle.createQuery(SELECT + "WHERE job_name = :job")
                .bind("job", jobName)
                .map(CheckTable::read)
                .findOne();
    }

    /** All checks by the names of their jobs, archived and retired ones included. */
    public static List<ListedCheck> all(Handle handle) {
        return handle.createQuery(LISTED + " ORDER BY c.job_name").map(CheckTable::readListed).list();
    }

    /** What is shown of one check. */
    public static Optional<ListedCheck> show(Handle handle, String jobName) {
        return handle.createQuery(LISTED + " WHERE c.job_name = :job")
                .bind("job", jobName)
                .map(CheckTable::readListed)
                .findOne();
    }

    /** The names of the jobs that a Chief declared. */
    public static List<String> declaredBy(Handle handle, String instance) {
        return handle.createQuery("SELECT job_name FROM checks WHERE instance = :instance ORDER BY job_name")
                .bind("instance", instance)
                .mapTo(String.class)
                .list();
    }

    /** How many checks there are of each status, without archived and retired ones. */
    public static SortedMap<String, Long> countsByStatus(Handle handle) {
        return counts(handle, "status");
    }

    /** How many checks there are of each state, without archived and retired ones. */
    public static SortedMap<String, Long> countsByState(Handle handle) {
        return counts(handle, "state");
    }

    /**
     * Moves checkpoints up that lie before a time from which on events are kept. What is heard later of the time before them cannot
     * be fitted in any more.
     *
     * @param keptFrom inclusive
     * @return how many checks there were of that kind
     */
    static int moveUpCheckpoints(Handle handle, Instant keptFrom, int limit) {
        List<String> names = handle.createQuery(
                """
                        SELECT job_name FROM checks WHERE older_checkpoint_at < :kept_from ORDER BY job_name LIMIT :limit""")
                .bind("kept_from", keptFrom)
                .bind("limit", limit)
                .mapTo(String.class)
                .list();
        Map<String, StoredCheck> checks = lock(handle, names);
        save(handle, checks.values()
                .stream()
                .filter(check -> check.history().older().at().filter(keptFrom::isAfter).isPresent())
                .map(check -> check.withHistory(movedUp(handle, check, keptFrom)))
                .toList());
        return names.size();
    }

    private static History movedUp(Handle handle, StoredCheck check, Instant keptFrom) {
        History history = check.history();
        Optional<Instant> checkpointAt = history.checkpoint().at();
        if (checkpointAt.isPresent() && !checkpointAt.get().isBefore(keptFrom)) {
            return new History(history.situation(), history.checkpoint(), history.checkpoint(),
                    history.sinceCheckpoint());
        }
        Instant known = check.latest().map(Latest::at).filter(keptFrom::isBefore).orElse(keptFrom);
        Instant decided = VerdictTable.latestOfJob(handle, check.jobName())
                .filter(known::isBefore)
                .orElse(known);
        Checkpoint present = new Checkpoint(history.situation(), Optional.of(decided));
        return new History(history.situation(), present, present, 0);
    }

    private static SortedMap<String, Long> counts(Handle handle, String column) {
        SortedMap<String, Long> counts = new TreeMap<>();
        handle.createQuery("SELECT " + column + """
                , count(*) FROM checks WHERE\s""" + EACH
                + " AND archived = 0 AND state <> 'RETIRED' GROUP BY " + column)
                .map((row, _) -> Map.entry(row.getString(1), row.getLong(2)))
                .forEach(count -> counts.put(count.getKey(), count.getValue()));
        return counts;
    }

    private static void put(Values values, StoredCheck check) {
        Condition condition = check.condition();
        Policy policy = check.policy();
        Progress progress = check.progress();
        Declaration declaration = check.declaration();
        History history = check.history();
        values.text(check.jobName())
                .text(condition.status())
                .text(condition.state())
                .optionalInstant(condition.lookAt())
                .flag(policy.enabled())
                .flag(policy.alertOnFailure())
                .flag(policy.alertOnMiss())
                .number(policy.graceSeconds())
                .optionalInstant(progress.lastHeartbeatAt())
                .optionalInstant(progress.expectedNextAt())
                .optionalInstant(progress.lastSuccessAt())
                .optionalInstant(progress.lastFailureAt())
                .number(progress.consecutiveFailures())
                .instant(progress.updatedAt())
                .optionalText(declaration.instance())
                .optionalText(declaration.schedule())
                .optionalText(declaration.timezone())
                .texts(declaration.tags())
                .optionalInstant(check.handling().silencedUntil())
                .flag(check.handling().archived())
                .optionalNumber(check.latest().map(Latest::id))
                .optionalInstant(check.latest().map(Latest::at))
                .text(history.situation())
                .text(history.checkpoint().situation())
                .optionalInstant(history.checkpoint().at())
                .text(history.older().situation())
                .optionalInstant(history.older().at())
                .number(history.sinceCheckpoint())
                .end();
    }

    private static StoredCheck read(ResultSet row, StatementContext context) throws SQLException {
        Columns columns = new Columns(row);
        return new StoredCheck(columns.text(), condition(columns), policy(columns), progress(columns),
                declaration(columns), handling(columns), latest(columns),
                new History(columns.text(), checkpoint(columns), checkpoint(columns), columns.number()));
    }

    private static ListedCheck readListed(ResultSet row, StatementContext context) throws SQLException {
        Columns columns = new Columns(row);
        return new ListedCheck(columns.text(), condition(columns), policy(columns), progress(columns),
                declaration(columns), handling(columns), latestEvent(columns));
    }

    private static Condition condition(Columns columns) throws SQLException {
        return new Condition(columns.text(), columns.text(), columns.optionalInstant());
    }

    private static Policy policy(Columns columns) throws SQLException {
        return new Policy(columns.flag(), columns.flag(), columns.flag(), columns.number());
    }

    private static Progress progress(Columns columns) throws SQLException {
        return new Progress(columns.optionalInstant(), columns.optionalInstant(), columns.optionalInstant(),
                columns.optionalInstant(), columns.number(), columns.instant());
    }

    private static Declaration declaration(Columns columns) throws SQLException {
        return new Declaration(columns.optionalText(), columns.optionalText(), columns.optionalText(),
                columns.texts());
    }

    private static Handling handling(Columns columns) throws SQLException {
        return new Handling(columns.optionalInstant(), columns.flag());
    }

    private static Optional<Latest> latest(Columns columns) throws SQLException {
        Optional<Long> id = columns.optionalNumber();
        Optional<Instant> at = columns.optionalInstant();
        return id.isPresent() && at.isPresent() ? Optional.of(new Latest(id.get(), at.get()))
                : Optional.empty();
    }

    private static Optional<LatestEvent> latestEvent(Columns columns) throws SQLException {
        Optional<Instant> at = columns.optionalInstant();
        return at.isEmpty() ? Optional.empty()
                : Optional.of(new LatestEvent(at.get(), columns.text(), columns.text(), columns.text(),
                        columns.optionalFlag()));
    }

    private static Checkpoint checkpoint(Columns columns) throws SQLException {
        return new Checkpoint(columns.text(), columns.optionalInstant());
    }
}
