package dev.chief.engine.telemetry;

import dev.chief.core.event.EventType;
import dev.chief.core.event.Metadata;
import dev.chief.core.event.TelemetryEvent.Subject;
import dev.chief.engine.config.Redaction;
import dev.chief.engine.config.Secret;
import dev.chief.engine.config.TelemetrySettings;
import dev.chief.engine.telemetry.Events.Saying;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A sender with all that belongs to it but a thread: rounds are done by hand, and time passes by hand. */
final class Bench {
    static final Instant NOW = Instant.parse("2026-11-23T11:00:00Z");
    private static final Duration ROUND = Duration.ofSeconds(1);

    final FakeMonitor monitor = new FakeMonitor();
    /** What the listener heard. */
    final List<String> told = new ArrayList<>();
    private final Outbox outbox;
    private final Sender sender;
    private final Events events;
    private Optional<Spool> spool = Optional.empty();
    private long nanos;

    Bench(Path directory, SettingsOf given) {
        TelemetrySettings settings = given.in(directory);
        TelemetrySettings.Buffer buffer = settings.buffer();
        Losses losses = new Losses(new Heard(), () -> nanos);
        Outbox.SpoolSource source = () -> {
            if (spool.isEmpty()) {
                spool = Optional.of(Spool.open(buffer.spoolFile(), buffer.spoolMaxBytes()));
            }
            return spool.get();
        };
        outbox = new Outbox(source, Redaction.of(List.of(settings.apiKey().reveal())), buffer.maxEvents(),
                losses);
        sender = new Sender(outbox, source, monitor,
                new Health(new Heard(), buffer.flushInterval(), () -> nanos), losses,
                new Sender.Pace(settings.timeout(), () -> nanos, () -> {}));
        events = new Events(() -> NOW, outbox::add);
    }

    static SettingsOf settings() {
        return new SettingsOf("", Duration.ofSeconds(1), Optional.empty(), 64 << 20);
    }

    /** Settings that differ from the usual ones in little. */
    record SettingsOf(String apiKey, Duration flushInterval, Optional<Path> file, long maxBytes) {
        SettingsOf apiKey(String key) {
            return new SettingsOf(key, flushInterval, file, maxBytes);
        }

        SettingsOf flushInterval(Duration interval) {
            return new SettingsOf(apiKey, interval, file, maxBytes);
        }

        SettingsOf spool(Path newFile, long bytes) {
            return new SettingsOf(apiKey, flushInterval, Optional.of(newFile), bytes);
        }

        TelemetrySettings in(Path directory) {
            return to("http://127.0.0.1:1", directory);
        }

        TelemetrySettings to(String endpoint, Path directory) {
            return new TelemetrySettings(true, endpoint, new Secret(apiKey), Duration.ofSeconds(10),
                    Duration.ofHours(1),
                    new TelemetrySettings.Buffer(5_000, flushInterval, maxBytes,
                            file.orElse(directory.resolve("spool.jsonl"))));
        }
    }

    /** Emits events whose messages are numbers. */
    void emit(int from, int to) {
        for (int n = from; n < to; n++) {
            emit(Integer.toString(n));
        }
    }

    /** The same, with so many bytes of metadata each. */
    void emitLarge(int from, int to, int bytes) {
        for (int n = from; n < to; n++) {
            events.say(Saying.info(EventType.JOB_STARTED, Integer.toString(n)), Subject.NONE,
                    Metadata.builder().text("ballast", "x".repeat(bytes)).build());
        }
    }

    void emit(String message) {
        events.say(Saying.info(EventType.JOB_STARTED, message), Subject.NONE, Metadata.EMPTY);
    }

    /** One round, after which a flush interval passes. */
    void round() {
        sender.round(Duration.ofDays(1));
        pass(ROUND);
    }

    void pass(Duration time) {
        nanos += time.toNanos();
    }

    int waitingInMemory() {
        return outbox.size();
    }

    List<Integer> arrived() {
        return monitor.arrived();
    }

    void close() {
        try {
            if (spool.isPresent()) {
                spool.get().close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class Heard implements Delivery {
        @Override
        public void failing(String why) {
            told.add("failing: " + why);
        }

        @Override
        public void working(Duration outage, long failures, long delivered) {
            told.add("working: " + outage.toSeconds() + " s, " + failures + " failures, " + delivered
                    + " events");
        }

        @Override
        public void setAside(long refused, long unreadable, String why) {
            told.add("set aside: " + refused + " refused, " + unreadable + " unreadable, " + why);
        }

        @Override
        public void lost(long count, String why) {
            told.add("lost: " + count + ", " + why);
        }
    }
}
