package dev.chief.monitor.store;

/** How far a run has come. */
public enum RunStatus {
    /** It has begun, and its end was not heard of. */
    RUNNING,
    /** It ended, and every script succeeded. */
    SUCCEEDED,
    /** It ended in any other way. */
    FAILED
}
