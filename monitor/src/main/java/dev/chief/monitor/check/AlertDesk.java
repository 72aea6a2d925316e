package dev.chief.monitor.check;

import dev.chief.core.check.Entry.What;
import dev.chief.monitor.store.AlertTable;
import dev.chief.monitor.store.Database;
import dev.chief.monitor.store.StoredAlert;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What people do about alerts. For any thread. */
public final class AlertDesk {
    private final Database database;
    private final Checks checks;
    private final InstantSource clock;

    /** @param clock says when people do it */
    public AlertDesk(Database database, Checks checks, InstantSource clock) {
        this.database = database;
        this.checks = checks;
        this.clock = clock;
    }

    /**
     * What came of closing an alert.
     *
     * @param updated whether it was open until now
     * @param alert as it is after
     */
    public record Closed(boolean updated, StoredAlert alert) {}

    /**
     * Closes an alert. If it is of a job, that is a part of the job's history from now on.
     *
     * @param reason what is kept and shown
     * @return none if there is no such alert
     */
    public Optional<Closed> close(long id, String reason) {
        return database.write(handle -> close(handle, id, reason, clock.instant()));
    }

    private Optional<Closed> close(Handle handle, long id, String reason, Instant now) {
        Optional<StoredAlert> found = AlertTable.get(handle, id);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> job = found.get().alert().subject().jobName();
        if (found.get().closing().isEmpty() && job.isPresent()) {
            AlertBook alerts = checks.alerts(handle, now);
            CheckBook book = checks.open(handle, now, alerts);
            book.open(List.of(job.get()));
            String key = found.get().alert().key().dedupeKey();
            if (book.situation(job.get()).open().stream().anyMatch(open -> open.dedupeKey().equals(key))) {
                book.decide(Verdicts.of(job.get(), now, new What.Closed(key, reason)));
                book.hear(job.get(), List.of());
                book.close();
                alerts.close(checks.outbox());
            }
        }
        // What the history does not know any more, and what is a Chief's, is closed all the same.
        AlertTable.close(handle, id, now, reason);
        return AlertTable.get(handle, id).map(after -> new Closed(found.get().closing().isEmpty(), after));
    }
}
