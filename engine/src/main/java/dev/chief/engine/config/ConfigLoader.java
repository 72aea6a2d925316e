package dev.chief.engine.config;

import dev.chief.engine.config.Diagnostic.Severity;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a chief.yaml. Safe for use by several threads: nothing is kept from one file to the next. */
public final class ConfigLoader {
    /** The largest file that is read, in bytes. */
    public static final int MOST_BYTES = 64 << 20;

    private ConfigLoader() {}

    /**
     * Reads and checks a file. Whatever is wrong with it comes back as diagnostics; no input makes this throw.
     *
     * @param path the file as the user named it; relative to the process's current directory
     * @param host what comes from the machine
     */
    public static Loaded load(String path, Host host) {
        Path absolute;
        try {
            absolute = Path.of(path).toAbsolutePath().normalize();
        } catch (InvalidPathException _) {
            return rejected("Config file name " + Quoted.of(path) + " is not a path.");
        }
        TextFile file = TextFile.read(absolute, MOST_BYTES);
        if (file instanceof TextFile.Content content) {
            return read(new Source(path, content.text()), real(absolute), host);
        }
        return rejected(file instanceof TextFile.Unusable unusable
                ? "Config file " + absolute + " " + unusable.reason() + "."
                : "Config file not found: " + absolute);
    }

    private static Loaded read(Source source, Path file, Host host) {
        Problems problems = new Problems(source);
        Optional<Node> top = Composer.compose(source, file.toString(), problems);
        @Nullable
        Path folder = file.getParent();
        Optional<Config> config = Optional.empty();
        if (top.isPresent() && !Node.isEmpty(top.get()) && folder != null) {
            config = new ConfigReader(Reading.of(problems, host, folder)).read(top.get(), file);
        } else if (problems.errors() == 0) {
            problems.syntaxError(source.location(1, 1, 1), "jobs must be a non-empty list.",
                    Optional.of("the file is empty"));
        }
        List<Diagnostic> diagnostics = problems.inFileOrder();
        return config.isPresent() && problems.errors() == 0
                ? new Loaded.Ok(config.get(), diagnostics)
                : new Loaded.Rejected(diagnostics);
    }

    /** Behind symbolic links, so that what is relative to the file is found beside the file itself. */
    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException _) {
            return path;
        }
    }

    private static Loaded rejected(String message) {
        return new Loaded.Rejected(List.of(
                new Diagnostic(Severity.ERROR, Quoted.printable(message, 8_000), "", Optional.empty(),
                        Optional.empty())));
    }
}
