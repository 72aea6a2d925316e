package dev.chief.engine.config;

import dev.chief.core.dispatch.Policy.CatchUp;
import dev.chief.core.dispatch.Policy.Overlap;
import dev.chief.engine.config.Node.Mapping;
import dev.chief.engine.config.Node.Scalar;
import dev.chief.engine.config.Settings.Running;
import dev.chief.engine.config.Settings.Timing;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** Reads the keys that {@code defaults} and jobs have in common. */
final class SettingsReader {
    static final int LONGEST_SECONDS = Integer.MAX_VALUE;
    private static final List<String> OVERLAPS = List.of("parallel", "queue", "skip");
    private static final List<String> CATCH_UPS = List.of("none", "latest", "all");
    private static final int MOST_ATTEMPTS = 1_000_000;
    private static final double MOST_BACKOFF = 1_000_000;

    private final Reading reading;

    SettingsReader(Reading reading) {
        this.reading = reading;
    }

    /** What the fields say, and where they say nothing, what is inherited. */
    Settings read(Fields fields, Settings inherited) {
        Running running = inherited.running();
        return new Settings(
                workingDirectory(fields, inherited.workingDirectory()),
                fields.flag("stop_on_failure", inherited.stopOnFailure()),
                timing(fields, inherited.timing()),
                new Running(
                        environment(fields, running.environment()),
                        interpreters(fields, running.interpreters()),
                        retry(fields, running.retry()),
                        running.timeout()),
                secrecy(fields, inherited.secrecy()));
    }

    /** Adds to what is inherited: no job may make a secret of all jobs visible by naming one of its own. */
    private Secrecy secrecy(Fields fields, Secrecy inherited) {
        List<String> names = fields.secretNames("secrets");
        reading.problems().hideValuesOf(names);
        return inherited.with(names, reading.host().environment());
    }

    private Timing timing(Fields fields, Timing inherited) {
        Optional<ZoneId> zone = reading.zones().read(fields, "timezone");
        return new Timing(
                zone.isPresent() ? zone : inherited.zone(),
                overlap(fields, inherited.overlap()),
                catchUp(fields, inherited.catchUp()),
                Durations.read(fields, "jitter", inherited.jitter()));
    }

    private static Overlap overlap(Fields fields, Overlap inherited) {
        Optional<String> word = fields.word("overlap", OVERLAPS);
        return word.isEmpty() ? inherited : Overlap.valueOf(word.get().toUpperCase(Locale.ROOT));
    }

    private static CatchUp catchUp(Fields fields, CatchUp inherited) {
        Optional<String> word = fields.word("catch_up", CATCH_UPS);
        return word.isEmpty() ? inherited : CatchUp.valueOf(word.get().toUpperCase(Locale.ROOT));
    }

    private Optional<Path> workingDirectory(Fields fields, Optional<Path> inherited) {
        if (fields.isAbsent("working_dir")) {
            return inherited;
        }
        Optional<Path> path = path(fields, "working_dir");
        if (path.isPresent() && reading.disk().kind(path.get()) != Disk.Kind.DIRECTORY) {
            fields.error("working_dir",
                    "working directory does not exist at " + fields.place("working_dir") + ": " + path.get(),
                    reading.disk().kind(path.get()) == Disk.Kind.FILE
                            ? Optional.of("it is a file")
                            : reading.disk().similar(path.get()));
            return Optional.empty();
        }
        return path;
    }

    /** A path relative to the file's folder; none if it is absent or no path. */
    Optional<Path> path(Fields fields, String key) {
        Optional<String> text = fields.text(key, "must be a non-empty path string");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Optional<Path> path = reading.disk().resolve(reading.folder(), text.get());
        if (path.isEmpty()) {
            fields.wrong(key, "must be a path");
        }
        return path;
    }

    private SequencedMap<String, String> environment(Fields fields, SequencedMap<String, String> inherited) {
        if (fields.isAbsent("env") && fields.isAbsent("env_file")) {
            return inherited;
        }
        SequencedMap<String, String> environment = new LinkedHashMap<>(inherited);
        Optional<Path> file = path(fields, "env_file");
        if (file.isPresent()) {
            environment.putAll(reading.dotEnvs().read(fields, "env_file", file.get()));
        }
        putVariables(fields, environment);
        return environment;
    }

    /** Adds the {@code env} of some fields to an environment. */
    void putVariables(Fields fields, SequencedMap<String, String> environment) {
        if (fields.isAbsent("env")) {
            return;
        }
        Place place = fields.place("env");
        if (!(fields.get("env") instanceof Mapping variables)) {
            reading.problems().error(fields.at("env"), place, place + " must be a mapping.");
            return;
        }
        for (int i = 0; i < variables.size(); i++) {
            Scalar key = variables.key(i);
            if (key.text().isEmpty() || key.text().indexOf('=') >= 0 || key.text().indexOf('\0') >= 0) {
                reading.problems()
                        .error(key, place.key(key.text()),
                                place + " must name variables without \"=\", got " + Quoted.of(key.text())
                                        + ".");
            } else {
                variable(key, variables.value(i), place.key(key.text()), environment);
            }
        }
    }

    /** The value is not quoted: it may be a secret. */
    private void variable(Scalar key, Node value, Place place, SequencedMap<String, String> environment) {
        if (value instanceof Scalar scalar && !Node.isEmpty(value) && scalar.text().indexOf('\0') < 0) {
            environment.put(key.text(), scalar.text());
        } else if (Node.isEmpty(value)) {
            reading.problems()
                    .error(key, place, place + " has no value.",
                            "write " + Quoted.printable(key.text(), 100) + ": \"\" for an empty one");
        } else if (!Node.isBroken(value)) {
            reading.problems().error(value, place, place + " must be a scalar without NUL characters.");
        }
    }

    private Map<String, List<String>> interpreters(Fields fields, Map<String, List<String>> inherited) {
        if (fields.isAbsent("interpreters")) {
            return inherited;
        }
        Place place = fields.place("interpreters");
        if (!(fields.get("interpreters") instanceof Mapping mapping)) {
            fields.wrong("interpreters", "must be a mapping");
            return inherited;
        }
        Map<String, List<String>> interpreters = new HashMap<>(inherited);
        for (int i = 0; i < mapping.size(); i++) {
            Scalar key = mapping.key(i);
            String ending = key.text().toLowerCase(Locale.ROOT);
            Optional<List<String>> command = reading.programs()
                    .command(mapping.value(i), key, place.key(key.text()));
            if (command.isPresent()) {
                interpreters.put(ending.startsWith(".") ? ending : "." + ending, command.get());
            }
        }
        return interpreters;
    }

    Retry retry(Fields fields, Retry inherited) {
        if (fields.isAbsent("retry")) {
            return inherited;
        }
        Fields retry = fields.section("retry");
        retry.allow(Keys.RETRY);
        Duration delay = Durations.read(retry, "delay", Retry.NEVER.delay());
        Duration usual = Retry.NEVER.maxDelay().compareTo(delay) < 0 ? delay : Retry.NEVER.maxDelay();
        Duration maxDelay = Durations.read(retry, "max_delay", usual);
        if (maxDelay.compareTo(delay) < 0) {
            retry.wrong("max_delay", "must be at least as long as the delay");
        }
        return new Retry(retry.integer("attempts", 0, 0, MOST_ATTEMPTS), delay, backoff(retry), maxDelay);
    }

    private static double backoff(Fields retry) {
        if (retry.isAbsent("backoff")) {
            return Retry.NEVER.backoff();
        }
        boolean isNumber = retry.get("backoff") instanceof Scalar scalar
                && (scalar.kind() == Node.Kind.INTEGER || scalar.kind() == Node.Kind.FLOAT);
        double number = isNumber && retry.get("backoff") instanceof Scalar scalar ? CoreSchema.number(scalar)
                : 0;
        if (number >= 1 && number <= MOST_BACKOFF) {
            return number;
        }
        retry.wrong("backoff", "must be a number from 1 to 1000000");
        return Retry.NEVER.backoff();
    }
}
