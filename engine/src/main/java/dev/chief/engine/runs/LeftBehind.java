package dev.chief.engine.runs;

import dev.chief.engine.run.ExitFile;
import dev.chief.engine.run.ProcessIdentity;
import dev.chief.engine.run.RunId;
import dev.chief.engine.run.RunStatus;
import dev.chief.engine.run.ScriptStatus;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Settles the runs that a process has left behind that is gone: they are recorded as running and nobody will record their
 * end. While a script has outlived that process the run goes on; then its exit file says what came of it. Any number of
 * processes may do this at once: all find the same, and the first to record it does.
 */
final class LeftBehind {
    private LeftBehind() {}

    /** A run with the attempts of its scripts. */
    record Seen(StoredRun run, List<StoredScript> attempts) {}

    /** Whether nobody will record the end of a run. */
    static boolean isLeft(StoredRun run) {
        return run.status() == RunStatus.RUNNING && !run.owner().isAlive();
    }

    /** How a run stands: as it is recorded, or as it would be settled. Changes nothing. */
    static Seen look(Database database, StoredRun run) throws SQLException {
        List<StoredScript> attempts = RunHistory.attempts(database, run.id());
        if (!isLeft(run)) {
            return new Seen(run, attempts);
        }
        Optional<List<StoredScript>> ended = ended(run, attempts);
        // Who has recorded the end meanwhile, be it the owner with its last breath, knew more than there is to see now.
        StoredRun now = RunHistory.run(database, run.id()).orElse(run);
        if (now.status() != RunStatus.RUNNING) {
            return new Seen(now, RunHistory.attempts(database, run.id()));
        }
        return ended.map(all -> new Seen(judge(run, all), all)).orElse(new Seen(run, attempts));
    }

    /** Settles all runs that have ended. */
    static void settle(Database database) throws SQLException {
        for (StoredRun run : RunHistory.running(database)) {
            settle(database, run);
        }
    }

    /** The runs that go on without the process that began them. */
    static List<StoredRun> survivors(Database database) throws SQLException {
        List<StoredRun> survivors = new ArrayList<>();
        for (StoredRun run : RunHistory.running(database)) {
            Seen seen = look(database, run);
            if (isLeft(seen.run())) {
                survivors.add(seen.run());
            }
        }
        return survivors;
    }

    /** The end of a run, recorded now if it was not; none while it goes on. */
    static Optional<StoredRun> settle(Database database, StoredRun run) throws SQLException {
        if (run.status() != RunStatus.RUNNING) {
            return Optional.of(run);
        }
        if (!isLeft(run)) {
            return Optional.empty();
        }
        Optional<List<StoredScript>> ended = ended(run, RunHistory.attempts(database, run.id()));
        if (ended.isEmpty()) {
            return Optional.empty();
        }
        for (StoredScript attempt : ended.get()) {
            record(database, attempt);
        }
        // As recorded, by whomever.
        List<StoredScript> attempts = RunHistory.attempts(database, run.id());
        record(database, judge(run, attempts));
        // Last: who sees that a file is gone sees its content in the store then.
        attempts.forEach(attempt -> ExitFile.of(attempt.log(), attempt.attempt()).delete());
        return RunHistory.run(database, run.id());
    }

    private static void record(Database database, StoredScript attempt) throws SQLException {
        database.update(
                """
                        UPDATE attempts SET status = ?, duration = ?, return_code = ?, reason = ?
                        WHERE run_id = ? AND script_index = ? AND attempt = ? AND status = 'RUNNING'""",
                attempt.status().name(),
                attempt.duration().map(RunStore::micros).orElse(null),
                attempt.returnCode().isPresent() ? attempt.returnCode().getAsInt() : null,
                attempt.reason(),
                attempt.run().toString(),
                attempt.index(),
                attempt.attempt());
    }

    private static void record(Database database, StoredRun run) throws SQLException {
        database.update(
                "UPDATE runs SET status = ?, duration = ?, reason = ? WHERE id = ? AND status = 'RUNNING'",
                run.status().name(),
                run.duration().map(RunStore::micros).orElse(null),
                run.reason(),
                run.id().toString());
    }

    /** The attempts with the end of the one that was running; none while it is. */
    private static Optional<List<StoredScript>> ended(StoredRun run, List<StoredScript> attempts) {
        List<StoredScript> all = new ArrayList<>();
        for (StoredScript attempt : attempts) {
            if (attempt.status() != ScriptStatus.RUNNING) {
                all.add(attempt);
                continue;
            }
            Optional<StoredScript> ended = ended(run, attempt);
            if (ended.isEmpty()) {
                return Optional.empty();
            }
            all.add(ended.get());
        }
        return Optional.of(all);
    }

    private static Optional<StoredScript> ended(StoredRun run, StoredScript attempt) {
        ExitFile file = ExitFile.of(attempt.log(), attempt.attempt());
        Optional<ExitFile.Exit> exit = file.read();
        if (exit.isEmpty()) {
            if (isAlive(run.id(), attempt)) {
                return Optional.empty();
            }
            // It may have ended between the two looks.
            exit = file.read();
        }
        if (exit.isEmpty()) {
            return Optional.of(attempt.ended(ScriptStatus.LOST, OptionalInt.empty(), Optional.empty(),
                    lost(run)));
        }
        int code = exit.get().code();
        // As exact as the store is: who only looks sees what the others will find recorded.
        Duration duration = Duration.between(attempt.startedAt(), exit.get().at())
                .truncatedTo(ChronoUnit.MICROS);
        String words = code == 0 ? "return code 0" : exit.get().reason();
        return Optional.of(
                attempt.ended(
                        code == 0 ? ScriptStatus.SUCCEEDED : ScriptStatus.FAILED,
                        OptionalInt.of(code),
                        Optional.of(duration.isNegative() ? Duration.ZERO : duration),
                        words + ", " + found(run)));
    }

    /** Without its watcher a script can only be found by the run that it belongs to. */
    private static boolean isAlive(RunId run, StoredScript attempt) {
        return attempt.process().filter(ProcessIdentity::isAlive).isPresent()
                || ProcessIdentity.ofRun(run).isPresent();
    }

    /** What became of a run, all of whose attempts have ended. */
    private static StoredRun judge(StoredRun run, List<StoredScript> attempts) {
        List<StoredScript> last = new ArrayList<>();
        Instant end = run.startedAt();
        for (StoredScript attempt : attempts) {
            if (!last.isEmpty() && last.getLast().index() == attempt.index()) {
                last.removeLast();
            }
            last.add(attempt);
            Instant itsEnd = attempt.startedAt().plus(attempt.duration().orElse(Duration.ZERO));
            end = itsEnd.isAfter(end) ? itsEnd : end;
        }
        if (first(last, ScriptStatus.LOST).isPresent() || last.isEmpty()) {
            return run.ended(RunStatus.LOST, Optional.empty(), lost(run));
        }
        if (first(last, ScriptStatus.CANCELLED).isPresent()) {
            return run.ended(RunStatus.CANCELLED, Optional.of(end), "stopped");
        }
        Optional<StoredScript> failed = first(last, ScriptStatus.FAILED);
        if (failed.isPresent()) {
            return run.ended(RunStatus.FAILED, Optional.of(end), failure(run, failed.get(), last));
        }
        long succeeded = last.stream().filter(it -> it.status() == ScriptStatus.SUCCEEDED).count();
        if (succeeded == run.scriptsTotal()) {
            return run.ended(RunStatus.SUCCEEDED, Optional.of(end), found(run));
        }
        return run.ended(
                RunStatus.LOST,
                Optional.empty(),
                chief(run) + " was gone after script " + succeeded + " of " + run.scriptsTotal());
    }

    /**
     * Why a run has failed and what was not done about it. A run fails with any of its scripts, whether the others were
     * to follow or not; whether there was to be another attempt is not known here.
     */
    private static String failure(StoredRun run, StoredScript failed, List<StoredScript> last) {
        List<String> undone = new ArrayList<>();
        if (failed.index() == last.getLast().index()) {
            undone.add("not tried again");
        }
        int total = run.scriptsTotal();
        int begun = last.getLast().index();
        if (begun < total) {
            undone.add(
                    (begun + 1 == total ? "script " + total
                            : "scripts " + (begun + 1) + " to " + total)
                            + " of " + total + " not run");
        }
        String cause = failed.name() + ": " + failed.reason().replace(", " + found(run), "");
        return cause + "; " + chief(run) + " was gone then"
                + (undone.isEmpty() ? "" : ": " + String.join(", ", undone));
    }

    private static Optional<StoredScript> first(List<StoredScript> scripts, ScriptStatus status) {
        return scripts.stream().filter(it -> it.status() == status).findFirst();
    }

    private static String lost(StoredRun run) {
        return "the process that ran it (" + run.owner().pid() + ") is gone";
    }

    private static String found(StoredRun run) {
        return "found after " + chief(run) + " was gone";
    }

    private static String chief(StoredRun run) {
        return "Chief (" + run.owner().pid() + ")";
    }
}
