package dev.chief.app.cli;

import dev.chief.engine.config.Host;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A directory, a clock and a way to give commands: what a user has, for tests. */
final class Console {
    private final Path directory;
    private final Map<String, String> environment = new HashMap<>(System.getenv());
    private InstantSource clock = InstantSource.fixed(Instant.parse("2026-11-22T12:00:00Z"));
    private ZoneId systemZone = ZoneId.of("UTC");

    Console(Path directory) {
        this.directory = directory;
    }

    Console at(String instant) {
        clock = InstantSource.fixed(Instant.parse(instant));
        return this;
    }

    Console inZone(String zone) {
        systemZone = ZoneId.of(zone);
        return this;
    }

    Console with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** Writes a file below the directory, executable if it is a script. */
    Path file(String name, String text) {
        try {
            Path file = directory.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes chief.yaml with the given text, and a script {@code s/ok.py} that does nothing. */
    Console chiefYaml(String text) {
        file("s/ok.py", "print('fine')\n");
        file("chief.yaml", text);
        return this;
    }

    /** Executes a command line with {@code --config} for chief.yaml of the directory. */
    Result chief(String... words) {
        String[] all = new String[words.length + 2];
        all[0] = "--config";
        all[1] = directory.resolve("chief.yaml").toString();
        System.arraycopy(words, 0, all, 2, words.length);
        return execute(all);
    }

    /** Executes a command line as it stands. */
    Result execute(String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Context context = new Context(new Host(environment, () -> systemZone, clock),
                new Streams(out, err, false),
                new Context.Program(() -> "1.2.3", "/opt/chief/chief", Optional.empty(), false));
        int code = new Cli().execute(words, context);
        return new Result(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /**
     * What a command left.
     *
     * @param code the exit code
     * @param out standard output
     * @param err standard error
     */
    record Result(int code, String out, String err) {
        JsonNode json() {
            return JsonMapper.shared().readTree(out);
        }
    }
}
