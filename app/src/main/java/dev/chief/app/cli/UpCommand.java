package dev.chief.app.cli;

import dev.chief.engine.config.Config;
import dev.chief.engine.config.Host.OwnMonitor;
import dev.chief.engine.config.Secret;
import dev.chief.monitor.Monitor;
import dev.chief.monitor.settings.MonitorSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code up}: the daemon and a monitor in one process, the whole of Chief on one machine. */
final class UpCommand implements Command {
    private final DaemonCommand daemon = new DaemonCommand();

    @Override
    public CommandSpec spec() {
        List<Option> options = new ArrayList<>(daemon.spec().options());
        options.addAll(MonitorStart.options());
        return new CommandSpec("up", "the daemon and a monitor in one process", """
                Runs each enabled job at its slots, as chief daemon does, and beside it a monitor, as
                chief monitor does, with its data in the state directory. Jobs tell this monitor what
                they do although the chief.yaml says nothing of it; one whose monitor.enabled is false
                does not, and a monitor.endpoint of the file counts before this one.""",
                List.copyOf(options), List.of(),
                List.of("chief up", "chief up --config /etc/chief/chief.yaml --port 8080"));
    }

    @Override
    public int execute(CommandLine line, Context context) {
        Optional<Config> loaded = context.load(line);
        if (loaded.isEmpty()) {
            return FAILED;
        }
        Path state = loaded.get().daemon().stateDirectory();
        MonitorSettings settings = MonitorStart.settings(line, context,
                Optional.of(state.resolve("monitor.sqlite")));
        make(state);
        MonitorLog.start(line);
        context.keepNativeLibrary();
        // The monitor ends after the daemon, and hears how that ended.
        try (Monitor monitor = MonitorStart.start(settings, context)) {
            MonitorStart.welcome(monitor, settings, context);
            OwnMonitor own = new OwnMonitor(monitor.endpoint().toString(),
                    settings.access().apiKey().map(Secret::new).orElse(Secret.NONE));
            return daemon.execute(line, context.with(context.host().with(own)));
        }
    }

    private static void make(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UserException(
                    "Error: the state directory " + directory + " cannot be used: " + e.getMessage());
        }
    }
}
