package dev.chief.engine.runs;

import dev.chief.engine.run.RunId;
import java.util.Optional;

/** What came of the wish to run a job for a slot. */
public sealed interface SlotClaim {
    /** The slot is the caller's: nobody else will run it. */
    record Granted() implements SlotClaim {}

    /**
     * The slot was decided before.
     *
     * @param outcome what became of it
     * @param run the run that has it, if one has
     * @param reason more in words, or empty
     */
    record Taken(SlotOutcome outcome, Optional<RunId> run, String reason) implements SlotClaim {}
}
