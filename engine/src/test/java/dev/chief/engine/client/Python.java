package dev.chief.engine.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The python3 of the PATH, started without the variables that Chief gives to scripts.
 *
 * @param program the interpreter
 * @param modules the first directory to import from, if any
 */
record Python(Path program, Optional<Path> modules) {
    private static final long PATIENCE_SECONDS = 120;

    /** Skips the test if there is no python3. */
    static Python find() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .map(directory -> Path.of(directory, "python3"))
                .filter(Files::isExecutable)
                .findFirst()
                .map(program -> new Python(program, Optional.empty()))
                .orElseGet(() -> abort(
                        "There is no python3 on the PATH, so the Python client cannot be tested."));
    }

    Python importingFrom(Path directory) {
        return new Python(program, Optional.of(directory));
    }

    /** Runs to the end; output and errors come together. */
    Ended run(Path workingDirectory, String... arguments) throws IOException, InterruptedException {
        Path output = Files.createTempFile("python", ".out");
        try {
            ProcessBuilder builder = new ProcessBuilder(program.toString());
            builder.command().addAll(Stream.of(arguments).toList());
            builder.directory(workingDirectory.toFile());
            adapt(builder.environment());
            Process process = builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
                return new Ended(-1,
                        Files.readString(output, UTF_8) + "\nstopped after " + PATIENCE_SECONDS + " s");
            }
            return new Ended(process.exitValue(), Files.readString(output, UTF_8));
        } finally {
            Files.delete(output);
        }
    }

    private void adapt(Map<String, String> environment) {
        environment.keySet().removeIf(name -> name.startsWith("CHIEF_") || name.startsWith("PYTHON"));
        environment.put("PYTHONDONTWRITEBYTECODE", "1");
        environment.put("PYTHONIOENCODING", "utf-8");
        modules.ifPresent(directory -> environment.put("PYTHONPATH", directory.toString()));
    }

    /**
     * A process that has ended.
     *
     * @param exitCode 0 for good
     * @param output what it printed
     */
    record Ended(int exitCode, String output) {}
}
