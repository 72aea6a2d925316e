package dev.chief.monitor.notify;

import dev.chief.monitor.notify.Message.Content;
import dev.chief.monitor.notify.Notice.About;
import dev.chief.monitor.notify.Notice.Detail;
import dev.chief.monitor.store.ChannelTable;
import dev.chief.monitor.store.Database;
import dev.chief.monitor.store.DatabaseAddress;
import dev.chief.monitor.store.DeliveryTable;
import dev.chief.monitor.store.StoredDelivery;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** A monitor's way out of alerts, on a real database, with a clock that the test moves. For one thread. */
final class PostOffice implements InstantSource, AutoCloseable {
    static final Instant START = Instant.parse("2026-11-26T03:00:00Z");

    final Database database;
    final Recorder recorder = new Recorder();
    final Channels channels;
    final Outbox outbox = new Outbox(this::wake);
    private final Dispatch dispatch;
    private Instant now = START;
    private boolean woken;

    PostOffice(DatabaseAddress address) {
        this.database = Database.open(address);
        Sending sending = new Sending(Courier.LIMIT);
        this.channels = new Channels(database, List.of(recorder), this, sending);
        this.dispatch = new Dispatch(database, channels, this,
                new Dispatch.Lanes(sending, Runnable::run, this::wake));
    }

    @Override
    public Instant instant() {
        return now;
    }

    private void wake() {
        woken = true;
    }

    /** Adds a channel that tells of some types. */
    long channel(String name, String... types) {
        return database.write(handle -> ChannelTable.add(handle, "recorder", name, true, List.of(types),
                "{\"password\":\"x\"}", now));
    }

    /** Alerts open in one transaction. */
    void open(Notice... notices) {
        open(outbox, now, notices);
    }

    /** The same by another outbox, at another time. */
    void open(Outbox by, Instant at, Notice... notices) {
        database.write(handle -> {
            by.enqueue(handle, Arrays.stream(notices).map(notice -> stored(handle, notice)).toList(), at);
            return notices.length;
        });
    }

    /** An alert opens in a transaction that fails after that. */
    void openAndFail(Notice notice) {
        database.write(handle -> {
            outbox.enqueue(handle, List.of(stored(handle, notice)), now);
            throw new IllegalStateException("no");
        });
    }

    /** Alerts about jobs of which each has failed. */
    Notice[] failures(int first, int count) {
        List<Notice> notices = new ArrayList<>();
        for (int i = first; i < first + count; i++) {
            notices.add(notice("FAILURE", About.job("job" + i)));
        }
        return notices.toArray(Notice[]::new);
    }

    /** An alert that opens now. */
    Notice notice(String type, About about) {
        return new Notice(0, type, "ERROR", about, "Job " + about.name() + " failed", now,
                List.of(new Detail("Expected", "exit code 0"), new Detail("Seen", "exit code 2")),
                "{\"returnCode\":2}",
                Optional.of(URI.create("http://127.0.0.1:7410/alerts/1")));
    }

    /** The alert itself, which deliveries refer to. */
    private static Notice stored(Handle handle, Notice notice) {
        long id = handle
                .createQuery(
                        """
                                INSERT INTO alerts (job_name, alert_type, severity, status, opened_at, dedupe_key, cause, title, details, recorded_at)
                                VALUES (:job, :type, 'ERROR', 'CLOSED', 0, 'k', (SELECT count(*) FROM alerts) || '', 't', '{}', 0) RETURNING id""")
                .bind("job", notice.about().jobName())
                .bind("type", notice.type())
                .mapTo(Long.class)
                .one();
        return new Notice(id, notice.type(), notice.severity(), notice.about(), notice.title(),
                notice.openedAt(), notice.details(), notice.detailsJson(), notice.link());
    }

    /** Lets time pass, in which everything is done when it is due. */
    void advance(Duration by) {
        Instant end = now.plus(by);
        while (true) {
            woken = false;
            Instant next = dispatch.look();
            if (woken) {
                continue;
            }
            if (next.isAfter(end)) {
                now = end;
                return;
            }
            now = next;
        }
    }

    /** Does what is due, while no time passes. */
    void settle() {
        advance(Duration.ZERO);
    }

    /** What was told, in words: the job of an alert, or all of a summary. */
    List<String> told() {
        return recorder.messages().stream().map(message -> switch (message.content()) {
            case Content.Alert alert -> alert.notice().about().name();
            case Content.Summary summary -> "SUMMARY "
                    + String.join(" ",
                            summary.notices().stream().map(notice -> notice.about().name()).toList());
            case Content.Test _ -> "TEST";
        }).toList();
    }

    /** The deliveries of a channel, oldest first. */
    List<StoredDelivery> deliveries(long channel) {
        return database.read(handle -> DeliveryTable.list(handle,
                new DeliveryTable.Filter(Optional.empty(), Optional.of(channel), Optional.empty()),
                Optional.empty(), 1000, 0)).reversed();
    }

    /** What became of the deliveries of a channel, oldest first. */
    List<StoredDelivery.Status> statuses(long channel) {
        return deliveries(channel).stream().map(delivery -> delivery.progress().status()).toList();
    }

    @Override
    public void close() {
        database.close();
    }
}
