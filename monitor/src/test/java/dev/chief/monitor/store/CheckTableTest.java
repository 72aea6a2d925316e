package dev.chief.monitor.store;

import static dev.chief.monitor.store.Samples.NOON;
import static dev.chief.monitor.store.Samples.alert;
import static dev.chief.monitor.store.Samples.check;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chief.monitor.store.StoredCheck.Checkpoint;
import dev.chief.monitor.store.StoredCheck.Condition;
import dev.chief.monitor.store.StoredCheck.Declaration;
import dev.chief.monitor.store.StoredCheck.Handling;
import dev.chief.monitor.store.StoredCheck.History;
import dev.chief.monitor.store.StoredCheck.Latest;
import dev.chief.monitor.store.StoredCheck.Policy;
import dev.chief.monitor.store.StoredCheck.Progress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CheckTableTest {
    private static final StoredCheck FULL = new StoredCheck("jöb",
            new Condition("DOWN", "FAILING", Optional.of(NOON)),
            new Policy(false, false, true, 9), new Progress(Optional.of(at(1)), Optional.of(at(2)),
                    Optional.of(at(3)), Optional.of(at(4)), 5, at(6)),
            new Declaration(Optional.of("box"), Optional.of("every hour"), Optional.of("Europe/Rome"),
                    List.of("etl", "a \"b\",\n\u0000c")),
            new Handling(Optional.of(at(7)), true), Optional.of(new Latest(8, at(9))),
            new History("{\"a\":1}", new Checkpoint("{\"b\":2}", Optional.of(at(10))),
                    new Checkpoint("{\"c\":3}", Optional.of(at(11))), 12));

    @ParameterizedTest
    @EnumSource
    void aCheckComesBackAsItWasSaved(Databases kind) {
        StoredCheck plain = check("jöb", Optional.empty());
        try (Database database = Database.open(kind.fresh())) {
            for (StoredCheck check : List.of(plain, FULL, plain)) {
                save(database, check);
                assertThat(lock(database, "jöb", "unknown")).isEqualTo(Map.of("jöb", check));
                assertThat(database.<Optional<StoredCheck>>read(handle -> CheckTable.get(handle, "jöb")))
                        .contains(check);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void thousandsOfChecksAreLockedAtOnce(Databases kind) {
        List<StoredCheck> checks = IntStream.range(0, 2_500)
                .mapToObj(number -> check("job" + number, Optional.empty()))
                .toList();
        try (Database database = Database.open(kind.fresh())) {
            save(database, checks.toArray(StoredCheck[]::new));
            assertThat(lock(database, checks.stream().map(StoredCheck::jobName).toArray(String[]::new)))
                    .hasSize(2_500);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsDueComesInItsOrder(Databases kind) {
        try (Database database = Database.open(kind.fresh())) {
            assertThat(database.<Optional<Instant>>read(CheckTable::nextLook)).isEmpty();
            save(database, check("later", Optional.of(at(2))), check("now", Optional.of(NOON)),
                    check("first", Optional.of(at(-5))), check("never", Optional.empty()));
            assertThat(database.<Optional<Instant>>read(CheckTable::nextLook)).contains(at(-5));
            assertThat(database.<List<StoredCheck>>write(handle -> CheckTable.due(handle, NOON, 10)))
                    .extracting(StoredCheck::jobName)
                    .containsExactly("first", "now");
            assertThat(database.<List<StoredCheck>>write(handle -> CheckTable.due(handle, NOON, 1)))
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void allChecksComeByNameWithTheirLatestEvents(Databases kind) {
        try (Database database = Database.open(kind.fresh())) {
            StoredEvent event = database.<List<StoredEvent>>write(handle -> EventTable.insert(handle,
                    List.of(Samples.failed(1, "b", "r", NOON)), NOON)).getFirst();
            StoredCheck plain = check("b", Optional.empty());
            save(database, new StoredCheck("b", plain.condition(), plain.policy(), plain.progress(),
                    plain.declaration(), plain.handling(), Optional.of(new Latest(event.id(), NOON)),
                    plain.history()), FULL, check("Z", Optional.empty()));
            List<ListedCheck> checks = database.read(CheckTable::all);
            assertThat(checks).extracting(ListedCheck::jobName).containsExactly("Z", "b", "jöb");
            assertThat(checks.get(1).latest())
                    .contains(new ListedCheck.LatestEvent(NOON, "job.failed", "ERROR",
                            "failed", Optional.of(false)));
            assertThat(checks.get(2).latest()).isEmpty();
            assertThat(database.<Optional<ListedCheck>>read(handle -> CheckTable.show(handle, "Z")))
                    .contains(checks.get(0));
            assertThat(database.<Map<String, Long>>read(CheckTable::countsByStatus))
                    .isEqualTo(Map.of("UP", 2L));
            assertThat(database.<Map<String, Long>>read(CheckTable::countsByState))
                    .isEqualTo(Map.of("UP", 2L));
            assertThat(database.<List<String>>read(handle -> CheckTable.declaredBy(handle, "box")))
                    .containsExactly("jöb");
        }
    }

    @ParameterizedTest
    @EnumSource
    void verdictsComeInTheirOrder(Databases kind) {
        Verdict missed = new Verdict("a", NOON, "MISSED", NOON.toString(), Optional.empty());
        Verdict closed = new Verdict("a", NOON, "CLOSED", "a:MISSED", Optional.of("manual"));
        Verdict early = new Verdict("a", at(-1), "OVERRUN", "r", Optional.empty());
        try (Database database = Database.open(kind.fresh())) {
            database.change(handle -> VerdictTable.add(handle, List.of(missed, closed, early)));
            assertThat(database.<List<Verdict>>read(handle -> VerdictTable.ofJobSince(handle, "a", NOON)))
                    .containsExactly(missed, closed);
            assertThat(database.<List<Verdict>>read(handle -> VerdictTable.ofJobSince(handle, "a", at(-1))))
                    .containsExactly(early, missed, closed);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aChiefComesBackAsItWasSaved(Databases kind) {
        StoredInstance full = new StoredInstance("box",
                new StoredInstance.Build(Optional.of("1.0"), Optional.of("abc")),
                new StoredInstance.Life("daemon", Optional.of(42L), Optional.of(NOON), Optional.of(at(1))),
                new StoredInstance.Presence("STOPPED", Optional.of(at(2)), Optional.of(15L),
                        Optional.of(at(3))),
                Optional.of(at(4)), at(5));
        StoredInstance plain = new StoredInstance("box",
                new StoredInstance.Build(Optional.empty(), Optional.empty()),
                new StoredInstance.Life("run", Optional.empty(), Optional.empty(), Optional.empty()),
                new StoredInstance.Presence("ONLINE", Optional.empty(), Optional.empty(), Optional.empty()),
                Optional.empty(), NOON);
        try (Database database = Database.open(kind.fresh())) {
            for (StoredInstance instance : List.of(plain, full)) {
                database.change(handle -> InstanceTable.save(handle, List.of(instance)));
                assertThat(database.<Map<String, StoredInstance>>write(
                        handle -> InstanceTable.lock(handle, List.of("box", "other"))))
                        .isEqualTo(Map.of("box", instance));
                assertThat(database.<List<StoredInstance>>read(InstanceTable::all)).containsExactly(instance);
            }
            assertThat(database.<Optional<Instant>>read(InstanceTable::nextLook)).contains(at(3));
            assertThat(database.<List<StoredInstance>>write(handle -> InstanceTable.due(handle, at(3), 1)))
                    .containsExactly(full);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theWatchIsKept(Databases kind) {
        try (Database database = Database.open(kind.fresh())) {
            assertThat(database.<Optional<Instant>>read(WatchTable::since)).isEmpty();
            database.change(handle -> WatchTable.begin(handle, NOON));
            database.change(handle -> WatchTable.begin(handle, at(1)));
            assertThat(database.<Optional<Instant>>read(WatchTable::since)).contains(at(1));
        }
    }

    @ParameterizedTest
    @EnumSource
    void oneAlertOfAKindIsOpenAtATime(Databases kind) {
        try (Database database = Database.open(kind.fresh())) {
            StoredAlert first = open(database, alert("a", "r1", NOON)).orElseThrow();
            assertThat(open(database, alert("a", "r2", NOON))).isEmpty();
            assertThat(close(database, first)).isTrue();
            assertThat(close(database, first)).isFalse();
            assertThat(open(database, alert("a", "r1", NOON))).as("the same cause again").isEmpty();
            assertThat(open(database, alert("a", "r2", NOON))).isPresent();
            assertThat(database.<Optional<StoredAlert>>read(handle -> AlertTable.get(handle, first.id()))
                    .flatMap(StoredAlert::closing)).contains(new StoredAlert.Closing(at(1), "manual"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void anAlertsBeginningCanBeCorrected(Databases kind) {
        try (Database database = Database.open(kind.fresh())) {
            StoredAlert first = open(database, alert("a", "r1", NOON)).orElseThrow();
            close(database, first);
            StoredAlert second = open(database, alert("a", "r2", NOON)).orElseThrow();
            assertThat(change(database, second, "r1")).as("a cause that another has").isFalse();
            assertThat(change(database, second, "r0")).isTrue();
            StoredAlert changed = database.<Optional<StoredAlert>>read(
                    handle -> AlertTable.byCause(handle, new NewAlert.Key("a:FAILURE", "r0"))).orElseThrow();
            assertThat(changed.id()).isEqualTo(second.id());
            assertThat(changed.alert().openedAt()).isEqualTo(at(-9));
            assertThat(changed.alert().details()).isEqualTo("{\"a\":1}");
        }
    }

    @ParameterizedTest
    @EnumSource
    void alertsAreListedAndCounted(Databases kind) {
        try (Database database = Database.open(kind.fresh())) {
            StoredAlert a = open(database, alert("a", "1", NOON)).orElseThrow();
            StoredAlert b = open(database, alert("b", "1", NOON)).orElseThrow();
            StoredAlert c = open(database, alert("c", "1", at(1))).orElseThrow();
            close(database, c);
            database.change(handle -> AlertTable.cover(handle, List.of(a.id(), b.id()), b.id()));
            assertThat(
                    database.<Boolean>write(handle -> AlertTable.acknowledge(handle, a.id(), at(3), "ann")))
                    .isTrue();
            assertThat(
                    database.<Boolean>write(handle -> AlertTable.acknowledge(handle, a.id(), at(4), "bob")))
                    .isFalse();
            Slice<StoredAlert> newest = list(database, AlertFilter.ALL, Page.first(1));
            assertThat(newest.items()).extracting(StoredAlert::id).containsExactly(c.id());
            assertThat(
                    list(database, AlertFilter.ALL, Page.after(newest.nextCursor().orElseThrow(), 9)).items())
                    .extracting(StoredAlert::id)
                    .containsExactly(b.id(), a.id());
            assertThat(list(database,
                    new AlertFilter(Optional.of("a"), Optional.of("OPEN"), Optional.of("FAILURE"),
                            Optional.of("ERROR")),
                    Page.first(9)).items()).containsExactly(new StoredAlert(a.id(), a.alert(),
                            Optional.empty(), Optional.of(b.id()),
                            Optional.of(new StoredAlert.Acknowledgement(at(3), "ann"))));
            assertThat(database.<Map<String, Long>>read(AlertTable::openByType))
                    .isEqualTo(Map.of("FAILURE", 2L));
            assertThat(database.<List<StoredAlert>>read(handle -> AlertTable.openOfJob(handle, "c")))
                    .isEmpty();
            assertThat(database.<List<StoredAlert>>read(handle -> AlertTable.coveredBy(handle, b.id())))
                    .extracting(StoredAlert::id)
                    .containsExactly(a.id());
        }
    }

    private static Instant at(long seconds) {
        return NOON.plusSeconds(seconds);
    }

    private static void save(Database database, StoredCheck... checks) {
        database.change(handle -> CheckTable.save(handle, List.of(checks)));
    }

    private static Map<String, StoredCheck> lock(Database database, String... names) {
        return database.write(handle -> CheckTable.lock(handle, List.of(names)));
    }

    private static Optional<StoredAlert> open(Database database, NewAlert alert) {
        return database.write(handle -> AlertTable.open(handle, alert));
    }

    private static boolean close(Database database, StoredAlert alert) {
        return database.write(handle -> AlertTable.close(handle, alert.id(), at(1), "manual"));
    }

    private static boolean change(Database database, StoredAlert alert, String cause) {
        return database.write(handle -> AlertTable.change(handle, alert.id(), cause, at(-9), "{\"a\":1}"));
    }

    private static Slice<StoredAlert> list(Database database, AlertFilter filter, Page page) {
        return database.read(handle -> AlertTable.list(handle, filter, page));
    }
}
