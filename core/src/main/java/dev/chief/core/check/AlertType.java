package dev.chief.core.check;

import dev.chief.core.event.Level;

/** What an alert is about. The names are those of JSON. */
public enum AlertType {
    /** A run failed; over with the next success. */
    FAILURE(Level.ERROR),
    /** No run began for a slot within the grace; over with the next heartbeat. */
    MISSED(Level.WARN),
    /** One of the above is over by itself; over with the next heartbeat, or after {@link Check#RECOVERY_LASTS}. */
    RECOVERY(Level.INFO),
    /** A run takes longer than its scripts may; over when it ends. */
    OVERRUN(Level.WARN),
    /** Nothing is heard of a daemon that did not say that it stops; over with its next heartbeat. */
    CHIEF_OFFLINE(Level.CRITICAL);

    private final Level severity;

    AlertType(Level severity) {
        this.severity = severity;
    }

    /** How serious it is. */
    public Level severity() {
        return severity;
    }
}
