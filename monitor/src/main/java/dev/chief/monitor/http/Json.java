package dev.chief.monitor.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes JSON objects field by field, in the order of the calls. What is absent is null, never left out; instants are ISO in UTC with
 * milliseconds. Not for several threads.
 */
public final class Json {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final int USUAL_SIZE = 512;
    private static final DateTimeFormatter INSTANT = DateTimeFormatter
            .ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final JsonGenerator out;

    private Json(JsonGenerator out) {
        this.out = out;
    }

    /** Writes the fields of an object. */
    @FunctionalInterface
    public interface Fields {
        /** Writes them. */
        void write(Json out);
    }

    /** An object in UTF-8. */
    public static byte[] bytes(Fields fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_SIZE);
        try (JsonGenerator out = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
            out.writeStartObject();
            fields.write(new Json(out));
            out.writeEndObject();
        }
        return bytes.toByteArray();
    }

    /** An object as text. */
    public static String text(Fields fields) {
        return new String(bytes(fields), StandardCharsets.UTF_8);
    }

    /** An instant as it stands in JSON: ISO in UTC with milliseconds, rounded down. */
    public static String instant(Instant instant) {
        return INSTANT.format(instant.truncatedTo(ChronoUnit.MILLIS));
    }

    /** A text. */
    public Json text(String name, String value) {
        out.writeStringProperty(name, value);
        return this;
    }

    /** A text or null. */
    public Json text(String name, Optional<String> value) {
        return value.isPresent() ? text(name, value.get()) : none(name);
    }

    /** A whole number. */
    public Json number(String name, long value) {
        out.writeNumberProperty(name, value);
        return this;
    }

    /** A whole number or null. */
    public Json number(String name, Optional<Long> value) {
        return value.isPresent() ? number(name, value.get().longValue()) : none(name);
    }

    /** True or false. */
    public Json flag(String name, boolean value) {
        out.writeBooleanProperty(name, value);
        return this;
    }

    /** True, false or null. */
    public Json flag(String name, Optional<Boolean> value) {
        return value.isPresent() ? flag(name, value.get().booleanValue()) : none(name);
    }

    /** An instant. */
    public Json instant(String name, Instant value) {
        return text(name, instant(value));
    }

    /** An instant or null. */
    public Json instant(String name, Optional<Instant> value) {
        return text(name, value.map(Json::instant));
    }

    /** Null. */
    public Json none(String name) {
        out.writeNullProperty(name);
        return this;
    }

    /** Text that is JSON itself, put in as it is. */
    public Json raw(String name, String json) {
        out.writeName(name);
        out.writeRawValue(json);
        return this;
    }

    /** An object. */
    public Json object(String name, Fields fields) {
        out.writeName(name);
        return element(fields);
    }

    /** An object or null. */
    public <T> Json object(String name, Optional<T> value, BiConsumer<Json, T> fields) {
        return value.isPresent() ? object(name, out -> fields.accept(out, value.get())) : none(name);
    }

    /** A list of objects. */
    public <T> Json objects(String name, Iterable<T> values, BiConsumer<Json, T> fields) {
        out.writeName(name);
        out.writeStartArray();
        for (T value : values) {
            element(inner -> fields.accept(inner, value));
        }
        out.writeEndArray();
        return this;
    }

    /** A list of texts. */
    public Json texts(String name, Iterable<String> values) {
        out.writeName(name);
        out.writeStartArray();
        for (String value : values) {
            out.writeString(value);
        }
        out.writeEndArray();
        return this;
    }

    private Json element(Fields fields) {
        out.writeStartObject();
        fields.write(this);
        out.writeEndObject();
        return this;
    }
}
