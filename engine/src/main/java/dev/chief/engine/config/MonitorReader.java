package dev.chief.engine.config;

import dev.chief.engine.config.Host.OwnMonitor;
import dev.chief.engine.config.Node.Scalar;
import dev.chief.engine.config.TelemetrySettings.Buffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Reads the top-level {@code monitor} section and those of jobs. */
final class MonitorReader {
    private static final String ENDPOINT = "http://127.0.0.1:7410";
    private static final String SPOOL_FILE = ".chief/telemetry_spool.jsonl";
    private static final int MOST_EVENTS = 10_000_000;
    private static final long MOST_BYTES = 1L << 50;

    private final Reading reading;
    private final SettingsReader settings;

    MonitorReader(Reading reading, SettingsReader settings) {
        this.reading = reading;
        this.settings = settings;
    }

    TelemetrySettings read(Fields fields) {
        fields.allow(Keys.MONITOR);
        Fields buffer = fields.section("buffer");
        return new TelemetrySettings(
                fields.flag("enabled", own().isPresent()),
                endpoint(fields),
                apiKey(fields),
                Duration.ofMillis(fields.integer("timeout_ms", 400, 1, Integer.MAX_VALUE)),
                Duration.ofSeconds(fields.integer("heartbeat_seconds", 15, 1, Integer.MAX_VALUE)),
                buffer(buffer));
    }

    private Buffer buffer(Fields fields) {
        fields.allow(Keys.BUFFER);
        Optional<Path> spoolFile = settings.path(fields, "spool_file");
        return new Buffer(
                fields.integer("max_events", 5_000, 1, MOST_EVENTS),
                Duration.ofMillis(fields.integer("flush_interval_ms", 1_000, 1, Integer.MAX_VALUE)),
                fields.integer("spool_max_bytes", 256L << 20, 1, MOST_BYTES),
                spoolFile.isPresent() ? spoolFile.get() : reading.folder().resolve(SPOOL_FILE));
    }

    /** @param monitored what the job inherits */
    JobMonitor ofJob(Fields fields, boolean monitored) {
        fields.allow(Keys.JOB_MONITOR);
        boolean enabled = fields.flag("enabled", monitored);
        Fields check = fields.section("check");
        check.allow(Keys.CHECK);
        return new JobMonitor(enabled, new JobMonitor.Check(
                check.flag("enabled", enabled),
                Duration.ofSeconds(check.integer("grace_seconds", 120, 0, Integer.MAX_VALUE)),
                check.flag("alert_on_failure", true),
                check.flag("alert_on_miss", true)));
    }

    private Optional<OwnMonitor> own() {
        return reading.host().ownMonitor();
    }

    private String endpoint(Fields fields) {
        if (fields.isAbsent("endpoint")) {
            return own().map(OwnMonitor::endpoint).orElse(ENDPOINT);
        }
        if (fields.get("endpoint") instanceof Scalar scalar && scalar.isText()
                && isHttpUrl(scalar.text().strip())) {
            return scalar.text().strip();
        }
        boolean holdsPassword = fields.get("endpoint") instanceof Scalar scalar
                && scalar.text().contains("@");
        if (holdsPassword) {
            fields.error("endpoint", fields.place("endpoint") + " must be an HTTP URL.", Optional.empty());
        } else {
            fields.wrong("endpoint", "must be an HTTP URL", Optional.of("begin it with http:// or https://"));
        }
        return ENDPOINT;
    }

    private static boolean isHttpUrl(String text) {
        int host = text.startsWith("http://") ? 7 : text.startsWith("https://") ? 8 : text.length();
        if (host >= text.length() || "/:?#@".indexOf(text.charAt(host)) >= 0) {
            return false;
        }
        for (int i = host; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c >= 0x7f || "\"<>\\^`{|}".indexOf(c) >= 0) {
                return false;
            }
        }
        return hasGoodPort(text, host);
    }

    private static boolean hasGoodPort(String text, int host) {
        int end = host;
        while (end < text.length() && "/?#".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        int colon = text.lastIndexOf(':', end - 1);
        if (colon < host || text.charAt(end - 1) == ']') {
            return true;
        }
        int port = 0;
        for (int i = colon + 1; i < end; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9' || port > 65_535) {
                return false;
            }
            port = port * 10 + c - '0';
        }
        return colon + 1 < end && port >= 1 && port <= 65_535;
    }

    /** The first that is not empty: the file's, then the environment's, then that of .env beside the file. */
    private Secret apiKey(Fields fields) {
        String key = written(fields);
        if (key.isBlank() && fields.isAbsent("endpoint")) {
            key = own().map(it -> it.apiKey().reveal()).orElse("");
        }
        if (key.isBlank()) {
            key = named(reading.host().environment());
        }
        if (key.isBlank()) {
            key = named(DotEnvFiles.readIfThere(reading.folder().resolve(".env")));
        }
        if (key.isBlank()) {
            return Secret.NONE;
        }
        reading.problems().hide(key);
        return new Secret(key);
    }

    private static String written(Fields fields) {
        if (fields.isAbsent("api_key")) {
            return "";
        }
        if (fields.get("api_key") instanceof Scalar scalar) {
            if (!scalar.isText()) {
                fields.error("api_key", fields.place("api_key") + " must be a string.",
                        Optional.of("put it in quotes"));
            }
            return scalar.text();
        }
        fields.error("api_key", fields.place("api_key") + " must be a string.", Optional.empty());
        return "";
    }

    private static String named(Map<String, String> variables) {
        String own = variables.getOrDefault("CHIEF_MONITOR_API_KEY", "");
        return own.isBlank() ? variables.getOrDefault("MONITOR_API_KEY", "") : own;
    }
}
