package dev.chief.app.cli;

import dev.chief.monitor.Monitor;
import dev.chief.monitor.demo.Demo;
import dev.chief.monitor.settings.MonitorSettings;
import dev.chief.monitor.store.Backup;
import dev.chief.monitor.store.DatabaseAddress;
import dev.chief.monitor.store.StoreException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** {@code monitor}: the service that hears of jobs, until it is stopped. */
final class MonitorCommand implements Command {
    private static final String BACKUP = "backup";
    private static final String DEMO = "demo";
    /** Everybody sees the same history. */
    private static final long DEMO_SEED = 1;

    @Override
    public CommandSpec spec() {
        return new CommandSpec("monitor", "take telemetry, watch over jobs, and alert", """
                Takes what Chiefs and their workers tell, knows when a job is late or failing, tells
                people, and shows all of it. Its data is one SQLite file unless --database-url names a
                PostgreSQL database, which several monitors may share. Each option has a variable, such
                as MONITOR_PORT for --port; a .env file in the working directory is read too. Secrets
                are read from variables or from files, so that they are in no list of processes.

                backup FILE copies the SQLite database of a monitor that may be running.
                demo fills an empty database with a month of made-up history, to look around in.

                SIGTERM and SIGINT stop it: what it was sent is stored, then it ends.""",
                MonitorStart.options(),
                List.of(new CommandSpec.Argument("ACTION", false, List.of(BACKUP, DEMO),
                        "backup: copy the database; demo: fill an empty one"),
                        new CommandSpec.Argument("FILE", false, List.of(),
                                "of backup: where the copy goes; must not exist")),
                List.of("chief monitor", "chief monitor --port 8080 --db-path /var/lib/chief/monitor.sqlite",
                        "chief monitor backup /backup/monitor.sqlite",
                        "chief monitor demo --db-path demo.sqlite"));
    }

    @Override
    public int execute(CommandLine line, Context context) {
        List<String> words = line.arguments();
        Optional<String> action = words.stream().findFirst();
        if (action.filter(BACKUP::equals).isPresent() && words.size() < 2) {
            throw new UsageException("monitor", "backup needs FILE: where the copy goes");
        }
        if (action.filter(DEMO::equals).isPresent() && words.size() > 1) {
            throw new UsageException("monitor", "demo takes no FILE: the database is named by --db-path");
        }
        MonitorLog log = MonitorLog.start(line, context.streams());
        context.keepNativeLibrary();
        if (action.isEmpty()) {
            return serve(MonitorStart.settings(line, context, Optional.empty(), log), context, log);
        }
        DatabaseAddress database = MonitorStart.database(line, context);
        return action.get().equals(BACKUP) ? copy(database, Path.of(words.get(1)), context)
                : fill(database, context);
    }

    private static int copy(DatabaseAddress database, Path file, Context context) {
        try {
            Backup.copy(database, file.toAbsolutePath());
        } catch (StoreException e) {
            throw new UserException("Error: " + e.getMessage());
        }
        context.streams().print("Copied " + database.describe() + " to " + file + ".");
        return GOOD;
    }

    private static int fill(DatabaseAddress database, Context context) {
        Demo.Outcome outcome;
        try {
            outcome = Demo.fill(database, DEMO_SEED, context.host().clock().instant());
        } catch (StoreException e) {
            throw new UserException("Error: " + e.getMessage());
        }
        return switch (outcome) {
            case Demo.Outcome.Filled filled -> {
                context.streams()
                        .print("Filled " + database.describe() + " with " + filled.length().toDays()
                                + " days of " + filled.jobs() + " jobs that never were: " + filled.events()
                                + " events.\nLook at it with: chief monitor" + option(database)
                                + "\nIts Chiefs do not run, so after half an hour they are found to be offline.");
                yield GOOD;
            }
            case Demo.Outcome.NotEmpty taken -> throw new UserException("Error: " + database.describe()
                    + " has " + taken.events() + " events. The demo fills an empty database only; name"
                    + " another one, as with --db-path demo.sqlite.");
        };
    }

    /** What leads the monitor to a database that is not where it would look. */
    private static String option(DatabaseAddress database) {
        return switch (database) {
            case DatabaseAddress.Sqlite(Path file) -> " --db-path " + ShellQuote.quote(file.toString());
            case DatabaseAddress.Postgres _ -> "";
        };
    }

    private static int serve(MonitorSettings settings, Context context, MonitorLog log) {
        AtomicInteger signal = new AtomicInteger();
        CountDownLatch stopped = new CountDownLatch(1);
        try (Monitor monitor = MonitorStart.start(settings, context)) {
            for (Stop stop : Stop.values()) {
                Signals.handle(stop.name(), () -> {
                    signal.compareAndSet(0, stop.number());
                    stopped.countDown();
                });
            }
            MonitorStart.welcome(monitor, settings, log);
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Stop.CODE + signal.get();
    }

    /** The signals that stop it. */
    private enum Stop {
        INT(2), TERM(15);

        /** What is added to a signal's number to make an exit code. */
        static final int CODE = 128;

        private final int number;

        Stop(int number) {
            this.number = number;
        }

        int number() {
            return number;
        }
    }
}
