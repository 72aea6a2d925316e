package dev.chief.monitor.store;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;

/**
 * A way by which people are told of alerts.
 *
 * @param kind email, webhook or slack
 * @param name by which people know it; no other channel has it
 * @param alertTypes of which alerts it tells
 * @param settings a JSON object, secrets included
 */
public record StoredChannel(
    long id,
    String kind,
    String name,
    boolean enabled,
    List<String> alertTypes,
    String settings,
    Instant createdAt
) {
    public StoredChannel {
        requireNonNull(kind);
        requireNonNull(name);
        alertTypes = List.copyOf(alertTypes);
        requireNonNull(settings);
        requireNonNull(createdAt);
    }

    /** Without the settings, which may hold secrets. */
    @Override
    public String toString() {
        return "StoredChannel[" + id + ", " + kind + ", " + name + "]";
    }
}
