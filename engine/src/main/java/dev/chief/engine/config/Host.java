package dev.chief.engine.config;

import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What a configuration takes from the machine and the process that read it.
 *
 * @param environment the process's environment variables
 * @param systemZone the system's time zone, asked for only by a schedule that names none; it may throw
 *        {@link IllegalStateException} with a sentence for the user if the system's zone cannot be told
 * @param clock the time from which warnings look ahead
 */
public record Host(Map<String, String> environment, Supplier<ZoneId> systemZone, InstantSource clock) {
    public Host {
        environment = Map.copyOf(environment);
    }
}
