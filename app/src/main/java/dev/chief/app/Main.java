package dev.chief.app;

import dev.chief.app.cli.Cli;
import dev.chief.app.cli.Context;
import dev.chief.app.cli.Streams;
import dev.chief.engine.config.Host;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * Where the process starts: the only place that names the system clock, the environment and the standard streams, and
 * the place from which everything is wired together.
 */
public final class Main {
    private Main() {}

    /** Executes one command line and ends the process with its exit code. */
    public static void main(String[] words) {
        ZoneDatabase.loadAhead();
        int code;
        try {
            code = new Cli().execute(words, context(System.getenv()));
        } catch (UncheckedIOException e) {
            // A reader that went away, as in "chief history | head": not worth a word.
            code = 1;
        }
        // Nothing is left to do, and an orderly end of the virtual machine takes longer than a short command.
        Runtime.getRuntime().halt(code);
    }

    private static Context context(Map<String, String> environment) {
        boolean terminal = Boolean.getBoolean("chief.terminal");
        boolean colour = terminal && !environment.containsKey("NO_COLOR")
                && !"dumb".equals(environment.get("TERM"));
        return new Context(
                new Host(environment, new SystemZone(environment), InstantSource.system()),
                new Streams(new FileOutputStream(FileDescriptor.out),
                        new FileOutputStream(FileDescriptor.err), colour),
                new Context.Program(Main::version, System.getProperty("chief.launcher", "chief"),
                        Optional.ofNullable(System.getProperty("chief.home")).map(Path::of), terminal));
    }

    private static String version() {
        String version = Main.class.getPackage().getImplementationVersion();
        return version == null ? "unknown" : version;
    }
}
