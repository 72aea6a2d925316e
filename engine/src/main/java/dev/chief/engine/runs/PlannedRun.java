package dev.chief.engine.runs;

import dev.chief.engine.run.RunId;
import java.time.Instant;
import java.util.Optional;

/**
 * A run that follows from a decision and is recorded with it, before it starts.
 *
 * @param slot the slot that it is for, if it was scheduled
 * @param scripts how many scripts the job has
 */
public record PlannedRun(RunId id, Optional<Instant> slot, int scripts) {}
