package dev.chief.monitor.store;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * An alert that is in the database.
 *
 * @param closing none while it is open
 * @param coveredBy the alert that speaks for it, as that of a dead Chief for those of its jobs
 */
public record StoredAlert(
    long id,
    NewAlert alert,
    Optional<Closing> closing,
    Optional<Long> coveredBy,
    Optional<Acknowledgement> acknowledgement
) {
    public StoredAlert {
        requireNonNull(alert);
        requireNonNull(closing);
        requireNonNull(coveredBy);
        requireNonNull(acknowledgement);
    }

    /** Whether it is open. */
    public boolean isOpen() {
        return closing.isEmpty();
    }

    /** OPEN or CLOSED. */
    public String status() {
        return isOpen() ? "OPEN" : "CLOSED";
    }

    /** When an alert closed, and why. */
    public record Closing(Instant at, String reason) {
        public Closing {
            requireNonNull(at);
            requireNonNull(reason);
        }
    }

    /** When somebody took note of an alert, and who. */
    public record Acknowledgement(Instant at, String by) {
        public Acknowledgement {
            requireNonNull(at);
            requireNonNull(by);
        }
    }
}
