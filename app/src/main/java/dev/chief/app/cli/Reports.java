package dev.chief.app.cli;

import dev.chief.engine.config.Config;
import dev.chief.engine.config.Job;
import dev.chief.engine.run.RunListener;
import dev.chief.engine.telemetry.DaemonTelemetry;
import dev.chief.engine.telemetry.Delivery;
import dev.chief.engine.telemetry.Identity;
import dev.chief.engine.telemetry.Telemetry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a command tells the monitor, from its start to its end; nothing if nobody wants it.
 *
 * @param telemetry if anybody does
 */
record Reports(Optional<Telemetry> telemetry) implements AutoCloseable {

    /** @param jobs the jobs that may run */
    static Reports start(Config config, List<Job> jobs, Telemetry.Mode mode, LogFile log, Context context) {
        if (!Telemetry.isWanted(config, jobs)) {
            return new Reports(Optional.empty());
        }
        Identity identity = Identity.of(config.file(), context.host().environment(),
                context.program().version().get());
        return new Reports(Optional.of(Telemetry.start(config, mode, identity, context.host().clock(),
                new Logged(log))));
    }

    /** Tells of runs. */
    RunListener runs() {
        return telemetry.isPresent() ? telemetry.get().runs() : RunListener.NONE;
    }

    /** Tells of a daemon. */
    Optional<DaemonTelemetry> daemon() {
        return telemetry.map(Telemetry::daemon);
    }

    @Override
    public void close() {
        telemetry.ifPresent(Telemetry::close);
    }

    /** Logs how the delivery goes. */
    private record Logged(LogFile log) implements Delivery {
        @Override
        public void failing(String why) {
            log.warn("Telemetry: the monitor does not take events (" + why
                    + "); they are kept and sent later.");
        }

        @Override
        public void working(Duration outage, long failures, long events) {
            log.info("Telemetry: the monitor takes events again, after "
                    + IsoTime.duration(outage.toMillis()) + " and "
                    + failures + (failures == 1 ? " failed attempt; " : " failed attempts; ") + events
                    + (events == 1 ? " event was delivered." : " events were delivered."));
        }

        @Override
        public void setAside(long refused, long unreadable, String why) {
            if (refused > 0) {
                log.warn("Telemetry: the monitor refused " + refused + (refused == 1 ? " event" : " events")
                        + " (" + why + "), now in *.rejected.jsonl beside the spool.");
            }
            if (unreadable > 0) {
                log.warn("Telemetry: " + unreadable + (unreadable == 1 ? " line" : " lines")
                        + " of the spool could not be read, now in *.torn.jsonl beside it.");
            }
        }

        @Override
        public void lost(long count, String why) {
            log.warn("Telemetry: " + count + (count == 1 ? " event was lost: " : " events were lost: ") + why
                    + ".");
        }
    }
}
