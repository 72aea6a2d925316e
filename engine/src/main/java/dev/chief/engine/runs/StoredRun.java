package dev.chief.engine.runs;

import dev.chief.engine.run.ProcessIdentity;
import dev.chief.engine.run.RunId;
import dev.chief.engine.run.RunStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A run as the store has it.
 *
 * @param status where it stands; when the process that ran it is gone, what could be found of its end, else lost
 * @param scheduledFor the slot that it ran for, if it was scheduled
 * @param finishedAt when it ended, to the microsecond; empty while it runs and when it is lost
 * @param reason why it did not succeed; empty while it runs, and on success unless that was found after the process that
 *     ran it was gone
 * @param scriptsTotal how many scripts the job had
 * @param logDirectory where its logs are or were
 * @param owner the process that runs or ran it
 */
public record StoredRun(
    RunId id,
    RunStatus status,
    Optional<Instant> scheduledFor,
    Instant startedAt,
    Optional<Instant> finishedAt,
    String reason,
    int scriptsTotal,
    Path logDirectory,
    ProcessIdentity owner
) {
    /** The job's name. */
    public String job() {
        return id.job();
    }

    /** The same run, ended. */
    StoredRun ended(RunStatus how, Optional<Instant> at, String why) {
        return new StoredRun(
                id,
                how,
                scheduledFor,
                startedAt,
                at,
                why,
                scriptsTotal,
                logDirectory,
                owner);
    }

    /** How long it took, once it has ended. */
    public Optional<Duration> duration() {
        return finishedAt.map(end -> Duration.between(startedAt, end));
    }
}
