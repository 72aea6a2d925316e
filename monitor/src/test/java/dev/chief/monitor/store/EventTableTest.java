package dev.chief.monitor.store;

import static dev.chief.monitor.store.Samples.NOON;
import static dev.chief.monitor.store.Samples.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chief.core.event.EventType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EventTableTest {
    private static final NewEvent RICH = new NewEvent(UUID.fromString("0195a3f0-0000-7000-8000-00000000abcd"),
            Instant.parse("1969-12-31T23:59:59.999999Z"), "chief", "script.completed", "ERROR",
            "Straße, İstanbul, 日本 \uD83D\uDE80 'quoted' \\ %_",
            new NewEvent.About(Optional.of("jöb"), Optional.of("a/b c.py"), Optional.of("r-1"),
                    Optional.of(Instant.parse("2026-03-01T12:00:00.000001Z"))),
            Optional.of(false), Optional.of(Long.MIN_VALUE), Optional.of(Long.MAX_VALUE),
            "{\"ключ\":[1,null]}");

    @ParameterizedTest
    @EnumSource
    void whatIsStoredComesBackAsItWas(Databases kind) {
        try (Database database = Database.open(kind.fresh())) {
            StoredEvent stored = insert(database, RICH).getFirst();
            assertThat(stored.event()).isEqualTo(RICH);
            assertThat(database.<Optional<StoredEvent>>read(handle -> EventTable.get(handle, stored.id())))
                    .contains(stored);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anEventThatIsKnownIsPassedOver(Databases kind) {
        NewEvent one = message(1, "etl", NOON, "one");
        NewEvent two = message(2, "etl", NOON, "two");
        try (Database database = Database.open(kind.fresh())) {
            assertThat(events(insert(database, one, one))).containsExactly(one);
            assertThat(events(insert(database, two, one))).containsExactly(two);
            assertThat(events(all(database))).containsExactly(two, one);
            assertThat(totals(database)).isEqualTo(new Totals(2, Optional.of(NOON)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aTransactionThatFailsLeavesNoEvent(Databases kind) {
        try (Database database = Database.open(kind.fresh())) {
            assertThatThrownBy(() -> database.write(handle -> {
                EventTable.insert(handle, List.of(message(1, "etl", NOON, "one")), NOON);
                throw new IllegalStateException("killed");
            })).hasMessage("killed");
            assertThat(totals(database)).isEqualTo(new Totals(0, Optional.empty()));
            assertThat(insert(database, message(1, "etl", NOON, "one"))).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void eachFilterFindsItsEvents(Databases kind) {
        NewEvent other = message(2, "other", NOON.plusSeconds(1), "hello");
        try (Database database = Database.open(kind.fresh())) {
            insert(database, RICH, other);
            EventFilter all = EventFilter.ALL;
            List<EventFilter> rich = List.of(filter(RICH.about().jobName(), all.level()),
                    filter(all.jobName(), Optional.of("ERROR")),
                    new EventFilter(all.jobName(), RICH.about().scriptPath(), all.runId(), all.level(),
                            all.type(),
                            all.sourceType(), Period.ALWAYS, all.text()),
                    new EventFilter(all.jobName(), all.scriptPath(), RICH.about().runId(), all.level(),
                            all.type(),
                            all.sourceType(), Period.ALWAYS, all.text()),
                    new EventFilter(all.jobName(), all.scriptPath(), all.runId(), all.level(),
                            Optional.of("script.completed"), Optional.of("chief"), Period.ALWAYS, all.text()),
                    during(Optional.empty(), Optional.of(RICH.at())),
                    during(Optional.of(RICH.at()), Optional.of(NOON)), search("İSTANBUL"), search("%_"));
            for (EventFilter filter : rich) {
                assertThat(events(list(database, filter, Page.first(10)).items())).as("%s", filter)
                        .containsExactly(RICH);
                assertThat(filter.matches(RICH)).isTrue();
                assertThat(filter.matches(other)).isFalse();
            }
            assertThat(
                    events(list(database, during(Optional.of(other.at()), Optional.empty()), Page.first(10))
                            .items()))
                    .containsExactly(other);
        }
    }

    @ParameterizedTest
    @EnumSource
    void pagesByCursorDoNotShift(Databases kind) {
        try (Database database = Database.open(kind.fresh())) {
            List<NewEvent> events = new ArrayList<>();
            for (int i = 0; i < 7; i++) {
                // Of the same instant, some of them: then the id decides.
                events.add(message(i, "etl", NOON.plusSeconds(i / 3), "message " + i));
            }
            insert(database, events.toArray(NewEvent[]::new));
            for (EventFilter filter : List.of(EventFilter.ALL, search("MESSAGE"))) {
                Slice<StoredEvent> first = list(database, filter, Page.first(3));
                insert(database, message(100 + filter.text().orElse("").length(), "etl", NOON.plusSeconds(60),
                        "newer"));
                Slice<StoredEvent> second = list(database, filter,
                        Page.after(first.nextCursor().orElseThrow(), 3));
                Slice<StoredEvent> third = list(database, filter,
                        Page.after(second.nextCursor().orElseThrow(), 3));
                assertThat(numbers(first)).containsExactly(6L, 5L, 4L);
                assertThat(numbers(second)).containsExactly(3L, 2L, 1L);
                assertThat(numbers(third)).containsExactly(0L);
                assertThat(third.nextCursor()).isEmpty();
                assertThat(numbers(list(database, filter, new Page(2, 3, first.nextCursor()))))
                        .containsExactly(0L);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void anOffsetPassesOver(Databases kind) {
        try (Database database = Database.open(kind.fresh())) {
            for (int i = 0; i < 5; i++) {
                insert(database, message(i, "etl", NOON.plusSeconds(i), "message"));
            }
            for (EventFilter filter : List.of(EventFilter.ALL, search("message"))) {
                assertThat(numbers(list(database, filter, new Page(2, 1, Optional.empty()))))
                        .containsExactly(3L, 2L);
                assertThat(numbers(list(database, filter, new Page(2, 1_000_000, Optional.empty()))))
                        .isEmpty();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCursorOfAnotherListIsRefused(Databases kind) {
        try (Database database = Database.open(kind.fresh())) {
            for (String cursor : List.of("", "!", "abc", new Cursor(NOON, "run-1").text())) {
                assertThatThrownBy(() -> list(database, EventFilter.ALL, Page.after(cursor, 1))).as(cursor)
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage("The cursor is not one that this list gave.");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aLongSearchGoesOnFromItsCursor(Databases kind) {
        List<NewEvent> events = new ArrayList<>();
        for (int i = 0; i < EventTable.LOOKED_AT + 10; i++) {
            events.add(message(i, "etl", NOON.plusSeconds(i), i == 5 ? "needle" : "hay"));
        }
        try (Database database = Database.open(kind.fresh())) {
            insert(database, events.toArray(NewEvent[]::new));
            Slice<StoredEvent> first = list(database, search("needle"), Page.first(10));
            Slice<StoredEvent> second = list(database, search("needle"),
                    Page.after(first.nextCursor().orElseThrow(), 10));
            assertThat(first.items()).isEmpty();
            assertThat(numbers(second)).containsExactly(5L);
            assertThat(second.nextCursor()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aJobsHistoryIsReadInTheOrderOfEvents(Databases kind) {
        NewEvent end = Samples.completed(1, "etl", "r", NOON.plusSeconds(61));
        NewEvent twin = Samples.failed(3, "etl", "r", NOON.plusSeconds(61));
        NewEvent start = Samples.started(2, "etl", "r", NOON);
        try (Database database = Database.open(kind.fresh())) {
            insert(database, twin, end, start, message(4, "etl", NOON, "no part of it"),
                    Samples.started(5, "etl", "q", NOON.minusNanos(1_000)),
                    Samples.started(6, "other", "o", NOON));
            List<String> types = List.of("job.started", "job.completed", "job.failed");
            assertThat(events(
                    database.read(handle -> EventTable.ofJobSince(handle, "etl", NOON, types, List.of()))))
                    .containsExactly(start, end, twin);
            List<String> words = List.of("nowhere", "Script_Count");
            assertThat(events(database.read(
                    handle -> EventTable.ofJobSince(handle, "etl", NOON, List.of("no.type"), words))))
                    .containsExactly(start);
            assertThat(events(database.read(handle -> EventTable.ofRun(handle, "r", 10)))).containsExactly(
                    start,
                    twin, end);
            assertThat(events(database.read(handle -> EventTable.newestOfJob(handle, "etl", 1))))
                    .containsExactly(end);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aStreamReadsOnFromAnId(Databases kind) {
        try (Database database = Database.open(kind.fresh())) {
            long last = insert(database, message(1, "etl", NOON, "one")).getFirst().id();
            insert(database, message(2, "etl", NOON.minusSeconds(60), "two"),
                    message(3, "etl", NOON, "three"));
            assertThat(events(database.read(handle -> EventTable.after(handle, last, 1))))
                    .extracting(NewEvent::message)
                    .containsExactly("two");
            assertThat(database.read(EventTable::lastId)).isEqualTo(last + 2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theLastHourIsCountedByMinutes(Databases kind) {
        NewEvent.About about = NewEvent.About.NOTHING;
        try (Database database = Database.open(kind.fresh())) {
            insert(database, message(1, "etl", NOON.plusSeconds(59), "now"), message(2, "etl", NOON, "now"),
                    message(3, "etl", NOON.minusSeconds(59 * 60), "first of the hour"),
                    message(4, "etl", NOON.minusSeconds(59 * 60 + 1), "too old"),
                    Samples.event(5, EventType.JOB_FAILED, NOON, "ERROR", "failed", about));
            assertThat(database
                    .<List<MinuteCount>>read(handle -> EventTable.lastHour(handle, NOON.plusSeconds(30))))
                    .containsExactly(
                            new MinuteCount(NOON.minusSeconds(59 * 60), 1, 0),
                            new MinuteCount(NOON, 3, 1));
        }
    }

    private static EventFilter filter(Optional<String> job, Optional<String> level) {
        return new EventFilter(job, Optional.empty(), Optional.empty(), level, Optional.empty(),
                Optional.empty(),
                Period.ALWAYS, Optional.empty());
    }

    private static EventFilter during(Optional<Instant> from, Optional<Instant> to) {
        return new EventFilter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty(), new Period(from, to), Optional.empty());
    }

    private static EventFilter search(String text) {
        return new EventFilter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty(), Period.ALWAYS, Optional.of(text));
    }

    private static List<StoredEvent> insert(Database database, NewEvent... events) {
        return database.write(handle -> EventTable.insert(handle, List.of(events), NOON));
    }

    private static Slice<StoredEvent> list(Database database, EventFilter filter, Page page) {
        return database.read(handle -> EventTable.list(handle, filter, page));
    }

    private static List<StoredEvent> all(Database database) {
        return list(database, EventFilter.ALL, Page.first(Page.LARGEST)).items();
    }

    private static Totals totals(Database database) {
        return database.read(EventTable::totals);
    }

    private static List<NewEvent> events(List<StoredEvent> stored) {
        return stored.stream().map(StoredEvent::event).toList();
    }

    private static List<Long> numbers(Slice<StoredEvent> slice) {
        return slice.items()
                .stream()
                .map(stored -> stored.event().eventId().getLeastSignificantBits())
                .toList();
    }
}
