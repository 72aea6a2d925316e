package dev.chief.app.cli;

import dev.chief.monitor.Monitor;
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

    @Override
    public CommandSpec spec() {
        return new CommandSpec("monitor", "take telemetry, watch over jobs, and alert", """
                Takes what Chiefs and their workers tell, knows when a job is late or failing, tells
                people, and shows all of it. Its data is one SQLite file unless --database-url names a
                PostgreSQL database, which several monitors may share. Each option has a variable, such
                as MONITOR_PORT for --port; a .env file in the working directory is read too. Secrets
                are read from variables or from files, so that they are in no list of processes.

                backup FILE copies the SQLite database of a monitor that may be running.

                SIGTERM and SIGINT stop it: what it was sent is stored, then it ends.""",
                MonitorStart.options(),
                List.of(new CommandSpec.Argument("ACTION", false, List.of(BACKUP),
                        "backup: copy the database"),
                        new CommandSpec.Argument("FILE", false, List.of(),
                                "where the copy goes; must not exist")),
                List.of("chief monitor", "chief monitor --port 8080 --db-path /var/lib/chief/monitor.sqlite",
                        "chief monitor backup /backup/monitor.sqlite"));
    }

    @Override
    public int execute(CommandLine line, Context context) {
        boolean backup = !line.arguments().isEmpty();
        if (backup && line.arguments().size() < 2) {
            throw new UsageException("monitor", "backup needs FILE: where the copy goes");
        }
        MonitorSettings settings = MonitorStart.settings(line, context, Optional.empty());
        MonitorLog.start(line);
        context.keepNativeLibrary();
        return backup ? copy(settings.database(), Path.of(line.arguments().get(1)), context)
                : serve(settings, context);
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

    private static int serve(MonitorSettings settings, Context context) {
        AtomicInteger signal = new AtomicInteger();
        CountDownLatch stopped = new CountDownLatch(1);
        try (Monitor monitor = MonitorStart.start(settings, context)) {
            for (Stop stop : Stop.values()) {
                Signals.handle(stop.name(), () -> {
                    signal.compareAndSet(0, stop.number());
                    stopped.countDown();
                });
            }
            MonitorStart.welcome(monitor, settings, context);
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
