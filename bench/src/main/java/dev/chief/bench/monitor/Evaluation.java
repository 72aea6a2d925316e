package dev.chief.bench.monitor;

import dev.chief.bench.Report;
import dev.chief.core.event.EventType;
import dev.chief.monitor.check.Checks;
import dev.chief.monitor.check.Evaluator;
import dev.chief.monitor.check.Notices;
import dev.chief.monitor.notify.Outbox;
import dev.chief.monitor.store.Database;
import dev.chief.monitor.store.DatabaseAddress;
import dev.chief.monitor.store.NewEvent;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * How long the evaluator takes for checks that have all missed a slot, so that each goes DOWN and opens an alert; and how long a bare loop
 * over JDBC takes to read as many rows and write as many rows, in as many transactions.
 */
final class Evaluation {
    static final List<String> COLUMNS = List.of("look ms", "of it CPU", "us a check",
            "JDBC ms", "ratio", "nothing due ms");
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int PORTION = 200;
    private static final Instant SLOT = Instant.parse("2026-11-01T06:00:00Z");
    private static final Instant BEFORE = SLOT.minusSeconds(600);
    private static final Instant AFTER = SLOT.plusSeconds(600);
    private static final String CHECK_KEYS = ",\"check_enabled\":true,\"grace_seconds\":120,\"alert_on_failure\":true,\"alert_on_miss\":true}";

    private final Storage storage;
    private final Checks checks = new Checks(new Outbox(() -> {}), new Notices(Optional.empty()));

    Evaluation(Storage storage) {
        this.storage = storage;
    }

    /** Prints a line for each number of checks. */
    void measure(Report report, List<Integer> counts) throws IOException, SQLException {
        look(counts.getFirst()); // for the compiler
        report.table("A look of the evaluator at checks that are all due, " + storage.product(), COLUMNS);
        for (int count : counts) {
            report.row(Report.number(count) + " checks", look(count));
        }
    }

    private List<String> look(int count) throws IOException, SQLException {
        try (Database database = Database.open(storage.database("due"))) {
            declare(database, count);
        }
        storage.settle("due");
        DatabaseAddress bare = storage.copy("due", "loop");
        double bareMillis = loop(bare, count);
        storage.remove("loop");
        double millis;
        double cpuMillis;
        double idleMillis;
        try (Database database = Database.open(storage.database("due"))) {
            new Evaluator(database, checks, Duration.ofSeconds(15)).start(BEFORE);
            Evaluator evaluator = new Evaluator(database, checks, Duration.ofSeconds(15));
            long cpu = THREADS.getCurrentThreadCpuTime();
            millis = millis(evaluator, AFTER);
            cpuMillis = (THREADS.getCurrentThreadCpuTime() - cpu) / 1e6;
            idleMillis = millis(evaluator, AFTER.plusSeconds(1));
            int alerts = database
                    .read(handle -> handle.createQuery("SELECT count(*) FROM alerts WHERE status = 'OPEN'")
                            .mapTo(Integer.class)
                            .one());
            if (alerts != count) {
                throw new IllegalStateException(alerts + " alerts of " + count + " checks");
            }
        }
        storage.remove("due");
        return List.of(Report.number(millis), Report.number(cpuMillis), Report.number(millis * 1000 / count),
                Report.number(bareMillis),
                Report.number(millis / bareMillis), Report.number(idleMillis));
    }

    private static double millis(Evaluator evaluator, Instant now) {
        long begin = System.nanoTime();
        evaluator.look(now);
        return (System.nanoTime() - begin) / 1e6;
    }

    /** Jobs of a client that is no Chief: nobody else has to be heard before they are judged. */
    private static void declare(Database database, int count) {
        List<NewEvent> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            events.add(new NewEvent(new UUID(BEFORE.toEpochMilli() << 16 | 0x7000, Long.MIN_VALUE | i),
                    BEFORE, "chief",
                    EventType.JOB_NEXT_SCHEDULED.text(), "INFO", "The next run",
                    new NewEvent.About(Optional.of("job" + i),
                            Optional.empty(), Optional.empty(), Optional.empty()),
                    Optional.empty(), Optional.empty(), Optional.empty(),
                    "{\"next_run_at\":\"" + SLOT + "\"" + CHECK_KEYS));
        }
        try (Pipeline pipeline = new Pipeline(database)) {
            for (int done = 0; done < count; done += 1_000) {
                pipeline.take(events.subList(done, Math.min(count, done + 1_000)));
            }
        }
    }

    /** Reads what is due, changes its check, notes the verdict and opens an alert. */
    private static double loop(DatabaseAddress address, int count) throws SQLException {
        try (
            Connection connection = Storage.connect(address);
            Statement statement = connection.createStatement()
        ) {
            if (address instanceof DatabaseAddress.Sqlite) {
                statement.execute("PRAGMA journal_mode = WAL");
                statement.execute("PRAGMA synchronous = FULL");
            }
            connection.setAutoCommit(false);
            long begin = System.nanoTime();
            int done = 0;
            for (int found = PORTION; found == PORTION; done += found) {
                found = portion(connection);
                connection.commit();
            }
            if (done != count) {
                throw new IllegalStateException(done + " rows of " + count + " checks");
            }
            return (System.nanoTime() - begin) / 1e6;
        }
    }

    private static int portion(Connection connection) throws SQLException {
        long now = ChronoUnit.MICROS.between(Instant.EPOCH, AFTER);
        int found = 0;
        try (
            PreparedStatement due = connection.prepareStatement(
                    "SELECT * FROM checks WHERE look_at <= ? ORDER BY look_at LIMIT " + PORTION);
            PreparedStatement check = connection.prepareStatement(
                    """
                            UPDATE checks SET status = 'DOWN', state = 'DOWN', look_at = NULL, updated_at = ?, situation = ?
                            WHERE job_name = ?""");
            PreparedStatement verdict = connection.prepareStatement(
                    "INSERT INTO verdicts (job_name, at, kind, subject, detail) VALUES (?, ?, 'MISSED', ?, NULL)");
            PreparedStatement alert = connection.prepareStatement(
                    """
                            INSERT INTO alerts (job_name, alert_type, severity, status, opened_at, dedupe_key, cause, title, details, recorded_at)
                            VALUES (?, 'MISSED', 'WARN', 'OPEN', ?, ?, ?, ?, ?, ?)""")
        ) {
            due.setLong(1, now);
            try (ResultSet rows = due.executeQuery()) {
                while (rows.next()) {
                    String job = rows.getString("job_name");
                    String situation = rows.getString("situation");
                    check.setLong(1, now);
                    check.setString(2, situation);
                    check.setString(3, job);
                    check.addBatch();
                    verdict.setString(1, job);
                    verdict.setLong(2, now);
                    verdict.setString(3, SLOT.toString());
                    verdict.addBatch();
                    alert.setString(1, job);
                    alert.setLong(2, now);
                    alert.setString(3, "MISSED:" + job);
                    alert.setString(4, SLOT.toString());
                    alert.setString(5, job + " has not run");
                    alert.setString(6, situation);
                    alert.setLong(7, now);
                    alert.addBatch();
                    found++;
                }
            }
            check.executeBatch();
            verdict.executeBatch();
            alert.executeBatch();
        }
        return found;
    }
}
