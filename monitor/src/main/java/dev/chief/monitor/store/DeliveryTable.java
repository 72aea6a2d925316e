package dev.chief.monitor.store;

import static dev.chief.monitor.store.StoredDelivery.Kind.ALERT;
import static dev.chief.monitor.store.StoredDelivery.Kind.SUMMARY;

import dev.chief.monitor.store.StoredDelivery.Kind;
import dev.chief.monitor.store.StoredDelivery.Progress;
import dev.chief.monitor.store.StoredDelivery.Status;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;
import org.jdbi.v3.core.statement.Query;

/**
 * What is to be told, to whom, and what became of it. Whoever tries a delivery claims it first: until the claim runs out nobody
 * else sees it as due, and the number of the attempt tells its result from that of a later claim. For any thread.
 */
public final class DeliveryTable {
    private static final String COLUMNS = """
            SELECT id, delivery_key, alert_id, channel_id, status, kind, attempts, created_at, next_attempt_at, sent_at, response_code,
                error, summary_id
            FROM deliveries
            """;

    private DeliveryTable() {}

    /**
     * Which deliveries are listed.
     *
     * @param alertId those that tell of an alert, alone or in a summary
     */
    public record Filter(Optional<Long> alertId, Optional<Long> channelId, Optional<Status> status) {
        /** All. */
        public static final Filter ALL = new Filter(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Where a list ended, so that another can go on from there. */
    public record Position(Instant createdAt, long id) {}

    /**
     * Adds a delivery.
     *
     * @return its number
     */
    public static long add(Handle handle, NewDelivery delivery, Instant now) {
        Progress progress = delivery.progress();
        return handle
                .createQuery(
                        """
                                INSERT INTO deliveries (delivery_key, alert_id, channel_id, status, kind, attempts, created_at, next_attempt_at,
                                    sent_at, response_code, error, told, notice, summary_id)
                                VALUES (:key, :alert, :channel, :status, :kind, :attempts, :now, :next, :sent, :code, :error, '', :notice, :summary)
                                RETURNING id""")
                .bind("key", delivery.key())
                .bind("alert", delivery.alertId())
                .bind("channel", delivery.channelId())
                .bind("status", progress.status())
                .bind("kind", delivery.kind())
                .bind("attempts", progress.attempts())
                .bind("now", now)
                .bind("next", progress.nextAttemptAt())
                .bind("sent", progress.sentAt())
                .bind("code", progress.responseCode())
                .bind("error", progress.error())
                .bind("notice", delivery.notice())
                .bind("summary", delivery.summaryId())
                .mapTo(Long.class)
                .one();
    }

    /** How many alerts a channel was given to tell of after a time, silenced ones not counted. */
    public static int countAlerts(Handle handle, long channelId, Instant after) {
        return handle.createQuery(
                """
                        SELECT count(*) FROM deliveries
                        WHERE channel_id = :channel AND created_at > :after AND kind = :kind AND status <> :suppressed""")
                .bind("channel", channelId)
                .bind("after", after)
                .bind("kind", ALERT)
                .bind("suppressed", Status.SUPPRESSED)
                .mapTo(Integer.class)
                .one();
    }

    /** The summary of a channel that nobody has begun to send. Nobody can until the transaction ends. */
    public static Optional<Long> lockOpenSummary(Handle handle, long channelId) {
        return handle.createQuery("""
                SELECT id FROM deliveries
                WHERE channel_id = :channel AND status = 'PENDING' AND kind = :kind AND attempts = 0
                ORDER BY id LIMIT 1""" + Dialect.of(handle).waitForRows())
                .bind("channel", channelId)
                .bind("kind", SUMMARY)
                .mapTo(Long.class)
                .findOne();
    }

    /** Gives a summary the alerts that were added after a time, and that nobody has begun to tell of. */
    public static void gather(Handle handle, long channelId, long summaryId, Instant after) {
        handle.createUpdate(
                """
                        UPDATE deliveries SET status = :summarised, summary_id = :summary, next_attempt_at = NULL
                        WHERE channel_id = :channel AND status = 'PENDING' AND kind = :kind AND attempts = 0 AND created_at > :after""")
                .bind("summarised", Status.SUMMARISED)
                .bind("summary", summaryId)
                .bind("channel", channelId)
                .bind("kind", ALERT)
                .bind("after", after)
                .execute();
    }

    /** When each channel that has something to send is to try next. */
    public static Map<Long, Instant> waiting(Handle handle) {
        return handle.createQuery("""
                SELECT channel_id, min(next_attempt_at) AS next FROM deliveries
                WHERE status = 'PENDING' GROUP BY channel_id""")
                .reduceRows(new HashMap<>(), (found, row) -> {
                    found.put(row.getColumn("channel_id", Long.class), row.getColumn("next", Instant.class));
                    return found;
                });
    }

    /**
     * Claims the delivery of a channel that has been due for longest.
     *
     * @param until when the claim runs out
     */
    public static Optional<ClaimedDelivery> claim(
        Handle handle,
        long channelId,
        Instant now,
        Instant until
    ) {
        return handle
                .createQuery(
                        """
                                SELECT id FROM deliveries
                                WHERE channel_id = :channel AND status = 'PENDING' AND next_attempt_at <= :now
                                ORDER BY next_attempt_at, id LIMIT 1""" + Dialect.of(handle).claimRows())
                .bind("channel", channelId)
                .bind("now", now)
                .mapTo(Long.class)
                .findOne()
                .map(id -> handle.createQuery("""
                        UPDATE deliveries SET attempts = attempts + 1, next_attempt_at = :until WHERE id = :id
                        RETURNING id, delivery_key, kind, attempts, notice, told""")
                        .bind("id", id)
                        .bind("until", until)
                        .map(DeliveryTable::claimed)
                        .one());
    }

    /** What a summary tells: the notices of its alerts as JSON, in the order of their numbers. */
    public static List<String> notices(Handle handle, long summaryId, int limit) {
        return handle.createQuery(
                """
                        SELECT notice FROM deliveries WHERE summary_id = :summary AND notice IS NOT NULL ORDER BY id LIMIT :limit""")
                .bind("summary", summaryId)
                .bind("limit", limit)
                .mapTo(String.class)
                .list();
    }

    /** How many alerts a summary tells of. */
    public static int countNotices(Handle handle, long summaryId) {
        return handle.createQuery("SELECT count(*) FROM deliveries WHERE summary_id = :summary")
                .bind("summary", summaryId)
                .mapTo(Integer.class)
                .one();
    }

    /** Records that the receiver has it: a fact, whoever else may be trying in the meantime. */
    public static void sent(Handle handle, long id, Optional<Integer> responseCode, Instant now) {
        handle.createUpdate(
                """
                        UPDATE deliveries
                        SET status = 'SENT', sent_at = :now, response_code = :code, error = NULL, told = '', next_attempt_at = NULL
                        WHERE id = :id AND status = 'PENDING'""")
                .bind("id", id)
                .bind("now", now)
                .bind("code", responseCode)
                .execute();
    }

    /** Records that an attempt failed and when the next one is due, unless somebody else has claimed it since. */
    public static void retry(
        Handle handle,
        ClaimedDelivery claim,
        ClaimedDelivery.Fault fault,
        Instant nextAttemptAt
    ) {
        fault(handle, claim, fault, Status.PENDING, Optional.of(nextAttemptAt));
    }

    /** Records that an attempt failed and was the last one, unless somebody else has claimed it since. */
    public static void failed(Handle handle, ClaimedDelivery claim, ClaimedDelivery.Fault fault) {
        fault(handle, claim, fault, Status.FAILED, Optional.empty());
    }

    private static void fault(
        Handle handle,
        ClaimedDelivery claim,
        ClaimedDelivery.Fault fault,
        Status status,
        Optional<Instant> next
    ) {
        handle.createUpdate(
                """
                        UPDATE deliveries
                        SET status = :status, next_attempt_at = :next, response_code = :code, error = :error, told = :told
                        WHERE id = :id AND status = 'PENDING' AND attempts = :attempt""")
                .bind("id", claim.id())
                .bind("attempt", claim.attempt())
                .bind("status", status)
                .bind("next", next)
                .bind("code", fault.responseCode())
                .bind("error", fault.error())
                .bind("told", String.join("\n", fault.told()))
                .execute();
    }

    /** Gives up all that a channel has yet to send. */
    public static void giveUp(Handle handle, long channelId, String reason) {
        handle.createUpdate("""
                UPDATE deliveries SET status = 'FAILED', next_attempt_at = NULL, error = :reason
                WHERE channel_id = :channel AND status = 'PENDING'""")
                .bind("channel", channelId)
                .bind("reason", reason)
                .execute();
    }

    /** A delivery by its number. */
    public static Optional<StoredDelivery> find(Handle handle, long id) {
        return handle.createQuery(COLUMNS + "WHERE id = :id")
                .bind("id", id)
                .map(DeliveryTable::delivery)
                .findOne();
    }

    /**
     * Lists deliveries, newest first.
     *
     * @param after goes on behind this one
     */
    public static List<StoredDelivery> list(
        Handle handle,
        Filter filter,
        Optional<Position> after,
        int limit,
        int offset
    ) {
        StringBuilder sql = new StringBuilder(COLUMNS).append("WHERE 1 = 1");
        filter.alertId().ifPresent(_ -> sql.append(" AND alert_id = :alert"));
        filter.channelId().ifPresent(_ -> sql.append(" AND channel_id = :channel"));
        filter.status().ifPresent(_ -> sql.append(" AND status = :status"));
        after.ifPresent(_ -> sql.append(" AND (created_at, id) < (:at, :id)"));
        sql.append(" ORDER BY created_at DESC, id DESC LIMIT :limit OFFSET :offset");
        Query query = handle.createQuery(sql).bind("limit", limit).bind("offset", offset);
        filter.alertId().ifPresent(id -> query.bind("alert", id));
        filter.channelId().ifPresent(id -> query.bind("channel", id));
        filter.status().ifPresent(status -> query.bind("status", status));
        after.ifPresent(position -> query.bind("at", position.createdAt()).bind("id", position.id()));
        return query.map(DeliveryTable::delivery).list();
    }

    /**
     * Deletes deliveries that were added before a time and are at their end, the oldest first. A summary stays while one of its
     * alerts does.
     *
     * @param limit deletes no more than that
     * @return how many were deleted
     */
    public static int deleteBefore(Handle handle, Instant before, int limit) {
        return handle
                .createUpdate(
                        """
                                DELETE FROM deliveries WHERE id IN (
                                    SELECT old.id FROM deliveries old
                                    WHERE old.created_at < :before AND old.status <> 'PENDING'
                                        AND NOT EXISTS (SELECT 1 FROM deliveries part WHERE part.summary_id = old.id)
                                        AND NOT EXISTS (
                                            SELECT 1 FROM deliveries summary WHERE summary.id = old.summary_id AND summary.status = 'PENDING')
                                    ORDER BY old.created_at, old.id LIMIT :limit)""")
                .bind("before", before)
                .bind("limit", limit)
                .execute();
    }

    private static ClaimedDelivery claimed(RowView row) {
        String told = row.getColumn("told", String.class);
        return new ClaimedDelivery(row.getColumn("id", Long.class),
                row.getColumn("delivery_key", UUID.class),
                row.getColumn("kind", Kind.class),
                row.getColumn("attempts", Integer.class),
                Optional.ofNullable(row.getColumn("notice", String.class)),
                told.lines().collect(Collectors.toSet()));
    }

    private static StoredDelivery delivery(RowView row) {
        Progress progress = new Progress(row.getColumn("status", Status.class),
                row.getColumn("attempts", Integer.class),
                Optional.ofNullable(row.getColumn("next_attempt_at", Instant.class)),
                Optional.ofNullable(row.getColumn("sent_at", Instant.class)),
                Optional.ofNullable(row.getColumn("response_code", Integer.class)),
                Optional.ofNullable(row.getColumn("error", String.class)));
        return new StoredDelivery(row.getColumn("id", Long.class),
                row.getColumn("delivery_key", UUID.class),
                row.getColumn("channel_id", Long.class),
                Optional.ofNullable(row.getColumn("alert_id", Long.class)),
                row.getColumn("kind", Kind.class),
                progress,
                Optional.ofNullable(row.getColumn("summary_id", Long.class)),
                row.getColumn("created_at", Instant.class));
    }
}
