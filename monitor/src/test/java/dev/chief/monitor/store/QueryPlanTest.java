package dev.chief.monitor.store;

import static dev.chief.monitor.store.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How SQLite, which has no statistics to go by, finds its way: never through a whole table, and without sorting. */
class QueryPlanTest {
    private static final String CURSOR = new Cursor(NOON, "7").text();
    private static final Period DAY = new Period(Optional.of(NOON), Optional.of(NOON.plusSeconds(86_400)));

    private final Database database = Database.open(Databases.SQLITE.fresh());

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void eachFilterOfEventsHasItsIndex() {
        EventFilter all = EventFilter.ALL;
        Optional<String> some = Optional.of("x");
        assertIndex("events_at", all);
        assertIndex("events_job", filter(some, all.scriptPath(), all.runId(), all.level(), all.type()));
        assertIndex("events_script", filter(all.jobName(), some, all.runId(), all.level(), all.type()));
        assertIndex("events_run", filter(all.jobName(), all.scriptPath(), some, all.level(), all.type()));
        assertIndex("events_level",
                filter(all.jobName(), all.scriptPath(), all.runId(), Optional.of("ERROR"), all.type()));
        assertIndex("events_at",
                filter(all.jobName(), all.scriptPath(), all.runId(), Optional.of("INFO"), all.type()));
        assertIndex("events_type", filter(all.jobName(), all.scriptPath(), all.runId(), all.level(), some));
    }

    @Test
    void aSecondFilterIsAppliedWithoutReadingRows() {
        EventFilter all = EventFilter.ALL;
        Optional<String> some = Optional.of("x");
        Optional<String> error = Optional.of("ERROR");
        Optional<String> info = Optional.of("INFO");
        assertIndex("events_job", filter(some, all.scriptPath(), all.runId(), all.level(), some));
        assertIndex("events_job", filter(some, all.scriptPath(), all.runId(), info, some));
        assertIndex("events_level", filter(some, all.scriptPath(), all.runId(), error, some));
        assertIndex("events_level", filter(all.jobName(), all.scriptPath(), all.runId(), error, some));
        assertIndex("events_type", filter(all.jobName(), all.scriptPath(), all.runId(), info, some));
        assertThat(plans(handle -> RunTable.list(handle,
                new RunFilter(some, Optional.of(RunStatus.FAILED), DAY), Page.first(10))).getFirst())
                .contains("SEARCH runs USING COVERING INDEX runs_job ");
    }

    @Test
    void aSearchGoesThroughTheIndexByTime() {
        EventFilter search = new EventFilter(Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(),
                Optional.empty(), Optional.of("monitor"), DAY, Optional.of("needle"));
        assertThat(plans(handle -> EventTable.list(handle, search, Page.after(CURSOR, 10))).getFirst())
                .contains("SEARCH events USING INDEX events_at ");
    }

    @Test
    void otherQueriesOfEventsSortNothing() {
        assertSorted(handle -> EventTable.newestOfJob(handle, "etl", 100));
        assertSorted(handle -> EventTable.after(handle, 7, 100));
        assertSorted(handle -> EventTable.ofRun(handle, "run", 100));
        assertSorted(EventTable::totals);
        assertSorted(handle -> EventTable.lastHour(handle, NOON));
        assertThat(plans(handle -> EventTable.lastHour(handle, NOON)).getFirst())
                .contains("SEARCH events USING COVERING INDEX events_at ");
    }

    @Test
    void listsOfRunsSortNothing() {
        for (Page page : List.of(new Page(10, 1_000, Optional.empty()), Page.after(CURSOR, 10))) {
            assertSorted(handle -> RunTable.list(handle, RunFilter.ALL, page));
            assertSorted(handle -> RunTable.list(handle,
                    new RunFilter(Optional.of("etl"), Optional.empty(), DAY), page));
            assertSorted(handle -> RunTable.list(handle,
                    new RunFilter(Optional.empty(), Optional.of(RunStatus.FAILED), DAY), page));
        }
        assertSorted(handle -> RunTable.newestOfJobs(handle, List.of("a", "b"), 30));
        assertSorted(handle -> RunTable.durations(handle, "etl", 30));
        assertThat(plans(
                handle -> RunTable.perDay(handle, "etl", LocalDate.EPOCH, LocalDate.EPOCH, ZoneOffset.UTC))
                .getFirst()).contains("SEARCH runs USING COVERING INDEX runs_job ");
    }

    @Test
    void listsOfAlertsSortNothing() {
        Optional<String> none = Optional.empty();
        for (Page page : List.of(new Page(10, 1_000, none), Page.after(CURSOR, 10))) {
            assertSorted(handle -> AlertTable.list(handle, AlertFilter.ALL, page));
            assertSorted(handle -> AlertTable.list(handle,
                    new AlertFilter(Optional.of("a"), none, none, none), page));
            assertSorted(handle -> AlertTable.list(handle,
                    new AlertFilter(none, Optional.of("OPEN"), none, none), page));
            assertSorted(handle -> AlertTable.list(handle,
                    new AlertFilter(none, none, Optional.of("MISSED"), none), page));
            assertSorted(handle -> AlertTable.list(handle,
                    new AlertFilter(none, none, none, Optional.of("WARN")), page));
        }
        assertSorted(handle -> AlertTable.openByKey(handle, "a:MISSED"));
        assertSorted(handle -> AlertTable.openOfJob(handle, "a"));
    }

    @Test
    void checksAreFoundByWhatIsDue() {
        assertSorted(handle -> CheckTable.due(handle, NOON, 10));
        assertSorted(CheckTable::nextLook);
        assertSorted(CheckTable::all);
        assertSorted(handle -> CheckTable.declaredBy(handle, "box"));
        assertSorted(handle -> VerdictTable.ofJobSince(handle, "etl", NOON));
    }

    private void assertIndex(String index, EventFilter filter) {
        for (Period period : List.of(Period.ALWAYS, DAY)) {
            EventFilter bounded = new EventFilter(filter.jobName(), filter.scriptPath(), filter.runId(),
                    filter.level(), filter.type(), filter.sourceType(), period, filter.text());
            for (Page page : List.of(new Page(10, 1_000_000, Optional.empty()), Page.after(CURSOR, 10))) {
                String plan = plans(handle -> EventTable.list(handle, bounded, page)).getFirst();
                assertThat(plan).as("%s %s", bounded, page)
                        .contains(" events USING COVERING INDEX " + index)
                        .doesNotContain("TEMP B-TREE");
                assertThat(plan.startsWith("SEARCH")).as(plan)
                        .isEqualTo(!index.equals("events_at") || period.equals(DAY)
                                || page.cursor().isPresent());
            }
        }
    }

    private void assertSorted(Consumer<Handle> work) {
        assertThat(plans(work)).isNotEmpty()
                .allSatisfy(plan -> assertThat(plan).doesNotContain("TEMP B-TREE")
                        .doesNotContainPattern("SCAN (events|runs|alerts|checks|verdicts)($|\n)"));
    }

    private static EventFilter filter(
        Optional<String> job,
        Optional<String> script,
        Optional<String> run,
        Optional<String> level,
        Optional<String> type
    ) {
        return new EventFilter(job, script, run, level, type, Optional.empty(), Period.ALWAYS,
                Optional.empty());
    }

    /** The plans of the statements that some work runs, in their order. */
    private List<String> plans(Consumer<Handle> work) {
        return database.write(handle -> {
            List<String> statements = new ArrayList<>();
            handle.getConfig(SqlStatements.class).setSqlLogger(new SqlLogger() {
                @Override
                public void logAfterExecution(StatementContext context) {
                    statements.add(context.getParsedSql().getSql());
                }
            });
            work.accept(handle);
            handle.getConfig(SqlStatements.class).setSqlLogger(SqlLogger.NOP_SQL_LOGGER);
            return statements.stream().map(sql -> plan(handle, sql)).toList();
        });
    }

    private static String plan(Handle handle, String sql) {
        try (
            PreparedStatement statement = handle.getConnection()
                    .prepareStatement("EXPLAIN QUERY PLAN " + sql);
            ResultSet rows = statement.executeQuery()
        ) {
            List<String> lines = new ArrayList<>();
            while (rows.next()) {
                lines.add(rows.getString("detail"));
            }
            return String.join("\n", lines);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
