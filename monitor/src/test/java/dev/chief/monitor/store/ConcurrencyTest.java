package dev.chief.monitor.store;

import static dev.chief.monitor.store.Samples.NOON;
import static dev.chief.monitor.store.Samples.check;
import static dev.chief.monitor.store.Samples.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chief.monitor.store.StoredCheck.Progress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Several monitors on one database, as far as it allows them, and several threads of each. */
class ConcurrencyTest {
    private static final int THREADS = 8;
    private static final int ROUNDS = 25;

    @ParameterizedTest
    @EnumSource
    void noChangeOfACheckIsLost(Databases kind) throws ExecutionException, InterruptedException {
        DatabaseAddress address = kind.fresh();
        try (Database one = Database.open(address); Database other = Database.open(address)) {
            together(thread -> () -> {
                Database database = thread % 2 == 0 ? one : other;
                for (int round = 0; round < ROUNDS; round++) {
                    // In different orders: they must not wait for each other for ever.
                    List<String> jobs = thread % 3 == 0 ? List.of("a", "b") : List.of("b", "a");
                    database.change(handle -> countUp(handle, jobs));
                }
            });
            assertThat(
                    one.<Map<String, StoredCheck>>write(handle -> CheckTable.lock(handle, List.of("a", "b")))
                            .values())
                    .extracting(check -> check.progress().consecutiveFailures())
                    .containsExactly((long) THREADS * ROUNDS, (long) THREADS * ROUNDS);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsDueIsGivenOutOnce(Databases kind) throws ExecutionException, InterruptedException {
        DatabaseAddress address = kind.fresh();
        List<String> claimed = new ArrayList<>();
        try (Database one = Database.open(address); Database other = Database.open(address)) {
            one.change(handle -> CheckTable.save(handle,
                    IntStream.range(0, 100)
                            .mapToObj(number -> check("job" + number, Optional.of(NOON)))
                            .toList()));
            together(thread -> () -> {
                Database database = thread % 2 == 0 ? one : other;
                List<String> mine;
                do {
                    mine = database.write(ConcurrencyTest::claim);
                    synchronized (claimed) {
                        claimed.addAll(mine);
                    }
                } while (!mine.isEmpty());
            });
            assertThat(claimed).hasSize(100).doesNotHaveDuplicates();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aStreamMissesNothingWhileOthersWrite(Databases kind)
            throws ExecutionException, InterruptedException {
        DatabaseAddress address = kind.fresh();
        try (Database one = Database.open(address); Database other = Database.open(address)) {
            Set<Long> seen = new HashSet<>();
            together(thread -> thread == 0 ? () -> follow(one, seen) : () -> {
                Database database = thread % 2 == 0 ? one : other;
                for (int round = 0; round < ROUNDS; round++) {
                    long number = thread * 1_000L + round;
                    database.change(handle -> EventTable.insert(handle,
                            List.of(message(number, "etl", NOON, "text"),
                                    message(0, "etl", NOON, "the same")),
                            NOON));
                }
            });
            assertThat(seen).hasSize((THREADS - 1) * ROUNDS + 1);
            assertThat(one.<Totals>read(EventTable::totals).events()).isEqualTo(seen.size());
        }
    }

    @ParameterizedTest
    @EnumSource
    void readersDoNotWaitForAWriter(Databases kind) {
        try (Database database = Database.open(kind.fresh())) {
            database.change(handle -> {
                EventTable.insert(handle, List.of(message(1, "etl", NOON, "text")), NOON);
                assertThat(database.<Totals>read(EventTable::totals))
                        .isEqualTo(new Totals(0, Optional.empty()));
            });
            assertThat(database.<Totals>read(EventTable::totals)).isEqualTo(new Totals(1, Optional.of(NOON)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aProbeWrites(Databases kind) {
        try (Database database = Database.open(kind.fresh())) {
            database.probe();
            assertThat(database.sizeBytes()).isPositive();
            database.change(handle -> handle.execute("DROP TABLE counters"));
            assertThatThrownBy(database::probe).isInstanceOf(StoreException.class);
        }
    }

    private static void countUp(Handle handle, List<String> jobs) {
        Map<String, StoredCheck> found = CheckTable.lock(handle, jobs);
        CheckTable.save(handle, jobs.stream()
                .map(job -> found.getOrDefault(job, check(job, Optional.empty())))
                .map(old -> new StoredCheck(old.jobName(), old.condition(), old.policy(),
                        new Progress(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                                old.progress().consecutiveFailures() + 1, NOON),
                        old.declaration(), old.handling(), old.latest(), old.history()))
                .toList());
    }

    private static List<String> claim(Handle handle) {
        List<String> names = CheckTable.due(handle, NOON, 3).stream().map(StoredCheck::jobName).toList();
        CheckTable.save(handle, names.stream().map(name -> check(name, Optional.empty())).toList());
        return names;
    }

    private static void follow(Database database, Set<Long> seen) {
        long last = 0;
        while (seen.size() < (THREADS - 1) * ROUNDS + 1) {
            long from = last;
            List<StoredEvent> events = database.read(handle -> EventTable.after(handle, from, 100));
            for (StoredEvent event : events) {
                seen.add(event.event().eventId().getLeastSignificantBits());
                last = event.id();
            }
        }
    }

    private static void together(IntFunction<Runnable> work) throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                running.add(threads.submit(work.apply(i)));
            }
            for (Future<?> future : running) {
                future.get();
            }
        }
    }
}
