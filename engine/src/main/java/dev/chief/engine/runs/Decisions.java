package dev.chief.engine.runs;

import dev.chief.core.dispatch.Past;
import dev.chief.engine.run.ExitFile;
import dev.chief.engine.run.ProcessIdentity;
import dev.chief.engine.run.RunEvent.RunFinished;
import dev.chief.engine.run.RunEvent.ScriptFinished;
import dev.chief.engine.run.RunId;
import dev.chief.engine.run.RunStatus;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Writes the decisions of a daemon, and reads what the next daemon has to know of them. */
final class Decisions {
    private Decisions() {}

    /** @see RunStore#decide */
    static Set<RunId> write(Decision decision, Instant now, Database database) throws SQLException {
        List<RunFinished> late = new ArrayList<>();
        Set<RunId> refused = database.transaction(() -> {
            for (RunFinished run : decision.ended()) {
                if (end(run, database)) {
                    late.add(run);
                }
            }
            Set<RunId> taken = new HashSet<>();
            for (SlotRecord slot : decision.slots()) {
                if (!record(slot, now, database)) {
                    slot.run().ifPresent(taken::add);
                }
            }
            ProcessIdentity owner = ProcessIdentity.current();
            for (PlannedRun run : decision.runs()) {
                if (!taken.contains(run.id())) {
                    insert(run, now, owner, database);
                }
            }
            if (decision.schedules().isPresent()) {
                plan(decision.schedules().get(), now, database);
            }
            return taken;
        });
        late.forEach(run -> run.scripts()
                .forEach(it -> ExitFile.of(it.attempt().log(), it.attempt().number()).delete()));
        return refused;
    }

    /** Gives what waited with a daemon that is gone its final outcome. */
    static int giveUpWaiting(Instant now, Database database) throws SQLException {
        return database.update("""
                UPDATE slots SET outcome = 'MISSED', reason = 'the daemon ended while it waited ' || reason,
                    recorded_at = ?
                WHERE outcome = 'QUEUED'""", now);
    }

    /** @see RunStore#pasts */
    static Map<String, Past> pasts(Collection<String> jobs, Instant now, Database database)
            throws SQLException {
        Map<String, Past> pasts = new HashMap<>();
        for (String job : jobs) {
            Optional<Instant> slot = last(database,
                    "SELECT slot AS at FROM slots WHERE job = ? AND slot <= ? ORDER BY slot DESC LIMIT 1",
                    job, now);
            Optional<Instant> start = last(database,
                    "SELECT started_at AS at FROM runs WHERE job = ? ORDER BY started_at DESC LIMIT 1", job);
            Optional<Instant> success = last(database, """
                    SELECT started_at + duration AS at FROM runs WHERE job = ? AND status = 'SUCCEEDED'
                    ORDER BY started_at DESC LIMIT 1""", job);
            if (slot.isPresent() || start.isPresent()) {
                pasts.put(job, new Past(slot, start, success));
            }
        }
        return pasts;
    }

    /** @see RunStore#schedules */
    static Map<String, StoredSchedule> schedules(Database database) throws SQLException {
        Map<String, StoredSchedule> schedules = new HashMap<>();
        database.list(
                row -> schedules.put(row.text("job"),
                        new StoredSchedule(row.text("schedule"), row.optionalTime("since"))),
                "SELECT * FROM schedules");
        return schedules;
    }

    private static void plan(Map<String, String> schedules, Instant now, Database database)
            throws SQLException {
        Map<String, StoredSchedule> known = schedules(database);
        for (Map.Entry<String, String> job : schedules.entrySet()) {
            StoredSchedule before = known.get(job.getKey());
            if (before == null || !before.schedule().equals(job.getValue())) {
                database.update(
                        """
                                INSERT INTO schedules (job, schedule, since) VALUES (?, ?, ?)
                                ON CONFLICT DO UPDATE SET schedule = excluded.schedule, since = excluded.since""",
                        job.getKey(), job.getValue(), now);
            }
        }
        for (String job : known.keySet()) {
            if (!schedules.containsKey(job)) {
                database.update("DELETE FROM schedules WHERE job = ?", job);
            }
        }
    }

    private static Optional<Instant> last(Database database, String sql, Object... values)
            throws SQLException {
        List<Optional<Instant>> found = database.list(row -> row.optionalTime("at"), sql, values);
        return found.isEmpty() ? Optional.empty() : found.getFirst();
    }

    /** Whether the line is as wanted: it is new, or the slot waited. A final outcome stays. */
    private static boolean record(SlotRecord slot, Instant now, Database database) throws SQLException {
        return database.update(
                """
                        INSERT INTO slots (job, slot, outcome, reason, run_id, recorded_at) VALUES (?, ?, ?, ?, ?, ?)
                        ON CONFLICT DO UPDATE SET outcome = excluded.outcome, reason = excluded.reason,
                            run_id = excluded.run_id, recorded_at = excluded.recorded_at
                            WHERE outcome = 'QUEUED'""",
                slot.job(),
                slot.slot(),
                slot.outcome().name(),
                slot.reason(),
                slot.run().map(RunId::toString).orElse(null),
                now) == 1;
    }

    private static void insert(PlannedRun run, Instant now, ProcessIdentity owner, Database database)
            throws SQLException {
        database.update(
                """
                        INSERT INTO runs (id, job, status, scheduled_for, started_at, scripts_total, log_directory,
                            owner_pid, owner_started)
                        VALUES (?, ?, ?, ?, ?, ?, '', ?, ?)""",
                run.id().toString(),
                run.id().job(),
                RunStatus.RUNNING.name(),
                run.slot().orElse(null),
                now,
                run.scripts(),
                owner.pid(),
                owner.started());
    }

    /** Whether the run had not recorded its end itself; then it is recorded now, with the results of its scripts. */
    private static boolean end(RunFinished run, Database database) throws SQLException {
        int rows = database.update(
                "UPDATE runs SET status = ?, duration = ?, reason = ? WHERE id = ? AND status = 'RUNNING'",
                run.status().name(),
                RunStore.micros(run.duration()),
                run.reason(),
                run.run().toString());
        if (rows == 1) {
            for (ScriptFinished script : run.scripts()) {
                RunStore.attemptFinished(script, database);
            }
            database.update("""
                    UPDATE attempts SET status = 'LOST', reason = 'its end could not be recorded when it came'
                    WHERE run_id = ? AND status = 'RUNNING'""", run.run().toString());
        }
        return rows == 1;
    }
}
