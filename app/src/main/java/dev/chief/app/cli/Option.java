package dev.chief.app.cli;

import java.util.List;
import java.util.Optional;

/**
 * An option of a command.
 *
 * @param name with its dashes, such as {@code --job}
 * @param letter a short form such as {@code -f}, if there is one
 * @param value what stands for the value in help texts, or none for a flag
 * @param choices the values that are accepted, or empty if any is
 * @param help one line
 */
record Option(
    String name,
    Optional<String> letter,
    Optional<String> value,
    List<String> choices,
    String help
) {
    static final Option CONFIG = valued("--config", "PATH", "the configuration file (default chief.yaml)");
    static final Option FORMAT = new Option("--format", Optional.empty(), Optional.of("FORMAT"),
            List.of("text", "json"), "text (default) or json");
    static final Option JOB = valued("--job", "NAME", "only the job of this name");
    static final Option HELP = new Option("--help", Optional.of("-h"), Optional.empty(), List.of(),
            "show this help and exit");

    static Option valued(String name, String value, String help) {
        return new Option(name, Optional.empty(), Optional.of(value), List.of(), help);
    }

    static Option flag(String name, String help) {
        return new Option(name, Optional.empty(), Optional.empty(), List.of(), help);
    }

    static Option flag(String name, String letter, String help) {
        return new Option(name, Optional.of(letter), Optional.empty(), List.of(), help);
    }

    boolean takesValue() {
        return value.isPresent();
    }
}
