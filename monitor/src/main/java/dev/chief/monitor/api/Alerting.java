package dev.chief.monitor.api;

import static java.util.Objects.requireNonNull;

import dev.chief.monitor.store.AlertTable;
import dev.chief.monitor.store.Database;
import dev.chief.monitor.store.StoredAlert;
import java.util.Optional;

/** What people do about alerts. For any thread. */
@FunctionalInterface
public interface Alerting {
    /** Why an alert is over whose job nobody wants to see any more. */
    String ARCHIVED = "the job was archived";

    /**
     * Closes an alert.
     *
     * @param reason what is kept and shown
     * @return none if there is no such alert
     */
    Optional<Closed> close(long id, String reason);

    /** Closes the alerts of a job that is archived. */
    default void closeArchived(Database database, String jobName) {
        database.read(handle -> AlertTable.openOfJob(handle, jobName))
                .forEach(alert -> close(alert.id(), ARCHIVED));
    }

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
