package dev.chief.monitor.notify;

import static java.util.Objects.requireNonNull;

import dev.chief.monitor.loop.Alarm;
import dev.chief.monitor.store.Database;
import dev.chief.monitor.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings deliveries to their receivers. Several monitors may have one each on the same database. A delivery that was sent but not
 * recorded, because the monitor was killed or lost its database in between, is sent again when its claim runs out, with the same
 * key. For any thread.
 */
public final class Courier implements AutoCloseable {
    /** An attempt takes no longer. */
    static final Duration LIMIT = Duration.ofMinutes(1);
    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(15);
    /** What attempts get to come to their end when the monitor stops. */
    private static final Duration GRACE = Duration.ofSeconds(5);
    /** What those that are broken off get to be recorded. */
    private static final Duration END = Duration.ofSeconds(5);

    private final InstantSource clock;
    private final Alarm alarm;
    private final Sending sending;
    private final Duration grace;
    private final Dispatch dispatch;
    private final ExecutorService lanes = Executors.newVirtualThreadPerTaskExecutor();
    private final Thread thread = Thread.ofVirtual().name("courier").unstarted(this::run);
    private volatile boolean stopping;

    /** @param alarm wakes the courier when something was added; nobody else sleeps by it */
    public Courier(Database database, Channels channels, InstantSource clock, Alarm alarm) {
        this(database, channels, clock, alarm, new Sending(LIMIT), GRACE);
    }

    Courier(
        Database database,
        Channels channels,
        InstantSource clock,
        Alarm alarm,
        Sending sending,
        Duration grace
    ) {
        this.clock = requireNonNull(clock);
        this.alarm = requireNonNull(alarm);
        this.sending = requireNonNull(sending);
        this.grace = requireNonNull(grace);
        this.dispatch = new Dispatch(requireNonNull(database), requireNonNull(channels), clock,
                new Dispatch.Lanes(sending, lanes, alarm::wake));
    }

    /** Begins. */
    public void start() {
        thread.start();
    }

    private void run() {
        boolean away = false;
        while (!stopping) {
            Instant next;
            try {
                next = dispatch.look();
                away = false;
            } catch (RuntimeException e) {
                // Whatever it is, a courier that ended would tell nobody of anything.
                if (!away) {
                    complain(e);
                }
                away = true;
                next = clock.instant().plus(AFTER_FAILURE);
            }
            if (!stopping) {
                alarm.sleepUntil(next);
            }
        }
    }

    private static void complain(RuntimeException failure) {
        if (failure instanceof StoreException) {
            LOG.warn("Nothing is delivered while the database fails: {}", failure.getMessage());
        } else {
            LOG.error("Nothing is delivered, for a reason that nobody thought of.", failure);
        }
    }

    /**
     * Ends: begins nothing more, gives attempts that go on five seconds and then breaks them off; they are tried again after the
     * next start. Takes fifteen seconds at most.
     */
    @Override
    public void close() {
        stopping = true;
        alarm.wake();
        try {
            if (thread.getState() != Thread.State.NEW) {
                thread.join(END);
            }
            lanes.shutdown();
            if (!lanes.awaitTermination(grace.toNanos(), TimeUnit.NANOSECONDS)) {
                sending.abort();
                lanes.awaitTermination(END.toNanos(), TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException e) {
            sending.abort();
            Thread.currentThread().interrupt();
        }
    }
}
