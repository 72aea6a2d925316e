package dev.chief.monitor.notify;

import java.util.Set;
import tools.jackson.databind.JsonNode;

/** A kind of channel: what its settings are, and how it sends. For any thread. */
public interface ChannelKind {
    /** What channels of this kind are called in the database and in JSON. */
    String name();

    /** The settings that are never shown, and stay as they are when a change does not name them. */
    Set<String> secrets();

    /**
     * Makes a channel.
     *
     * @throws InvalidSettings if the settings are not what this kind needs
     */
    Channel open(JsonNode settings);
}
