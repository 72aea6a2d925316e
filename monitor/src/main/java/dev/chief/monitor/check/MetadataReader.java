package dev.chief.monitor.check;

import dev.chief.core.check.Policy;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the metadata of an event say, as far as checks go by it. What is of another kind than expected counts as not said. */
final class MetadataReader {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final JsonNode root;

    private MetadataReader(JsonNode root) {
        this.root = root;
    }

    static MetadataReader of(String metadata) {
        try {
            return new MetadataReader(JSON.readTree(metadata));
        } catch (JacksonException e) {
            throw new IllegalArgumentException("Stored metadata are always an object of JSON.", e);
        }
    }

    static MetadataReader of(JsonNode object) {
        return new MetadataReader(object);
    }

    Iterable<JsonNode> items(String key) {
        return root.path(key);
    }

    Optional<String> text(String key) {
        JsonNode value = root.path(key);
        return value.isString() && !value.stringValue().isBlank() ? Optional.of(value.stringValue().strip())
                : Optional.empty();
    }

    /** The texts of a list, each once, in its order. */
    List<String> texts(String key) {
        Set<String> texts = new LinkedHashSet<>();
        JsonNode list = root.path(key);
        if (list.isArray()) {
            for (JsonNode item : list) {
                if (item.isString() && !item.stringValue().isBlank()) {
                    texts.add(item.stringValue().strip());
                }
            }
        }
        return List.copyOf(texts);
    }

    Optional<Long> whole(String key) {
        return number(key).map(BigDecimal::longValue);
    }

    Optional<Duration> seconds(String key) {
        return number(key).map(BigDecimal::longValue).filter(it -> it >= 0).map(Duration::ofSeconds);
    }

    Optional<Instant> instant(String key) {
        return text(key).flatMap(MetadataReader::instantOf);
    }

    /** Whether a key says that there is nothing: null, or not there at all. */
    boolean isNone(String key) {
        JsonNode value = root.path(key);
        return value.isNull() || value.isMissingNode() || (value.isString() && value.stringValue().isBlank());
    }

    /** The check keys. As the clients of old do, truth values may be texts, and a negative grace is none. */
    Policy.Change change() {
        return new Policy.Change(flag("check_enabled"),
                number("grace_seconds").map(it -> Duration.ofSeconds(Math.max(0, it.longValue()))),
                flag("alert_on_failure"), flag("alert_on_miss"));
    }

    private Optional<Boolean> flag(String key) {
        JsonNode value = root.path(key);
        if (value.isBoolean()) {
            return Optional.of(value.booleanValue());
        }
        return text(key).map(text -> text.toLowerCase(Locale.ROOT)).flatMap(text -> switch (text) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        });
    }

    /** A number of at most 18 digits before its point, or a text that is one. */
    private Optional<BigDecimal> number(String key) {
        JsonNode value = root.path(key);
        try {
            Optional<BigDecimal> number = value.isNumber() ? Optional.of(value.decimalValue())
                    : text(key).map(BigDecimal::new);
            return number.filter(it -> it.precision() - it.scale() <= 18 && it.scale() < 1000);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> instantOf(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
