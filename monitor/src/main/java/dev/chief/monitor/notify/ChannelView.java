package dev.chief.monitor.notify;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A channel as it is shown.
 *
 * @param settings as they were given, with {@code ***} for secrets
 */
public record ChannelView(
    long id,
    String kind,
    String name,
    boolean enabled,
    List<String> alertTypes,
    JsonNode settings,
    Instant createdAt
) {
    public ChannelView {
        requireNonNull(kind);
        requireNonNull(name);
        alertTypes = List.copyOf(alertTypes);
        requireNonNull(settings);
        requireNonNull(createdAt);
    }
}
