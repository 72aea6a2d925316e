package dev.chief.engine.daemon;

import dev.chief.core.dispatch.Effect;
import dev.chief.engine.config.Config;
import dev.chief.engine.config.Diagnostic;
import dev.chief.engine.run.RunEvent.RunFinished;
import dev.chief.engine.run.RunListener;
import dev.chief.engine.runs.StoredRun;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Is told what the daemon does, on its thread, and as a {@link RunListener} what its runs do, on theirs. */
public interface DaemonListener extends RunListener {
    /**
     * The daemon is ready.
     *
     * @param missed how many slots no daemon was there for
     * @param next when the next slot is due
     */
    default void started(Config config, int missed, Optional<Instant> next) {}

    /** What became of a trigger, once that is recorded. */
    default void decided(Effect.Decided decision) {}

    /** A trigger starts a run, once that is recorded. */
    default void dispatched(Effect.Start start) {}

    /** A run of this daemon has ended, once that is recorded. */
    default void ended(RunFinished run) {}

    /** A run that an earlier daemon left behind still goes on. */
    default void adopted(StoredRun run) {}

    /** A run that an earlier daemon left behind has ended, and this is what was found out about it. */
    default void settled(StoredRun run) {}

    /** A job waited long for its turn because only one job may run at a time. Told once. */
    default void delayed(String job, Duration inLine) {}

    /** The clock was set, or the machine slept. */
    default void clockStepped(Duration by) {}

    /** The configuration was read again and is in force. */
    default void reloaded(Config config, Optional<Instant> next) {}

    /** The configuration was read again and cannot be used; the one before stays in force. */
    default void reloadRefused(List<Diagnostic> diagnostics) {}

    /** The configuration asks for something that takes a restart. */
    default void restartNeeded(String setting) {}

    /** Something could not be recorded; nothing is started until it can. Told when it begins and when it is over. */
    default void recordingFails(String why) {}

    /** What could not be recorded for a while now can. */
    default void recordingWorks() {}

    /** Old history could not be removed. */
    default void forgettingFails(String why) {}

    /** The daemon stops; so many runs still go on. */
    default void stopping(int running) {}

    /** The daemon has stopped. */
    default void stopped() {}
}
