package dev.chief.engine.config;

import java.nio.file.Path;
import java.time.Duration;

/**
 * The top-level {@code monitor} section.
 *
 * @param enabled what jobs inherit
 * @param endpoint the monitor's base URL as written
 * @param apiKey the key, or empty for none; never to be shown
 * @param timeout the longest time that one attempt may take
 * @param heartbeat time between heartbeats
 * @param buffer what holds events until they are delivered
 */
public record TelemetrySettings(
    boolean enabled,
    String endpoint,
    Secret apiKey,
    Duration timeout,
    Duration heartbeat,
    Buffer buffer
) {
    /**
     * The {@code monitor.buffer} section.
     *
     * @param maxEvents most events held in memory, at least 1
     * @param flushInterval time between deliveries
     * @param spoolMaxBytes most bytes held on disk, at least 1
     * @param spoolFile where events wait that could not be delivered, absolute
     */
    public record Buffer(int maxEvents, Duration flushInterval, long spoolMaxBytes, Path spoolFile) {}
}
