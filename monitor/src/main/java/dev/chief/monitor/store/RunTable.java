package dev.chief.monitor.store;

import dev.chief.monitor.store.StoredRun.End;
import dev.chief.monitor.store.StoredRun.Scripts;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** The runs, put together from their events. */
public final class RunTable {
    private static final String COLUMNS = """
            run_id, job_name, scheduled_for, started_at, scripts_total, longest_seconds, status, ended_at, duration_ms,
            scripts_executed, failed_script""";
    private static final String SELECT = "SELECT " + COLUMNS + " FROM runs ";
    private static final String UPSERT = "INSERT INTO runs (" + COLUMNS + """
            , at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (run_id) DO UPDATE SET at = excluded.at,\s""" + Lists.excluded(COLUMNS);
    private static final Listing<String> LISTING = Listing.byText("runs", "at", "run_id");
    private static final Comparator<StoredRun> NEWEST_FIRST = Comparator.comparing(StoredRun::at)
            .thenComparing(StoredRun::runId)
            .reversed();
    /** Every offset from UTC in use is a multiple of it, so that it lies within one day everywhere. */
    private static final Duration QUARTER = Duration.ofMinutes(15);

    private RunTable() {}

    /**
     * Adds what events tell of runs; those that tell nothing of any are passed over. The same events in whatever order and
     * however often give the same runs. To be called after {@link EventTable#insert} in the same transaction, which keeps other
     * monitors from changing the same runs.
     *
     * @return the runs that were told of, as they are now
     */
    public static List<StoredRun> upsert(Handle handle, Collection<NewEvent> events) {
        Map<String, StoredRun> told = new LinkedHashMap<>();
        for (NewEvent event : events) {
            RunParts.of(event).ifPresent(run -> told.merge(run.runId(), run, RunParts::join));
        }
        if (told.isEmpty()) {
            return List.of();
        }
        byId(handle, told.keySet()).values().forEach(run -> told.merge(run.runId(), run, RunParts::join));
        try (Values values = new Values(handle, UPSERT)) {
            told.values().forEach(run -> put(values, run));
            values.execute();
        }
        return List.copyOf(told.values());
    }

    /** One run. */
    public static Optional<StoredRun> get(Handle handle, String runId) {
        return Optional.ofNullable(byId(handle, List.of(runId)).get(runId));
    }

    /**
     * Runs newest first, by their starts.
     *
     * @throws IllegalArgumentException if the cursor cannot be read
     */
    public static Slice<StoredRun> list(Handle handle, RunFilter filter, Page page) {
        Clauses clauses = new Clauses().equal("job_name", filter.jobName())
                .equal("status", filter.status().map(RunStatus::name));
        return LISTING.list(handle, clauses, filter.period(), page, ids -> byId(handle, ids));
    }

    /** The newest runs of each of several jobs that have a check, newest first. Jobs without runs are left out. */
    public static Map<String, List<StoredRun>> newestOfJobs(
        Handle handle,
        Collection<String> jobNames,
        int limit
    ) {
        Map<String, List<StoredRun>> found = new HashMap<>();
        for (List<String> names : Lists.chunks(jobNames)) {
            handle.createQuery(Dialect.of(handle).newestRuns(Lists.columnsOf("r", COLUMNS)))
                    .bind("limit", limit)
                    .bindList("jobs", names)
                    .map(RunTable::read)
                    .forEach(run -> found.computeIfAbsent(run.jobName(), _ -> new ArrayList<>()).add(run));
        }
        found.replaceAll((_, runs) -> runs.stream()
                .sorted(NEWEST_FIRST)
                .limit(limit)
                .toList());
        return found;
    }

    /** How long the newest runs of a job took that ended well, in milliseconds, newest first. */
    public static List<Long> durations(Handle handle, String jobName, int limit) {
        return handle
                .createQuery(
                        """
                                SELECT coalesce(duration_ms, (ended_at - started_at) / 1000) FROM runs
                                WHERE job_name = :job AND status = 'SUCCEEDED' AND (duration_ms IS NOT NULL OR started_at IS NOT NULL)
                                ORDER BY at DESC, run_id DESC LIMIT :limit""")
                .bind("job", jobName)
                .bind("limit", limit)
                .mapTo(Long.class)
                .list();
    }

    /**
     * How the runs of a job went, by the day of their start.
     *
     * @param first the first day, inclusive
     * @param last the last day, inclusive
     * @param zone where days begin
     * @return the days with runs
     */
    public static SortedMap<LocalDate, DayCount> perDay(
        Handle handle,
        String jobName,
        LocalDate first,
        LocalDate last,
        ZoneId zone
    ) {
        SortedMap<LocalDate, DayCount> days = new TreeMap<>();
        handle.createQuery("""
                SELECT at / 900000000 AS quarter, status, count(*) FROM runs
                WHERE job_name = :job AND at >= :from AND at < :to GROUP BY at / 900000000, status""")
                .bind("job", jobName)
                .bind("from", first.atStartOfDay(zone).toInstant())
                .bind("to", last.plusDays(1).atStartOfDay(zone).toInstant())
                .map((row, _) -> new Quarter(row.getLong(1), RunStatus.valueOf(row.getString(2)),
                        row.getLong(3)))
                .forEach(part -> days.merge(part.day(zone), DayCount.of(part.status, part.count),
                        DayCount::plus));
        return days;
    }

    private record Quarter(long number, RunStatus status, long count) {
        LocalDate day(ZoneId zone) {
            return LocalDate.ofInstant(Instant.EPOCH.plus(QUARTER.multipliedBy(number)), zone);
        }
    }

    private static void put(Values values, StoredRun run) {
        values.text(run.runId())
                .text(run.jobName())
                .optionalInstant(run.scheduledFor())
                .optionalInstant(run.startedAt())
                .optionalNumber(run.scripts().total())
                .optionalNumber(run.scripts().longestSeconds())
                .text(run.status().name())
                .optionalInstant(run.end().map(End::at))
                .optionalNumber(run.end().flatMap(End::durationMillis))
                .optionalNumber(run.end().flatMap(End::scriptsExecuted))
                .optionalText(run.end().flatMap(End::failedScript))
                .instant(run.at())
                .end();
    }

    private static StoredRun read(ResultSet row, StatementContext context) throws SQLException {
        Columns columns = new Columns(row);
        return new StoredRun(columns.text(), columns.text(), columns.optionalInstant(),
                columns.optionalInstant(),
                new Scripts(columns.optionalNumber(), columns.optionalNumber()), end(columns));
    }

    private static Optional<End> end(Columns columns) throws SQLException {
        boolean success = RunStatus.valueOf(columns.text()) == RunStatus.SUCCEEDED;
        Optional<Instant> at = columns.optionalInstant();
        return at.isEmpty() ? Optional.empty()
                : Optional.of(new End(at.get(), success, columns.optionalNumber(), columns.optionalNumber(),
                        columns.optionalText()));
    }

    private static Map<String, StoredRun> byId(Handle handle, Collection<String> ids) {
        Map<String, StoredRun> found = new HashMap<>();
        for (List<String> some : Lists.chunks(ids)) {
            handle.createQuery(SELECT + "WHERE run_id IN (<ids>)")
                    .bindList("ids", some)
                    .map(RunTable::read)
                    .forEach(run -> found.put(run.runId(), run));
        }
        return found;
    }
}
