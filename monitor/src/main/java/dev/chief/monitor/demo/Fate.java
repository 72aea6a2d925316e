package dev.chief.monitor.demo;

/** What becomes of a slot. */
enum Fate {
    /** The run ends well. */
    GOOD,
    /** A script fails once, is tried again and ends well. */
    RETRIED,
    /** The last script fails. */
    FAILED,
    /** No run begins for it. */
    MISSED,
    /** The run takes longer than it may, and ends well. */
    LONG,
    /** The run takes longer than it may, and has not ended. */
    ENDLESS
}
