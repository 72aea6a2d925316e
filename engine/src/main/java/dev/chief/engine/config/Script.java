package dev.chief.engine.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * An entry of {@code scripts}.
 *
 * @param name its name, or the path as written
 * @param path the path as written
 * @param file the file itself, absolute
 * @param interpreter the command that runs the file, or empty if the file runs itself
 * @param arguments what follows the file on the command line
 * @param timeout the longest time for one attempt
 * @param retry what happens after a failed attempt
 * @param environment what is added to the parent's environment: defaults, then the job's, then the script's own
 */
public record Script(
    String name,
    String path,
    Path file,
    List<String> interpreter,
    List<String> arguments,
    Duration timeout,
    Retry retry,
    SequencedMap<String, String> environment
) {
    public Script {
        interpreter = List.copyOf(interpreter);
        arguments = List.copyOf(arguments);
        environment = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(environment));
    }

    /** The whole command line, without the environment. */
    public List<String> command() {
        List<String> command = new ArrayList<>(interpreter);
        command.add(file.toString());
        command.addAll(arguments);
        return List.copyOf(command);
    }
}
