package dev.chief.monitor.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chief.monitor.check.Checks;
import dev.chief.monitor.check.Notices;
import dev.chief.monitor.ingest.Ingest.Accepted;
import dev.chief.monitor.notify.Outbox;
import dev.chief.monitor.store.CheckTable;
import dev.chief.monitor.store.Database;
import dev.chief.monitor.store.Databases;
import dev.chief.monitor.store.EventTable;
import dev.chief.monitor.store.NewEvent;
import dev.chief.monitor.store.NewEvent.About;
import dev.chief.monitor.store.StoreException;
import dev.chief.monitor.store.StoredEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GroupCommitTest {
    private static final Instant NOW = Instant.parse("2026-01-06T06:00:00Z");

    @ParameterizedTest
    @EnumSource
    void ofManyRequestsEachIsToldWhatItBrought(Databases kind)
            throws ExecutionException, InterruptedException {
        Queue<StoredEvent> stored = new ConcurrentLinkedQueue<>();
        try (
            Database database = Database.open(kind.fresh());
            GroupCommit ingest = new GroupCommit(database, checks(), (events, _) -> stored.addAll(events));
            ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()
        ) {
            ingest.start();
            List<Future<Accepted>> answers = new ArrayList<>();
            for (int client = 0; client < 40; client++) {
                // Each brings ten of its own, and ten that its neighbour brings as well.
                long first = client * 10L;
                answers.add(clients.submit(() -> ingest.accept(events(first, 20, "X"), NOW)));
            }
            long inserted = 0;
            for (Future<Accepted> answer : answers) {
                inserted += answer.get().inserted();
                assertThat(answer.get().inserted() + answer.get().duplicates()).isEqualTo(20);
            }
            assertThat(inserted).isEqualTo(410);
            assertThat(database.read(EventTable::totals).events()).isEqualTo(410);
        }
        // The listener hears of a transaction after those who brought it, and of the last one before the end.
        assertThat(stored).hasSize(410);
    }

    @ParameterizedTest
    @EnumSource
    void whatWasAcceptedHasHadItsEffect(Databases kind) {
        try (
            Database database = Database.open(kind.fresh());
            GroupCommit ingest = new GroupCommit(database, checks(), (_, _) -> {})
        ) {
            ingest.start();
            ingest.accept(events(1, 1, "X"), NOW);
            boolean known = database.read(handle -> CheckTable.get(handle, "X").isPresent());
            assertThat(known).isTrue();
        }
    }

    /** PostgreSQL has no text with a NUL; the reader lets none through, so this stands for what nobody thought of. */
    @Test
    void aRequestThatCannotBeStoredHarmsNoOther() throws ExecutionException, InterruptedException {
        try (
            Database database = Database.open(Databases.POSTGRES.fresh());
            GroupCommit ingest = new GroupCommit(database, checks(), (_, _) -> {});
            ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()
        ) {
            // What waits before the start is one group.
            Future<Accepted> bad = clients.submit(() -> ingest.accept(events(1, 1, "\0"), NOW));
            Future<Accepted> good = clients.submit(() -> ingest.accept(events(2, 1, "X"), NOW));
            while (ingest.waiting() < 2) {
                Thread.onSpinWait();
            }
            ingest.start();
            assertThat(good.get().inserted()).isEqualTo(1);
            assertThatThrownBy(bad::get).hasCauseInstanceOf(StoreException.class);
        }
    }

    @Test
    void whatComesAfterTheEndIsToldToComeAgain() {
        try (Database database = Database.open(Databases.SQLITE.fresh())) {
            GroupCommit ingest = new GroupCommit(database, checks(), (_, _) -> {});
            ingest.start();
            ingest.close();
            assertThatThrownBy(() -> ingest.accept(events(1, 1, "X"), NOW))
                    .isInstanceOfSatisfying(StoreException.class, e -> assertThat(e.isPassing()).isTrue());
        }
    }

    private static Checks checks() {
        return new Checks(new Outbox(() -> {}), new Notices(Optional.empty()));
    }

    private static List<NewEvent> events(long first, int count, String job) {
        return LongStream.range(first, first + count)
                .mapToObj(number -> new NewEvent(new UUID(7L << 12, number), NOW, "chief", "job.started",
                        "INFO", "started",
                        new About(Optional.of(job), Optional.empty(), Optional.of("r" + number),
                                Optional.empty()),
                        Optional.empty(), Optional.empty(), Optional.empty(), "{}"))
                .toList();
    }
}
