package dev.chief.app.cli;

import java.util.List;

/**
 * A command as its users see it. The command line is parsed, helped with and completed from this alone.
 *
 * @param name the word on the command line
 * @param summary one line for the list of commands
 * @param about what it does, in a few lines of at most 80 characters
 * @param options its own options; every command takes {@code --config} and {@code --help} as well
 * @param arguments what it takes besides options
 * @param examples whole command lines
 */
record CommandSpec(
    String name,
    String summary,
    String about,
    List<Option> options,
    List<Argument> arguments,
    List<String> examples
) {
    /**
     * A positional argument.
     *
     * @param name as in help texts
     * @param required whether the command needs it
     * @param choices the values that are accepted, or empty if any is
     * @param help one line
     */
    record Argument(String name, boolean required, List<String> choices, String help) {}

    /** All options that may follow the command, its own first. */
    List<Option> allOptions() {
        Option[] all = options.toArray(new Option[options.size() + 2]);
        all[options.size()] = Option.CONFIG;
        all[options.size() + 1] = Option.HELP;
        return List.of(all);
    }
}
