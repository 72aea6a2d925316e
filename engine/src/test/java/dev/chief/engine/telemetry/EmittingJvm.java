package dev.chief.engine.telemetry;

import dev.chief.core.event.EventType;
import dev.chief.core.event.Metadata;
import dev.chief.core.event.TelemetryEvent.Subject;
import dev.chief.engine.telemetry.Events.Saying;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** A process that says its name and a number, again and again, and prints each number when it has said it. */
public final class EmittingJvm {
    static final Duration INTERVAL = Duration.ofMillis(20);

    private EmittingJvm() {}

    static Process start(Path directory, String endpoint, String name, int count) throws IOException {
        return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
                EmittingJvm.class.getName(), directory.toString(), endpoint, name, Integer.toString(count))
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve(name + ".out").toFile())
                .start();
    }

    /** Arguments: the directory, the endpoint, the name, how many events. */
    public static void main(String[] arguments) {
        Path directory = Path.of(arguments[0]);
        var settings = new Bench.SettingsOf("", INTERVAL, Optional.empty(), 64 << 20)
                .to(arguments[1], directory);
        try (Emitter emitter = Emitter.to(settings, Delivery.SILENT)) {
            Events events = new Events(InstantSource.system(), emitter::emit);
            emitter.start(() -> {});
            for (int n = 0; n < Integer.parseInt(arguments[3]); n++) {
                events.say(Saying.info(EventType.JOB_STARTED, arguments[2] + " " + n), Subject.NONE,
                        Metadata.builder().texts("args", List.of("x".repeat(100))).build());
                System.out.println(n + " " + System.currentTimeMillis());
                LockSupport.parkNanos(200_000);
            }
        }
        Runtime.getRuntime().halt(0);
    }
}
