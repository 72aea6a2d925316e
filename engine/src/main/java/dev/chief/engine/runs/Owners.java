package dev.chief.engine.runs;

import dev.chief.engine.run.ProcessIdentity;
import dev.chief.engine.run.RunId;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Finds the runs that will never end: recorded as running, and the process that ran them is gone. While a script has
 * outlived that process the run still goes on.
 */
final class Owners {
    private Owners() {}

    /** Whether a run that is recorded as running is not. */
    static boolean isLost(Database database, String run, ProcessIdentity owner) throws SQLException {
        if (owner.isAlive()) {
            return false;
        }
        List<Optional<ProcessIdentity>> scripts = database.list(
                Owners::process,
                "SELECT pid, pid_started FROM attempts WHERE run_id = ? AND status = 'RUNNING'",
                run);
        for (Optional<ProcessIdentity> script : scripts) {
            // The process that ran it may have been killed between the start of a script and its record.
            if (script.or(() -> ProcessIdentity.ofRun(RunId.parse(run)))
                    .filter(ProcessIdentity::isAlive)
                    .isPresent()) {
                return false;
            }
        }
        return true;
    }

    private static Optional<ProcessIdentity> process(Database.Row row) throws SQLException {
        String started = row.text("pid_started");
        return row.optionalNumber("pid").map(pid -> new ProcessIdentity(pid, started));
    }

    static String reason(ProcessIdentity owner) {
        return "the process that ran it (" + owner.pid() + ") is gone";
    }

    /** Records as lost what is lost. */
    static void markLost(Database database) throws SQLException {
        record Going(String run, ProcessIdentity owner) {}
        List<Going> runs = database.list(
                row -> new Going(row.text("id"), owner(row)),
                "SELECT id, owner_pid, owner_started FROM runs WHERE status = 'RUNNING'");
        for (Going going : runs) {
            if (!isLost(database, going.run(), going.owner())) {
                continue;
            }
            database.update(
                    "UPDATE attempts SET status = 'LOST', reason = ? WHERE run_id = ? AND status = 'RUNNING'",
                    reason(going.owner()),
                    going.run());
            database.update(
                    "UPDATE runs SET status = 'LOST', reason = ? WHERE id = ? AND status = 'RUNNING'",
                    reason(going.owner()),
                    going.run());
        }
    }

    static ProcessIdentity owner(Database.Row row) throws SQLException {
        return new ProcessIdentity(row.number("owner_pid"), row.text("owner_started"));
    }
}
