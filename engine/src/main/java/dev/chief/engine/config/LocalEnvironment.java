package dev.chief.engine.config;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The variables of a process, and behind them those of a file {@code .env}. */
public final class LocalEnvironment {
    private LocalEnvironment() {}

    /**
     * All variables. One that the process has counts before one of the file; a file that is not there, or cannot be read, has none.
     *
     * @param environment of the process
     * @param folder where the file would be
     */
    public static Map<String, String> of(Map<String, String> environment, Path folder) {
        Map<String, String> all = new HashMap<>(DotEnvFiles.readIfThere(folder.resolve(".env")));
        all.putAll(environment);
        return all;
    }
}
