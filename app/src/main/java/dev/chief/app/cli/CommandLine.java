package dev.chief.app.cli;

import dev.chief.engine.config.NearestName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A command line, taken apart. Options may stand before or after the command, as {@code --name value} or
 * {@code --name=value}, and may be shortened as long as they stay unique; of a repeated option the last one counts, unless
 * its command wants all {@link #values}; everything after {@code --} is an argument.
 */
final class CommandLine {
    private static final List<Option> GLOBAL = List.of(Option.CONFIG, Option.HELP,
            Option.flag("--version", "show the version and exit"));

    private final String command;
    private final Map<String, String> options;
    /** Options with a value, each followed by it, in order. */
    private final List<String> valued;
    private final List<String> arguments;

    private CommandLine(
        String command,
        Map<String, String> options,
        List<String> valued,
        List<String> arguments
    ) {
        this.command = command;
        this.options = options;
        this.valued = valued;
        this.arguments = arguments;
    }

    /** The options that may stand before the command. */
    static List<Option> globalOptions() {
        return GLOBAL;
    }

    /** @throws UsageException if the words are no command line of this program */
    static CommandLine parse(String[] words, Commands commands) {
        String command = "";
        Optional<CommandSpec> spec = Optional.empty();
        List<Option> known = GLOBAL;
        Map<String, String> options = new HashMap<>();
        List<String> valued = new ArrayList<>();
        List<String> arguments = new ArrayList<>();
        boolean onlyArguments = false;
        for (int i = 0; i < words.length; i++) {
            String word = words[i];
            if (onlyArguments || word.equals("-") || !word.startsWith("-")) {
                if (command.isEmpty()) {
                    spec = Optional.of(spec(word, commands));
                    command = spec.get().name();
                    known = spec.get().allOptions();
                } else {
                    arguments.add(word);
                }
            } else if (word.equals("--")) {
                onlyArguments = true;
            } else {
                int equals = word.indexOf('=');
                Option option = option(equals < 0 ? word : word.substring(0, equals), known, command);
                if (!option.takesValue()) {
                    if (equals >= 0) {
                        throw new UsageException(command,
                                option.name() + " takes no value, got \"" + word + "\"");
                    }
                    options.put(option.name(), "");
                } else {
                    if (equals < 0) {
                        i++;
                    }
                    if (i == words.length) {
                        throw new UsageException(command,
                                option.name() + " needs a value: " + option.name() + " "
                                        + option.value().orElse(""));
                    }
                    String value = checked(option, equals < 0 ? words[i] : word.substring(equals + 1),
                            command);
                    options.put(option.name(), value);
                    valued.add(option.name());
                    valued.add(value);
                }
            }
        }
        CommandLine line = new CommandLine(command, options, valued, arguments);
        if (!line.wantsHelp() && spec.isPresent()) {
            line.checkArguments(spec.get());
        }
        return line;
    }

    /** The command, or empty if none was given. */
    String command() {
        return command;
    }

    boolean wantsHelp() {
        return has(Option.HELP.name());
    }

    boolean has(String option) {
        return options.containsKey(option);
    }

    Optional<String> value(String option) {
        return Optional.ofNullable(options.get(option));
    }

    /** All values of an option that may be repeated, in order. */
    List<String> values(String option) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < valued.size(); i += 2) {
            if (valued.get(i).equals(option)) {
                values.add(valued.get(i + 1));
            }
        }
        return values;
    }

    /** The configuration file as named, or the default. */
    String config() {
        return value(Option.CONFIG.name()).orElse("chief.yaml");
    }

    boolean wantsJson() {
        return "json".equals(options.get(Option.FORMAT.name()));
    }

    List<String> arguments() {
        return arguments;
    }

    /** @throws UsageException if the value is not a whole number of at least one */
    int positive(String option, int otherwise) {
        String text = options.get(option);
        if (text == null) {
            return otherwise;
        }
        int number;
        try {
            number = Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new UsageException(command,
                    option + " must be a whole number of at most " + Integer.MAX_VALUE + ", got \"" + text
                            + "\"");
        }
        if (number < 1) {
            throw new UsageException(command, option + " must be >= 1, got " + text);
        }
        return number;
    }

    private void checkArguments(CommandSpec spec) {
        List<CommandSpec.Argument> wanted = spec.arguments();
        for (int i = 0; i < wanted.size(); i++) {
            CommandSpec.Argument argument = wanted.get(i);
            if (i >= arguments.size()) {
                if (argument.required()) {
                    throw new UsageException(command, "\"" + command + "\" needs " + argument.name() + ": "
                            + argument.help());
                }
            } else if (!argument.choices().isEmpty() && !argument.choices().contains(arguments.get(i))) {
                throw new UsageException(command, argument.name() + " must be one of " + argument.choices()
                        + ", got \"" + arguments.get(i) + "\"");
            }
        }
        if (arguments.size() > wanted.size()) {
            throw new UsageException(command, "unexpected argument \"" + arguments.get(wanted.size()) + "\"");
        }
    }

    private static CommandSpec spec(String word, Commands commands) {
        Optional<Command> command = commands.find(word);
        if (command.isPresent()) {
            return command.get().spec();
        }
        throw new UsageException("", "unknown command \"" + word + "\"" + suggestion(word, Commands.names()));
    }

    private static Option option(String word, List<Option> known, String command) {
        List<Option> matching = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (Option option : known) {
            if (option.name().equals(word)
                    || option.letter().equals(Optional.of(word))) {
                return option;
            }
            if (word.length() > 2 && option.name().startsWith(word)) {
                matching.add(option);
            }
            names.add(option.name());
        }
        if (matching.size() == 1) {
            return matching.getFirst();
        }
        if (matching.isEmpty()) {
            throw new UsageException(command, "unknown option \"" + word + "\"" + suggestion(word, names));
        }
        throw new UsageException(command,
                "option \"" + word + "\" could be " + matching.get(0).name() + " or "
                        + matching.get(1).name());
    }

    private static String checked(Option option, String value, String command) {
        if (!option.choices().isEmpty() && !option.choices().contains(value)) {
            throw new UsageException(command,
                    option.name() + " must be one of " + option.choices() + ", got \"" + value + "\"");
        }
        return value;
    }

    private static String suggestion(String word, List<String> names) {
        return NearestName.find(word, names).map(name -> " (did you mean \"" + name + "\"?)").orElse("");
    }
}
