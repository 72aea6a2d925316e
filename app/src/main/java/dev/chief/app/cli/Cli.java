package dev.chief.app.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The program: takes a command line apart and has its command executed. */
public final class Cli {
    private final List<Command> commands = new ArrayList<>();
    private final List<CommandSpec> specs = new ArrayList<>();

    /** A program with all commands. */
    public Cli() {
        add(new ValidateCommand());
        add(new PreviewCommand());
        add(new RunCommand());
        add(new DaemonCommand());
        add(new StatusCommand());
        add(new WhyCommand());
        add(new TriggerCommand());
        add(new CancelCommand());
        add(new ReloadCommand());
        add(new ExportCronCommand());
        add(new HistoryCommand());
        add(new LogsCommand());
        add(new EventCommand());
        List<CommandSpec> others = List.copyOf(specs);
        add(new CompletionCommand(others));
        add(new HelpCommand(List.copyOf(specs)));
    }

    /**
     * Executes one command line and flushes what it printed.
     *
     * @param words the command line without the program's name
     * @return the exit code
     */
    public int execute(String[] words, Context context) {
        Streams streams = context.streams();
        int code;
        try {
            code = dispatch(CommandLine.parse(words, specs), context);
            streams.flush();
        } catch (UsageException e) {
            streams.report("chief: " + e.sentence());
            Optional<Command> command = command(e.command());
            streams.report(command.isPresent()
                    ? "usage: " + Help.usage(command.get().spec()) + "   (more: chief " + e.command()
                            + " --help)"
                    : "usage: chief [--config PATH] COMMAND [OPTION ...]   (more: chief --help)");
            code = Command.WRONG_USAGE;
        } catch (UserException e) {
            streams.flush();
            streams.report(e.sentence());
            code = Command.FAILED;
        }
        return code;
    }

    private int dispatch(CommandLine line, Context context) {
        Streams streams = context.streams();
        if (line.has("--version")) {
            streams.print("chief " + context.program().version().get() + " (Java " + Runtime.version() + ")");
            return Command.GOOD;
        }
        Optional<Command> command = command(line.command());
        if (line.wantsHelp()) {
            streams.print(command.isPresent() ? Help.command(command.get().spec()) : Help.program(specs));
            return Command.GOOD;
        }
        if (command.isEmpty()) {
            throw new UsageException("", "a command is needed");
        }
        return command.get().execute(line, context);
    }

    private Optional<Command> command(String name) {
        for (int i = 0; i < specs.size(); i++) {
            if (specs.get(i).name().equals(name)) {
                return Optional.of(commands.get(i));
            }
        }
        return Optional.empty();
    }

    private void add(Command command) {
        commands.add(command);
        specs.add(command.spec());
    }
}
