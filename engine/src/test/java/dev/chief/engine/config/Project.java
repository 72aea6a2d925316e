package dev.chief.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chief.engine.config.Diagnostic.Severity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** A folder with a chief.yaml, scripts and programs, and the machine that reads it: everything a test may vary. */
final class Project {
    static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private final Path folder;
    private final Map<String, String> environment = new HashMap<>();
    private Supplier<ZoneId> systemZone = () -> ZoneId.of("UTC");
    private Instant now = NOW;

    /** A project with the scripts and interpreters that most tests name. */
    Project(Path folder) {
        this.folder = real(folder);
        for (String program : List.of("python3", "sh", "bash", "node", "java", "ruby", "perl", "Rscript")) {
            executable("bin/" + program);
        }
        file("s/ok.py");
        file("s/two.py");
        environment.put("PATH", this.folder.resolve("bin").toString());
    }

    Path folder() {
        return folder;
    }

    Project file(String name) {
        return file(name, "");
    }

    Project file(String name, String content) {
        return file(name, content.getBytes(StandardCharsets.UTF_8));
    }

    Project file(String name, byte[] content) {
        try {
            Path file = folder.resolve(name);
            Path parent = file.getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.write(file, content);
            return this;
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    Project executable(String name) {
        file(name, "#!/bin/sh\n");
        assertThat(folder.resolve(name).toFile().setExecutable(true)).isTrue();
        return this;
    }

    Project variable(String name, String value) {
        environment.put(name, value);
        return this;
    }

    Project systemZone(Supplier<ZoneId> zone) {
        systemZone = zone;
        return this;
    }

    Project at(String instant) {
        now = Instant.parse(instant);
        return this;
    }

    Host host() {
        return new Host(environment, systemZone, InstantSource.fixed(now));
    }

    Loaded load(String yaml) {
        file("chief.yaml", yaml);
        return load();
    }

    Loaded load(byte[] content) {
        file("chief.yaml", content);
        return load();
    }

    Loaded load() {
        return ConfigLoader.load(folder.resolve("chief.yaml").toString(), host());
    }

    /** The model of a file that must be good; warnings do not matter. */
    Config good(String yaml) {
        return switch (load(yaml)) {
            case Loaded.Ok ok -> ok.config();
            case Loaded.Rejected rejected -> throw new AssertionError(lines(rejected.diagnostics()));
        };
    }

    /** The first job of a file that must be good. */
    Job job(String yaml) {
        return good(yaml).jobs().getFirst();
    }

    /** The warnings of a file that must be good. */
    List<Diagnostic> warnings(String yaml) {
        return switch (load(yaml)) {
            case Loaded.Ok ok -> ok.warnings();
            case Loaded.Rejected rejected -> throw new AssertionError(lines(rejected.diagnostics()));
        };
    }

    /** The errors of a file that must not be good. */
    List<Diagnostic> errors(String yaml) {
        return errors(load(yaml));
    }

    static List<Diagnostic> errors(Loaded loaded) {
        return switch (loaded) {
            case Loaded.Ok ok -> throw new AssertionError("accepted: " + ok.config());
            case Loaded.Rejected rejected -> rejected.diagnostics()
                    .stream()
                    .filter(diagnostic -> diagnostic.severity() == Severity.ERROR)
                    .toList();
        };
    }

    /** A file of one daily job in UTC, with more lines under the job, each indented as given behind four blanks. */
    static String daily(String... more) {
        StringBuilder yaml = new StringBuilder("""
                jobs:
                  - name: a
                    schedule: {frequency: daily, time: "06:00", timezone: UTC}
                    scripts: [{path: s/ok.py}]
                """);
        for (String line : more) {
            yaml.append("    ").append(line).append('\n');
        }
        return yaml.toString();
    }

    /** A file of one job with a schedule in UTC, whose fields are given in flow style. */
    static String scheduled(String fields) {
        return """
                defaults: {timezone: UTC}
                jobs:
                  - name: a
                    schedule: {%s}
                    scripts: [{path: s/ok.py}]
                """.formatted(fields);
    }

    /** A file of one daily job whose one script has the given fields in flow style. */
    static String scripted(String fields) {
        return """
                jobs:
                  - name: a
                    schedule: {frequency: daily, time: "06:00", timezone: UTC}
                    scripts:
                      - {%s}
                """.formatted(fields);
    }

    static String lines(List<Diagnostic> diagnostics) {
        StringBuilder lines = new StringBuilder();
        for (Diagnostic diagnostic : diagnostics) {
            lines.append('\n').append(line(diagnostic));
        }
        return lines.toString();
    }

    /** {@code 4:7 path: message (hint)}. */
    static String line(Diagnostic diagnostic) {
        String place = diagnostic.location()
                .map(at -> at.line() + ":" + at.column() + "+" + at.width())
                .orElse("-");
        return place + " [" + diagnostic.path() + "] " + diagnostic.message()
                + diagnostic.hint().map(hint -> " (" + hint + ")").orElse("");
    }

    private static Path real(Path folder) {
        try {
            return folder.toRealPath();
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }
}
