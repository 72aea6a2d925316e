package dev.chief.core.event;

/** How serious an event is, mildest first. The names are those of JSON. */
public enum Level {
    /** Of interest to those who look for a fault. */
    DEBUG,
    /** What is expected to happen. */
    INFO,
    /** Something that may need a person. */
    WARN,
    /** Something failed. */
    ERROR,
    /** Something failed that a person must see to at once. */
    CRITICAL
}
