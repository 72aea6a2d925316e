package dev.chief.monitor.notify;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** JSON as this package and those of the channels read and write it. For any thread. */
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.shared();

    private Json() {}

    /** An empty object. */
    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /**
     * Reads a value.
     *
     * @throws tools.jackson.core.JacksonException if it is not JSON
     */
    public static JsonNode read(String json) {
        return MAPPER.readTree(json);
    }

    /** A tree of what a record holds. */
    public static JsonNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }

    static String write(Notice notice) {
        return MAPPER.writeValueAsString(notice);
    }

    static Notice notice(String json) {
        return MAPPER.readValue(json, Notice.class);
    }
}
