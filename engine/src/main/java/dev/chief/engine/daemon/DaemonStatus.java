package dev.chief.engine.daemon;

import dev.chief.core.dispatch.Waiting;
import dev.chief.engine.run.RunId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What goes on at a moment.
 *
 * @param config the configuration that is in force
 * @param since when the daemon started
 * @param readAt when the configuration was last read
 * @param recording whether decisions can be recorded; if not, nothing starts
 * @param going the runs that go on, those that an earlier daemon started first, then by start
 * @param waiting the triggers that wait, in the order of their turns
 * @param next the next slot of each enabled job that has one, in file order
 */
public record DaemonStatus(
    Path config,
    Instant since,
    Instant readAt,
    boolean recording,
    List<Going> going,
    List<Waiting> waiting,
    List<Next> next
) {
    public DaemonStatus {
        going = List.copyOf(going);
        waiting = List.copyOf(waiting);
        next = List.copyOf(next);
    }

    /**
     * A run that goes on.
     *
     * @param slot the slot that it is for, if it was scheduled
     * @param since when it started
     * @param adopted whether an earlier daemon started it
     */
    public record Going(String job, RunId run, Optional<Instant> slot, Instant since, boolean adopted) {}

    /** The next slot of a job. */
    public record Next(String job, Instant slot) {}
}
