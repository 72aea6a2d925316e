package dev.chief.engine.runs;

import dev.chief.core.dispatch.Past;
import dev.chief.engine.run.Attempt;
import dev.chief.engine.run.JournalException;
import dev.chief.engine.run.ProcessIdentity;
import dev.chief.engine.run.RunEvent;
import dev.chief.engine.run.RunId;
import dev.chief.engine.run.RunJournal;
import dev.chief.engine.run.RunStatus;
import dev.chief.engine.run.ScriptStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Driver;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sqlite.JDBC;

/**
 * The run store of a state directory, open for writing. Any number of processes may have it open at a time; each change
 * is one statement, and on the disk when the call returns. For any thread.
 */
public final class RunStore implements RunJournal, AutoCloseable {
    static final String FILE = "state.db";

    private static final Duration OPEN_PATIENCE = Duration.ofSeconds(10);
    private static final long OPEN_PAUSE_MILLIS = 20;

    private final Database database;
    private final Path stateDirectory;
    private final InstantSource clock;

    private RunStore(Database database, Path stateDirectory, InstantSource clock) {
        this.database = database;
        this.stateDirectory = stateDirectory;
        this.clock = clock;
    }

    /**
     * Opens the store, making it when there is none, and settles the runs whose process is gone and whose scripts have
     * ended.
     *
     * @throws RunStoreException when it cannot be made, read or written, or was written by a newer Chief
     */
    public static RunStore open(Path stateDirectory, InstantSource clock) throws RunStoreException {
        return open(stateDirectory, clock, new JDBC());
    }

    /** @param driver connects to SQLite */
    static RunStore open(Path stateDirectory, InstantSource clock, Driver driver) throws RunStoreException {
        Path file = stateDirectory.resolve(FILE);
        try {
            Files.createDirectories(stateDirectory);
        } catch (IOException e) {
            throw new RunStoreException("Cannot make the state directory " + stateDirectory + ": " + e + ".",
                    e);
        }
        long start = System.nanoTime();
        while (true) {
            try {
                return new RunStore(prepared(Database.open(file, Database.Mode.WRITE, driver)),
                        stateDirectory,
                        clock);
            } catch (SQLException e) {
                // SQLite does not wait for others where it changes the kind of a new file's log.
                if (!Database.isBusy(e) || System.nanoTime() - start > OPEN_PATIENCE.toNanos()) {
                    throw new RunStoreException(cannotWrite(file, e), e);
                }
                pause();
            }
        }
    }

    private static Database prepared(Database database) throws SQLException, RunStoreException {
        try {
            if (!database.list(row -> row.text("journal_mode"), "PRAGMA journal_mode").contains("wal")) {
                database.list(row -> row.text("journal_mode"), "PRAGMA journal_mode = WAL");
            }
            Migrations.apply(database);
            LeftBehind.settle(database);
            return database;
        } catch (SQLException | RunStoreException e) {
            database.close();
            throw e;
        }
    }

    /** Reads what is in the store. It is closed with the store, and need not be closed. */
    public RunHistory history() {
        return new RunHistory(database);
    }

    /**
     * Claims a slot for a run. Of all callers in all processes one is granted it, for ever.
     *
     * @param slot the instant that the schedule gave
     * @param run the run that will be started if the claim is granted
     */
    public SlotClaim claimSlot(String job, Instant slot, RunId run) throws RunStoreException {
        try {
            int rows = database.update(
                    """
                            INSERT INTO slots (job, slot, outcome, run_id, recorded_at) VALUES (?, ?, ?, ?, ?)
                            ON CONFLICT DO NOTHING""",
                    job,
                    slot,
                    SlotOutcome.RAN.name(),
                    run.toString(),
                    clock.instant());
            if (rows == 1) {
                return new SlotClaim.Granted();
            }
            return database.list(
                    RunStore::taken,
                    "SELECT outcome, run_id, reason FROM slots WHERE job = ? AND slot = ?",
                    job,
                    slot).getFirst();
        } catch (SQLException e) {
            throw new RunStoreException(cannotWrite(database.file(), e), e);
        }
    }

    /**
     * Records what a daemon decided, in one transaction. A slot that waited gets its final outcome; one that has a final
     * outcome keeps it.
     *
     * @return the runs that may not start, because another process has their slot; they are not recorded
     */
    public Set<RunId> decide(Decision decision) throws JournalException {
        return decision.isEmpty() ? Set.of()
                : journal(() -> Decisions.write(decision, clock.instant(), database));
    }

    /**
     * Gives each slot that waited with a daemon which is gone its final outcome: missed. For the one daemon that there is.
     *
     * @return how many
     */
    public int giveUpWaiting() throws JournalException {
        return journal(() -> Decisions.giveUpWaiting(clock.instant(), database));
    }

    /**
     * What the store remembers of jobs: the last slot, start and success of each. Jobs that it does not know are left out.
     *
     * @param now the last slot to consider, inclusive; later ones were recorded while the clock was wrong
     */
    public Map<String, Past> pasts(Collection<String> jobs, Instant now) throws JournalException {
        return journal(() -> Decisions.pasts(jobs, now, database));
    }

    /** The schedules by which slots were last taken, as {@link Decision#schedules} said, by job. */
    public Map<String, StoredSchedule> schedules() throws JournalException {
        return journal(() -> Decisions.schedules(database));
    }

    /**
     * The runs that go on although the process that ran them is gone, because a script has outlived it. Nobody else is to
     * be asked about their end: {@link #settled} tells it.
     */
    public List<StoredRun> survivors() throws JournalException {
        try {
            return LeftBehind.survivors(database);
        } catch (SQLException e) {
            throw new JournalException(cannotWrite(database.file(), e), e);
        }
    }

    /**
     * A run with its final status, which is recorded if the process that ran it is gone and has not done so. Empty while
     * the run goes on, and for one that is not in the store.
     */
    public Optional<StoredRun> settled(RunId run) throws JournalException {
        try {
            Optional<StoredRun> stored = RunHistory.run(database, run);
            return stored.isPresent() ? LeftBehind.settle(database, stored.get()) : Optional.empty();
        } catch (SQLException e) {
            throw new JournalException(cannotWrite(database.file(), e), e);
        }
    }

    /**
     * Forgets the runs that began before a time and have ended, with their logs, and the slots before it.
     *
     * @return how many runs
     */
    public int forgetBefore(Instant time) throws RunStoreException {
        try {
            List<Forgotten> old = database.list(
                    row -> new Forgotten(row.text("id"), Path.of(row.text("log_directory"))),
                    // The last run of a job, and its last success, are what "after" and the next daemon go by.
                    """
                            SELECT id, log_directory FROM runs WHERE started_at < ? AND status <> 'RUNNING'
                            AND EXISTS (SELECT 1 FROM runs AS later WHERE later.job = runs.job
                                AND later.started_at > runs.started_at
                                AND (runs.status <> 'SUCCEEDED' OR later.status = 'SUCCEEDED'))""",
                    time);
            for (Forgotten run : old) {
                // The logs first: what is left of them after a crash is still known then.
                deleteLogs(run.logs());
                database.update("DELETE FROM runs WHERE id = ?", run.id());
            }
            database.update(
                    """
                            DELETE FROM slots WHERE slot < ?
                            AND EXISTS (SELECT 1 FROM slots AS later WHERE later.job = slots.job AND later.slot > slots.slot)""",
                    time);
            return old.size();
        } catch (SQLException e) {
            throw new RunStoreException(cannotWrite(database.file(), e), e);
        } catch (IOException e) {
            throw new RunStoreException("cannot delete old logs: " + e, e);
        }
    }

    private record Forgotten(String id, Path logs) {}

    /** A directory of the store's own, whatever the store says. */
    private void deleteLogs(Path directory) throws IOException {
        Path own = stateDirectory.resolve("logs");
        if (!directory.normalize().startsWith(own) || directory.equals(own)
                || !Files.isDirectory(directory)) {
            return;
        }
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(directory);
    }

    @Override
    public void runStarted(RunEvent.RunStarted event, ProcessIdentity owner) throws JournalException {
        write(
                """
                        INSERT INTO runs (id, job, status, scheduled_for, started_at, scripts_total, log_directory,
                            owner_pid, owner_started)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                        ON CONFLICT DO UPDATE SET started_at = excluded.started_at,
                            log_directory = excluded.log_directory""",
                event.run().toString(),
                event.run().job(),
                RunStatus.RUNNING.name(),
                event.scheduledFor().orElse(null),
                event.at(),
                event.job().scripts().size(),
                event.logDirectory().toString(),
                owner.pid(),
                owner.started());
    }

    @Override
    public void attemptStarting(RunEvent.ScriptStarted event) throws JournalException {
        Attempt attempt = event.attempt();
        write(
                """
                        INSERT INTO attempts (run_id, script_index, attempt, name, path, status, started_at, log)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
                event.run().toString(),
                attempt.index(),
                attempt.number(),
                attempt.script().name(),
                attempt.script().path(),
                ScriptStatus.RUNNING.name(),
                event.at(),
                attempt.log().toString());
    }

    @Override
    public void attemptStarted(RunEvent.ScriptStarted event, ProcessIdentity process)
            throws JournalException {
        write(
                """
                        UPDATE attempts SET pid = ?, pid_started = ?
                        WHERE run_id = ? AND script_index = ? AND attempt = ?""",
                process.pid(),
                process.started(),
                event.run().toString(),
                event.attempt().index(),
                event.attempt().number());
    }

    @Override
    public void attemptFinished(RunEvent.ScriptFinished event) throws JournalException {
        journal(() -> attemptFinished(event, database));
    }

    static int attemptFinished(RunEvent.ScriptFinished event, Database database) throws SQLException {
        Attempt attempt = event.attempt();
        return database.update(
                """
                        INSERT INTO attempts (run_id, script_index, attempt, name, path, status, started_at, duration,
                            return_code, error, reason, log)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        ON CONFLICT DO UPDATE SET status = excluded.status, duration = excluded.duration,
                            return_code = excluded.return_code, error = excluded.error, reason = excluded.reason""",
                event.run().toString(),
                attempt.index(),
                attempt.number(),
                attempt.script().name(),
                attempt.script().path(),
                event.status().name(),
                event.startedAt(),
                micros(event.duration()),
                event.returnCode().isPresent() ? event.returnCode().getAsInt() : null,
                event.error().map(Enum::name).orElse(null),
                event.reason(),
                attempt.log().toString());
    }

    @Override
    public void runFinished(RunEvent.RunFinished event) throws JournalException {
        write(
                "UPDATE runs SET status = ?, duration = ?, reason = ? WHERE id = ?",
                event.status().name(),
                micros(event.duration()),
                event.reason(),
                event.run().toString());
    }

    @Override
    public void close() {
        database.close();
    }

    private <T> T journal(Database.Work<T> work) throws JournalException {
        try {
            return work.run();
        } catch (SQLException e) {
            throw new JournalException(cannotWrite(database.file(), e), e);
        }
    }

    private void write(String sql, @Nullable Object... values) throws JournalException {
        try {
            database.update(sql, values);
        } catch (SQLException e) {
            throw new JournalException(cannotWrite(database.file(), e), e);
        }
    }

    private static SlotClaim.Taken taken(Database.Row row) throws SQLException {
        return new SlotClaim.Taken(
                SlotOutcome.valueOf(row.text("outcome")),
                row.optionalText("run_id").map(RunId::parse),
                row.text("reason"));
    }

    static long micros(Duration duration) {
        return duration.toNanos() / 1000;
    }

    private static String cannotWrite(Path file, SQLException e) {
        return "cannot write the run store " + file + ": " + Database.words(e);
    }

    private static void pause() throws RunStoreException {
        try {
            Thread.sleep(OPEN_PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RunStoreException("interrupted while the run store was locked by another process", e);
        }
    }
}
