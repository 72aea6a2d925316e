package dev.chief.engine.control;

import dev.chief.core.dispatch.Cause;
import dev.chief.core.dispatch.Waiting;
import dev.chief.engine.daemon.DaemonStatus;
import dev.chief.engine.daemon.Reasons;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What goes on in a daemon. Instants are ISO 8601 in UTC.
 *
 * @param config the configuration, an absolute path
 * @param pid the daemon's process
 * @param since when it started
 * @param readAt when it last read the configuration
 * @param recording whether it can record its decisions; if not, it starts nothing
 * @param running the runs that go on
 * @param waiting the triggers that wait, in the order of their turns
 * @param next the next slot of each enabled job that has one, in file order
 */
public record Status(
    String config,
    long pid,
    String since,
    String readAt,
    boolean recording,
    List<Run> running,
    List<Wait> waiting,
    List<Next> next
) {
    /**
     * A run that goes on.
     *
     * @param scheduledFor its slot, or null if a person started it
     * @param adopted whether an earlier daemon started it
     */
    public record Run(
        String job,
        String runId,
        @Nullable String scheduledFor,
        String startedAt,
        boolean adopted
    ) {}

    /**
     * A trigger that waits.
     *
     * @param slot or null if a person wished it
     * @param waits for what, a phrase
     */
    public record Wait(String job, @Nullable String slot, String waits) {}

    /** The next slot of a job. */
    public record Next(String job, String slot) {}

    static Status of(DaemonStatus status, long pid) {
        return new Status(status.config().toString(), pid, status.since().toString(),
                status.readAt().toString(),
                status.recording(), status.going().stream().map(Status::run).toList(),
                status.waiting().stream().map(Status::wait).toList(),
                status.next().stream().map(next -> new Next(next.job(), next.slot().toString())).toList());
    }

    private static Run run(DaemonStatus.Going run) {
        return new Run(run.job(), run.run().toString(), text(run.slot()), run.since().toString(),
                run.adopted());
    }

    private static Wait wait(Waiting waiting) {
        Optional<Instant> slot = waiting.cause() instanceof Cause.Slot(Instant at) ? Optional.of(at)
                : Optional.empty();
        return new Wait(waiting.job(), text(slot), Reasons.of(waiting.waitsFor()));
    }

    private static @Nullable String text(Optional<Instant> instant) {
        return instant.map(Instant::toString).orElse(null);
    }
}
