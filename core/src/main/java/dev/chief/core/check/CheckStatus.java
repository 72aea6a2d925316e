package dev.chief.core.check;

/** Whether a job runs when it should. The names are those of JSON. */
public enum CheckStatus {
    /** Nothing is overdue. */
    UP,
    /** A slot has come, and no run has begun for it yet. */
    LATE,
    /** A slot was missed, and nothing has been heard of the job since. */
    DOWN
}
