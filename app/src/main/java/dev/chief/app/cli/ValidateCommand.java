package dev.chief.app.cli;

import dev.chief.core.schedule.CronForm;
import dev.chief.engine.config.Config;
import dev.chief.engine.config.Job;
import dev.chief.engine.config.Loaded;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code validate}: says whether a configuration can be used, and what it comes to. */
final class ValidateCommand implements Command {
    @Override
    public CommandSpec spec() {
        return new CommandSpec("validate", "check a chief.yaml and show how each schedule compiles", """
                Checks the whole file: YAML, keys, schedules, paths. Every problem is reported in one
                go with its line. Warnings (a schedule that never fires, a slot that a clock change
                moves, a missing interpreter) do not make the file invalid.""", List.of(Option.FORMAT),
                List.of(),
                List.of("chief validate", "chief validate --config etc/chief.yaml --format json"));
    }

    @Override
    public int execute(CommandLine line, Context context) {
        Optional<Loaded.Ok> loaded = context.loadWithWarnings(line);
        if (loaded.isEmpty()) {
            return FAILED;
        }
        Loaded.Ok ok = loaded.get();
        if (line.wantsJson()) {
            context.streams().print(Json.write(Document.of(ok)));
        } else {
            print(ok.config(), context.streams());
            Diagnostics.report(ok.warnings(), line.config(), context.streams());
        }
        return GOOD;
    }

    private static void print(Config config, Streams streams) {
        streams.print("Config valid: " + config.file());
        streams.print("Total jobs: " + config.jobs().size());
        streams.print("Enabled jobs: " + config.enabledJobs().size());
        for (Job job : config.jobs()) {
            CronForm form = job.trigger().schedule().cronForm();
            Optional<String> cron = form.cron();
            streams.print("- " + job.name() + ": " + form.mode()
                    + (cron.isPresent() ? " (" + cron.get() + ")" : ""));
        }
    }

    private record Document(
        String config,
        boolean valid,
        int totalJobs,
        int enabledJobs,
        List<Entry> jobs,
        List<Json.Problem> problems
    ) {
        record Entry(String name, String mode, @Nullable String cron) {}

        static Document of(Loaded.Ok ok) {
            Config config = ok.config();
            List<Entry> jobs = config.jobs().stream().map(job -> {
                CronForm form = job.trigger().schedule().cronForm();
                return new Entry(job.name(), form.mode(), form.cron().orElse(null));
            }).toList();
            return new Document(config.file().toString(), true, config.jobs().size(),
                    config.enabledJobs().size(), jobs,
                    Json.Problem.of(ok.warnings()));
        }
    }
}
