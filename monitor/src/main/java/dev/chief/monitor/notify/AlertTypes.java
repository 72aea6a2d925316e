package dev.chief.monitor.notify;

import dev.chief.core.check.AlertType;
import java.util.Arrays;
import java.util.List;

/** Of which types of alerts a channel tells. */
public final class AlertTypes {
    /** All that there are. */
    public static final List<String> KNOWN = Arrays.stream(AlertType.values()).map(AlertType::name).toList();
    /** Those of a channel that says nothing of them. */
    public static final List<String> DEFAULT = List.of("FAILURE", "MISSED");

    private AlertTypes() {}

    /**
     * Whether a channel wants to tell of an alert. A dead Chief speaks for all jobs that it makes miss their slots, so whoever is
     * told of those is told of it.
     */
    static boolean wants(List<String> enabled, String type) {
        return enabled.contains(type) || ("CHIEF_OFFLINE".equals(type) && enabled.contains("MISSED"));
    }

    /** Reads a list of types, each once; what is wrong with it is noted. */
    public static List<String> read(Fields fields, String name) {
        List<String> types = fields.texts(name);
        types.stream()
                .filter(type -> !KNOWN.contains(type))
                .forEach(type -> fields.problem(name,
                        "\"" + type + "\" is no type of alert; known are " + String.join(", ", KNOWN)));
        return types.stream().distinct().toList();
    }
}
