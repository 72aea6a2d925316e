package dev.chief.app.cli;

import dev.chief.core.schedule.Schedule;
import dev.chief.engine.client.CommandLink;
import dev.chief.engine.client.PythonClient;
import dev.chief.engine.config.Config;
import dev.chief.engine.config.Job;
import dev.chief.engine.config.Secret;
import dev.chief.engine.run.JobRunner;
import dev.chief.engine.run.RunEvent.RunFinished;
import dev.chief.engine.run.RunId;
import dev.chief.engine.run.RunListener;
import dev.chief.engine.run.RunSettings;
import dev.chief.engine.run.SessionLauncher;
import dev.chief.engine.runs.RunStore;
import dev.chief.engine.runs.RunStoreException;
import dev.chief.engine.runs.SlotClaim;
import dev.chief.engine.telemetry.Telemetry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code run}: runs jobs now, one after the other. */
final class RunCommand implements Command {
    @Override
    public CommandSpec spec() {
        return new CommandSpec("run", "run jobs now", """
                Runs the enabled jobs once, in file order. A failed job does not keep the next one from
                running. --respect-schedule runs only jobs that are due in this minute, and each slot
                once, however often it is called: that is how crontab lines call Chief.

                Results go to standard output, progress to standard error, and on a terminal the output
                of the scripts too. SIGINT and SIGTERM end everything that was started.""",
                List.of(Option.JOB,
                        Option.flag("--respect-schedule", "run only what is due now"),
                        Option.flag("--quiet", "-q", "say nothing unless something fails"),
                        Option.valued("--log-file", "PATH",
                                "the log (default chief.log beside the chief.yaml)"),
                        Option.FORMAT),
                List.of(),
                List.of("chief run", "chief run --job nightly",
                        "chief run --job nightly --respect-schedule --quiet"));
    }

    @Override
    public int execute(CommandLine line, Context context) {
        Optional<Config> loaded = context.load(line);
        if (loaded.isEmpty()) {
            return FAILED;
        }
        Config config = loaded.get();
        List<Job> jobs = Context.enabledJobs(config, line);
        context.keepNativeLibrary();
        try (
            LogFile log = LogFile.open(logFile(line, config), context.streams());
            RunStore store = RunStore.open(config.daemon().stateDirectory(), context.host().clock())
        ) {
            JobRunner runner = new JobRunner(settings(config, context),
                    new SessionLauncher(context.host().environment().getOrDefault("PATH", "")),
                    context.host().clock(),
                    store);
            try (
                Interruption interruption = Interruption.stopping(runner);
                // Inside, because a process that is asked to end waits until the interruption is closed.
                Reports reports = Reports.start(config, jobs, Telemetry.Mode.RUN, log, context)
            ) {
                RunListener listener = new Listeners(new Listeners(log.listener(), reports.runs()),
                        Progress.of(line, context));
                int code = run(jobs, line, context, new Running(runner, store, listener, interruption));
                forget(config, store, context);
                return code;
            }
        } catch (RunStoreException e) {
            throw new UserException("Error: " + e.getMessage());
        }
    }

    /** Forgets old runs. That this fails takes nothing from the runs that were asked for. */
    private static void forget(Config config, RunStore store, Context context) {
        Instant oldest = context.host()
                .clock()
                .instant()
                .minus(Duration.ofDays(config.daemon().historyDays()));
        try {
            store.forgetBefore(oldest);
        } catch (RunStoreException e) {
            context.streams().report("Warning: old runs are kept: " + e.getMessage());
        }
    }

    /** What the jobs are run with. */
    private record Running(
        JobRunner runner,
        RunStore store,
        RunListener listener,
        Interruption interruption
    ) {}

    private static int run(List<Job> jobs, CommandLine line, Context context, Running running)
            throws RunStoreException {
        // One instant decides for all jobs what is due, however long the first of them run.
        Instant now = context.host().clock().instant();
        List<RunDocument> documents = new ArrayList<>();
        boolean failed = false;
        for (Job job : jobs) {
            RunId id = RunId.next(job.name(), context.host().clock().instant(),
                    ProcessHandle.current().pid());
            Optional<Instant> slot = Optional.empty();
            if (line.has("--respect-schedule")) {
                slot = due(job, now, id, line, context, running.store());
                if (slot.isEmpty()) {
                    continue;
                }
            }
            RunFinished finished = running.runner().run(id, job, slot, running.listener());
            failed |= !finished.succeeded();
            if (line.wantsJson()) {
                documents.add(RunDocument.of(finished));
            } else if (!finished.succeeded() || !line.has("--quiet")) {
                context.streams().print(summary(finished));
                context.streams().flush();
            }
            if (running.interruption().hasCome()) {
                break;
            }
        }
        if (line.wantsJson()) {
            context.streams().print(Json.write(new RunDocument.Runs(line.config(), documents)));
        }
        return failed ? FAILED : GOOD;
    }

    /** The slot to run a job for, or none if it is not due or somebody else has the slot; then that has been said. */
    private static Optional<Instant> due(
        Job job,
        Instant now,
        RunId id,
        CommandLine line,
        Context context,
        RunStore store
    ) throws RunStoreException {
        Schedule schedule = job.trigger().schedule();
        Optional<Instant> slot = schedule.slotAt(now);
        String why;
        if (slot.isEmpty()) {
            why = "not due now; next at " + schedule.nextAfter(now)
                    .map(next -> IsoTime.format(next, schedule.zone()))
                    .orElse("no time at all");
        } else {
            switch (store.claimSlot(job.name(), slot.get(), id)) {
                case SlotClaim.Granted() -> {
                    return slot;
                }
                case SlotClaim.Taken taken -> why = "its slot " + IsoTime.format(slot.get(), schedule.zone())
                        + " was taken before" + taken.run().map(run -> " by run " + run).orElse("");
            }
        }
        if (!line.has("--quiet")) {
            context.streams().report("Skipping " + job.name() + ": " + why + ".");
        }
        return Optional.empty();
    }

    private static String summary(RunFinished finished) {
        String took = IsoTime.duration(finished.duration().toMillis());
        return finished.job().name() + ": " + RunDocument.word(finished.status()) + " in " + took
                + (finished.reason().isEmpty() ? "" : " (" + Diagnostics.visible(finished.reason()) + ")");
    }

    /** Where the log is: as {@code --log-file} says, else beside the configuration. */
    static Path logFile(CommandLine line, Config config) {
        return line.value("--log-file")
                .map(path -> Path.of(path).toAbsolutePath())
                .orElse(config.file().resolveSibling("chief.log"));
    }

    /** What jobs are run with. */
    static RunSettings settings(Config config, Context context) {
        Path state = config.daemon().stateDirectory();
        Secret key = config.telemetry().apiKey();
        return new RunSettings(state, config.daemon().logMaxBytes(), config.daemon().killGrace(),
                Optional.of(new RunSettings.Monitor(config.telemetry().endpoint(), key)),
                context.host().environment(),
                new RunSettings.Helpers(python(state, context), commands(state, context)));
    }

    private static Optional<Path> python(Path state, Context context) {
        try {
            return Optional.of(PythonClient.install(state));
        } catch (IOException e) {
            context.streams().report("Warning: Python scripts cannot import gulag_chief: " + e.getMessage());
            return Optional.empty();
        }
    }

    private static Optional<Path> commands(Path state, Context context) {
        Path launcher = Path.of(context.program().launcher());
        // A word is on the path already.
        if (!launcher.isAbsolute()) {
            return Optional.empty();
        }
        try {
            return Optional.of(CommandLink.install(state, launcher));
        } catch (IOException e) {
            context.streams().report("Warning: Scripts may not find the command chief: " + e.getMessage());
            return Optional.empty();
        }
    }
}
