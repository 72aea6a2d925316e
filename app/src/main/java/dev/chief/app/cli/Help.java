package dev.chief.app.cli;

import java.util.List;

/** Help texts, made from the specifications of the commands. */
final class Help {
    private static final int INDENT = 2;

    private Help() {}

    /** The program's own help. */
    static String program(List<CommandSpec> commands) {
        StringBuilder text = new StringBuilder("""
                Chief runs the scripts of a chief.yaml: which, in what order, when.

                usage: chief [--config PATH] COMMAND [OPTION ...]

                commands:
                """);
        int width = 0;
        for (CommandSpec spec : commands) {
            width = Math.max(width, spec.name().length());
        }
        for (CommandSpec spec : commands) {
            row(text, spec.name(), spec.summary(), width);
        }
        text.append("\noptions:\n");
        options(text, CommandLine.globalOptions());
        return text.append("""

                examples:
                  chief validate
                  chief preview --job nightly --count 10
                  chief run --config etc/chief.yaml --job nightly

                exit codes: 0 good, 1 a problem to put right or a failed job, 2 wrong usage,
                130 and 143 ended by SIGINT and SIGTERM. More: chief COMMAND --help""").toString();
    }

    /** A command's help. */
    static String command(CommandSpec spec) {
        StringBuilder text = new StringBuilder("usage: ").append(usage(spec)).append("\n\n");
        text.append(spec.about()).append("\n");
        if (!spec.arguments().isEmpty()) {
            text.append("\narguments:\n");
            int width = 0;
            for (CommandSpec.Argument argument : spec.arguments()) {
                width = Math.max(width, argument.name().length());
            }
            for (CommandSpec.Argument argument : spec.arguments()) {
                row(text, argument.name(), argument.help(), width);
            }
        }
        text.append("\noptions:\n");
        options(text, spec.allOptions());
        text.append("\nexamples:");
        for (String example : spec.examples()) {
            text.append("\n").append(" ".repeat(INDENT)).append(example);
        }
        return text.toString();
    }

    /** One line: how a command is called. */
    static String usage(CommandSpec spec) {
        StringBuilder usage = new StringBuilder("chief ").append(spec.name()).append(" [OPTION ...]");
        for (CommandSpec.Argument argument : spec.arguments()) {
            usage.append(argument.required() ? " " + argument.name() : " [" + argument.name() + "]");
        }
        return usage.toString();
    }

    private static void options(StringBuilder text, List<Option> options) {
        int width = 0;
        for (Option option : options) {
            width = Math.max(width, label(option).length());
        }
        for (Option option : options) {
            row(text, label(option), option.help(), width);
        }
    }

    private static String label(Option option) {
        String name = option.letter().isPresent() ? option.letter().get() + ", " + option.name()
                : option.name();
        return option.value().isPresent() ? name + " " + option.value().get() : name;
    }

    private static void row(StringBuilder text, String left, String right, int width) {
        text.append(" ".repeat(INDENT))
                .append(left)
                .append(" ".repeat(width - left.length() + 2))
                .append(right);
        text.append('\n');
    }
}
