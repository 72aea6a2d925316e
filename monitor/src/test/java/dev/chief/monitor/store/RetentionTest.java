package dev.chief.monitor.store;

import static dev.chief.monitor.store.Samples.NOON;
import static dev.chief.monitor.store.Samples.alert;
import static dev.chief.monitor.store.Samples.check;
import static dev.chief.monitor.store.Samples.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chief.monitor.store.StoredCheck.Checkpoint;
import dev.chief.monitor.store.StoredCheck.History;
import dev.chief.monitor.store.StoredCheck.Latest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RetentionTest {
    private static final Instant YESTERDAY = NOON.minusSeconds(86_400);

    @ParameterizedTest
    @EnumSource
    void eventsGoByWhenTheyWereReceived(Databases kind) {
        List<NewEvent> old = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            old.add(message(i, "etl", YESTERDAY, "received yesterday"));
        }
        NewEvent ahead = message(100, "etl", NOON.plusSeconds(999), "of a clock that is ahead");
        NewEvent late = message(101, "etl", YESTERDAY.minusSeconds(999), "told late");
        try (Database database = Database.open(kind.fresh())) {
            database.change(handle -> EventTable.insert(handle, old, YESTERDAY));
            database.change(handle -> EventTable.insert(handle, List.of(ahead), NOON.minusNanos(1_000)));
            database.change(handle -> EventTable.insert(handle, List.of(late), NOON));
            assertThat(delete(database).events()).isEqualTo(26);
            assertThat(database.<Slice<StoredEvent>>read(
                    handle -> EventTable.list(handle, EventFilter.ALL, Page.first(9))).items())
                    .extracting(StoredEvent::event)
                    .containsExactly(late);
            assertThat(database.<Totals>read(EventTable::totals).events()).isEqualTo(1);
            assertThat(delete(database)).isEqualTo(new Retention.Deleted(0, 0, 0, 0, 0, 0));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRunGoesWithItsLastEvent(Databases kind) {
        NewEvent start = Samples.started(1, "etl", "told", YESTERDAY);
        try (Database database = Database.open(kind.fresh())) {
            database.change(handle -> {
                EventTable.insert(handle, List.of(start), NOON);
                RunTable.upsert(handle, List.of(start, Samples.started(2, "etl", "gone", YESTERDAY)));
            });
            assertThat(delete(database).runs()).isEqualTo(1);
            assertThat(database.<Optional<StoredRun>>read(handle -> RunTable.get(handle, "told")))
                    .isPresent();
            assertThat(database.<Optional<StoredRun>>read(handle -> RunTable.get(handle, "gone"))).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void closedAlertsGoWithTheirDeliveries(Databases kind) {
        try (Database database = Database.open(kind.fresh())) {
            database.change(handle -> {
                long dead = open(handle, "dead", YESTERDAY);
                long recent = open(handle, "recent", YESTERDAY);
                long open = open(handle, "open", YESTERDAY);
                AlertTable.close(handle, dead, YESTERDAY, "over");
                AlertTable.close(handle, recent, NOON, "over");
                AlertTable.cover(handle, List.of(open), dead);
                deliver(handle, 1, Optional.of(dead), NOON, "SENT");
                deliver(handle, 2, Optional.of(open), YESTERDAY, "SENT");
                deliver(handle, 3, Optional.of(open), YESTERDAY, "PENDING");
            });
            Retention.Deleted deleted = delete(database);
            assertThat(deleted.alerts()).isEqualTo(1);
            assertThat(deleted.deliveries()).isEqualTo(2);
            assertThat(database.<Slice<StoredAlert>>read(
                    handle -> AlertTable.list(handle, AlertFilter.ALL, Page.first(9))).items())
                    .extracting(alert -> alert.alert().key().cause())
                    .containsExactly("open", "recent");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSummaryAndWhatItTellsGoOneAfterTheOther(Databases kind) {
        try (Database database = Database.open(kind.fresh())) {
            database.change(handle -> {
                long open = open(handle, "open", YESTERDAY);
                deliver(handle, 1, Optional.empty(), YESTERDAY, "PENDING");
                deliver(handle, 2, Optional.of(open), YESTERDAY, "SUMMARISED");
                handle.execute("UPDATE deliveries SET summary_id = 1 WHERE id = 2");
            });
            assertThat(delete(database).deliveries()).as("while it waits").isZero();
            database.change(handle -> handle.execute("UPDATE deliveries SET status = 'SENT' WHERE id = 1"));
            assertThat(delete(database).deliveries()).as("what it tells").isEqualTo(1);
            assertThat(delete(database).deliveries()).as("the summary").isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void verdictsAndSessionsGo(Databases kind) {
        try (Database database = Database.open(kind.fresh())) {
            database.change(handle -> {
                VerdictTable.add(handle, List.of(verdict(YESTERDAY), verdict(NOON)));
                handle.execute("INSERT INTO users (id, email, name, password_hash, created_at, updated_at) "
                        + "VALUES (1, 'a@b', '', '', 0, 0)");
                for (int i = 0; i < 3; i++) {
                    handle.execute(
                            "INSERT INTO sessions (token_hash, user_id, csrf_token, created_at, refreshed_at, "
                                    + "expires_at, address, user_agent) VALUES (?, 1, '', 0, 0, ?, '', '')",
                            new byte[]{(byte) i}, NOON.plusSeconds(i - 1));
                }
            });
            Retention.Deleted deleted = delete(database);
            assertThat(deleted.verdicts()).isEqualTo(1);
            assertThat(deleted.sessions()).isEqualTo(2);
            assertThat(
                    database.<List<Verdict>>read(handle -> VerdictTable.ofJobSince(handle, "etl", YESTERDAY)))
                    .containsExactly(verdict(NOON));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCheckForgetsTheHistoryWhoseEventsAreGone(Databases kind) {
        Checkpoint old = new Checkpoint("old", Optional.of(YESTERDAY));
        Checkpoint recent = new Checkpoint("recent", Optional.of(NOON.plusSeconds(1)));
        try (Database database = Database.open(kind.fresh())) {
            save(database, "both", NOON.plusSeconds(5), new History("now", old, old, 7));
            save(database, "idle", YESTERDAY, new History("now", old, old, 7));
            save(database, "one", NOON.plusSeconds(5), new History("now", recent, old, 7));
            save(database, "none", NOON.plusSeconds(5), new History("now", recent, recent, 7));
            delete(database);
            Checkpoint now = new Checkpoint("now", Optional.of(NOON.plusSeconds(5)));
            Checkpoint cut = new Checkpoint("now", Optional.of(NOON));
            assertThat(history(database, "both")).isEqualTo(new History("now", now, now, 0));
            assertThat(history(database, "idle")).isEqualTo(new History("now", cut, cut, 0));
            assertThat(history(database, "one")).isEqualTo(new History("now", recent, recent, 7));
            assertThat(history(database, "none")).isEqualTo(new History("now", recent, recent, 7));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSettingReplacesAnother(Databases kind) {
        try (Database database = Database.open(kind.fresh())) {
            assertThat(database.<Optional<String>>read(handle -> SettingTable.get(handle, "mail"))).isEmpty();
            for (String json : List.of("{}", "{\"a\":1}")) {
                database.change(handle -> SettingTable.put(handle, "mail", json, NOON));
                assertThat(database.<Optional<String>>read(handle -> SettingTable.get(handle, "mail")))
                        .contains(json);
            }
        }
    }

    private static Retention.Deleted delete(Database database) {
        return new Retention(database, 10).delete(NOON, NOON);
    }

    private static long open(Handle handle, String cause, Instant at) {
        return AlertTable.open(handle, alert(cause, cause, at)).orElseThrow().id();
    }

    private static void deliver(Handle handle, long id, Optional<Long> alert, Instant at, String status) {
        handle.createUpdate(
                """
                        INSERT INTO deliveries (id, delivery_key, alert_id, channel_id, status, kind, attempts, created_at, told)
                        VALUES (:id, :key, :alert, (SELECT min(id) FROM channels), :status, 'ALERT', 1, :at, '')""")
                .bind("key", new UUID(0, id))
                .bind("id", id)
                .bind("alert", alert)
                .bind("status", status)
                .bind("at", at)
                .execute();
    }

    private static Verdict verdict(Instant at) {
        return new Verdict("etl", at, "MISSED", at.toString(), Optional.empty());
    }

    private static void save(Database database, String job, Instant latest, History history) {
        StoredCheck plain = check(job, Optional.empty());
        database.change(handle -> CheckTable.save(handle, List.of(new StoredCheck(job, plain.condition(),
                plain.policy(), plain.progress(), plain.declaration(), plain.handling(),
                Optional.of(new Latest(1, latest)), history))));
    }

    private static History history(Database database, String job) {
        return database.<Optional<StoredCheck>>read(handle -> CheckTable.get(handle, job))
                .orElseThrow()
                .history();
    }
}
