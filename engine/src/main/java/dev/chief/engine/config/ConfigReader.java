package dev.chief.engine.config;

import dev.chief.engine.config.Node.Kind;
import dev.chief.engine.config.Node.Mapping;
import dev.chief.engine.config.Node.Scalar;
import dev.chief.engine.config.Node.Sequence;
import dev.chief.engine.config.Settings.Running;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads the top level. */
final class ConfigReader {
    private static final long MOST_BYTES = 1L << 50;

    private final Reading reading;
    private final SettingsReader settings;

    ConfigReader(Reading reading) {
        this.reading = reading;
        this.settings = new SettingsReader(reading);
    }

    /** The model; of no use if a problem was reported. None if there is too little to make one. */
    Optional<Config> read(Node top, Path file) {
        Optional<Fields> fields = Fields.of(top, Place.TOP, reading.problems());
        return fields.isEmpty() ? Optional.empty() : config(fields.get(), file);
    }

    private Optional<Config> config(Fields fields, Path file) {
        fields.allow(Keys.TOP);
        version(fields);
        Settings inherited = defaults(fields.section("defaults"));
        MonitorReader monitors = new MonitorReader(reading, settings);
        TelemetrySettings telemetry = monitors.read(fields.section("monitor"));
        DaemonSettings daemon = daemon(fields.section("daemon"));
        if (!(fields.get("jobs") instanceof Sequence sequence) || sequence.items().isEmpty()) {
            if (fields.isAbsent("jobs")) {
                fields.missing("jobs", fields.at("jobs"), "must be a non-empty list");
            } else {
                fields.wrong("jobs", "must be a non-empty list", fields.get("jobs") instanceof Mapping
                        ? Optional.of("each job begins with \"- name: NAME\"")
                        : Optional.empty());
            }
            return Optional.empty();
        }
        List<Node> items = sequence.items();
        List<Job> jobs = new JobReader(reading, settings, monitors, items.size())
                .read(items, inherited, telemetry.enabled());
        return Optional.of(new Config(file, daemon, telemetry, jobs));
    }

    private static void version(Fields fields) {
        boolean known = fields.isAbsent("version")
                || (fields.get("version") instanceof Scalar scalar && scalar.kind() == Kind.INTEGER
                        && CoreSchema.integer(scalar.text()) == 1);
        if (!known) {
            fields.wrong("version", "must be 1");
        }
    }

    private Settings defaults(Fields fields) {
        fields.allow(Keys.DEFAULTS);
        Settings own = settings.read(fields, Settings.initial(reading.folder()));
        Running running = own.running();
        Duration timeout = Duration.ofSeconds(
                fields.integer("timeout", 3_600, 1, SettingsReader.LONGEST_SECONDS));
        return new Settings(own.workingDirectory(), own.stopOnFailure(), own.timing(), new Running(
                running.environment(), running.interpreters(), running.retry(), timeout),
                own.secrecy());
    }

    private DaemonSettings daemon(Fields fields) {
        fields.allow(Keys.DAEMON);
        Optional<Path> state = settings.path(fields, "state_dir");
        return new DaemonSettings(
                fields.integer("max_parallel_jobs", 1, 1, 10_000),
                Duration.ofSeconds(fields.integer("shutdown_grace_seconds", 30, 0, Integer.MAX_VALUE)),
                fields.integer("history_days", 30, 1, 1_000_000),
                state.isPresent() ? state.get() : reading.folder().resolve(".chief"),
                fields.integer("log_max_bytes", 64L << 20, 1, MOST_BYTES),
                Duration.ofSeconds(fields.integer("kill_grace_seconds", 10, 0, Integer.MAX_VALUE)));
    }
}
