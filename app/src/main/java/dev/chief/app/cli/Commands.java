package dev.chief.app.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All commands, each made when it is asked for: a start loads the classes of its own command and no others. For one thread.
 */
final class Commands {
    /** In the order of the help. A new command has its line here and in {@link #make}. */
    private static final String[] NAMES = {"validate", "preview", "run", "daemon", "up", "monitor", "status",
            "why", "trigger",
            "cancel", "reload", "export-cron", "history", "logs", "event", "completion", "help"};

    private final Map<String, Command> made = new HashMap<>();

    /** The names of all commands, as they are called on the command line. */
    static List<String> names() {
        return List.of(NAMES);
    }

    /** The command of a name. */
    Optional<Command> find(String name) {
        @Nullable
        Command known = made.get(name);
        if (known == null) {
            known = make(name);
            if (known != null) {
                made.put(name, known);
            }
        }
        return Optional.ofNullable(known);
    }

    /** What users see of all commands, for which all are made. */
    List<CommandSpec> specs() {
        List<CommandSpec> specs = new ArrayList<>();
        for (String name : NAMES) {
            find(name).ifPresent(command -> specs.add(command.spec()));
        }
        return specs;
    }

    private @Nullable Command make(String name) {
        return switch (name) {
            case "validate" -> new ValidateCommand();
            case "preview" -> new PreviewCommand();
            case "run" -> new RunCommand();
            case "daemon" -> new DaemonCommand();
            case "up" -> new UpCommand();
            case "monitor" -> new MonitorCommand();
            case "status" -> new StatusCommand();
            case "why" -> new WhyCommand();
            case "trigger" -> new TriggerCommand();
            case "cancel" -> new CancelCommand();
            case "reload" -> new ReloadCommand();
            case "export-cron" -> new ExportCronCommand();
            case "history" -> new HistoryCommand();
            case "logs" -> new LogsCommand();
            case "event" -> new EventCommand();
            case "completion" -> new CompletionCommand(this);
            case "help" -> new HelpCommand(this);
            default -> null;
        };
    }
}
