package dev.chief.engine.runs;

import dev.chief.engine.run.ProcessIdentity;
import dev.chief.engine.run.RunId;
import dev.chief.engine.run.RunStatus;
import dev.chief.engine.run.ScriptError;
import dev.chief.engine.run.ScriptStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Reads the run store. For any thread. */
public final class RunHistory implements AutoCloseable {
    private static final int MOST_FOUND = 10;

    /** None for a history without a store. */
    private final @Nullable Database database;

    RunHistory(@Nullable Database database) {
        this.database = database;
    }

    /**
     * Opens the history of a state directory without changing it. Without a store there the history is empty.
     *
     * @throws RunStoreException when it cannot be read, or was written by a newer Chief
     */
    public static RunHistory open(Path stateDirectory) throws RunStoreException {
        Path file = stateDirectory.resolve(RunStore.FILE);
        if (!Files.exists(file)) {
            return new RunHistory(null);
        }
        // Whoever writes has a log beside the store. Without one nobody does, and reading needs no files of its own.
        Path log = stateDirectory.resolve(RunStore.FILE + "-wal");
        Database.Mode mode = Files.exists(log) ? Database.Mode.READ : Database.Mode.READ_ALONE;
        try {
            return new RunHistory(checked(Database.open(file, mode)));
        } catch (SQLException e) {
            throw cannotRead(file, e);
        }
    }

    private static @Nullable Database checked(Database database) throws SQLException, RunStoreException {
        try {
            Migrations.check(database);
            if (!Migrations.isEmpty(database)) {
                return database;
            }
        } catch (SQLException | RunStoreException e) {
            database.close();
            throw e;
        }
        database.close();
        return null;
    }

    /**
     * The latest runs, newest first.
     *
     * @param job only those of this job
     * @param limit at most so many, at least 1
     */
    public List<StoredRun> recent(Optional<String> job, int limit) throws RunStoreException {
        if (job.isPresent()) {
            return runs("WHERE job = ? ORDER BY started_at DESC, rowid DESC LIMIT ?", job.get(), limit);
        }
        return runs("ORDER BY started_at DESC, rowid DESC LIMIT ?", limit);
    }

    /**
     * The last lines of the ledger for a job, newest first.
     *
     * @param until the last slot to consider, inclusive
     * @param limit at most so many, at least 1
     */
    public List<SlotRecord> slots(String job, Instant until, int limit) throws RunStoreException {
        if (database == null) {
            return List.of();
        }
        try {
            return database.list(
                    row -> new SlotRecord(job, row.time("slot"), SlotOutcome.valueOf(row.text("outcome")),
                            row.text("reason"), row.optionalText("run_id").map(RunId::parse)),
                    "SELECT * FROM slots WHERE job = ? AND slot <= ? ORDER BY slot DESC LIMIT ?",
                    job,
                    until,
                    limit);
        } catch (SQLException e) {
            throw cannotRead(database.file(), e);
        }
    }

    /**
     * The runs that a user may mean: the one with exactly this id, else those whose id begins with the text, newest
     * first, at most ten.
     */
    public List<StoredRun> find(String idOrPrefix) throws RunStoreException {
        List<StoredRun> exact = runs("WHERE id = ?", idOrPrefix);
        if (!exact.isEmpty() || idOrPrefix.isEmpty()) {
            return exact;
        }
        return runs(
                "WHERE id >= ? AND id < ? || char(0x10FFFF) ORDER BY started_at DESC, rowid DESC LIMIT ?",
                idOrPrefix,
                idOrPrefix,
                MOST_FOUND);
    }

    /** The attempts of the scripts of a run, in the order of the job and then of the attempts. */
    public List<StoredScript> scripts(RunId run) throws RunStoreException {
        if (database == null) {
            return List.of();
        }
        try {
            Optional<StoredRun> stored = run(database, run);
            return stored.isPresent() ? List.copyOf(LeftBehind.look(database, stored.get()).attempts())
                    : List.of();
        } catch (SQLException e) {
            throw cannotRead(database.file(), e);
        }
    }

    @Override
    public void close() {
        if (database != null) {
            database.close();
        }
    }

    private List<StoredRun> runs(String rest, Object... values) throws RunStoreException {
        Database from = database;
        if (from == null) {
            return List.of();
        }
        try {
            List<StoredRun> runs = from.list(RunHistory::run, "SELECT * FROM runs " + rest, values);
            for (int i = 0; i < runs.size(); i++) {
                if (LeftBehind.isLeft(runs.get(i))) {
                    runs.set(i, LeftBehind.look(from, runs.get(i)).run());
                }
            }
            return List.copyOf(runs);
        } catch (SQLException e) {
            throw cannotRead(from.file(), e);
        }
    }

    /** A run as it is recorded. */
    static Optional<StoredRun> run(Database database, RunId id) throws SQLException {
        return database.list(RunHistory::run, "SELECT * FROM runs WHERE id = ?", id.toString())
                .stream()
                .findFirst();
    }

    /** The runs that are recorded as running. */
    static List<StoredRun> running(Database database) throws SQLException {
        return database.list(RunHistory::run, "SELECT * FROM runs WHERE status = 'RUNNING'");
    }

    /** The attempts of a run as they are recorded, in the order of the job and then of the attempts. */
    static List<StoredScript> attempts(Database database, RunId run) throws SQLException {
        return database.list(
                row -> script(run, row),
                "SELECT * FROM attempts WHERE run_id = ? ORDER BY script_index, attempt",
                run.toString());
    }

    private static StoredRun run(Database.Row row) throws SQLException {
        Instant startedAt = row.time("started_at");
        return new StoredRun(
                RunId.parse(row.text("id")),
                RunStatus.valueOf(row.text("status")),
                row.optionalTime("scheduled_for"),
                startedAt,
                row.optionalNumber("duration").map(micros -> startedAt.plus(micros, ChronoUnit.MICROS)),
                row.text("reason"),
                (int) row.number("scripts_total"),
                Path.of(row.text("log_directory")),
                new ProcessIdentity(row.number("owner_pid"), row.text("owner_started")));
    }

    private static StoredScript script(RunId run, Database.Row row) throws SQLException {
        Optional<Long> code = row.optionalNumber("return_code");
        Optional<Long> pid = row.optionalNumber("pid");
        String pidStarted = row.text("pid_started");
        return new StoredScript(
                run,
                (int) row.number("script_index"),
                (int) row.number("attempt"),
                row.text("name"),
                row.text("path"),
                ScriptStatus.valueOf(row.text("status")),
                row.time("started_at"),
                row.optionalNumber("duration").map(micros -> Duration.of(micros, ChronoUnit.MICROS)),
                code.isPresent() ? OptionalInt.of(code.get().intValue()) : OptionalInt.empty(),
                row.optionalText("error").map(ScriptError::valueOf),
                row.text("reason"),
                Path.of(row.text("log")),
                pid.map(number -> new ProcessIdentity(number, pidStarted)));
    }

    private static RunStoreException cannotRead(Path file, SQLException e) {
        return new RunStoreException("Cannot read the run store " + file + ": " + Database.words(e) + ".", e);
    }
}
