package dev.chief.engine.config;

import static java.util.Objects.requireNonNull;

import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a configuration takes from the machine and the process that read it.
 *
 * @param environment the process's environment variables
 * @param systemZone the system's time zone, asked for only by a schedule that names none; it may throw
 *        {@link IllegalStateException} with a sentence for the user if the system's zone cannot be told
 * @param clock the time from which warnings look ahead
 * @param ownMonitor the monitor that this process is itself: jobs tell it what they do if their file says nothing else
 */
public record Host(
    Map<String, String> environment,
    Supplier<ZoneId> systemZone,
    InstantSource clock,
    Optional<OwnMonitor> ownMonitor
) {
    public Host {
        environment = Map.copyOf(environment);
        requireNonNull(systemZone);
        requireNonNull(clock);
        requireNonNull(ownMonitor);
    }

    /** A machine, and a process that is no monitor. */
    public Host(Map<String, String> environment, Supplier<ZoneId> systemZone, InstantSource clock) {
        this(environment, systemZone, clock, Optional.empty());
    }

    /** The same, for a process that is a monitor. */
    public Host with(OwnMonitor monitor) {
        return new Host(environment, systemZone, clock, Optional.of(monitor));
    }

    /**
     * A monitor.
     *
     * @param endpoint an HTTP URL
     * @param apiKey its key, or {@link Secret#NONE}
     */
    public record OwnMonitor(String endpoint, Secret apiKey) {
        public OwnMonitor {
            requireNonNull(endpoint);
            requireNonNull(apiKey);
        }
    }
}
