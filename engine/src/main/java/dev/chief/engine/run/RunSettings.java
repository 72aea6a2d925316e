package dev.chief.engine.run;

import dev.chief.engine.config.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What all runs of a process share.
 *
 * @param stateDirectory where logs are kept, absolute; made when needed
 * @param logMaxBytes how much output is kept of one run, in bytes, at least 1
 * @param killGrace how long scripts have between SIGTERM and SIGKILL; zero for SIGKILL at once
 * @param monitor where scripts of jobs with telemetry send their messages
 * @param environment what scripts inherit, usually that of this process
 * @param helpers what scripts find without being told where it is
 */
public record RunSettings(
    Path stateDirectory,
    long logMaxBytes,
    Duration killGrace,
    Optional<Monitor> monitor,
    Map<String, String> environment,
    Helpers helpers
) {
    public RunSettings {
        environment = Map.copyOf(environment);
        if (logMaxBytes < 1 || killGrace.isNegative()) {
            throw new IllegalArgumentException(
                    "log limit " + logMaxBytes + " and kill grace " + killGrace
                            + " must be 1 and 0 at least");
        }
    }

    /**
     * Directories for scripts, absolute.
     *
     * @param python to import the Python worker helper from
     * @param commands with the command {@code chief}
     */
    public record Helpers(Optional<Path> python, Optional<Path> commands) {
        /** Nothing. */
        public static final Helpers NONE = new Helpers(Optional.empty(), Optional.empty());
    }

    /**
     * Where scripts of jobs with telemetry send their messages.
     *
     * @param endpoint the monitor's base URL
     * @param apiKey its key, or none
     */
    public record Monitor(String endpoint, Secret apiKey) {}
}
