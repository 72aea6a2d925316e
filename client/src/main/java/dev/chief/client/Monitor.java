package dev.chief.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sends messages from a worker to the Chief monitor.
 *
 * <pre>{@code
 * Monitor monitor = Monitor.fromEnvironment();
 * monitor.info("extract finished", Map.of("rows", 1200));
 * }</pre>
 *
 * <p>Best effort: a call throws nothing, prints nothing and ends within 400 ms. It returns true when the monitor has taken the
 * message, and false when there is no monitor, when the message is blank, or when delivery failed for whatever reason.
 * Metadata may hold anything; a value that JSON does not know is sent as text.
 *
 * <p>Chief tells a script where the monitor is by environment variables. Immutable and safe for use by several threads.
 */
public final class Monitor {
    private static final long CALL_MILLIS = 380;

    private final Map<String, String> environment;

    private Monitor(Map<String, String> environment) {
        this.environment = environment;
    }

    /** A helper that goes by the environment of this process. */
    public static Monitor fromEnvironment() {
        return of(System.getenv());
    }

    /** A helper that goes by these variables. */
    public static Monitor of(Map<String, String> environment) {
        return new Monitor(new LinkedHashMap<>(environment));
    }

    /** Sends a message of level DEBUG. */
    public boolean debug(@Nullable String message) {
        return debug(message, Map.of());
    }

    /** Sends a message of level DEBUG with metadata. */
    public boolean debug(@Nullable String message, @Nullable Map<?, ?> metadata) {
        return send("DEBUG", message, metadata);
    }

    /** Sends a message of level INFO. */
    public boolean info(@Nullable String message) {
        return info(message, Map.of());
    }

    /** Sends a message of level INFO with metadata. */
    public boolean info(@Nullable String message, @Nullable Map<?, ?> metadata) {
        return send("INFO", message, metadata);
    }

    /** Sends a message of level WARN. */
    public boolean warn(@Nullable String message) {
        return warn(message, Map.of());
    }

    /** Sends a message of level WARN with metadata. */
    public boolean warn(@Nullable String message, @Nullable Map<?, ?> metadata) {
        return send("WARN", message, metadata);
    }

    /** Sends a message of level ERROR. */
    public boolean error(@Nullable String message) {
        return error(message, Map.of());
    }

    /** Sends a message of level ERROR with metadata. */
    public boolean error(@Nullable String message, @Nullable Map<?, ?> metadata) {
        return send("ERROR", message, metadata);
    }

    /** Sends a message of level CRITICAL. */
    public boolean critical(@Nullable String message) {
        return critical(message, Map.of());
    }

    /** Sends a message of level CRITICAL with metadata. */
    public boolean critical(@Nullable String message, @Nullable Map<?, ?> metadata) {
        return send("CRITICAL", message, metadata);
    }

    private boolean send(String level, @Nullable String message, @Nullable Map<?, ?> metadata) {
        try {
            long deadline = System.nanoTime() + CALL_MILLIS * 1_000_000;
            String endpoint = variable("CHIEF_MONITOR_ENDPOINT").strip();
            if (endpoint.isEmpty() || message == null || message.isBlank()) {
                return false;
            }
            byte[] body = event(level, message, metadata == null ? Map.of() : metadata).getBytes(UTF_8);
            return HttpPost.post(endpoint, body, variable("CHIEF_MONITOR_API_KEY").strip(), deadline);
        } catch (Exception | StackOverflowError e) {
            // Whatever it is: metadata may hold itself, or objects that throw, and no worker fails for a message.
            return false;
        }
    }

    /** The event as it is sent. */
    String event(String level, String message, Map<?, ?> metadata) {
        Instant now = Instant.now();
        StringBuilder json = new StringBuilder(512).append('{');
        JsonText.field(json, "eventId", EventId.of(now));
        JsonText.field(json, "sourceType", "worker");
        JsonText.field(json, "eventType", "worker.message");
        JsonText.field(json, "level", level);
        JsonText.field(json, "message", JsonText.bounded(message.strip()));
        JsonText.field(json, "eventAt", now.toString());
        context(json, "jobName", "CHIEF_JOB_NAME");
        context(json, "scriptPath", "CHIEF_SCRIPT_PATH");
        context(json, "runId", "CHIEF_RUN_ID");
        context(json, "scheduledFor", "CHIEF_SCHEDULED_FOR");
        json.append("\"metadata\":");
        new JsonText(json).map(metadata);
        return json.append('}').toString();
    }

    private void context(StringBuilder json, String field, String variable) {
        String value = variable(variable);
        if (!value.isEmpty()) {
            JsonText.field(json, field, value);
        }
    }

    private String variable(String name) {
        return environment.getOrDefault(name, "");
    }
}
