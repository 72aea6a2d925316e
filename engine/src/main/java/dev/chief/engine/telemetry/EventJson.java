package dev.chief.engine.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chief.core.event.EventField;
import dev.chief.core.event.Metadata;
import dev.chief.core.event.Metadata.Value;
import dev.chief.core.event.TelemetryEvent;
import dev.chief.engine.config.Redaction;
import java.io.StringWriter;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Events as lines of JSON, and the answers to them. Only Jackson's streams: binding objects takes long to start. */
final class EventJson {
    private static final JsonFactory JSON = new JsonFactory();

    private EventJson() {}

    /** An event as one line of UTF-8 without its end, and without secrets. */
    static byte[] line(TelemetryEvent event, Redaction redaction) {
        StringWriter text = new StringWriter(512);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            new Writing(json, redaction).event(event);
        }
        // By way of a string, because that replaces halves of surrogate pairs, for which Jackson throws.
        return text.toString().getBytes(UTF_8);
    }

    /** Whether a line is one JSON object in UTF-8, whole. */
    static boolean isObject(byte[] line) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), line)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            int depth = 1;
            while (depth > 0) {
                JsonToken token = parser.nextToken();
                if (token == null) {
                    return false;
                }
                if (token.isStructStart()) {
                    depth++;
                } else if (token.isStructEnd()) {
                    depth--;
                } else if (token == JsonToken.VALUE_STRING) {
                    parser.getString();
                }
            }
            return parser.nextToken() == null;
        } catch (JacksonException e) {
            return false;
        }
    }

    /** The indexes in the {@code errors} of an answer to a batch; empty for any answer without. */
    static Set<Integer> refusedIndexes(byte[] answer) {
        Set<Integer> indexes = new TreeSet<>();
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), answer)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Set.of();
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean errors = parser.currentName().equals("errors");
                JsonToken value = parser.nextToken();
                if (errors && value == JsonToken.START_ARRAY) {
                    while (parser.nextToken() == JsonToken.START_OBJECT) {
                        indexOf(parser).ifPresent(indexes::add);
                    }
                } else {
                    parser.skipChildren();
                }
            }
            return indexes;
        } catch (JacksonException e) {
            return Set.of();
        }
    }

    private static Optional<Integer> indexOf(JsonParser parser) {
        Optional<Integer> index = Optional.empty();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            boolean wanted = parser.currentName().equals("index");
            if (parser.nextToken() == JsonToken.VALUE_NUMBER_INT && wanted) {
                index = Optional.of(parser.getIntValue());
            }
            parser.skipChildren();
        }
        return index;
    }

    /** Writes one event. */
    private record Writing(JsonGenerator json, Redaction redaction) {
        void event(TelemetryEvent event) {
            json.writeStartObject();
            plain(EventField.SOURCE_TYPE, event.stamp().source().text());
            plain(EventField.EVENT_TYPE, event.type());
            plain(EventField.LEVEL, event.level().name());
            text(EventField.MESSAGE, event.message());
            plain(EventField.EVENT_AT, event.stamp().at().toString());
            event.about().jobName().ifPresent(it -> text(EventField.JOB_NAME, it));
            event.about().scriptPath().ifPresent(it -> text(EventField.SCRIPT_PATH, it));
            event.about().runId().ifPresent(it -> text(EventField.RUN_ID, it));
            event.about().scheduledFor().ifPresent(it -> plain(EventField.SCHEDULED_FOR, it.toString()));
            event.result().ifPresent(this::result);
            json.writeName(EventField.METADATA);
            metadata(event.metadata());
            plain(EventField.EVENT_ID, event.stamp().eventId().toString());
            json.writeEndObject();
        }

        private void result(TelemetryEvent.Result result) {
            json.writeName(EventField.SUCCESS).writeBoolean(result.success());
            result.returnCode().ifPresent(it -> json.writeName(EventField.RETURN_CODE).writeNumber(it));
            json.writeName(EventField.DURATION_MS).writeNumber(result.duration().toMillis());
        }

        private void metadata(Metadata metadata) {
            json.writeStartObject();
            for (Map.Entry<String, Value> entry : metadata.entries().entrySet()) {
                json.writeName(redaction.apply(entry.getKey()));
                value(entry.getValue());
            }
            json.writeEndObject();
        }

        private void value(Value value) {
            switch (value) {
                case Value.Text(String text) -> json.writeString(redaction.apply(text));
                case Value.Whole(long number) -> json.writeNumber(number);
                case Value.Decimal(double number) -> json.writeNumber(number);
                case Value.Flag(boolean flag) -> json.writeBoolean(flag);
                case Value.None() -> json.writeNull();
                case Value.Fields(Metadata fields) -> metadata(fields);
                case Value.Items items -> {
                    json.writeStartArray();
                    items.items().forEach(this::value);
                    json.writeEndArray();
                }
            }
        }

        private void plain(String name, String text) {
            json.writeName(name).writeString(text);
        }

        private void text(String name, String text) {
            plain(name, redaction.apply(text));
        }
    }
}
