package dev.chief.app.cli;

import dev.chief.engine.run.RunStatus;
import dev.chief.engine.runs.RunHistory;
import dev.chief.engine.runs.RunStoreException;
import dev.chief.engine.runs.StoredRun;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code history}: past runs. */
final class HistoryCommand implements Command {
    private static final int DEFAULT_LIMIT = 20;

    @Override
    public CommandSpec spec() {
        return new CommandSpec("history", "list past runs, newest first", """
                Lists runs with their result. Of a run whose Chief was killed it shows what its scripts
                left, or that it is lost. Times are in the system's zone.""",
                List.of(Option.JOB, Option.valued("--limit", "N", "how many runs to show (default 20)"),
                        Option.FORMAT),
                List.of(), List.of("chief history", "chief history --job nightly --limit 5 --format json"));
    }

    @Override
    public int execute(CommandLine line, Context context) {
        int limit = line.positive("--limit", DEFAULT_LIMIT);
        try (RunHistory history = context.history(line)) {
            List<StoredRun> runs = history.recent(line.value(Option.JOB.name()), limit);
            if (line.wantsJson()) {
                List<RunDocument> documents = new ArrayList<>();
                for (StoredRun run : runs) {
                    documents.add(RunDocument.of(run, history.scripts(run.id())));
                }
                context.streams().print(Json.write(new RunDocument.Runs(line.config(), documents)));
            } else if (runs.isEmpty()) {
                context.streams().report("No runs yet.");
            } else {
                print(runs, context.zone(), context.streams());
            }
            return GOOD;
        } catch (RunStoreException e) {
            throw new UserException("Error: " + e.getMessage());
        }
    }

    private static void print(List<StoredRun> runs, ZoneId zone, Streams streams) {
        List<String[]> rows = new ArrayList<>();
        rows.add(new String[]{"STARTED", "STATUS", "TOOK", "RUN"});
        for (StoredRun run : runs) {
            Optional<Duration> took = run.duration();
            rows.add(new String[]{IsoTime.forPeople(run.startedAt(), zone), RunDocument.word(run.status()),
                    took.isPresent() ? IsoTime.duration(took.get().toMillis()) : "-", run.id().toString()});
        }
        List<String> lines = Table.lines(rows);
        for (int r = 0; r < rows.size(); r++) {
            streams.print(lines.get(r));
            if (r > 0 && runs.get(r - 1).status() != RunStatus.SUCCEEDED
                    && !runs.get(r - 1).reason().isEmpty()) {
                streams.print(" ".repeat(rows.get(r)[0].length() + 2)
                        + Diagnostics.visible(runs.get(r - 1).reason()));
            }
        }
    }
}
