package dev.chief.app.cli;

import dev.chief.core.dispatch.Cause;
import dev.chief.core.dispatch.Effect;
import dev.chief.core.dispatch.Outcome;
import dev.chief.engine.config.Config;
import dev.chief.engine.config.Job;
import dev.chief.engine.daemon.DaemonListener;
import dev.chief.engine.telemetry.DaemonTelemetry;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Tells the monitor what the daemon does; what its runs do is told by {@link Reports#runs}. For the daemon's thread. */
final class MonitorReport implements DaemonListener {
    private final Optional<DaemonTelemetry> telemetry;
    /** The jobs as they are in force, and as they were last those that no longer are. */
    private final Map<String, Job> jobs = new HashMap<>();

    /** @param telemetry none if nobody wants to be told */
    MonitorReport(Optional<DaemonTelemetry> telemetry) {
        this.telemetry = telemetry;
    }

    @Override
    public void started(Config config, int missed, Optional<Instant> next) {
        remember(config);
        telemetry.ifPresent(monitor -> monitor.started(config));
    }

    @Override
    public void reloaded(Config config, Optional<Instant> next) {
        remember(config);
        telemetry.ifPresent(monitor -> monitor.reloaded(config));
    }

    @Override
    public void decided(Effect.Decided decision) {
        // A start is told when it comes, because only then it is known how many runs there are.
        if (!(decision.outcome() instanceof Outcome.Ran)) {
            decided(decision.job(), decision.cause(), decision.outcome(), 0);
        }
    }

    @Override
    public void dispatched(Effect.Start start) {
        decided(start.job(), start.cause(), new Outcome.Ran(start.run(), false), start.running());
    }

    @Override
    public void stopped() {
        telemetry.ifPresent(monitor -> monitor.stopped("stopped"));
    }

    private void decided(String name, Cause cause, Outcome outcome, int running) {
        @Nullable
        Job job = jobs.get(name);
        if (job != null) {
            Consumer<DaemonTelemetry> tell = monitor -> monitor.decided(job, cause, outcome, running);
            telemetry.ifPresent(tell);
        }
    }

    private void remember(Config config) {
        config.jobs().forEach(job -> jobs.put(job.name(), job));
    }
}
