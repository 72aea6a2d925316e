package dev.chief.engine.telemetry;

import dev.chief.core.event.EventType;
import dev.chief.core.event.TelemetryEvent.Subject;
import dev.chief.engine.config.Config;
import dev.chief.engine.config.Job;
import dev.chief.engine.config.Secret;
import dev.chief.engine.config.TelemetrySettings;
import dev.chief.engine.run.RunListener;
import dev.chief.engine.telemetry.Events.Saying;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;

/**
 * Tells the monitor what this process does, from {@link #start} to {@link #close}. Nothing that is told ever waits for the
 * monitor: events are queued, written to the spool at least every flush interval, and delivered from there in order by a
 * thread of its own. A process that is killed loses what it told in its last flush interval at most; what could not be
 * delivered is left to the next process with the same spool. For any thread.
 */
public final class Telemetry implements AutoCloseable {
    private final Emitter emitter;
    private final RunListener runs;
    private final DaemonTelemetry daemon;

    /** What a process does, as heartbeats name it. */
    public enum Mode {
        /** It runs jobs once. */
        RUN,
        /** It runs jobs by their schedules. */
        DAEMON
    }

    private Telemetry(Emitter emitter, Events events, Secret apiKey, Identity identity) {
        this.emitter = emitter;
        this.runs = new RunTelemetry(events, apiKey);
        this.daemon = new DaemonTelemetry(events, identity);
    }

    /** Whether anything is to be told: when telemetry is on, or one of the jobs that may run wants it. */
    public static boolean isWanted(Config config, List<Job> selected) {
        return config.telemetry().enabled() || selected.stream().anyMatch(job -> job.monitor().enabled());
    }

    /**
     * Begins to tell, and to deliver what earlier processes left. The settings are those of this configuration until the
     * end, also when it is reloaded.
     *
     * @param clock says when things happen
     * @param delivery hears how the delivery goes
     */
    public static Telemetry start(
        Config config,
        Mode mode,
        Identity identity,
        InstantSource clock,
        Delivery delivery
    ) {
        TelemetrySettings settings = config.telemetry();
        Emitter emitter = Emitter.to(settings, delivery);
        Events events = new Events(clock, emitter::emit);
        String word = mode.name().toLowerCase(Locale.ROOT);
        emitter.start(
                () -> events.say(Saying.info(EventType.CHIEF_HEARTBEAT, "Chief heartbeat (" + word + ")."),
                        Subject.NONE,
                        identity.describe()
                                .whole("ping_interval_seconds", settings.heartbeat().toSeconds())
                                .text("mode", word)
                                .build()));
        return new Telemetry(emitter, events, settings.apiKey(), identity);
    }

    /** Tells what happens in runs of jobs whose {@code monitor.enabled} is true. */
    public RunListener runs() {
        return runs;
    }

    /** Tells what a daemon does. */
    public DaemonTelemetry daemon() {
        return daemon;
    }

    /**
     * Ends: delivers what it can within two seconds, if the monitor is there, and leaves the rest in the spool. Nothing may
     * be told any more.
     */
    @Override
    public void close() {
        emitter.close();
    }
}
