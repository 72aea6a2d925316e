package dev.chief.monitor.check;

import dev.chief.core.event.Metadata;
import dev.chief.core.event.Metadata.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Metadata as JSON, in the order of their entries. */
final class MetadataJson {
    private static final JsonMapper JSON = new JsonMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private MetadataJson() {}

    static String write(Metadata metadata) {
        return JSON.writeValueAsString(object(metadata));
    }

    static Metadata read(String text) {
        return metadata(JSON.readTree(text));
    }

    private static ObjectNode object(Metadata metadata) {
        ObjectNode object = NODES.objectNode();
        for (Map.Entry<String, Value> entry : metadata.entries().entrySet()) {
            object.set(entry.getKey(), node(entry.getValue()));
        }
        return object;
    }

    private static JsonNode node(Value value) {
        return switch (value) {
            case Value.Text(String text) -> NODES.stringNode(text);
            case Value.Whole(long number) -> NODES.numberNode(number);
            case Value.Decimal(double number) -> NODES.numberNode(number);
            case Value.Flag(boolean flag) -> NODES.booleanNode(flag);
            case Value.None() -> NODES.nullNode();
            case Value.Fields(Metadata fields) -> object(fields);
            case Value.Items(List<Value> items) -> {
                ArrayNode array = NODES.arrayNode();
                items.forEach(item -> array.add(node(item)));
                yield array;
            }
        };
    }

    private static Metadata metadata(JsonNode object) {
        Metadata.Builder metadata = Metadata.builder();
        object.properties().forEach(entry -> metadata.value(entry.getKey(), value(entry.getValue())));
        return metadata.build();
    }

    private static Value value(JsonNode node) {
        if (node.isNull()) {
            return new Value.None();
        }
        if (node.isBoolean()) {
            return new Value.Flag(node.booleanValue());
        }
        if (node.isIntegralNumber() && node.canConvertToLong()) {
            return new Value.Whole(node.longValue());
        }
        if (node.isNumber()) {
            return new Value.Decimal(node.doubleValue());
        }
        if (node.isObject()) {
            return new Value.Fields(metadata(node));
        }
        if (node.isArray()) {
            List<Value> items = new ArrayList<>();
            node.forEach(item -> items.add(value(item)));
            return new Value.Items(items);
        }
        return new Value.Text(node.asString());
    }
}
