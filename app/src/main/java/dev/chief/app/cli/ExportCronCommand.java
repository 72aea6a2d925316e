package dev.chief.app.cli;

import dev.chief.core.schedule.CronForm;
import dev.chief.core.schedule.Schedule;
import dev.chief.core.schedule.Window;
import dev.chief.engine.config.Config;
import dev.chief.engine.config.Job;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code export-cron}: crontab lines for the schedules that cron can trigger. */
final class ExportCronCommand implements Command {
    @Override
    public CommandSpec spec() {
        return new CommandSpec("export-cron", "print crontab lines for the enabled jobs", """
                Prints a crontab block for each enabled job. The lines run the job with
                --respect-schedule, so that Chief has the last word on bounds, exclusions, ordinals
                and clock changes. Schedules that cron cannot express become comments.

                CRON_TZ is honoured by cronie (Fedora, RHEL, Arch, openSUSE). Debian's cron ignores
                it: there the lines are right only if the zone is the system's.""",
                List.of(Option.JOB, Option.FORMAT), List.of(),
                List.of("chief export-cron", "chief export-cron --job nightly | crontab -"));
    }

    @Override
    public int execute(CommandLine line, Context context) {
        Optional<Config> loaded = context.load(line);
        if (loaded.isEmpty()) {
            return FAILED;
        }
        Config config = loaded.get();
        List<Job> jobs = Context.enabledJobs(config, line);
        if (line.wantsJson()) {
            context.streams()
                    .print(Json.write(new Document(config.file().toString(),
                            jobs.stream()
                                    .map(job -> Entry.of(job, command(job, config, context)))
                                    .toList())));
            return GOOD;
        }
        Streams streams = context.streams();
        streams.print("# chief cron export");
        streams.print("# generated_at=" + IsoTime.format(context.host().clock().instant(), ZoneOffset.UTC));
        streams.print(
                "# CRON_TZ is honoured by cronie; Debian's cron ignores it and uses the system's zone.");
        for (Job job : jobs) {
            print(job, command(job, config, context), streams);
        }
        return GOOD;
    }

    private static void print(Job job, String command, Streams streams) {
        Schedule schedule = job.trigger().schedule();
        streams.print("");
        streams.print("# job: " + job.name());
        streams.print("# mode: " + schedule.cronForm().mode());
        streams.print("CRON_TZ=" + schedule.zone().getId());
        switch (schedule.cronForm()) {
            case CronForm.PureCron(String cron) -> {
                if (!schedule.window().equals(Window.ALWAYS) || !schedule.exclusions().isEmpty()) {
                    streams.print(
                            "# NOTE: runtime guard required (exclusion/bounds): --respect-schedule decides.");
                }
                streams.print(forCron(cron) + " " + command);
            }
            case CronForm.Hybrid(String cron) -> {
                streams.print(
                        "# NOTE: runtime guard required (ordinal/exclusion/bounds): --respect-schedule decides.");
                streams.print(forCron(cron) + " " + command);
            }
            case CronForm.RuntimeOnly() -> streams
                    .print("# runtime-only schedule (" + schedule.description() + "); no cron equivalent.");
        }
    }

    /** The shell command of a crontab line. Cron turns a bare percent sign into a line break, so it is escaped. */
    private static String command(Job job, Config config, Context context) {
        String command = "cd " + ShellQuote.quote(job.workingDirectory().toString()) + " && "
                + ShellQuote.quote(
                        List.of(context.program().launcher(), "run", "--config", config.file().toString(),
                                "--job", job.name(), "--respect-schedule"));
        return command.replace("%", "\\%");
    }

    /**
     * The expression as cron programs must see it. When both day fields are restricted either may match, but cron takes
     * a field that begins with a star for unrestricted even with a step and then wants both; a written-out range says the
     * same and is read as meant.
     */
    static String forCron(String expression) {
        String[] fields = expression.split(" ", -1);
        if (!fields[2].equals("*") && !fields[4].equals("*")) {
            fields[2] = withoutStar(fields[2], "1-31");
            fields[4] = withoutStar(fields[4], "0-6");
        }
        return String.join(" ", fields);
    }

    private static String withoutStar(String field, String range) {
        String[] elements = field.split(",", -1);
        for (int i = 0; i < elements.length; i++) {
            if (elements[i].startsWith("*")) {
                elements[i] = range + elements[i].substring(1);
            }
        }
        return String.join(",", elements);
    }

    private record Document(String config, List<Entry> jobs) {}

    private record Entry(String name, String mode, @Nullable String cron, String timezone, String command) {
        static Entry of(Job job, String command) {
            Schedule schedule = job.trigger().schedule();
            return new Entry(job.name(), schedule.cronForm().mode(),
                    schedule.cronForm().cron().map(ExportCronCommand::forCron).orElse(null),
                    schedule.zone().getId(), command);
        }
    }
}
