package dev.chief.app.cli;

import dev.chief.engine.config.Config;
import dev.chief.engine.config.ConfigLoader;
import dev.chief.engine.config.Host;
import dev.chief.engine.config.Job;
import dev.chief.engine.config.Loaded;
import dev.chief.engine.config.NearestName;
import dev.chief.engine.runs.RunHistory;
import dev.chief.engine.runs.RunStoreException;
import dev.chief.engine.runs.SqliteLibrary;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a command works with.
 *
 * @param host the machine and the process
 * @param streams where to write
 * @param program the program itself
 */
public record Context(Host host, Streams streams, Program program) {

    /**
     * The program itself.
     *
     * @param version its version, which is read from the jar when asked for
     * @param launcher the command that starts it, an absolute path or a word on the PATH
     * @param home the folder that it was started from and may keep files in, if there is one
     * @param terminal whether standard error is a terminal, where progress and live output are welcome
     */
    public record Program(Supplier<String> version, String launcher, Optional<Path> home, boolean terminal) {}

    /** The same on another host. */
    Context with(Host other) {
        return new Context(other, streams, program);
    }

    /** A configuration that can be used, or none if its problems have been reported instead. */
    Optional<Config> load(CommandLine line) {
        Optional<Loaded.Ok> loaded = loadWithWarnings(line);
        return loaded.isPresent() ? Optional.of(loaded.get().config()) : Optional.empty();
    }

    /** The same, with what is doubtful about it. */
    Optional<Loaded.Ok> loadWithWarnings(CommandLine line) {
        Loaded loaded = ConfigLoader.load(line.config(), host);
        // Not a switch over the types: the first one of a process costs it three milliseconds.
        if (loaded instanceof Loaded.Ok ok) {
            return Optional.of(ok);
        }
        if (loaded instanceof Loaded.Rejected rejected) {
            refuse(rejected, line);
        }
        return Optional.empty();
    }

    /**
     * Opens the record of runs for reading.
     *
     * @throws RunStoreException if it cannot be read
     */
    RunHistory history(CommandLine line) throws RunStoreException {
        // The driver of the database logs through SLF4J; reading has nothing to log, and Logback takes long to start.
        System.setProperty("slf4j.provider", "org.slf4j.helpers.NOP_FallbackServiceProvider");
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        keepNativeLibrary();
        return RunHistory.open(stateDirectory(line));
    }

    /** Has the native library of the database unpacked once for each build instead of at each start. */
    void keepNativeLibrary() {
        program.home().ifPresent(SqliteLibrary::keepIn);
    }

    /**
     * Where the runs of a configuration are recorded. History must be readable while the file is being edited, so one that
     * cannot be used counts as one that keeps its state where it is by default.
     */
    Path stateDirectory(CommandLine line) {
        return switch (ConfigLoader.load(line.config(), host)) {
            case Loaded.Ok ok -> ok.config().daemon().stateDirectory();
            case Loaded.Rejected _ -> {
                Path state = Path.of(line.config()).toAbsolutePath().normalize().resolveSibling(".chief");
                streams.report("Warning: " + line.config() + " has problems (see chief validate); looking in "
                        + state);
                yield state;
            }
        };
    }

    /** The zone in which people see times: the system's, or UTC with a word of warning. */
    ZoneId zone() {
        try {
            return host.systemZone().get();
        } catch (IllegalStateException e) {
            streams.report("Warning: " + e.getMessage() + " Times are in UTC.");
            return ZoneOffset.UTC;
        }
    }

    private void refuse(Loaded.Rejected rejected, CommandLine line) {
        if (line.wantsJson()) {
            streams.print(Json
                    .write(new Json.Refusal(Path.of(line.config()).toAbsolutePath().normalize().toString(),
                            false, Json.Problem.of(rejected.diagnostics()))));
        } else {
            Diagnostics.report(rejected.diagnostics(), line.config(), streams);
        }
    }

    /**
     * The jobs that a command works on, enabled or not: all, or the one that {@code --job} names.
     *
     * @throws UserException if there is no such job
     */
    static List<Job> jobs(Config config, CommandLine line) {
        Optional<String> name = line.value(Option.JOB.name());
        if (name.isEmpty()) {
            return config.jobs();
        }
        Optional<Job> job = config.job(name.get());
        if (job.isEmpty()) {
            throw unknownJob(config, name.get());
        }
        return List.of(job.get());
    }

    /** That there is no such job, and the name that was probably meant. */
    static UserException unknownJob(Config config, String name) {
        return new UserException("Unknown job \"" + name + "\"."
                + NearestName.find(name, config.jobs().stream().map(Job::name).toList())
                        .map(near -> "\n   = did you mean \"" + near + "\"?")
                        .orElse(""));
    }

    /**
     * The enabled ones among {@link #jobs}.
     *
     * @throws UserException if there is none
     */
    static List<Job> enabledJobs(Config config, CommandLine line) {
        List<Job> enabled = jobs(config, line).stream().filter(Job::enabled).toList();
        if (enabled.isEmpty()) {
            throw new UserException("No enabled jobs selected.");
        }
        return enabled;
    }
}
