package dev.chief.app.cli;

import dev.chief.engine.config.LocalEnvironment;
import dev.chief.monitor.Monitor;
import dev.chief.monitor.auth.AuthSetupException;
import dev.chief.monitor.settings.MonitorOption;
import dev.chief.monitor.settings.MonitorSettings;
import dev.chief.monitor.settings.SettingsReader;
import dev.chief.monitor.store.DatabaseAddress;
import dev.chief.monitor.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What {@code monitor} and {@code up} have in common. */
final class MonitorStart {
    private MonitorStart() {}

    static List<Option> options() {
        List<Option> options = new ArrayList<>();
        for (MonitorOption option : SettingsReader.options()) {
            options.add(Option.valued(option.name(), option.value(), option.help()));
        }
        options.add(MonitorLog.FORMAT);
        return List.copyOf(options);
    }

    /**
     * Reads the settings of a monitor, and says what may not be meant.
     *
     * @param databaseFile where its data is unless something else is said
     * @throws UserException with all problems, if there are any
     */
    static MonitorSettings settings(
        CommandLine line,
        Context context,
        Optional<Path> databaseFile,
        MonitorLog log
    ) {
        Map<String, String> environment = new HashMap<>();
        databaseFile.ifPresent(file -> environment.put("MONITOR_DB_PATH", file.toString()));
        environment.putAll(environment(context));
        SettingsReader.Outcome.Read read = accepted(
                SettingsReader.read(environment, options(line), MonitorStart::read));
        read.warnings().forEach(log::warn);
        return read.settings();
    }

    /**
     * Reads where the data of a monitor is.
     *
     * @throws UserException if that cannot be told
     */
    static DatabaseAddress database(CommandLine line, Context context) {
        return accepted(SettingsReader.readDatabase(environment(context), options(line), MonitorStart::read))
                .settings()
                .database();
    }

    private static SettingsReader.Outcome.Read accepted(SettingsReader.Outcome outcome) {
        return switch (outcome) {
            case SettingsReader.Outcome.Read read -> read;
            case SettingsReader.Outcome.Refused refused ->
                throw new UserException("Error: " + String.join("\nError: ", refused.problems()));
        };
    }

    private static Map<String, String> environment(Context context) {
        return LocalEnvironment.of(context.host().environment(), Path.of("").toAbsolutePath());
    }

    private static Map<String, String> options(CommandLine line) {
        Map<String, String> options = new HashMap<>();
        for (MonitorOption option : SettingsReader.options()) {
            line.value(option.name()).ifPresent(value -> options.put(option.name(), value));
        }
        return options;
    }

    private static String read(String file) throws IOException {
        return Files.readString(Path.of(file));
    }

    /** @throws UserException if it cannot start */
    static Monitor start(MonitorSettings settings, Context context) {
        try {
            return Monitor.start(settings, context.host().clock());
        } catch (IOException e) {
            throw new UserException(
                    "Error: " + e.getMessage() + " Choose another place with --host and --port.");
        } catch (StoreException | AuthSetupException e) {
            throw new UserException("Error: " + e.getMessage());
        }
    }

    /** Says where it is. */
    static void welcome(Monitor monitor, MonitorSettings settings, MonitorLog log) {
        String data = switch (settings.database()) {
            case DatabaseAddress.Sqlite(Path file) -> file.toAbsolutePath().normalize().toString();
            case DatabaseAddress.Postgres postgres -> postgres.describe();
        };
        log.say("Chief Monitor is at " + monitor.address() + ", its data in " + data + ".");
    }
}
