package dev.chief.engine.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/**
 * The command {@code chief} for scripts, which find it on their {@code PATH} wherever Chief lies.
 *
 * <p>Threads and processes may install at the same time: all get the same directory, and the last one's launcher.
 */
public final class CommandLink {
    private static final String COMMAND = "chief";

    private CommandLink() {}

    /**
     * Makes sure that a directory below the state directory has the command.
     *
     * @param stateDirectory Chief's own directory; it is made if it is missing
     * @param launcher what starts Chief, absolute
     * @return the directory to put on {@code PATH}, absolute
     * @throws IOException if it cannot be written; the message is a sentence that names the directory
     */
    public static Path install(Path stateDirectory, Path launcher) throws IOException {
        Path target = stateDirectory.toAbsolutePath().normalize().resolve("clients").resolve("bin");
        Path link = target.resolve(COMMAND);
        try {
            if (!Files.isSymbolicLink(link) || !Files.readSymbolicLink(link).equals(launcher)) {
                Files.createDirectories(target);
                replace(link, launcher);
            }
            return target;
        } catch (IOException e) {
            throw new IOException("The command for scripts cannot be written to " + target + ": "
                    + PythonClient.reason(e) + ".", e);
        }
    }

    /** In one step, for scripts that are just looking for it. */
    private static void replace(Path link, Path launcher) throws IOException {
        Path draft = link.resolveSibling("." + COMMAND + "." + UUID.randomUUID());
        Files.createSymbolicLink(draft, launcher);
        try {
            Files.move(draft, link, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
    }
}
