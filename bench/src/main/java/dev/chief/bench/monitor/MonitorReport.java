package dev.chief.bench.monitor;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chief.bench.store.BareInserts;
import dev.chief.bench.store.Traffic;
import dev.chief.monitor.store.Database;
import dev.chief.monitor.store.DatabaseAddress;
import dev.chief.monitor.store.NewEvent;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Measures {@code ./chief monitor}: {@code MonitorReport CHIEF EVENTS [POSTGRES-URL...]}, with three addresses of empty databases, or else
 * on SQLite in the folder for temporary files. Exits with 1 if a goal is missed.
 */
public final class MonitorReport {
    private static final int BATCH = 250;
    private static final int CONNECTIONS = 4;
    private static final int SINGLE_CONNECTIONS = 64;
    private static final Duration KEPT = Duration.ofDays(29);

    private final PrintStream out = new PrintStream(System.out, true, UTF_8);
    private final List<Goal> goals = new ArrayList<>();
    private final Path chief;
    private final int events;
    private final List<String> addresses;
    private final Path folder;

    /** What was measured, and what it should be at least, or at most. */
    private record Goal(String what, double measured, double goal, boolean atMost) {
        boolean isMet() {
            return atMost ? measured <= goal : measured >= goal;
        }

        void print(PrintStream out) {
            out.printf(Locale.ROOT, "%-52s%12.2f  goal %s%,10.1f  %s%n", what, measured, atMost ? "<=" : ">=",
                    goal,
                    isMet() ? "met" : "MISSED");
        }
    }

    private MonitorReport(Path chief, int events, List<String> addresses, Path folder) {
        this.chief = chief;
        this.events = events;
        this.addresses = addresses;
        this.folder = folder;
    }

    /** Measures and prints. */
    public static void main(String[] args) throws IOException, SQLException {
        Path folder = Files.createTempDirectory("chief-bench");
        MonitorReport report = new MonitorReport(Path.of(args[0]), Integer.parseInt(args[1]),
                List.of(args).subList(2, args.length), folder);
        try {
            report.ingest();
            report.ask();
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
            }
        }
        report.out.println();
        report.goals.forEach(goal -> goal.print(report.out));
        System.exit(report.goals.stream().allMatch(Goal::isMet) ? 0 : 1);
    }

    private DatabaseAddress database(int number) {
        return addresses.isEmpty()
                ? new DatabaseAddress.Sqlite(folder.resolve("monitor" + number + ".sqlite"))
                : new DatabaseAddress.Postgres(addresses.get(number));
    }

    private void ingest() throws IOException, SQLException {
        int each = Math.clamp(events / 5 / BATCH / CONNECTIONS, 40, 400);
        out.printf(Locale.ROOT, "%-52s%12s%10s%10s%10s%n", "", "events/s", "p50 ms", "p99 ms", "max ms");
        double bare = bare(each * CONNECTIONS);
        pipeline(each * CONNECTIONS);
        try (MonitorProcess monitor = MonitorProcess.start(chief, folder, database(1))) {
            new Load(monitor.port(), "warm").batches(CONNECTIONS, BATCH, Math.max(20, each / 4));
            Load.Result batches = new Load(monitor.port(), "batch").batches(CONNECTIONS, BATCH, each);
            print("HTTP, batches of 250 by " + CONNECTIONS + " connections", batches);
            new Load(monitor.port(), "warmer").singles(SINGLE_CONNECTIONS, 150);
            Load.Result singles = new Load(monitor.port(), "single").singles(SINGLE_CONNECTIONS,
                    Math.clamp(events / 10 / SINGLE_CONNECTIONS, 300, 1_500));
            print("HTTP, single events by " + SINGLE_CONNECTIONS + " connections", singles);
            goals.add(new Goal("events/s in batches of 250", batches.perSecond(), 20_000, false));
            goals.add(new Goal("ratio to bare JDBC", batches.perSecond() / bare, 0.8, false));
            goals.add(new Goal("single events/s", singles.perSecond(), 5_000, false));
            goals.add(new Goal("single events, p99 ms", singles.latencies().millis(0.99), 50, true));
        }
    }

    /** How many events a bare loop over JDBC stores in a second, in SQLite, with the same indexes. */
    private double bare(int batches) throws SQLException {
        Path file = folder.resolve("bare.sqlite");
        Database.open(new DatabaseAddress.Sqlite(file)).close();
        Traffic traffic = traffic("", Duration.ofMillis(1));
        List<List<NewEvent>> all = new ArrayList<>();
        for (int i = 0; i < batches; i++) {
            all.add(traffic.next(BATCH));
        }
        Latencies latencies = new Latencies();
        long start = System.nanoTime();
        try (BareInserts inserts = new BareInserts(file)) {
            for (List<NewEvent> batch : all) {
                long begin = System.nanoTime();
                inserts.insert(batch, batch.getLast().at());
                latencies.add(System.nanoTime() - begin);
            }
        }
        Load.Result result = new Load.Result((long) batches * BATCH, (System.nanoTime() - start) / 1e9,
                latencies);
        print("bare JDBC, SQLite, 250 in a transaction", result);
        return result.perSecond();
    }

    private void pipeline(int batches) {
        List<List<byte[]>> bodies = new ArrayList<>();
        for (int number = 0; number < CONNECTIONS; number++) {
            Traffic traffic = traffic("pipe" + number + "-", Duration.ofMillis(1));
            List<byte[]> ofOne = new ArrayList<>();
            for (int i = 0; i < batches / CONNECTIONS; i++) {
                ofOne.add(Wire.batch(traffic.next(BATCH)).getBytes(UTF_8));
            }
            bodies.add(ofOne);
        }
        try (Database database = Database.open(database(0)); Pipeline pipeline = new Pipeline(database)) {
            print("without HTTP, batches of 250 by " + CONNECTIONS + " threads",
                    Load.Result.of(bodies, BATCH, pipeline::send));
        }
    }

    private void ask() throws IOException {
        Instant first = Instant.now().minus(KEPT);
        Traffic traffic = traffic("", KEPT.dividedBy(events));
        try (Database database = Database.open(database(2)); Pipeline pipeline = new Pipeline(database)) {
            for (int done = 0; done < events; done += 2_000) {
                pipeline.take(traffic.next(2_000));
            }
        }
        try (
            MonitorProcess monitor = MonitorProcess.start(chief, folder, database(2),
                    "--retention-interval-seconds", "20");
            Connection connection = new Connection(monitor.port())
        ) {
            out.printf(Locale.ROOT, "%n%,d events, lists of 100", events);
            Calls calls = new Calls(connection, out, events, first);
            goals.add(new Goal("lists, greatest p95 ms", calls.lists(), 50, true));
            goals.add(new Goal("summary, p95 ms", calls.summary(), 20, true));
            goals.add(new Goal("longest request while a day is deleted, ms", retention(monitor), 200, true));
        }
    }

    /** Makes as many events old as a day has of those of a month, and sends others until the old ones are gone. */
    private double retention(MonitorProcess monitor) throws IOException {
        int old = events / 30;
        Latencies latencies = new Latencies();
        try (
            Database database = Database.open(database(2));
            Connection connection = new Connection(monitor.port())
        ) {
            int before = monitor.log().length();
            for (int done = 0; done < old; done += 1_000) {
                int last = Math.min(old, done + 1_000);
                int from = done;
                database.change(handle -> handle.execute(
                        "UPDATE events SET received_at = 0 WHERE id > ? AND id <= ?", from, last));
            }
            Traffic traffic = traffic("later-", Duration.ofMillis(1));
            while (!monitor.log().substring(before).contains("Deleted what is older")) {
                byte[] request = Wire.request("/v1/events/batch", Wire.batch(traffic.next(50)));
                long begin = System.nanoTime();
                connection.exchange(request, 202);
                latencies.add(System.nanoTime() - begin);
                LockSupport.parkNanos(5_000_000);
            }
        }
        out.printf(Locale.ROOT,
                "%n%,d events deleted beside %,d requests of 50 events: p50 %.1f, p99 %.1f, longest %.1f ms%n",
                old, latencies.count(), latencies.millis(0.5), latencies.millis(0.99), latencies.millis(1));
        return latencies.millis(1);
    }

    private static Traffic traffic(String name, Duration spacing) {
        return new Traffic(new Traffic.Fleet(name, Traffic.JOBS), Instant.now().minus(KEPT), spacing);
    }

    private void print(String what, Load.Result result) {
        out.printf(Locale.ROOT, "%-52s%,12.0f%10.1f%10.1f%10.1f%n", what, result.perSecond(),
                result.latencies().millis(0.5), result.latencies().millis(0.99),
                result.latencies().millis(1));
    }
}
