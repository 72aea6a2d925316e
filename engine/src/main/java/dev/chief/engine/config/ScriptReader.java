package dev.chief.engine.config;

import dev.chief.engine.config.Node.Scalar;
import dev.chief.engine.config.Node.Sequence;
import dev.chief.engine.config.Settings.Running;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** Reads the entries of {@code scripts}. */
final class ScriptReader {
    private static final Optional<String> HOW_TO_WRITE = Optional
            .of("write each script as \"- path: FILE\"");

    private final Reading reading;
    private final SettingsReader settings;

    ScriptReader(Reading reading, SettingsReader settings) {
        this.reading = reading;
        this.settings = settings;
    }

    /** The scripts of a job; fewer than there are if some have errors. */
    List<Script> read(Fields job, Settings inherited) {
        if (!(job.get("scripts") instanceof Sequence sequence) || sequence.items().isEmpty()) {
            if (job.isAbsent("scripts")) {
                job.missing("scripts", job.at("scripts"), "must be a non-empty list");
            } else {
                job.wrong("scripts", "must be a non-empty list",
                        job.get("scripts") instanceof Scalar ? HOW_TO_WRITE : Optional.empty());
            }
            return List.of();
        }
        List<Script> scripts = new ArrayList<>(sequence.items().size());
        Place place = job.place("scripts");
        for (int i = 0; i < sequence.items().size(); i++) {
            Optional<Fields> fields = Fields.of(sequence.items().get(i), place.item(i), reading.problems(),
                    HOW_TO_WRITE);
            if (fields.isPresent()) {
                Optional<Script> script = script(fields.get(), inherited);
                if (script.isPresent()) {
                    scripts.add(script.get());
                }
            }
        }
        return scripts;
    }

    private Optional<Script> script(Fields fields, Settings inherited) {
        fields.allow(Keys.SCRIPT);
        Running running = inherited.running();
        SequencedMap<String, String> environment = running.environment();
        if (!fields.isAbsent("env")) {
            environment = new LinkedHashMap<>(environment);
            settings.putVariables(fields, environment);
        }
        Optional<String> written = path(fields);
        Optional<Path> folder = inherited.workingDirectory();
        Optional<Path> file = written.isEmpty() || folder.isEmpty()
                ? Optional.empty()
                : existing(fields, folder.get(), written.get());
        List<String> arguments = arguments(fields);
        Duration timeout = fields.isAbsent("timeout")
                ? running.timeout()
                : Duration.ofSeconds(fields.integer("timeout", 1, 1, SettingsReader.LONGEST_SECONDS));
        Retry retry = settings.retry(fields, running.retry());
        Optional<String> name = Names.read(fields, "name");
        if (written.isEmpty() || folder.isEmpty() || file.isEmpty()) {
            return Optional.empty();
        }
        List<String> interpreter = reading.programs()
                .choose(fields, file.get(), folder.get(),
                        new Running(environment, running.interpreters(), retry, timeout));
        return Optional
                .of(new Script(name.isPresent() ? name.get() : written.get(), written.get(), file.get(),
                        interpreter, arguments, timeout, retry, environment));
    }

    private static Optional<String> path(Fields fields) {
        if (fields.isAbsent("path")) {
            fields.missing("path", fields.at("path"), "must be a non-empty string");
            return Optional.empty();
        }
        Optional<String> path = fields.text("path", "must be a non-empty string");
        return path.isEmpty() ? path : Optional.of(path.get().strip());
    }

    private Optional<Path> existing(Fields fields, Path workingDirectory, String written) {
        Optional<Path> file = reading.disk().resolve(workingDirectory, written);
        if (file.isEmpty()) {
            fields.wrong("path", "must be a path");
            return file;
        }
        Disk.Kind kind = reading.disk().kind(file.get());
        if (kind != Disk.Kind.FILE) {
            fields.error("path",
                    "Script path does not exist for " + fields.place("path") + ": " + file.get(),
                    kind == Disk.Kind.DIRECTORY
                            ? Optional.of("it is a directory")
                            : reading.disk().similar(file.get()));
        }
        return file;
    }

    private List<String> arguments(Fields fields) {
        if (fields.isAbsent("args")) {
            return List.of();
        }
        Place place = fields.place("args");
        if (fields.get("args") instanceof Scalar scalar && scalar.isText()) {
            ShellWords.Split split = ShellWords.split(scalar.text());
            if (split.problem().isPresent() || scalar.text().indexOf('\0') >= 0) {
                unusable(fields, scalar.text(), split.problem().orElse("must not hold NUL characters"));
            }
            return split.words();
        }
        if (!(fields.get("args") instanceof Sequence sequence)) {
            fields.wrong("args", "must be a list or shell-style string",
                    Fields.quoteHint(fields.get("args")));
            return List.of();
        }
        List<String> arguments = new ArrayList<>(sequence.items().size());
        for (int i = 0; i < sequence.items().size(); i++) {
            Node item = sequence.items().get(i);
            if (item instanceof Scalar scalar && !Node.isEmpty(item) && scalar.text().indexOf('\0') < 0) {
                arguments.add(scalar.text());
            } else if (!Node.isBroken(item)) {
                Place at = place.item(i);
                String got = item instanceof Scalar ? "" : ", got " + Quoted.got(item);
                reading.problems()
                        .error(item, at, at + " must be scalar value convertible to string" + got + ".",
                                Node.isEmpty(item) ? Optional.of("write \"\" for an empty argument")
                                        : Optional.empty());
            }
        }
        return arguments;
    }

    private void unusable(Fields fields, String commandLine, String rule) {
        Optional<String> hint = Optional
                .of("write the arguments as a list, or mind the quotes as in a shell");
        if (reading.problems().holdsSecret(commandLine)) {
            fields.error("args", fields.place("args") + " " + rule + ".", hint);
        } else {
            fields.wrong("args", rule, hint);
        }
    }
}
