package dev.chief.app.cli;

import java.util.List;

/** {@code help}: the same texts as {@code --help}. */
final class HelpCommand implements Command {
    private final Commands commands;

    HelpCommand(Commands commands) {
        this.commands = commands;
    }

    @Override
    public CommandSpec spec() {
        return new CommandSpec("help", "show help", "Shows the help of the program or of a command.",
                List.of(),
                List.of(new CommandSpec.Argument("COMMAND", false, Commands.names(),
                        "the command to explain")),
                List.of("chief help", "chief help preview"));
    }

    @Override
    public int execute(CommandLine line, Context context) {
        List<CommandSpec> all = commands.specs();
        String text = Help.program(all);
        for (CommandSpec other : all) {
            if (line.arguments().contains(other.name())) {
                text = Help.command(other);
            }
        }
        context.streams().print(text);
        return GOOD;
    }
}
