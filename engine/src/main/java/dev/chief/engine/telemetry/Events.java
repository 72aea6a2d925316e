package dev.chief.engine.telemetry;

import dev.chief.core.event.EventType;
import dev.chief.core.event.Level;
import dev.chief.core.event.Metadata;
import dev.chief.core.event.SourceType;
import dev.chief.core.event.TelemetryEvent;
import dev.chief.core.event.TelemetryEvent.Result;
import dev.chief.core.event.TelemetryEvent.Stamp;
import dev.chief.core.event.TelemetryEvent.Subject;
import dev.chief.core.event.Uuid7;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** Makes events of what there is to say, and hands them on. For any thread. */
final class Events {
    private final InstantSource clock;
    private final Consumer<TelemetryEvent> sink;
    private final RandomGenerator random;
    private final AtomicLong lastMicros = new AtomicLong(Long.MIN_VALUE);

    Events(InstantSource clock, Consumer<TelemetryEvent> sink) {
        this.clock = clock;
        this.sink = sink;
        this.random = new SplittableRandom(new SecureRandom().nextLong());
    }

    /** What is said of something. */
    record Saying(EventType type, Level level, String message) {
        static Saying info(EventType type, String message) {
            return new Saying(type, Level.INFO, message);
        }
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** Says something that happens now. */
    void say(Saying saying, Subject about, Metadata metadata) {
        say(saying, about, now(), Optional.empty(), metadata);
    }

    /** Says something that happened at some time. */
    void say(Saying saying, Subject about, Instant at, Optional<Result> result, Metadata metadata) {
        sink.accept(
                new TelemetryEvent(stamp(at), saying.type().text(), saying.level(), saying.message(), about,
                        result, metadata));
    }

    /** Ids rise with each event, also when several come in a microsecond or the clock is set back. */
    private Stamp stamp(Instant at) {
        long wanted = ChronoUnit.MICROS.between(Instant.EPOCH, at);
        long micros = lastMicros.updateAndGet(last -> Math.max(wanted, last + 1));
        long bits;
        synchronized (random) {
            bits = random.nextLong();
        }
        return new Stamp(Uuid7.of(Instant.EPOCH.plus(micros, ChronoUnit.MICROS), bits),
                at.truncatedTo(ChronoUnit.MICROS), SourceType.CHIEF);
    }
}
