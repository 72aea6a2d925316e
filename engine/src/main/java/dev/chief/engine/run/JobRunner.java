package dev.chief.engine.run;

import dev.chief.engine.config.Job;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Runs jobs. For any thread: each {@link #run} uses the thread that calls it, and any number may go on at a time;
 * {@link #stop} and {@link #kill} may come at any time, also from a shutdown hook or a signal handler's thread.
 */
public final class JobRunner {
    private volatile RunSettings settings;
    private final ProcessLauncher launcher;
    private final InstantSource clock;
    private final RunJournal journal;
    private final StopSignal signal = new StopSignal();

    /** A runner that records what it does in a journal. */
    public JobRunner(
        RunSettings settings,
        ProcessLauncher launcher,
        InstantSource clock,
        RunJournal journal
    ) {
        this.settings = settings;
        this.launcher = launcher;
        this.clock = clock;
        this.journal = journal;
    }

    /**
     * Runs a job, and returns when it has ended. Never throws for what a script, a full disk or a broken journal does:
     * the result says so. An interrupt of the calling thread stops this run as {@link #stop} does.
     *
     * @param id an id of this job that no run had before
     * @param scheduledFor the slot that the run is for, if it was scheduled
     */
    public RunEvent.RunFinished run(RunId id, Job job, Optional<Instant> scheduledFor, RunListener listener) {
        var context = new JobRun.Context(settings, launcher, clock, journal, signal);
        return new JobRun(context, id, job, scheduledFor, new GuardedListener(listener)).run();
    }

    /** Changes what later runs are run with. */
    public void use(RunSettings changed) {
        settings = changed;
    }

    /**
     * Ends what is left of a run of a process that is gone: its processes get SIGKILL. Returns when they are gone.
     *
     * @return how many could not be ended
     */
    public int endLeftBehind(RunId run) {
        return launcher.sweep(ScriptEnvironment.marksOf(run));
    }

    /**
     * Ends all runs, and lets no other begin: everything that was started gets SIGTERM, the kill grace later SIGKILL.
     * Returns at once; each {@link #run} returns a cancelled result when its processes are gone.
     */
    public void stop() {
        signal.stop();
    }

    /** As {@link #stop}, but without the grace, also for what is being stopped already. Returns at once. */
    public void kill() {
        signal.kill();
    }
}
