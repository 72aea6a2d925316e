package dev.chief.bench.monitor;

import dev.chief.bench.Report;
import dev.chief.bench.store.Traffic;
import dev.chief.monitor.store.Database;
import dev.chief.monitor.store.Database.Durability;
import dev.chief.monitor.store.DatabaseAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Measures {@code ./chief monitor}: {@code MonitorReport CHIEF EVENTS,... CHECKS,... [POSTGRES-URL]}, with the address of the database
 * {@code postgres} of a server, or else on SQLite in the folder for temporary files. Exits with 1 if a target is missed.
 */
public final class MonitorReport {
    private static final Duration KEPT = Duration.ofDays(29);
    /** One run in 21 fails: of each of 1,000 jobs now and then. */
    private static final Traffic.Fleet FLEET = new Traffic.Fleet("", 1_000, 21);
    private static final int MOST_EVENTS_OF_PAGES = 1_000_000;

    private final Report report = new Report();
    private final Path chief;
    private final Path folder;
    private final Storage storage;
    private final Growth lists;
    private final Growth pages;
    private final Map<Integer, Ingest.Result> ingests = new LinkedHashMap<>();
    private final Map<Integer, Deleting.Result> deletings = new LinkedHashMap<>();

    private MonitorReport(Path chief, Path folder, Storage storage) {
        this.chief = chief;
        this.folder = folder;
        this.storage = storage;
        this.lists = new Growth("Lists of 100, ms, by events, " + storage.product());
        this.pages = new Growth("Pages with 1,000 jobs, ms, by events, " + storage.product());
    }

    /** Measures and prints. */
    public static void main(String[] args) throws IOException, SQLException {
        Path folder = Files.createTempDirectory("chief-bench");
        boolean met;
        try {
            MonitorReport report = new MonitorReport(Path.of(args[0]), folder,
                    args.length > 3 ? new Storage.Postgres(args[3]) : new Storage.Sqlite(folder));
            met = report.measure(numbers(args[1]), numbers(args[2]));
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
            }
        }
        System.exit(met ? 0 : 1);
    }

    private static List<Integer> numbers(String list) {
        return Arrays.stream(list.split(",", -1)).map(Integer::valueOf).toList();
    }

    private boolean measure(List<Integer> sizes, List<Integer> checks) throws IOException, SQLException {
        List<Runnable> targets = new ArrayList<>();
        for (int events : sizes) {
            measure(events, targets);
        }
        report.table("Ingest into a database that holds, " + storage.product(), Ingest.COLUMNS);
        ingests.forEach((events, result) -> report.row(Report.number(events) + " events", result.cells()));
        lists.print(report);
        pages.print(report);
        report.table("A day deleted beside requests of 50 events, " + storage.product(), Deleting.COLUMNS);
        deletings
                .forEach((events, result) -> report.row(Report.number(events) + " events", result.cells()));
        new Evaluation(storage).measure(report, checks);
        targets.forEach(Runnable::run);
        return report.close();
    }

    private void measure(int events, List<Runnable> targets) throws IOException, SQLException {
        Instant first = Instant.now().minus(KEPT);
        fill(events, first);
        DatabaseAddress address = storage.database("filled");
        DatabaseAddress copy = storage.copy("filled", "copied");
        String at = storage.product() + ", " + Report.number(events) + " events: ";
        try (
            MonitorProcess monitor = MonitorProcess.start(chief, folder, address,
                    "--retention-interval-seconds", "10");
            Connection connection = new Connection(monitor.port())
        ) {
            Calls calls = new Calls(connection, events, FLEET.jobs(), first);
            report.progress("asking for lists and pages");
            lists.size(events);
            calls.lists(lists);
            double slowestList = lists.slowest();
            targets.add(() -> report.atMost(at + "greatest p95 of a list", slowestList, 50, " ms"));
            Latencies summary = calls.summary();
            lists.add("/v1/status/summary", summary);
            targets.add(() -> report.atMost(at + "p95 of the summary", summary.millis(0.95), 20, " ms"));
            pages.size(events);
            calls.pages(pages);
            double slowestPage = pages.slowest();
            if (events <= MOST_EVENTS_OF_PAGES) {
                targets.add(() -> report.atMost(at + "greatest p95 of a page", slowestPage, 50, " ms"));
            }
            report.progress("sending events");
            Ingest.Result ingest = Ingest.measure(copy, monitor.port());
            ingests.put(events, ingest);
            targets.add(() -> ingestTargets(at, ingest));
            report.progress("deleting a day");
            Deleting.Result deleting = new Deleting(monitor, address).measure(events);
            deletings.put(events, deleting);
            targets.add(() -> report.atMost(at + "longest request while a day is deleted", deleting.longest(),
                    200, " ms"));
        }
        storage.remove("filled");
        storage.remove("copied");
    }

    private void fill(int events, Instant first) throws SQLException {
        report.progress(storage.product() + ": filling a database with " + Report.number(events) + " events");
        Traffic traffic = new Traffic(FLEET, first, KEPT.dividedBy(events));
        try (
            Database database = Database.open(storage.database("filled"), Durability.MOST);
            Pipeline pipeline = new Pipeline(database)
        ) {
            for (int done = 0; done < events; done += 2_000) {
                pipeline.take(traffic.next(2_000));
            }
        }
        storage.settle("filled");
    }

    /** Those of speed are about SQLite. */
    private void ingestTargets(String at, Ingest.Result result) {
        if (storage instanceof Storage.Sqlite) {
            report.atLeast(at + "events a second in batches of 250", result.batches().perSecond(), 20_000,
                    "");
            report.atLeast(at + "single events a second by 64 connections", result.singles().perSecond(),
                    5_000, "");
            report.atMost(at + "p99 of single events", result.singles().latencies().millis(0.99), 50, " ms");
        }
        report.atLeast(at + "batches of 250, HTTP over bare JDBC", result.ratio(), 0.8, "");
    }
}
