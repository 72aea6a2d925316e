package dev.chief.app.cli;

import java.util.ArrayList;
import java.util.List;

/** {@code help}: the same texts as {@code --help}. */
final class HelpCommand implements Command {
    private final List<CommandSpec> others;

    /** @param others the other commands */
    HelpCommand(List<CommandSpec> others) {
        this.others = others;
    }

    @Override
    public CommandSpec spec() {
        List<String> names = new ArrayList<>();
        for (CommandSpec other : others) {
            names.add(other.name());
        }
        names.add("help");
        return new CommandSpec("help", "show help", "Shows the help of the program or of a command.",
                List.of(),
                List.of(new CommandSpec.Argument("COMMAND", false, names, "the command to explain")),
                List.of("chief help", "chief help preview"));
    }

    @Override
    public int execute(CommandLine line, Context context) {
        List<CommandSpec> all = new ArrayList<>(others);
        all.add(spec());
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
