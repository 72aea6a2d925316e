package dev.chief.core.check;

/** How a job is doing, richer than {@link CheckStatus}. The names are those of JSON; the worst that holds is the state. */
public enum CheckState {
    /** It is in its Chief's file no more. */
    RETIRED,
    /** Nobody asked for its times to be watched. */
    PAUSED,
    /** A slot came while the monitor was not watching, and its Chief has not been heard since. */
    UNKNOWN,
    /** {@link CheckStatus#DOWN}. */
    DOWN,
    /** A run takes longer than its scripts may. */
    OVERRUN,
    /** {@link CheckStatus#LATE}. */
    LATE,
    /** The last run that ended failed. */
    FAILING,
    /** A run goes on. */
    RUNNING,
    /** No run has been heard of yet. */
    NEW,
    /** All is well. */
    UP
}
