package dev.chief.core.event;

/** Who says it. */
public enum SourceType {
    /** Chief itself. */
    CHIEF("chief"),
    /** A script, through one of the worker helpers. */
    WORKER("worker"),
    /** The monitor. */
    MONITOR("monitor");

    private final String text;

    SourceType(String text) {
        this.text = text;
    }

    /** The word in JSON. */
    public String text() {
        return text;
    }
}
