package dev.chief.app.cli;

import dev.chief.engine.config.Config;
import dev.chief.engine.config.ConfigLoader;
import dev.chief.engine.config.HostName;
import dev.chief.engine.control.ControlServer;
import dev.chief.engine.daemon.Alarm;
import dev.chief.engine.daemon.Daemon;
import dev.chief.engine.daemon.DaemonSetup;
import dev.chief.engine.daemon.Jitter;
import dev.chief.engine.daemon.OwnerLock;
import dev.chief.engine.run.JobRunner;
import dev.chief.engine.run.JournalException;
import dev.chief.engine.run.SessionLauncher;
import dev.chief.engine.runs.RunStore;
import dev.chief.engine.runs.RunStoreException;
import dev.chief.engine.telemetry.Telemetry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** {@code daemon}: schedules until it is stopped. */
final class DaemonCommand implements Command {
    private static final int DEFAULT_POLL_SECONDS = 10;
    private static final int SIGNALLED = 128;
    private static final int SIGINT = 2;
    private static final int SIGTERM = 15;

    @Override
    public CommandSpec spec() {
        return new CommandSpec("daemon", "run jobs at their slots until stopped", """
                Runs each enabled job at its slots. A slot is on time whatever --poll-seconds is; that
                only bounds how long a change of the clock or of the chief.yaml can go unnoticed.

                SIGTERM and SIGINT stop it: nothing starts any more, running scripts have
                daemon.shutdown_grace_seconds to end, then they are ended; a second signal ends them at
                once. SIGHUP, or a change of the chief.yaml, reads the file again; one with problems
                leaves the schedule as it is. There is one daemon for each state directory.""",
                List.of(Option.valued("--poll-seconds", "N", "longest sleep in seconds (default 10)"),
                        Option.valued("--log-file", "PATH",
                                "the log (default chief.log beside the chief.yaml)")),
                List.of(),
                List.of("chief daemon", "chief daemon --config /etc/chief/chief.yaml --poll-seconds 5"));
    }

    @Override
    public int execute(CommandLine line, Context context) {
        int poll = line.positive("--poll-seconds", DEFAULT_POLL_SECONDS);
        Optional<Config> loaded = context.load(line);
        if (loaded.isEmpty()) {
            return FAILED;
        }
        Config config = loaded.get();
        Context.enabledJobs(config, line);
        Path state = config.daemon().stateDirectory();
        Path log = RunCommand.logFile(line, config);
        try (
            OwnerLock _ = lock(state, config, context);
            LogFile logFile = LogFile.open(log, context.streams())
        ) {
            try (
                RunStore store = RunStore.open(state, context.host().clock());
                Reports reports = Reports.start(config, config.enabledJobs(), Telemetry.Mode.DAEMON, logFile,
                        context)
            ) {
                JobRunner runner = new JobRunner(RunCommand.settings(config, context),
                        new SessionLauncher(context.host().environment().getOrDefault("PATH", "")),
                        context.host().clock(), store);
                DaemonSetup setup = new DaemonSetup(context.host().clock(), Alarm.ofMachine(), store, runner,
                        new DaemonSetup.Source(() -> ConfigLoader.load(line.config(), context.host()),
                                new Fingerprint(config.file()),
                                changed -> RunCommand.settings(changed, context)),
                        new Jitter(HostName.of(context.host().environment())), Duration.ofSeconds(poll));
                DaemonReport report = new DaemonReport(context.streams(), logFile, reports,
                        context.host().clock(),
                        context.zone(),
                        line.config());
                Daemon daemon = new Daemon(config, setup, report);
                try (ControlServer _ = ControlServer.open(state, daemon)) {
                    return run(daemon);
                }
            }
        } catch (RunStoreException | JournalException e) {
            throw new UserException("Error: " + e.getMessage());
        } catch (IOException e) {
            throw new UserException(
                    "Error: the state directory " + state + " cannot be used: " + e.getMessage());
        }
    }

    private static int run(Daemon daemon) throws JournalException {
        AtomicInteger signal = new AtomicInteger();
        Signals.handle("INT", () -> stop(daemon, signal, SIGINT));
        Signals.handle("TERM", () -> stop(daemon, signal, SIGTERM));
        Signals.handle("HUP", () -> {
            var _ = daemon.reload();
        });
        daemon.run();
        return SIGNALLED + signal.get();
    }

    private static void stop(Daemon daemon, AtomicInteger signal, int number) {
        if (signal.compareAndSet(0, number)) {
            daemon.stop();
        } else {
            daemon.kill();
        }
    }

    private static OwnerLock lock(Path state, Config config, Context context) throws IOException {
        String self = "pid " + ProcessHandle.current().pid() + ", since "
                + IsoTime.format(context.host().clock().instant(), ZoneOffset.UTC) + ", with "
                + config.file();
        Optional<OwnerLock> lock = OwnerLock.take(state, self);
        if (lock.isEmpty()) {
            String owner = OwnerLock.owner(state);
            throw new UserException("Error: a daemon is already running in " + state
                    + (owner.isEmpty() ? "." : ": " + owner + "."));
        }
        return lock.get();
    }
}
