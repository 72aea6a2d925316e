package dev.chief.app.cli;

import dev.chief.core.dispatch.Cause;
import dev.chief.core.dispatch.Effect;
import dev.chief.core.dispatch.Outcome;
import dev.chief.engine.config.Config;
import dev.chief.engine.config.Diagnostic;
import dev.chief.engine.daemon.DaemonListener;
import dev.chief.engine.daemon.Reasons;
import dev.chief.engine.run.RunEvent.RunFinished;
import dev.chief.engine.run.RunEvent.RunStarted;
import dev.chief.engine.run.RunEvent.ScriptFinished;
import dev.chief.engine.run.RunEvent.ScriptRetrying;
import dev.chief.engine.run.RunEvent.ScriptStarted;
import dev.chief.engine.run.RunListener;
import dev.chief.engine.runs.StoredRun;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** Says what the daemon does in lines that a person can follow: on standard error, and in chief.log. For any thread. */
final class DaemonReport implements DaemonListener {
    private final Streams streams;
    private final LogFile log;
    private final RunListener runLog;
    private final DaemonListener monitor;
    private final InstantSource clock;
    private final ZoneId zone;
    private final String file;

    /**
     * @param reports whom to tell as well
     * @param zone in which times are shown
     * @param file the configuration as the user named it
     */
    DaemonReport(
        Streams streams,
        LogFile log,
        Reports reports,
        InstantSource clock,
        ZoneId zone,
        String file
    ) {
        this.streams = streams;
        this.log = log;
        this.runLog = new Listeners(log.listener(), reports.runs());
        this.monitor = new MonitorReport(reports.daemon());
        this.clock = clock;
        this.zone = zone;
        this.file = file;
    }

    @Override
    public void started(Config config, int missed, Optional<Instant> next) {
        monitor.started(config, missed, next);
        say("Started with " + count(config.enabledJobs().size(), "enabled job") + "; " + next(next));
        if (missed > 0) {
            warn(count(missed, "slot") + " passed while no daemon was running (chief why JOB tells which)");
        }
    }

    @Override
    public void adopted(StoredRun run) {
        say(run.job() + " still runs; an earlier daemon started it"
                + streams.dim("  (run " + run.id() + ")"));
    }

    @Override
    public void settled(StoredRun run) {
        say(run.job() + " " + RunDocument.word(run.status())
                + (run.reason().isEmpty() ? "" : ": " + Diagnostics.visible(run.reason()))
                + streams.dim("  (run " + run.id() + ", of an earlier daemon)"));
    }

    @Override
    public void decided(Effect.Decided decision) {
        monitor.decided(decision);
        String job = decision.job();
        Optional<Instant> slot = decision.cause() instanceof Cause.Slot(Instant at) ? Optional.of(at)
                : Optional.empty();
        switch (decision.outcome()) {
            case Outcome.Ran _ -> {
                // The run says so itself.
            }
            case Outcome.Skipped(Outcome.Reason.Disabled _) -> {
                // Nobody waits for it; the ledger has it.
            }
            case Outcome.Queued(var waitsFor) -> tell(job, slot, " waits " + Reasons.of(waitsFor), false);
            case Outcome.Skipped(var reason) -> tell(job, slot, " skipped: " + Reasons.of(reason), true);
            case Outcome.Missed missed -> tell(job, slot, " missed: " + Reasons.of(missed), true);
            case Outcome.CaughtUp(Instant later) -> tell(job, slot, " missed: the run for "
                    + IsoTime.format(later, zone) + " makes up for it", false);
        }
    }

    /** On the screen a slot of this very second needs no telling, and one of today only its time. */
    private void tell(String job, Optional<Instant> slot, String words, boolean warning) {
        String exactly = job + slot.map(at -> " " + IsoTime.format(at, zone)).orElse("") + words;
        String line = job + slot.map(at -> shortly(" ", at)).orElse("") + words;
        if (warning) {
            log.warn(exactly);
            show(streams.yellow("Warning: ") + line);
        } else {
            log.info(exactly);
            show(line);
        }
    }

    private String shortly(String before, Instant slot) {
        Instant now = clock.instant();
        if (Duration.between(slot, now).abs().compareTo(Duration.ofSeconds(1)) < 0) {
            return "";
        }
        String text = IsoTime.forPeople(slot, zone);
        String today = IsoTime.forPeople(now, zone).substring(0, text.indexOf(' ') + 1);
        return before + (text.startsWith(today) ? text.substring(today.length()) : text);
    }

    @Override
    public void dispatched(Effect.Start start) {
        monitor.dispatched(start);
    }

    @Override
    public void delayed(String job, Duration inLine) {
        warn(job + " waited " + IsoTime.duration(inLine.toMillis())
                + " for its turn, because one job runs at a time; "
                + "daemon.max_parallel_jobs lets more run (this is said once)");
    }

    @Override
    public void clockStepped(Duration by) {
        warn("the clock went " + (by.isNegative() ? "back" : "forward") + " by "
                + IsoTime.duration(by.abs().toMillis())
                + ", or the machine slept that long");
    }

    @Override
    public void reloaded(Config config, Optional<Instant> next) {
        monitor.reloaded(config, next);
        say("Read " + file + " again: " + count(config.enabledJobs().size(), "enabled job") + "; "
                + next(next));
    }

    @Override
    public void restartNeeded(String setting) {
        warn("a change of " + setting + " takes effect when the daemon is started again");
    }

    @Override
    public void forgettingFails(String why) {
        warn("old history stays for now: " + why);
    }

    @Override
    public void reloadRefused(List<Diagnostic> diagnostics) {
        warn(file + " has changed and has problems; the schedule stays as it was");
        Diagnostics.report(diagnostics, file, streams);
        for (Diagnostic diagnostic : diagnostics) {
            log.warn(diagnostic.location().map(at -> at.line() + ":" + at.column() + ": ").orElse("")
                    + diagnostic.message());
        }
    }

    @Override
    public void recordingFails(String why) {
        warn("nothing starts until it can be recorded: " + why);
    }

    @Override
    public void recordingWorks() {
        say("recording works again");
    }

    @Override
    public void stopping(int running) {
        say("Stopping" + (running == 0 ? "" : "; waiting for " + count(running, "run")));
    }

    @Override
    public void stopped() {
        monitor.stopped();
        say("Stopped");
    }

    @Override
    public void runStarted(RunStarted event) {
        runLog.runStarted(event);
        show(event.job().name() + " started"
                + event.scheduledFor().map(slot -> shortly(" for ", slot)).orElse(""));
    }

    @Override
    public void scriptStarted(ScriptStarted event) {
        runLog.scriptStarted(event);
    }

    @Override
    public void scriptRetrying(ScriptRetrying event) {
        runLog.scriptRetrying(event);
        show(event.run().job() + ": " + event.failed().attempt().script().path() + " failed: "
                + event.failed().reason()
                + "; trying again in " + IsoTime.duration(event.delay().toMillis()));
    }

    @Override
    public void scriptFinished(ScriptFinished event) {
        runLog.scriptFinished(event);
    }

    @Override
    public void runFinished(RunFinished event) {
        runLog.runFinished(event);
        String word = RunDocument.word(event.status());
        show(event.job().name() + " " + (event.succeeded() ? streams.green(word) : streams.red(word)) + " in "
                + IsoTime.duration(event.duration().toMillis())
                + (event.reason().isEmpty() ? "" : ": " + Diagnostics.visible(event.reason())));
    }

    private static String count(int number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }

    private String next(Optional<Instant> next) {
        return next.map(at -> "next slot " + IsoTime.forPeople(at, zone)).orElse("no slot to come");
    }

    private void say(String line) {
        log.info(line);
        show(line);
    }

    private void warn(String line) {
        log.warn(line);
        show(streams.yellow("Warning: ") + line);
    }

    private void show(String line) {
        streams.report(streams.dim(IsoTime.forPeople(clock.instant(), zone)) + " " + line);
    }
}
