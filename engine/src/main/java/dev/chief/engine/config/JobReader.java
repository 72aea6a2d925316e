package dev.chief.engine.config;

import dev.chief.core.schedule.Schedule;
import dev.chief.engine.config.Node.Scalar;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the entries of {@code jobs}. */
final class JobReader {
    private final Reading reading;
    private final SettingsReader settings;
    private final ScheduleReader schedules;
    private final ScriptReader scripts;
    private final MonitorReader monitors;
    private final Map<String, Node> names = new HashMap<>();
    private final Dependencies dependencies;
    private final List<Job> jobs;

    JobReader(Reading reading, SettingsReader settings, MonitorReader monitors, int count) {
        this.reading = reading;
        this.settings = settings;
        this.monitors = monitors;
        this.schedules = new ScheduleReader(reading);
        this.scripts = new ScriptReader(reading, settings);
        this.dependencies = new Dependencies(reading.problems());
        this.jobs = new ArrayList<>(count);
    }

    /** The jobs in file order; fewer than there are if some have errors. */
    List<Job> read(List<Node> items, Settings inherited, boolean monitored) {
        Place place = Place.TOP.key("jobs");
        for (int i = 0; i < items.size(); i++) {
            Optional<Fields> fields = Fields.of(items.get(i), place.item(i), reading.problems());
            if (fields.isPresent()) {
                job(fields.get(), inherited, monitored);
            }
        }
        dependencies.check();
        return jobs;
    }

    private void job(Fields fields, Settings inherited, boolean monitored) {
        fields.allow(Keys.JOB);
        Optional<String> name = name(fields);
        boolean enabled = fields.flag("enabled", true);
        Settings own = settings.read(fields, inherited);
        Optional<Duration> timeout = fields.isAbsent("timeout")
                ? Optional.empty()
                : Optional.of(Duration.ofSeconds(
                        fields.integer("timeout", 1, 1, SettingsReader.LONGEST_SECONDS)));
        Job.Labels labels = new Job.Labels(description(fields),
                fields.texts("tags", "must be a list of texts"));
        List<String> after = fields.texts("after", "must be a list of job names");
        Optional<Schedule> schedule = schedules.read(fields, own, enabled);
        List<Script> ownScripts = scripts.read(fields, own);
        JobMonitor monitor = monitors.ofJob(fields.section("monitor"), monitored);
        if (name.isPresent()) {
            dependencies.add(name.get(), enabled, after, fields);
        }
        if (name.isPresent() && schedule.isPresent() && own.workingDirectory().isPresent()) {
            Trigger trigger = new Trigger(schedule.get(), own.timing().overlap(), own.timing().catchUp(),
                    own.timing().jitter(), after);
            jobs.add(
                    new Job(name.get(), labels, enabled, own.workingDirectory().get(), own.stopOnFailure(),
                            timeout,
                            trigger, ownScripts, monitor, own.secrecy()));
        }
    }

    private Optional<String> name(Fields fields) {
        if (fields.isAbsent("name")) {
            fields.missing("name", fields.at("name"), "must be a non-empty string");
            return Optional.empty();
        }
        Optional<String> name = Names.read(fields, "name");
        if (name.isEmpty()) {
            return name;
        }
        @Nullable
        Node first = names.putIfAbsent(name.get(), fields.at("name"));
        if (first != null) {
            fields.error("name", "Duplicate job name \"" + name.get() + "\".",
                    Optional.of("first used in line " + first.line()));
        }
        return name;
    }

    private static String description(Fields fields) {
        if (fields.get("description") instanceof Scalar scalar && scalar.isText()) {
            return scalar.text();
        }
        if (!fields.isAbsent("description")) {
            fields.wrong("description", "must be a string", Fields.quoteHint(fields.get("description")));
        }
        return "";
    }
}
