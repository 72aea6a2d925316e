package dev.chief.engine.run;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Says in words why a program cannot be started. The program that makes the session would only say it in the log, with
 * a return code that scripts use too.
 */
final class Executable {
    /** Where execvp looks when there is no PATH. */
    private static final String DEFAULT_PATH = "/bin:/usr/bin";
    private static final int SHEBANG_BYTES = 256;

    private Executable() {}

    /** Passes when the program can be started, as far as can be told before. */
    static void check(String program, Path workingDirectory, Map<String, String> environment)
            throws IOException {
        if (!Files.isDirectory(workingDirectory)) {
            throw new IOException("working directory not found: " + workingDirectory);
        }
        try {
            checkInterpreterOf(locate(program, workingDirectory, environment), workingDirectory);
        } catch (InvalidPathException e) {
            throw new IOException("\"" + program + "\" is not a program: " + e.getReason(), e);
        }
    }

    /** The file of a program on a PATH, if there is one that may be executed. */
    static Optional<Path> find(String program, String path, Path workingDirectory) {
        for (String directory : path.split(":", -1)) {
            Path candidate = workingDirectory.resolve(directory).resolve(program);
            if (Files.isRegularFile(candidate) && Files.isExecutable(candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    private static Path locate(String program, Path workingDirectory, Map<String, String> environment)
            throws IOException {
        if (program.indexOf('/') < 0) {
            String path = environment.getOrDefault("PATH", DEFAULT_PATH);
            return find(program, path, workingDirectory)
                    .orElseThrow(() -> new IOException("\"" + program + "\" not found on the PATH"));
        }
        Path file = workingDirectory.resolve(program);
        if (!Files.exists(file)) {
            throw new IOException("not found: " + file);
        }
        if (!Files.isRegularFile(file)) {
            throw new IOException("not a file: " + file);
        }
        if (!Files.isExecutable(file)) {
            throw new IOException("not executable: " + file);
        }
        return file;
    }

    private static void checkInterpreterOf(Path file, Path workingDirectory) throws IOException {
        String line = firstLine(file);
        if (!line.startsWith("#!")) {
            return;
        }
        String command = line.substring(2).strip();
        int end = command.indexOf(' ');
        String interpreter = end < 0 ? command : command.substring(0, end);
        if (interpreter.isEmpty() || Files.isExecutable(workingDirectory.resolve(interpreter))) {
            if (line.endsWith("\r")) {
                throw new IOException("bad interpreter in " + file + ": its lines end with CR LF");
            }
            return;
        }
        throw new IOException("bad interpreter in " + file + ": " + interpreter);
    }

    /** What is not text there is not a script. An unreadable program may still be executable. */
    private static String firstLine(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            String start = new String(in.readNBytes(SHEBANG_BYTES), StandardCharsets.ISO_8859_1);
            int end = start.indexOf('\n');
            return end < 0 ? start : start.substring(0, end);
        } catch (IOException e) {
            return "";
        }
    }
}
