package dev.chief.bench.monitor;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chief.bench.store.Traffic;
import dev.chief.core.event.EventType;
import dev.chief.monitor.store.Database;
import dev.chief.monitor.store.DatabaseAddress;
import dev.chief.monitor.store.NewEvent;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Measures the pages of {@code ./chief monitor}: {@code PagesReport CHIEF EVENTS [POSTGRES-URL]}, with the address of an empty database,
 * or else on SQLite in the folder for temporary files. Exits with 1 if one takes too long.
 */
public final class PagesReport {
    /** Beside a failure in 20 runs, an odd number lets each job fail now and then rather than some always. */
    private static final int JOBS = 1_001;
    private static final Duration KEPT = Duration.ofDays(29);
    private static final int CALLS = 200;
    private static final double GOAL_MILLIS = 50;

    private final PrintStream out = new PrintStream(System.out, true, UTF_8);
    private final Random random = new Random(5);
    private final int events;
    private final Instant first = Instant.now().minus(KEPT);
    private double slowest;

    private PagesReport(int events) {
        this.events = events;
    }

    /** Measures and prints. */
    public static void main(String[] args) throws IOException {
        Path folder = Files.createTempDirectory("chief-bench");
        DatabaseAddress address = args.length > 2 ? new DatabaseAddress.Postgres(args[2])
                : new DatabaseAddress.Sqlite(folder.resolve("monitor.sqlite"));
        PagesReport report = new PagesReport(Integer.parseInt(args[1]));
        try {
            report.fill(address);
            try (
                MonitorProcess monitor = MonitorProcess.start(Path.of(args[0]), folder, address);
                Connection connection = new Connection(monitor.port())
            ) {
                report.measure(connection);
            }
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
            }
        }
        boolean met = report.slowest <= GOAL_MILLIS;
        report.out.printf(Locale.ROOT, "%nslowest page, p95 ms %.1f  goal <= %.0f  %s%n", report.slowest,
                GOAL_MILLIS,
                met ? "met" : "MISSED");
        System.exit(met ? 0 : 1);
    }

    private void fill(DatabaseAddress address) {
        Traffic traffic = new Traffic(new Traffic.Fleet("", JOBS), first, KEPT.dividedBy(events));
        try (Database database = Database.open(address); Pipeline pipeline = new Pipeline(database)) {
            for (int done = 0; done < events; done += 2_000) {
                pipeline.take(traffic.next(2_000));
            }
            pipeline.take(announcements());
        }
    }

    /** Of the next run of each job, within a day. */
    private List<NewEvent> announcements() {
        Instant now = Instant.now();
        List<NewEvent> announcements = new ArrayList<>();
        for (int job = 0; job < JOBS; job++) {
            announcements.add(new NewEvent(new UUID(random.nextLong(), random.nextLong()), now, "chief",
                    EventType.JOB_NEXT_SCHEDULED.text(), "INFO", "Next run",
                    new NewEvent.About(Optional.of("job" + job), Optional.empty(), Optional.empty(),
                            Optional.empty()),
                    Optional.empty(), Optional.empty(), Optional.empty(),
                    "{\"next_run_at\":\"" + now.plusSeconds(3_600 + random.nextInt(80_000))
                            + "\",\"check_enabled\":true,\"grace_seconds\":120,\"alert_on_failure\":true,"
                            + "\"alert_on_miss\":true}"));
        }
        return announcements;
    }

    private void measure(Connection connection) throws IOException {
        out.printf(Locale.ROOT, "%,d jobs, %,d events%n%n%-52s%10s%10s%10s%n", JOBS, events, "ms", "p50",
                "p95",
                "max");
        for (Map.Entry<String, Supplier<String>> page : pages().entrySet()) {
            Latencies latencies = new Latencies();
            for (int i = -CALLS; i < CALLS; i++) {
                byte[] request = Wire.page(page.getValue().get());
                long begin = System.nanoTime();
                connection.exchange(request, 200);
                // The first half is for the compiler.
                if (i >= 0) {
                    latencies.add(System.nanoTime() - begin);
                }
            }
            slowest = Math.max(slowest, latencies.millis(0.95));
            out.printf(Locale.ROOT, "%-52s%10.2f%10.2f%10.2f%n", page.getKey(), latencies.millis(0.5),
                    latencies.millis(0.95), latencies.millis(1));
        }
    }

    private Map<String, Supplier<String>> pages() {
        Map<String, Supplier<String>> pages = new LinkedHashMap<>();
        pages.put("/", () -> "/");
        pages.put("/jobs", () -> "/jobs");
        pages.put("/jobs, another page, by next run",
                () -> "/jobs?sort=next&page=" + (1 + random.nextInt(10)));
        pages.put("/jobs with a text", () -> "/jobs?text=job" + random.nextInt(100));
        pages.put("/jobs FAILING", () -> "/jobs?status=FAILING");
        pages.put("/jobs/NAME", () -> "/jobs/" + job());
        pages.put("/jobs/NAME, its failures", () -> "/jobs/" + job() + "?outcome=FAILED");
        pages.put("/runs/ID", () -> "/runs/" + run());
        pages.put("/alerts", () -> "/alerts");
        pages.put("/alerts, all, another page", () -> "/alerts?status=ALL&page=" + (1 + random.nextInt(100)));
        pages.put("/alerts of a job", () -> "/alerts?status=ALL&job=" + job());
        pages.put("/alerts closed, FAILURE, ERROR",
                () -> "/alerts?status=CLOSED&type=FAILURE&severity=ERROR");
        pages.put("/alerts MISSED, of which there are none", () -> "/alerts?status=ALL&type=MISSED");
        pages.put("/alerts INFO, of which there are none", () -> "/alerts?status=ALL&severity=INFO");
        pages.put("/events", () -> "/events");
        pages.put("/events of a job", () -> "/events?job=" + job());
        pages.put("/events of a script", () -> "/events?script=scripts/" + job() + "/load.py");
        pages.put("/events of a run", () -> "/events?run=" + run());
        pages.put("/events ERROR", () -> "/events?level=ERROR");
        pages.put("/events CRITICAL, of which there are none", () -> "/events?level=CRITICAL");
        pages.put("/events INFO", () -> "/events?level=INFO");
        pages.put("/events worker.message", () -> "/events?type=worker.message");
        pages.put("/events job.failed", () -> "/events?type=job.failed");
        pages.put("/events of a job, job.failed", () -> "/events?type=job.failed&job=" + job());
        pages.put("/events of a job, of a type it has none of",
                () -> "/events?type=job.retrying&job=" + job());
        pages.put("/events of a job, ERROR", () -> "/events?level=ERROR&job=" + job());
        pages.put("/events of a job, CRITICAL", () -> "/events?level=CRITICAL&job=" + job());
        pages.put("/events of a script, ERROR",
                () -> "/events?level=ERROR&script=scripts/" + job() + "/load.py");
        pages.put("/events job.started, ERROR", () -> "/events?level=ERROR&type=job.started");
        pages.put("/events worker.message, WARN", () -> "/events?level=WARN&type=worker.message");
        pages.put("/events script.started, INFO", () -> "/events?level=INFO&type=script.started");
        pages.put("/events job.failed, INFO", () -> "/events?level=INFO&type=job.failed");
        pages.put("/events of a time", () -> {
            Instant from = first.plusSeconds(random.nextInt(86_400 * 20));
            return "/events?from=" + from + "&to=" + from.plusSeconds(86_400);
        });
        pages.put("/events of a job, of a time", () -> "/events?job=" + job() + "&to="
                + first.plusSeconds(86_400 * 5 + random.nextInt(86_400 * 20)));
        pages.put("/events with a text", () -> "/events?text=customers");
        pages.put("/events with a text not found", () -> "/events?text=needle");
        pages.put("/events of a job, with a text not found", () -> "/events?text=needle&job=" + job());
        pages.put("/settings", () -> "/settings");
        return pages;
    }

    private String job() {
        return "job" + random.nextInt(JOBS);
    }

    private String run() {
        return "run-" + random.nextInt(Math.max(1, events / 8));
    }
}
