package dev.chief.monitor.notify;

import static java.util.Objects.requireNonNull;

import dev.chief.monitor.store.ChannelTable;
import dev.chief.monitor.store.DeliveryTable;
import dev.chief.monitor.store.NewDelivery;
import dev.chief.monitor.store.Silence;
import dev.chief.monitor.store.SilenceTable;
import dev.chief.monitor.store.StoredChannel;
import dev.chief.monitor.store.StoredDelivery.Kind;
import dev.chief.monitor.store.StoredDelivery.Progress;
import dev.chief.monitor.store.StoredDelivery.Status;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Writes down what is to be told to whom, in the transaction that opens the alerts, so that no alert is without its deliveries.
 * For any thread.
 */
public final class Outbox {
    private final Runnable committed;

    /** @param committed is called when a transaction with new deliveries was committed, and must not block */
    public Outbox(Runnable committed) {
        this.committed = requireNonNull(committed);
    }

    /**
     * Adds a delivery for each alert and each channel that is on and tells of such alerts. Call it once a transaction, for all
     * its alerts, and last: it locks the channels, so that two monitors neither miss a burst nor wait for each other in a ring.
     *
     * @param notices in the order in which they are to be told
     */
    public void enqueue(Handle handle, List<Notice> notices, Instant now) {
        if (notices.isEmpty()) {
            return;
        }
        List<StoredChannel> channels = ChannelTable.lockEnabled(handle);
        List<Silence> silences = SilenceTable.between(handle, earliest(notices, now), now);
        for (StoredChannel channel : channels) {
            List<Notice> wanted = notices.stream()
                    .filter(notice -> AlertTypes.wants(channel.alertTypes(), notice.type()))
                    .toList();
            wanted.stream()
                    .filter(notice -> isSilent(notice, silences, now))
                    .forEach(notice -> add(handle, channel, notice,
                            progress(Status.SUPPRESSED, Optional.empty()), Optional.empty(), now));
            tell(handle, channel,
                    wanted.stream().filter(notice -> !isSilent(notice, silences, now)).toList(), now);
        }
        handle.afterCommit(committed);
    }

    /** Silent is what opened while a silence held, and what is heard of while one holds. */
    static boolean isSilent(Notice notice, List<Silence> silences, Instant now) {
        Optional<String> job = notice.about().jobName();
        return notice.about().silencedUntil().filter(now::isBefore).isPresent()
                || silences.stream()
                        .anyMatch(silence -> silence.covers(job, now)
                                || silence.covers(job, notice.openedAt()));
    }

    private static void tell(Handle handle, StoredChannel channel, List<Notice> notices, Instant now) {
        if (notices.isEmpty()) {
            return;
        }
        Instant window = now.minus(Burst.WINDOW);
        int recent = DeliveryTable.countAlerts(handle, channel.id(), window);
        Burst.Plan plan = Burst.plan(recent, notices.size(),
                DeliveryTable.lockOpenSummary(handle, channel.id()), now);
        Optional<Long> summary = switch (plan) {
            case Burst.Plan.Alone _ -> Optional.empty();
            case Burst.Plan.Join join -> Optional.of(join.summaryId());
            case Burst.Plan.Summarise summarise -> Optional.of(DeliveryTable.add(handle,
                    new NewDelivery(UUID.randomUUID(), channel.id(), Optional.empty(), Kind.SUMMARY,
                            progress(Status.PENDING, Optional.of(summarise.due())), Optional.empty(),
                            Optional.empty()),
                    now));
        };
        summary.ifPresent(id -> DeliveryTable.gather(handle, channel.id(), id, window));
        Progress progress = summary.isPresent() ? progress(Status.SUMMARISED, Optional.empty())
                : progress(Status.PENDING, Optional.of(now));
        notices.forEach(notice -> add(handle, channel, notice, progress, summary, now));
    }

    private static void add(
        Handle handle,
        StoredChannel channel,
        Notice notice,
        Progress progress,
        Optional<Long> summary,
        Instant now
    ) {
        DeliveryTable.add(handle, new NewDelivery(UUID.randomUUID(), channel.id(),
                Optional.of(notice.alertId()), Kind.ALERT, progress, summary,
                Optional.of(Json.write(notice))), now);
    }

    private static Progress progress(Status status, Optional<Instant> next) {
        return new Progress(status, 0, next, Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static Instant earliest(List<Notice> notices, Instant now) {
        return notices.stream()
                .map(Notice::openedAt)
                .filter(opened -> opened.isBefore(now))
                .min(Instant::compareTo)
                .orElse(now);
    }
}
