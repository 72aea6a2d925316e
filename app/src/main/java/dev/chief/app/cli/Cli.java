package dev.chief.app.cli;

import java.util.Optional;

/** The program: takes a command line apart and has its command executed. */
public final class Cli {
    private final Commands commands = new Commands();

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
            code = dispatch(CommandLine.parse(words, commands), context);
            streams.flush();
        } catch (UsageException e) {
            streams.report("chief: " + e.sentence());
            Optional<Command> command = commands.find(e.command());
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
        Optional<Command> command = commands.find(line.command());
        if (line.wantsHelp()) {
            streams.print(command.isPresent() ? Help.command(command.get().spec())
                    : Help.program(commands.specs()));
            return Command.GOOD;
        }
        if (command.isEmpty()) {
            throw new UsageException("", "a command is needed");
        }
        return command.get().execute(line, context);
    }
}
