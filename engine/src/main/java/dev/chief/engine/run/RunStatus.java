package dev.chief.engine.run;

/** Where a run stands. */
public enum RunStatus {
    /** It has begun and not ended. */
    RUNNING,
    /** Every script ended with 0. */
    SUCCEEDED,
    /** A script failed, the run took too long, or it could not go on. */
    FAILED,
    /** It was stopped. */
    CANCELLED,
    /** The process that ran it is gone without having recorded an end. Only the run store says so. */
    LOST
}
