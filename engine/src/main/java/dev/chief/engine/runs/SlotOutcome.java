package dev.chief.engine.runs;

/** What became of a slot. */
public enum SlotOutcome {
    /** A run was started for it. */
    RAN,
    /** It was left out on purpose. */
    SKIPPED,
    /** It waits for a run to end. */
    QUEUED,
    /** Nobody was there to run it. */
    MISSED
}
