package dev.chief.app.cli;

import dev.chief.engine.run.RunStatus;
import dev.chief.engine.run.ScriptStatus;
import dev.chief.engine.runs.RunHistory;
import dev.chief.engine.runs.RunStoreException;
import dev.chief.engine.runs.StoredRun;
import dev.chief.engine.runs.StoredScript;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** {@code logs}: what the scripts of a run printed. */
final class LogsCommand implements Command {
    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    @Override
    public CommandSpec spec() {
        return new CommandSpec("logs", "print what the scripts of a run printed", """
                Prints the output of each script of a run, standard output and error together.
                RUN is a run id, its beginning, or the name of a job for its latest run.""",
                List.of(Option.flag("--follow", "-f", "go on until the run ends"), Option.FORMAT),
                List.of(new CommandSpec.Argument("RUN", true, List.of(),
                        "a run id, its beginning, or a job's name")),
                List.of("chief logs nightly", "chief logs nightly:20261122 --follow"));
    }

    @Override
    public int execute(CommandLine line, Context context) {
        try (RunHistory history = context.history(line)) {
            StoredRun run = find(line.arguments().getFirst(), history);
            if (line.wantsJson()) {
                context.streams().print(Json.write(RunDocument.of(run, history.scripts(run.id()))));
                return GOOD;
            }
            Output output = new Output(context.streams());
            output.show(history.scripts(run.id()));
            while (line.has("--follow") && run.status() == RunStatus.RUNNING) {
                context.streams().flush();
                LockSupport.parkNanos(LOOK_AGAIN_NANOS);
                run = find(run.id().toString(), history);
                output.show(history.scripts(run.id()));
            }
            return GOOD;
        } catch (RunStoreException e) {
            throw new UserException("Error: " + e.getMessage());
        }
    }

    private static StoredRun find(String text, RunHistory history) throws RunStoreException {
        List<StoredRun> latest = history.recent(Optional.of(text), 1);
        List<StoredRun> runs = latest.isEmpty() ? history.find(text) : latest;
        if (runs.isEmpty()) {
            throw new UserException("Unknown run \"" + text + "\". See: chief history");
        }
        if (runs.size() > 1) {
            StringBuilder ids = new StringBuilder();
            for (StoredRun run : runs) {
                ids.append("\n  ").append(run.id());
            }
            throw new UserException("\"" + text + "\" could be any of these runs:" + ids);
        }
        return runs.getFirst();
    }

    /** Prints logs as they grow: of each file what has not been printed yet, behind a line that names the script. */
    private static final class Output {
        private final Streams streams;
        private final Map<Path, Long> printed = new LinkedHashMap<>();

        Output(Streams streams) {
            this.streams = streams;
        }

        void show(List<StoredScript> attempts) {
            for (StoredScript attempt : attempts) {
                if (attempt.status() != ScriptStatus.SKIPPED) {
                    show(attempt);
                }
            }
        }

        private void show(StoredScript script) {
            Path log = script.log();
            boolean isNew = !printed.containsKey(log);
            long from = printed.getOrDefault(log, 0L);
            if (isNew) {
                streams.print("==> [" + script.index() + "] " + Diagnostics.visible(script.name()) + " <==");
            }
            try (InputStream in = Files.newInputStream(log)) {
                // A log that outgrew its bound was cut in the middle: what is left of it has been printed.
                from = Math.min(from, Files.size(log));
                in.skipNBytes(from);
                printed.put(log, from + streams.copy(in));
            } catch (NoSuchFileException e) {
                printed.put(log, from);
                if (isNew) {
                    streams.print("(no log: " + log + ")");
                }
            } catch (IOException e) {
                throw new UserException(
                        "Error: the log cannot be read: " + log + " (" + e.getMessage() + ")");
            }
        }
    }
}
