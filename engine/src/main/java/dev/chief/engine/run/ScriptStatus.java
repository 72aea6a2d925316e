package dev.chief.engine.run;

/** Where one attempt of a script stands. */
public enum ScriptStatus {
    /** It has begun and not ended. */
    RUNNING,
    /** It ended with 0. */
    SUCCEEDED,
    /** It ended with something else, took too long, or could not be started. */
    FAILED,
    /** It was ended because the run was stopped. */
    CANCELLED,
    /** It was not started, because of what happened before. */
    SKIPPED,
    /** The process that watched it is gone without having recorded an end. Only the run store says so. */
    LOST
}
