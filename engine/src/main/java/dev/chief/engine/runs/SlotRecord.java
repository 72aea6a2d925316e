package dev.chief.engine.runs;

import dev.chief.engine.run.RunId;
import java.time.Instant;
import java.util.Optional;

/**
 * A line of the ledger: what became of a slot.
 *
 * @param slot the instant that the schedule gave
 * @param outcome what became of it; queued until it is known
 * @param reason why, a phrase without a full stop; empty if it simply ran
 * @param run the run that was started for it
 */
public record SlotRecord(String job, Instant slot, SlotOutcome outcome, String reason, Optional<RunId> run) {}
