package dev.chief.app.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.chief.core.schedule.CronForm;
import dev.chief.core.schedule.Schedule;
import dev.chief.engine.config.Config;
import dev.chief.engine.config.Job;
import dev.chief.engine.config.JobSecrets;
import dev.chief.engine.config.Script;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code preview}: what each job is, and when it will run. */
final class PreviewCommand implements Command {
    private static final String RULE = "=".repeat(80);
    private static final int DEFAULT_COUNT = 5;

    @Override
    public CommandSpec spec() {
        return new CommandSpec("preview", "show schedules and the next runs", """
                Prints each job's schedule, scripts and next runs, disabled jobs included. Times are in
                the schedule's zone. --from and --to take an instant (2026-03-08T00:00:00Z) or a date
                or date-time in the schedule's zone, both inclusive. --explain adds the times that a
                schedule names but does not run at, and why. Secrets in arguments are shown as ***.""",
                List.of(Option.JOB,
                        Option.valued("--count", "N", "how many runs to show (default 5; with --to, all)"),
                        Option.valued("--from", "TIME", "look from this time on instead of from now"),
                        Option.valued("--to", "TIME", "show no run later than this"),
                        Option.flag("--explain", "show what was dropped before each run, and why"),
                        Option.FORMAT),
                List.of(),
                List.of("chief preview", "chief preview --job nightly --count 10",
                        "chief preview --from 2026-10-31 --to 2026-11-03 --explain"));
    }

    @Override
    public int execute(CommandLine line, Context context) {
        int count = line.positive("--count", line.has("--to") ? Integer.MAX_VALUE : DEFAULT_COUNT);
        Optional<TimeArgument> from = TimeArgument.parse(line, "--from");
        Optional<TimeArgument> to = TimeArgument.parse(line, "--to");
        Optional<Config> loaded = context.load(line);
        if (loaded.isEmpty()) {
            return FAILED;
        }
        Config config = loaded.get();
        List<Job> jobs = Context.jobs(config, line);
        Instant now = context.host().clock().instant();
        List<Entry> entries = new ArrayList<>();
        for (Job job : jobs) {
            JobSecrets secrets = JobSecrets.of(job, config.telemetry().apiKey());
            Schedule schedule = job.trigger().schedule();
            // The bound is inclusive and the search is not.
            Instant after = from.isPresent() ? from.get().in(schedule.zone()).minusNanos(1) : now;
            Optional<Instant> last = to.isPresent() ? Optional.of(to.get().endIn(schedule.zone()))
                    : Optional.empty();
            Upcoming upcoming = line.has("--explain")
                    ? Upcoming.explained(schedule, after, last, count)
                    : Upcoming.of(schedule, after, last, count);
            if (line.wantsJson()) {
                entries.add(Entry.of(job, secrets, upcoming, line.has("--explain")));
            } else {
                print(job, secrets, upcoming, heading(line, count), context.streams());
            }
        }
        context.streams()
                .print(line.wantsJson()
                        ? Json.write(new Document(config.file().toString(), entries))
                        : RULE);
        return GOOD;
    }

    private static String heading(CommandLine line, int count) {
        if (!line.has("--from") && !line.has("--to")) {
            return "Next " + count + " run(s):";
        }
        return "Runs" + (line.has("--from") ? " from " + line.value("--from").orElse("") : "")
                + (line.has("--to") ? " to " + line.value("--to").orElse("") : "") + ":";
    }

    private static void print(
        Job job,
        JobSecrets secrets,
        Upcoming upcoming,
        String heading,
        Streams streams
    ) {
        Schedule schedule = job.trigger().schedule();
        streams.print(RULE);
        streams.print("Job: " + job.name() + " (enabled=" + (job.enabled() ? "True" : "False") + ")");
        streams.print(schedule.description());
        streams.print("Schedule mode: " + schedule.cronForm().mode());
        streams.print(switch (schedule.cronForm()) {
            case CronForm.PureCron(String cron) -> "Cron equivalent: " + cron;
            case CronForm.Hybrid(String cron) -> "Cron trigger + runtime guard: " + cron;
            case CronForm.RuntimeOnly() -> "Cron equivalent: runtime-only";
        });
        printBound("Start bound: ", schedule.window().start(), streams);
        printBound("End bound: ", schedule.window().end(), streams);
        if (!schedule.exclusions().isEmpty()) {
            streams.print("Exclude dates: " + dates(schedule));
        }
        streams.print("Scripts:");
        for (Script script : job.scripts()) {
            streams.print(
                    "- " + Diagnostics.visible(script.path()) + " | timeout=" + script.timeout().toSeconds()
                            + "s | args=" + (script.arguments().isEmpty()
                                    ? "(none)"
                                    : Diagnostics.visible(
                                            ShellQuote.quote(secrets.hideIn(script.arguments())))));
        }
        streams.print(heading);
        boolean none = true;
        for (Upcoming.Line line : upcoming.lines()) {
            none &= !line.runs();
            streams.print(line.text(schedule.zone()));
        }
        if (none) {
            streams.print("- none");
        }
    }

    private static void printBound(String label, Optional<OffsetDateTime> bound, Streams streams) {
        if (bound.isPresent()) {
            streams.print(label + IsoTime.format(bound.get()));
        }
    }

    private static String dates(Schedule schedule) {
        StringBuilder dates = new StringBuilder();
        for (LocalDate date : schedule.exclusions()) {
            dates.append(dates.isEmpty() ? "" : ", ").append(date);
        }
        return dates.toString();
    }

    private record Document(String config, List<Entry> jobs) {}

    private record Entry(
        String name,
        boolean enabled,
        String description,
        String mode,
        @Nullable String cron,
        String timezone,
        @Nullable String start,
        @Nullable String end,
        List<String> exclude,
        List<ScriptEntry> scripts,
        List<String> next,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Upcoming.Entry> explain
    ) {
        static Entry of(Job job, JobSecrets secrets, Upcoming upcoming, boolean explain) {
            Schedule schedule = job.trigger().schedule();
            return new Entry(job.name(), job.enabled(), schedule.description(), schedule.cronForm().mode(),
                    schedule.cronForm().cron().orElse(null), schedule.zone().getId(),
                    schedule.window().start().map(IsoTime::format).orElse(null),
                    schedule.window().end().map(IsoTime::format).orElse(null),
                    schedule.exclusions().stream().map(LocalDate::toString).toList(),
                    job.scripts().stream().map(script -> ScriptEntry.of(script, secrets)).toList(),
                    upcoming.runs(schedule.zone()),
                    explain ? upcoming.entries(schedule.zone()) : null);
        }
    }

    private record ScriptEntry(String path, long timeoutSeconds, List<String> args) {
        static ScriptEntry of(Script script, JobSecrets secrets) {
            return new ScriptEntry(script.path(), script.timeout().toSeconds(),
                    secrets.hideIn(script.arguments()));
        }
    }
}
