package dev.chief.engine.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chief.core.event.EventType;
import dev.chief.core.event.Metadata;
import dev.chief.core.event.TelemetryEvent.Subject;
import dev.chief.engine.config.Secret;
import dev.chief.engine.config.TelemetrySettings;
import dev.chief.engine.run.Workshop;
import dev.chief.engine.telemetry.Events.Saying;
import dev.chief.engine.telemetry.LocalMonitor.Manner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The thread, the clock and the socket are real here. */
class EmitterTest {
    private static final Duration INTERVAL = Duration.ofMillis(20);

    @TempDir
    Path directory;
    private final LocalMonitor monitor = new LocalMonitor();

    @AfterEach
    void close() {
        monitor.close();
    }

    @Test
    void eventsArriveByThemselvesAndHeartbeatsWithThem() {
        try (Emitter emitter = emitter(Duration.ofMillis(100))) {
            Events events = events(emitter);
            emitter.start(() -> say(events, "beat"));
            say(events, "one");
            Workshop.await("three beats have come", () -> monitor.texts("message")
                    .stream()
                    .filter("beat"::equals)
                    .count() >= 3);
            assertThat(monitor.texts("message")).contains("one");
        }
    }

    @Test
    void whatIsToldJustBeforeTheEndArrives() {
        for (int n = 0; n < 20; n++) {
            try (Emitter emitter = emitter(Duration.ofHours(1))) {
                emitter.start(() -> {});
                say(events(emitter), Integer.toString(n));
            }
        }
        assertThat(monitor.texts("message"))
                .isEqualTo(IntStream.range(0, 20).mapToObj(Integer::toString).toList());
    }

    @Test
    void theEndWaitsTwoSecondsForASilentMonitorAndLeavesTheRestInTheSpool() throws IOException {
        monitor.does(Manner.silent());
        Emitter emitter = emitter(Duration.ofHours(1));
        emitter.start(() -> {});
        say(events(emitter), "kept");
        Workshop.await("an attempt has begun", () -> monitor.requests() > 0);
        long begin = System.nanoTime();
        emitter.close();
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
        assertThat(Files.readString(directory.resolve("spool.0000000001.jsonl"))).contains("kept");
    }

    @Test
    void whatIsToldWhileNobodyAnswersIsOnDiskBeforeTheAttemptEnds() {
        monitor.does(Manner.silent());
        try (Emitter emitter = emitter(Duration.ofHours(1))) {
            emitter.start(() -> {});
            Events events = events(emitter);
            say(events, "first");
            Workshop.await("an attempt has begun", () -> monitor.requests() > 0);
            say(events, "second");
            Workshop.await("the second is on disk", () -> read("spool.jsonl").contains("second"));
            assertThat(monitor.requests()).isEqualTo(1);
        }
    }

    @Test
    void theEndDoesNotWaitForAMonitorThatIsKnownToBeAway() {
        monitor.does(Manner.answering(503, ""));
        Emitter emitter = emitter(Duration.ofHours(1));
        emitter.start(() -> {});
        Events events = events(emitter);
        say(events, "first");
        Workshop.await("several attempts have failed", () -> monitor.requests() > 4);
        int before = monitor.requests();
        say(events, "last");
        emitter.close();
        assertThat(monitor.requests()).isLessThanOrEqualTo(before + 1);
    }

    @Test
    void theEndDoesNotWaitForAnAttemptWhenTheLastOneFailed() throws IOException {
        monitor.does(Manner.answering(503, ""));
        Emitter emitter = emitter(Duration.ofHours(1));
        emitter.start(() -> {});
        say(events(emitter), "kept");
        Workshop.await("an attempt has failed", () -> monitor.requests() > 0);
        monitor.does(Manner.silent());
        int before = monitor.requests();
        Workshop.await("one goes on that nobody answers", () -> monitor.requests() > before);
        long begin = System.nanoTime();
        emitter.close();
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofMillis(1_500));
        assertThat(Files.readString(directory.resolve("spool.0000000001.jsonl"))).contains("kept");
    }

    @Test
    void aBurstOfTwentyThousandEventsArrivesWhole() {
        long heapBefore = usedHeap();
        long begin;
        long emitted;
        long heapAfter;
        try (Emitter emitter = emitter(Duration.ofHours(1))) {
            emitter.start(() -> {});
            Events events = events(emitter);
            begin = System.nanoTime();
            for (int n = 0; n < 20_000; n++) {
                say(events, Integer.toString(n));
            }
            emitted = System.nanoTime();
            heapAfter = usedHeap();
            Workshop.await("all have arrived", () -> monitor.events().size() >= 20_000);
        }
        long arrived = System.nanoTime();
        assertThat(monitor.texts("message"))
                .isEqualTo(IntStream.range(0, 20_000).mapToObj(Integer::toString).toList());
        System.out.printf("A burst of 20,000 events: emitted in %d ms, arrived after %d ms, heap %+d KiB%n",
                (emitted - begin) / 1_000_000, (arrived - begin) / 1_000_000,
                (heapAfter - heapBefore) / 1024);
    }

    private Emitter emitter(Duration heartbeat) {
        return Emitter.to(new TelemetrySettings(true, monitor.endpoint(), Secret.NONE, Duration.ofSeconds(20),
                heartbeat,
                new TelemetrySettings.Buffer(5_000, INTERVAL, 64 << 20, directory.resolve("spool.jsonl"))),
                Delivery.SILENT);
    }

    private String read(String file) {
        try {
            Path path = directory.resolve(file);
            return Files.exists(path) ? Files.readString(path) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Events events(Emitter emitter) {
        return new Events(InstantSource.system(), emitter::emit);
    }

    private static void say(Events events, String message) {
        events.say(Saying.info(EventType.JOB_STARTED, message), Subject.NONE,
                Metadata.builder().texts("args", List.of("--some", "argument")).build());
    }

    private static long usedHeap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
