package dev.chief.monitor.web;

import dev.chief.monitor.web.page.Clock;
import dev.chief.monitor.web.page.Fact;
import dev.chief.monitor.web.page.Words;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads the JSON that is stored with events and alerts. What cannot be read counts as empty. */
final class JsonText {
    private static final JsonMapper MAPPER = JsonMapper.shared();
    private static final Map<String, String> LABELS = Map.ofEntries(Map.entry("expectedNextAt", "Slot"),
            Map.entry("graceSeconds", "Grace"), Map.entry("scheduledFor", "Slot"),
            Map.entry("startedAt", "Began"),
            Map.entry("endedAt", "Ended"), Map.entry("longestSeconds", "May take"),
            Map.entry("failedScript", "Script"), Map.entry("returnCode", "Exit code"),
            Map.entry("durationMs", "Took"),
            Map.entry("message", "Message"), Map.entry("runId", "Run"), Map.entry("recoveredAt", "Recovered"),
            Map.entry("since", "Since"), Map.entry("observedAt", "Seen at"),
            Map.entry("lastHeartbeatAt", "Last heard"), Map.entry("chief", "Chief"),
            Map.entry("chiefHeardAt", "Chief last heard"), Map.entry("offlineAfterSeconds", "Offline after"),
            Map.entry("instance", "Chief"), Map.entry("eventType", "Event"),
            Map.entry("sourceEvent", "Because of"),
            Map.entry("chiefSilent", "Chief silent"));

    private final ObjectNode root;

    private JsonText(ObjectNode root) {
        this.root = root;
    }

    static JsonText of(String json) {
        try {
            return new JsonText(
                    MAPPER.readTree(json) instanceof ObjectNode object ? object : MAPPER.createObjectNode());
        } catch (JacksonException _) {
            return new JsonText(MAPPER.createObjectNode());
        }
    }

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    JsonNode node() {
        return root;
    }

    /** Indented, for people. */
    static String pretty(JsonNode node) {
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(node);
    }

    Optional<String> text(String name) {
        return Optional.of(root.path(name)).filter(JsonNode::isString).map(JsonNode::stringValue);
    }

    Optional<Long> number(String name) {
        return Optional.of(root.path(name)).filter(JsonNode::isIntegralNumber).map(JsonNode::longValue);
    }

    Optional<Instant> instant(String name) {
        return text(name).flatMap(JsonText::parsed);
    }

    Optional<Duration> seconds(String name) {
        return number(name).map(Duration::ofSeconds);
    }

    /** Everything in it, as a list for people. */
    List<Fact> facts(Clock clock) {
        List<Fact> facts = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : root.properties()) {
            String label = LABELS.getOrDefault(field.getKey(), field.getKey());
            JsonNode value = field.getValue();
            if (!value.isNull()) {
                facts.add(instant(field.getKey()).map(time -> Fact.at(label, clock.moment(time)))
                        .orElseGet(() -> plain(field.getKey(), label, value)));
            }
        }
        return facts;
    }

    private static Fact plain(String name, String label, JsonNode value) {
        if (value.isIntegralNumber() && name.endsWith("Seconds")) {
            return Fact.of(label, Words.duration(Duration.ofSeconds(value.longValue())));
        }
        if (value.isIntegralNumber() && name.endsWith("Ms")) {
            return Fact.of(label, Words.duration(Duration.ofMillis(value.longValue())));
        }
        if (name.equals("runId") && value.isString()) {
            return Fact.link(label, value.stringValue(), Words.runPath(value.stringValue()));
        }
        return Fact.of(label, value.isString() ? value.stringValue() : value.toString());
    }

    private static Optional<Instant> parsed(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
