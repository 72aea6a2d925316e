package dev.chief.monitor.api;

import static java.util.Objects.requireNonNull;

import dev.chief.monitor.store.StoredAlert;
import java.util.Optional;

/** What people do about alerts. For any thread. */
@FunctionalInterface
public interface Alerting {
    /**
     * Closes an alert.
     *
     * @param reason what is kept and shown
     * @return none if there is no such alert
     */
    Optional<Closed> close(long id, String reason);

    /**
     * What came of closing an alert.
     *
     * @param updated whether it was open until now
     * @param alert as it is after
     */
    record Closed(boolean updated, StoredAlert alert) {
        public Closed {
            requireNonNull(alert);
        }
    }
}
