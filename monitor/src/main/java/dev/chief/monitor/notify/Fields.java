package dev.chief.monitor.notify;

import dev.chief.monitor.notify.InvalidSettings.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Reads a JSON object field by field and collects what is wrong with it. For one thread. */
public final class Fields {
    private final String prefix;
    private final JsonNode object;
    private final List<Problem> problems = new ArrayList<>();

    /**
     * @param prefix stands before the names of fields in messages, as {@code settings.}
     * @param known all fields that there may be
     */
    public Fields(String prefix, JsonNode object, Set<String> known) {
        this.prefix = prefix;
        this.object = object;
        if (object.isObject()) {
            object.propertyNames()
                    .stream()
                    .filter(name -> !known.contains(name))
                    .forEach(name -> problem(name, "is not known; known are "
                            + String.join(", ", known.stream().sorted().toList())));
        } else {
            problems.add(new Problem(prefix.isEmpty() ? "body" : prefix.substring(0, prefix.length() - 1),
                    "must be an object"));
        }
    }

    /** A field, if it is there and not null. */
    public Optional<JsonNode> find(String name) {
        JsonNode value = object.path(name);
        return value.isMissingNode() || value.isNull() ? Optional.empty() : Optional.of(value);
    }

    /** A text that has to be there, trimmed; empty if it is not right, which is noted. */
    public String text(String name, int longest) {
        Optional<JsonNode> value = find(name);
        if (value.isEmpty() || !value.get().isString() || value.get().stringValue().isBlank()) {
            problem(name, "must be a text that is not empty");
            return "";
        }
        String text = value.get().stringValue().strip();
        if (text.length() > longest) {
            problem(name, "has " + text.length() + " characters; at most " + longest + " are allowed");
            return "";
        }
        return text;
    }

    /** A truth value, or what it is when it is not there. */
    public boolean flag(String name, boolean otherwise) {
        Optional<JsonNode> value = find(name);
        if (value.isPresent() && !value.get().isBoolean()) {
            problem(name, value.get() + " is neither true nor false");
            return otherwise;
        }
        return value.map(JsonNode::booleanValue).orElse(otherwise);
    }

    /** A list of texts that has to be there, trimmed. */
    public List<String> texts(String name) {
        JsonNode value = object.path(name);
        if (!value.isArray() || value.values().stream().anyMatch(entry -> !entry.isString())) {
            problem(name, "must be a list of texts");
            return List.of();
        }
        return value.values().stream().map(entry -> entry.stringValue().strip()).toList();
    }

    /** Notes that something is wrong with a field. */
    public void problem(String name, String message) {
        problems.add(new Problem(prefix + name, message));
    }

    /**
     * Ends the reading.
     *
     * @throws InvalidSettings if anything was wrong
     */
    public void check() {
        if (!problems.isEmpty()) {
            throw new InvalidSettings(problems);
        }
    }
}
