package dev.chief.monitor.settings;

import java.io.IOException;

/** Reads files that hold one secret each, such as those that Docker and systemd hand to a service. */
@FunctionalInterface
public interface SecretFiles {
    /**
     * The text of a file.
     *
     * @throws IOException if it cannot be read
     */
    String read(String path) throws IOException;
}
