package dev.chief.engine.telemetry;

import dev.chief.core.event.TelemetryEvent;
import dev.chief.engine.config.Redaction;
import dev.chief.engine.config.TelemetrySettings;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Takes events from any thread at any time, and brings them to the monitor on a thread of its own; another brings them to
 * disk, which must not wait for a monitor that is slow to answer.
 */
final class Emitter implements AutoCloseable {
    static final Duration LAST_FLUSH = Duration.ofSeconds(2);
    private static final Duration KEEPING = Duration.ofSeconds(1);
    private static final Duration ALWAYS = Duration.ofDays(365);
    private static final long POLL_MILLIS = 20;

    private final Outbox outbox;
    private final Sender sender;
    private final Health health;
    private final Transport transport;
    private final Losses losses;
    private final Opening spool;
    private final Beat beat;
    private final Duration flushInterval;
    private final LongSupplier nanoTime;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private final Thread keeper;
    private volatile long deadlineNanos;

    private Emitter(
        TelemetrySettings settings,
        Transport transport,
        Delivery delivery,
        LongSupplier nanoTime
    ) {
        TelemetrySettings.Buffer buffer = settings.buffer();
        Delivery guarded = new GuardedDelivery(delivery);
        this.transport = transport;
        this.nanoTime = nanoTime;
        this.flushInterval = buffer.flushInterval();
        this.losses = new Losses(guarded, nanoTime);
        this.spool = new Opening(buffer);
        this.outbox = new Outbox(spool, Redaction.of(List.of(settings.apiKey().reveal())), buffer.maxEvents(),
                losses);
        this.beat = new Beat(settings.heartbeat(), nanoTime);
        this.health = new Health(guarded, flushInterval, nanoTime);
        this.sender = new Sender(outbox, spool, transport, health, losses,
                new Sender.Pace(settings.timeout(), nanoTime, beat::strike));
        this.thread = new Thread(this::work, "chief-telemetry");
        thread.setDaemon(true);
        this.keeper = new Thread(this::keep, "chief-telemetry-spool");
        keeper.setDaemon(true);
    }

    /** An emitter to the monitor of a configuration; it sends nothing before {@link #start}. */
    static Emitter to(TelemetrySettings settings, Delivery delivery) {
        return new Emitter(settings, new HttpTransport(settings.endpoint(), settings.apiKey()), delivery,
                System::nanoTime);
    }

    /** Begins to deliver, and to beat: the first time at once, before anything that is emitted later. */
    void start(Runnable heartbeat) {
        beat.set(heartbeat);
        beat.strike();
        thread.start();
        keeper.start();
    }

    /** Takes an event. Never throws, and never waits for the network or for another process. */
    void emit(TelemetryEvent event) {
        try {
            outbox.add(event);
        } catch (RuntimeException e) {
            losses.lost(1, "they could not be kept: " + e);
        }
    }

    /** Delivers what it can within two seconds, if the monitor is there, and leaves the rest in the spool. */
    @Override
    public void close() {
        // First to disk: whatever happens from here on, the next Chief finds it.
        outbox.flush(Duration.ofMillis(200));
        deadlineNanos = nanoTime.getAsLong() + LAST_FLUSH.toNanos();
        closing.countDown();
        if (health.isFailing()) {
            transport.abort();
        }
        try {
            if (!thread.join(LAST_FLUSH)) {
                transport.abort();
                thread.join(Duration.ofMillis(200));
            }
        } catch (InterruptedException e) {
            transport.abort();
            Thread.currentThread().interrupt();
        }
        outbox.flush(Duration.ofMillis(200));
        if (outbox.size() > 0) {
            losses.lost(outbox.size(), "the spool cannot take them: " + losses.spoolTrouble());
        }
        losses.tell(true);
        transport.close();
        spool.close();
    }

    private void work() {
        try {
            do {
                beat.strike();
                sender.round(ALWAYS);
            } while (!closing.await(pause(), TimeUnit.NANOSECONDS));
            flushLast();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Without this, what is told while an attempt goes on would be in memory only for as long as that takes. */
    private void keep() {
        try {
            while (!closing.await(flushInterval.toNanos(), TimeUnit.NANOSECONDS)) {
                outbox.flush(KEEPING);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private long pause() {
        return Math.min(flushInterval.toNanos(), Math.max(beat.nanosLeft(), 1));
    }

    /** Another process that delivers has the right to; it may be at its end too, and leave something. */
    private void flushLast() throws InterruptedException {
        long left = deadlineNanos - nanoTime.getAsLong();
        while (left > 0 && sender.round(Duration.ofNanos(left))) {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            left = deadlineNanos - nanoTime.getAsLong();
        }
    }

    /** Strikes when it is time. For one thread. */
    private static final class Beat {
        private final long intervalNanos;
        private final LongSupplier nanoTime;
        private Runnable heartbeat = () -> {};
        private long nextNanos;

        Beat(Duration interval, LongSupplier nanoTime) {
            this.intervalNanos = interval.toNanos();
            this.nanoTime = nanoTime;
            this.nextNanos = nanoTime.getAsLong();
        }

        void set(Runnable newHeartbeat) {
            heartbeat = newHeartbeat;
        }

        void strike() {
            if (nanosLeft() <= 0) {
                nextNanos = nanoTime.getAsLong() + intervalNanos;
                heartbeat.run();
            }
        }

        long nanosLeft() {
            return nextNanos - nanoTime.getAsLong();
        }
    }

    /** Opens the spool when it is first needed, and again when that failed. */
    private static final class Opening implements Outbox.SpoolSource {
        private final TelemetrySettings.Buffer buffer;
        private Optional<Spool> spool = Optional.empty();

        Opening(TelemetrySettings.Buffer buffer) {
            this.buffer = buffer;
        }

        @Override
        public synchronized Spool get() throws IOException {
            if (spool.isEmpty()) {
                spool = Optional.of(Spool.open(buffer.spoolFile(), buffer.spoolMaxBytes()));
            }
            return spool.get();
        }

        synchronized void close() {
            try {
                if (spool.isPresent()) {
                    spool.get().close();
                }
            } catch (IOException e) {
                // Everything in it was written; the process ends anyway.
                return;
            }
        }
    }
}
