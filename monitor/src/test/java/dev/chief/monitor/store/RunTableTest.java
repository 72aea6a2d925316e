package dev.chief.monitor.store;

import static dev.chief.monitor.store.Samples.NOON;
import static dev.chief.monitor.store.Samples.completed;
import static dev.chief.monitor.store.Samples.failed;
import static dev.chief.monitor.store.Samples.started;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RunTableTest {
    @ParameterizedTest
    @EnumSource
    void aRunIsTheSameInWhateverOrderItIsToldOf(Databases kind) {
        NewEvent start = started(1, "etl", "r", NOON);
        NewEvent restart = started(2, "etl", "r", NOON.plusSeconds(1));
        NewEvent end = completed(3, "etl", "r", NOON.plusSeconds(61));
        NewEvent failure = failed(4, "etl", "r", NOON.plusSeconds(61));
        List<List<NewEvent>> orders = List.of(List.of(start, restart, end, failure),
                List.of(failure, end, restart, start), List.of(end, start, failure, end, restart, start));
        try (Database database = Database.open(kind.fresh())) {
            for (List<NewEvent> order : orders) {
                database.write(handle -> handle.execute("DELETE FROM runs"));
                order.forEach(event -> upsert(database, event));
                StoredRun run = get(database, "r");
                assertThat(run.startedAt()).contains(NOON);
                assertThat(run.status()).isEqualTo(RunStatus.FAILED);
                assertThat(run.durationMillis()).contains(2_000L);
                assertThat(run.scripts())
                        .isEqualTo(new StoredRun.Scripts(Optional.of(3L), Optional.of(600L)));
                assertThat(run.end().flatMap(StoredRun.End::failedScript)).contains("load.py");
                database.write(handle -> handle.execute("DELETE FROM runs"));
                assertThat(upsert(database, order.toArray(NewEvent[]::new))).containsExactly(run);
                assertThat(get(database, "r")).isEqualTo(run);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aLateStartDoesNotTurnAnEndedRunBack(Databases kind) {
        try (Database database = Database.open(kind.fresh())) {
            upsert(database, completed(1, "etl", "r", NOON.plusSeconds(61)));
            assertThat(get(database, "r").at()).isEqualTo(NOON.plusSeconds(61));
            upsert(database, started(2, "etl", "r", NOON));
            assertThat(get(database, "r").status()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(get(database, "r").at()).isEqualTo(NOON);
        }
    }

    @ParameterizedTest
    @EnumSource
    void runsAreListedByFilterAndPage(Databases kind) {
        try (Database database = Database.open(kind.fresh())) {
            upsert(database, started(1, "a", "a1", NOON), started(2, "a", "a2", NOON),
                    failed(3, "a", "a2", NOON.plusSeconds(5)), started(4, "b", "b1", NOON.plusSeconds(1)));
            Slice<StoredRun> first = list(database, RunFilter.ALL, Page.first(2));
            assertThat(ids(first)).containsExactly("b1", "a2");
            assertThat(ids(list(database, RunFilter.ALL, Page.after(first.nextCursor().orElseThrow(), 2))))
                    .containsExactly("a1");
            assertThat(ids(list(database, new RunFilter(Optional.of("a"), Optional.of(RunStatus.FAILED),
                    new Period(Optional.of(NOON), Optional.of(NOON))), Page.first(9)))).containsExactly("a2");
        }
    }

    @ParameterizedTest
    @EnumSource
    void theNewestRunsOfManyJobsAreFoundAtOnce(Databases kind) {
        try (Database database = Database.open(kind.fresh())) {
            database.change(handle -> CheckTable.save(handle, List.of(Samples.check("a", Optional.empty()),
                    Samples.check("b", Optional.empty()), Samples.check("idle", Optional.empty()))));
            upsert(database, started(1, "a", "a1", NOON), started(2, "a", "a2", NOON.plusSeconds(2)),
                    started(3, "a", "a3", NOON.plusSeconds(2)), started(4, "b", "b1", NOON));
            Map<String, List<StoredRun>> runs = database
                    .read(handle -> RunTable.newestOfJobs(handle, List.of("a", "b", "idle"), 2));
            assertThat(runs).containsOnlyKeys("a", "b");
            assertThat(runs.get("a")).extracting(StoredRun::runId).containsExactly("a3", "a2");
            assertThat(runs.get("b")).extracting(StoredRun::runId).containsExactly("b1");
        }
    }

    @ParameterizedTest
    @EnumSource
    void durationsAreThoseOfSuccesses(Databases kind) {
        try (Database database = Database.open(kind.fresh())) {
            upsert(database, started(1, "a", "1", NOON), completed(2, "a", "1", NOON.plusSeconds(9)),
                    failed(3, "a", "2", NOON.plusSeconds(20)), started(4, "a", "3", NOON.plusSeconds(30)));
            assertThat(database.<List<Long>>read(handle -> RunTable.durations(handle, "a", 5)))
                    .containsExactly(61_000L);
        }
    }

    @ParameterizedTest
    @EnumSource
    void daysAreThoseOfTheZone(Databases kind) {
        ZoneId kathmandu = ZoneId.of("Asia/Kathmandu");
        Instant beforeMidnight = Instant.parse("2026-03-01T18:14:59Z");
        LocalDate day = LocalDate.of(2026, 3, 1);
        try (Database database = Database.open(kind.fresh())) {
            upsert(database, started(1, "a", "1", beforeMidnight),
                    failed(2, "a", "1", beforeMidnight.plusSeconds(9)),
                    started(3, "a", "2", beforeMidnight.plusSeconds(1)),
                    completed(4, "a", "3", beforeMidnight.minusSeconds(9)));
            assertThat(database.<Map<LocalDate, DayCount>>read(
                    handle -> RunTable.perDay(handle, "a", day, day.plusDays(1), kathmandu)))
                    .isEqualTo(Map.of(day, new DayCount(1, 1, 0), day.plusDays(1), new DayCount(0, 0, 1)));
        }
    }

    private static List<StoredRun> upsert(Database database, NewEvent... events) {
        return database.write(handle -> RunTable.upsert(handle, List.of(events)));
    }

    private static StoredRun get(Database database, String id) {
        return database.read(handle -> RunTable.get(handle, id)).orElseThrow();
    }

    private static Slice<StoredRun> list(Database database, RunFilter filter, Page page) {
        return database.read(handle -> RunTable.list(handle, filter, page));
    }

    private static List<String> ids(Slice<StoredRun> slice) {
        return slice.items().stream().map(StoredRun::runId).toList();
    }
}
