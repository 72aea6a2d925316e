package dev.chief.engine.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Sends signals to process groups through the program {@code kill}, which costs less than the first use of the foreign
 * function interface.
 */
final class Kill {
    private static final Path PROGRAM = Path.of("/bin/kill");
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private Kill() {}

    /**
     * Signals whole groups.
     *
     * @param signal its name, as {@code TERM}
     * @param groups the numbers of the groups
     * @return whether all of them were there to be signalled
     */
    static boolean groups(String signal, Collection<Long> groups) {
        List<String> command = new ArrayList<>(
                Files.isExecutable(PROGRAM)
                        ? List.of(PROGRAM.toString(), "-" + signal, "--")
                        // Small images have no such program, but every shell can do it.
                        : List.of("/bin/sh", "-c", "kill -s \"$0\" -- \"$@\"", signal));
        groups.forEach(group -> command.add("-" + group));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        try (Pause pause = new Pause()) {
            Process kill = builder.start();
            pause.until(kill.onExit(), PATIENCE);
            return !kill.isAlive() && kill.exitValue() == 0;
        } catch (IOException e) {
            // The machine starts no more processes. The caller signals those that it knows, which needs none.
            return false;
        }
    }
}
