package dev.chief.engine.runs;

import dev.chief.engine.run.ProcessIdentity;
import dev.chief.engine.run.RunId;
import dev.chief.engine.run.ScriptError;
import dev.chief.engine.run.ScriptStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One attempt of a script of a run, as the store has it.
 *
 * @param index the script's place in the job, from 1
 * @param attempt which attempt, from 1; 0 for a script that was skipped
 * @param name the script's name
 * @param path the script's path as written in chief.yaml
 * @param status where it stands
 * @param startedAt when it began
 * @param duration how long it took; empty while it runs and when it is lost
 * @param returnCode as in the event that ended it
 * @param error as in the event that ended it
 * @param reason why it did not succeed; empty while it runs, and on success unless that was found after the process that
 *     ran it was gone
 * @param log its output; the file of all attempts of a script is the same, and a skipped script has none
 * @param process the process that watches over its main process and ends with it, once it was started
 */
public record StoredScript(
    RunId run,
    int index,
    int attempt,
    String name,
    String path,
    ScriptStatus status,
    Instant startedAt,
    Optional<Duration> duration,
    OptionalInt returnCode,
    Optional<ScriptError> error,
    String reason,
    Path log,
    Optional<ProcessIdentity> process
) {
    /** The same attempt, ended. */
    StoredScript ended(ScriptStatus how, OptionalInt code, Optional<Duration> after, String why) {
        return new StoredScript(
                run,
                index,
                attempt,
                name,
                path,
                how,
                startedAt,
                after,
                code,
                error,
                why,
                log,
                process);
    }
}
