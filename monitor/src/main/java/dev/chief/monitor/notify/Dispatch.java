package dev.chief.monitor.notify;

import dev.chief.monitor.notify.Message.Content;
import dev.chief.monitor.store.ChannelTable;
import dev.chief.monitor.store.ClaimedDelivery;
import dev.chief.monitor.store.ClaimedDelivery.Fault;
import dev.chief.monitor.store.Database;
import dev.chief.monitor.store.DeliveryTable;
import dev.chief.monitor.store.StoreException;
import dev.chief.monitor.store.StoredChannel;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/**
 * One look at what is due. Every channel has one delivery on its way at most, so that a receiver that is slow keeps its order and
 * holds up nobody else. No transaction is open while something is sent. {@link #look} is for one thread; the rest is for those
 * of the executor.
 */
final class Dispatch {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatch.class);
    /** Longer than an attempt may take, with time to record it, and to allow for clocks that differ. */
    static final Duration CLAIM = Courier.LIMIT.plusMinutes(2);
    /** How long other monitors, or deliveries that one of them left behind, go unnoticed. */
    static final Duration LOOK_AROUND = Duration.ofMinutes(1);
    /** Somebody else is claiming at this moment. */
    private static final Duration COURTESY = Duration.ofSeconds(1);
    private static final int MOST_NOTICES = 1000;

    private final Database database;
    private final Channels channels;
    private final InstantSource clock;
    private final Sending sending;
    private final Executor executor;
    private final Runnable done;
    private final Set<Long> busy = ConcurrentHashMap.newKeySet();
    /** Those of which the log says that they fail. */
    private final Set<Long> failing = ConcurrentHashMap.newKeySet();

    /**
     * What attempts are made with.
     *
     * @param executor runs them
     * @param done is called after each
     */
    record Lanes(Sending sending, Executor executor, Runnable done) {}

    Dispatch(Database database, Channels channels, InstantSource clock, Lanes lanes) {
        this.database = database;
        this.channels = channels;
        this.clock = clock;
        this.sending = lanes.sending();
        this.executor = lanes.executor();
        this.done = lanes.done();
    }

    /**
     * Begins what is due.
     *
     * @return when to look again, unless an attempt ends or something is added before
     */
    Instant look() {
        Instant now = clock.instant();
        Instant next = now.plus(LOOK_AROUND);
        // Read before the waiting deliveries: a channel that becomes free in between wakes this thread for another look.
        Set<Long> taken = new HashSet<>(busy);
        Map<Long, Instant> waiting = database.read(DeliveryTable::waiting);
        for (Map.Entry<Long, Instant> entry : waiting.entrySet()) {
            long channel = entry.getKey();
            Instant due = entry.getValue();
            if (taken.contains(channel)) {
                continue;
            }
            if (!due.isAfter(now)) {
                due = begin(channel, now) ? next : now.plus(COURTESY);
            }
            next = due.isBefore(next) ? due : next;
        }
        return next;
    }

    private boolean begin(long channel, Instant now) {
        Optional<ClaimedDelivery> claimed = database
                .write(handle -> DeliveryTable.claim(handle, channel, now, now.plus(CLAIM)));
        claimed.ifPresent(claim -> {
            busy.add(channel);
            executor.execute(() -> {
                try {
                    attempt(channel, claim, now);
                } catch (StoreException e) {
                    // The claim runs out, and then it is tried again.
                    LOG.warn("Delivery {} is not recorded: {}", claim.id(), e.getMessage());
                } catch (RuntimeException e) {
                    LOG.error("Delivery {} failed for a reason that nobody thought of.", claim.id(), e);
                } finally {
                    busy.remove(channel);
                    done.run();
                }
            });
        });
        return claimed.isPresent();
    }

    private void attempt(long channelId, ClaimedDelivery claim, Instant now) {
        Optional<StoredChannel> stored = database.read(handle -> ChannelTable.find(handle, channelId));
        Outcome outcome = stored.map(channel -> send(channel, claim, now))
                .orElseGet(() -> Outcome.permanent("the channel was removed", Optional.empty()));
        String name = stored.map(StoredChannel::name).orElse("");
        Instant end = clock.instant();
        switch (outcome) {
            case Outcome.Sent sent -> {
                database.write(handle -> recorded(
                        () -> DeliveryTable.sent(handle, claim.id(), sent.code(), end)));
                if (failing.remove(channelId)) {
                    LOG.info("Channel {} works again.", name);
                }
            }
            case Outcome.Failed failed -> {
                Optional<Instant> next = failed.permanent() ? Optional.empty()
                        : Backoff.after(claim.attempt()).map(end::plus);
                Set<String> told = new HashSet<>(claim.told());
                told.addAll(failed.told());
                Fault fault = new Fault(failed.reason(), failed.code(), told);
                database.write(handle -> record(handle, claim, fault, next));
                tell(channelId, name, claim, failed, next);
            }
        }
    }

    private static boolean record(Handle handle, ClaimedDelivery claim, Fault fault, Optional<Instant> next) {
        return recorded(() -> next.ifPresentOrElse(
                at -> DeliveryTable.retry(handle, claim, fault, at),
                () -> DeliveryTable.failed(handle, claim, fault)));
    }

    private static boolean recorded(Runnable work) {
        work.run();
        return true;
    }

    private void tell(
        long channel,
        String name,
        ClaimedDelivery claim,
        Outcome.Failed failed,
        Optional<Instant> next
    ) {
        boolean news = failing.add(channel);
        if (next.isEmpty()) {
            LOG.warn("Channel {} gave delivery {} up after {} attempts: {}", name, claim.id(),
                    claim.attempt(),
                    failed.reason());
        } else if (news) {
            LOG.warn("Channel {} fails and is tried again: {}", name, failed.reason());
        }
    }

    private Outcome send(StoredChannel stored, ClaimedDelivery claim, Instant now) {
        Channel channel;
        try {
            channel = channels.open(stored);
        } catch (InvalidSettings e) {
            return Outcome.permanent("the settings of the channel are not right: " + e.getMessage(),
                    Optional.empty());
        }
        if (channel.obstacle().isPresent()) {
            return Outcome.permanent(channel.obstacle().get(), Optional.empty());
        }
        Content content;
        try {
            content = content(claim);
        } catch (JacksonException e) {
            return Outcome.permanent("the alert as it was stored cannot be read", Optional.empty());
        }
        return sending.attempt(channel, new Message(claim.key(), content, now, claim.told()));
    }

    /** What a delivery tells; a summary that found only one alert tells of it like any other. */
    private Content content(ClaimedDelivery claim) {
        if (claim.notice().isPresent()) {
            return new Content.Alert(Json.notice(claim.notice().get()));
        }
        List<Notice> notices = database
                .read(handle -> DeliveryTable.notices(handle, claim.id(), MOST_NOTICES))
                .stream()
                .map(Json::notice)
                .toList();
        return notices.size() == 1 ? new Content.Alert(notices.getFirst())
                : new Content.Summary(notices,
                        database.read(handle -> DeliveryTable.countNotices(handle, claim.id())));
    }
}
