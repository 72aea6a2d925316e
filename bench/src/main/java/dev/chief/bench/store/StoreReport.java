package dev.chief.bench.store;

import dev.chief.monitor.store.CheckTable;
import dev.chief.monitor.store.Database;
import dev.chief.monitor.store.DatabaseAddress;
import dev.chief.monitor.store.EventFilter;
import dev.chief.monitor.store.EventTable;
import dev.chief.monitor.store.NewEvent;
import dev.chief.monitor.store.Page;
import dev.chief.monitor.store.Period;
import dev.chief.monitor.store.Retention;
import dev.chief.monitor.store.RunFilter;
import dev.chief.monitor.store.RunTable;
import dev.chief.monitor.store.StoredCheck;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * Fills a database with events, beside a bare loop over JDBC, and asks it for lists: {@code StoreReport [EVENTS [JDBC-URL]]}. Events go
 * into SQLite in the folder for temporary files, or into an empty database of PostgreSQL.
 */
public final class StoreReport {
    private static final int BATCH = 250;
    /** Loads of this size take turns, so that whatever else the machine does meets both alike. */
    private static final int TURN = 10_000;
    private static final int CALLS = 200;
    private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private final Random random = new Random(11);
    private final Database database;
    private final int events;

    private StoreReport(Database database, int events) {
        this.database = database;
        this.events = events;
    }

    /** Measures and prints. */
    public static void main(String[] args) throws IOException, SQLException, InterruptedException {
        int events = args.length > 0 ? Integer.parseInt(args[0]) : 200_000;
        Path folder = Files.createTempDirectory("chief-bench");
        DatabaseAddress address = args.length > 1 ? new DatabaseAddress.Postgres(args[1])
                : new DatabaseAddress.Sqlite(folder.resolve("chief.sqlite"));
        try (Database database = Database.open(address)) {
            StoreReport report = new StoreReport(database, events);
            report.fill(folder.resolve("bare.sqlite"));
            report.ask();
            report.deleteUnderLoad();
        } finally {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }

    private void fill(Path bareFile) throws SQLException {
        DatabaseAddress bareAddress = new DatabaseAddress.Sqlite(bareFile);
        Database.open(bareAddress).close();
        Traffic traffic = new Traffic(START);
        List<List<NewEvent>> batches = new ArrayList<>();
        Cost ours = new Cost();
        Cost bare = new Cost();
        Cost runs = new Cost();
        try (BareInserts inserts = new BareInserts(bareAddress)) {
            for (int done = 0; done < events; done += TURN) {
                for (int part = 0; part < TURN; part += BATCH) {
                    batches.add(traffic.next(BATCH));
                }
                for (List<NewEvent> batch : batches) {
                    ours.of(() -> database.change(
                            handle -> EventTable.insert(handle, batch, batch.getLast().at())));
                }
                for (List<NewEvent> batch : batches) {
                    bare.of(() -> inserts.insert(batch, batch.getLast().at()));
                }
                for (List<NewEvent> batch : batches) {
                    runs.of(() -> database.change(handle -> RunTable.upsert(handle, batch)));
                }
                batches.clear();
            }
        }
        out.printf(Locale.ROOT, "%,d events, %d in a transaction%n%n", events, BATCH);
        out.printf(Locale.ROOT, "%-34s%14s%14s%n", "", "events/s", "us CPU each");
        print("monitor's store", ours);
        print("bare JDBC, SQLite, same indexes", bare);
        print("putting runs together", runs);
        out.printf(Locale.ROOT, "ratio of time %.2f, of CPU %.2f%n", (double) bare.nanos / ours.nanos,
                (double) bare.cpuNanos / ours.cpuNanos);
    }

    private void print(String what, Cost cost) {
        out.printf(Locale.ROOT, "%-34s%,14.0f%14.1f%n", what, events * 1e9 / cost.nanos,
                cost.cpuNanos / 1e3 / events);
    }

    /** What something takes of time, and of this thread's processor, which other work on the machine does not lengthen as much. */
    private static final class Cost {
        private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
        private long nanos;
        private long cpuNanos;

        interface Work {
            void run() throws SQLException;
        }

        void of(Work work) throws SQLException {
            long cpu = THREADS.getCurrentThreadCpuTime();
            long begin = System.nanoTime();
            work.run();
            nanos += System.nanoTime() - begin;
            cpuNanos += THREADS.getCurrentThreadCpuTime() - cpu;
        }
    }

    private void ask() {
        database.change(handle -> CheckTable.save(handle, IntStream.range(0, Traffic.JOBS)
                .mapToObj(job -> check("job" + job))
                .toList()));
        out.printf(Locale.ROOT, "%n%-34s%10s%10s%10s%n", "ms", "p50", "p95", "max");
        filters().forEach((name, filter) -> {
            time("events, " + name, () -> handle -> EventTable.list(handle, filter, deep()));
            time("  by cursor", () -> {
                String cursor = database.read(handle -> EventTable.list(handle, filter, new Page(1,
                        random.nextInt(2_000), Optional.empty()))).nextCursor().orElse("");
                Page page = cursor.isEmpty() ? Page.first(100) : Page.after(cursor, 100);
                return handle -> EventTable.list(handle, filter, page);
            });
        });
        time("runs", () -> handle -> RunTable.list(handle, RunFilter.ALL, deep()));
        List<String> jobs = IntStream.range(0, Traffic.JOBS).mapToObj(job -> "job" + job).toList();
        time("newest 30 runs of 200 jobs", () -> handle -> RunTable.newestOfJobs(handle, jobs, 30));
        time("newest 100 of a job", () -> handle -> EventTable.newestOfJob(handle, job(), 100));
        time("totals", () -> EventTable::totals);
        time("last hour by minutes",
                () -> handle -> EventTable.lastHour(handle, START.plusMillis(events * 50L)));
    }

    private Map<String, EventFilter> filters() {
        Map<String, EventFilter> filters = new LinkedHashMap<>();
        Optional<String> none = Optional.empty();
        filters.put("all", EventFilter.ALL);
        filters.put("of a job", filter(Optional.of(job()), none, none, none, none));
        filters.put("of a script",
                filter(none, Optional.of("scripts/" + job() + "/load.py"), none, none, none));
        filters.put("INFO", filter(none, none, Optional.of("INFO"), none, none));
        filters.put("ERROR", filter(none, none, Optional.of("ERROR"), none, none));
        filters.put("worker.message", filter(none, none, none, Optional.of("worker.message"), none));
        filters.put("job.failed", filter(none, none, none, Optional.of("job.failed"), none));
        filters.put("with a text", filter(none, none, none, none, Optional.of("completed")));
        filters.put("with a text not found", filter(none, none, none, none, Optional.of("needle")));
        return filters;
    }

    private void time(String what, Supplier<Consumer<Handle>> calls) {
        double[] millis = new double[CALLS];
        for (int i = -CALLS / 4; i < CALLS; i++) {
            Consumer<Handle> call = calls.get();
            long begin = System.nanoTime();
            database.read(handle -> {
                call.accept(handle);
                return true;
            });
            // The first quarter is for the compiler.
            if (i >= 0) {
                millis[i] = (System.nanoTime() - begin) / 1e6;
            }
        }
        Arrays.sort(millis);
        out.printf(Locale.ROOT, "%-34s%10.2f%10.2f%10.2f%n", what, millis[CALLS / 2],
                millis[CALLS * 95 / 100],
                millis[CALLS - 1]);
    }

    private void deleteUnderLoad() throws InterruptedException {
        Traffic traffic = new Traffic(START.plusSeconds(86_400L * 365));
        AtomicBoolean over = new AtomicBoolean();
        double[] longest = new double[1];
        Thread ingest = Thread.ofPlatform().start(() -> {
            while (!over.get()) {
                List<NewEvent> batch = traffic.next(10);
                long begin = System.nanoTime();
                database.change(handle -> EventTable.insert(handle, batch, traffic.now()));
                longest[0] = Math.max(longest[0], (System.nanoTime() - begin) / 1e6);
            }
        });
        long begin = System.nanoTime();
        Retention.Deleted deleted = new Retention(database).delete(START.plusMillis(events * 50L / 4), START);
        double seconds = (System.nanoTime() - begin) / 1e9;
        over.set(true);
        ingest.join();
        out.printf(Locale.ROOT,
                "%n%,d events deleted in %.1f s, while the longest of the transactions beside took %.0f ms%n",
                deleted.events(), seconds, longest[0]);
    }

    private static StoredCheck check(String job) {
        StoredCheck.Checkpoint begin = new StoredCheck.Checkpoint("{}", Optional.empty());
        return new StoredCheck(job, new StoredCheck.Condition("UP", "UP", Optional.empty()),
                new StoredCheck.Policy(true, true, true, 120),
                new StoredCheck.Progress(Optional.empty(), Optional.empty(), Optional.empty(),
                        Optional.empty(), 0,
                        START),
                StoredCheck.Declaration.NONE, StoredCheck.Handling.NONE, Optional.empty(),
                new StoredCheck.History("{}", begin, begin, 0));
    }

    private Page deep() {
        return new Page(100, random.nextInt(Math.min(events, 1_000_000)), Optional.empty());
    }

    private String job() {
        return "job" + random.nextInt(Traffic.JOBS);
    }

    private static EventFilter filter(
        Optional<String> job,
        Optional<String> script,
        Optional<String> level,
        Optional<String> type,
        Optional<String> text
    ) {
        return new EventFilter(job, script, Optional.empty(), level, type, Optional.empty(), Period.ALWAYS,
                text);
    }
}
