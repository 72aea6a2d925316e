package dev.chief.app.cli;

import dev.chief.engine.control.Request;
import dev.chief.engine.control.Response;
import dev.chief.engine.control.Status;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code status}: what the daemon is doing. */
final class StatusCommand implements Command {
    private static final int DEFAULT_LIMIT = 10;

    @Override
    public CommandSpec spec() {
        return new CommandSpec("status", "show what the daemon is doing", """
                Shows the running daemon, the runs that go on, what waits and for what, and the next slots.
                Times are in the system's zone. Exit code 1 if no daemon is running.""",
                List.of(Option.valued("--limit", "N", "how many of the next slots to show (default 10)"),
                        Option.FORMAT),
                List.of(), List.of("chief status", "chief status --format json"));
    }

    /** The answer as JSON. */
    record Document(String config, boolean running, @Nullable Status daemon) {}

    @Override
    public int execute(CommandLine line, Context context) {
        int limit = line.positive("--limit", DEFAULT_LIMIT);
        Optional<Response> response = DaemonRequest.ask(Request.status(), line, context);
        @Nullable
        Status status = response.isPresent() ? response.get().status() : null;
        if (response.isPresent() && !response.get().ok()) {
            throw new UserException("Error: " + response.get().message() + ".");
        }
        if (line.wantsJson()) {
            context.streams().print(Json.write(new Document(line.config(), status != null, status)));
        } else if (status == null) {
            context.streams().print("No daemon is running for " + line.config() + ".");
        } else {
            print(status, limit, context.host().clock().instant(), context.zone(), context.streams());
        }
        return status == null ? FAILED : GOOD;
    }

    private static void print(Status status, int limit, Instant now, ZoneId zone, Streams streams) {
        streams.print("Daemon    process " + status.pid() + ", up " + ago(status.since(), now));
        streams.print("Config    " + status.config() + ", read " + ago(status.readAt(), now) + " ago");
        if (!status.recording()) {
            streams.print("Problem   nothing can be recorded, so nothing starts; see the log");
        }
        runs(status, now, zone, streams);
        waiting(status, zone, streams);
        next(status, limit, now, zone, streams);
    }

    private static void runs(Status status, Instant now, ZoneId zone, Streams streams) {
        if (status.running().isEmpty()) {
            streams.print("\nNothing is running.");
            return;
        }
        List<String[]> rows = new ArrayList<>();
        rows.add(new String[]{"RUNNING", "SLOT", "RUN"});
        for (Status.Run run : status.running()) {
            rows.add(new String[]{ago(run.startedAt(), now), slot(run.scheduledFor(), zone), run.runId()});
        }
        table(rows, streams);
        for (Status.Run run : status.running()) {
            if (run.adopted()) {
                streams.print(Diagnostics.visible("(an earlier daemon started " + run.runId() + ")"));
            }
        }
    }

    private static void waiting(Status status, ZoneId zone, Streams streams) {
        if (status.waiting().isEmpty()) {
            return;
        }
        List<String[]> rows = new ArrayList<>();
        rows.add(new String[]{"WAITING", "SLOT", "FOR"});
        for (Status.Wait wait : status.waiting()) {
            String what = wait.waits().startsWith("for ") ? wait.waits().substring(4) : wait.waits();
            rows.add(new String[]{wait.job(), slot(wait.slot(), zone), what});
        }
        table(rows, streams);
    }

    private static void next(Status status, int limit, Instant now, ZoneId zone, Streams streams) {
        if (status.next().isEmpty()) {
            streams.print("\nNo slot is to come.");
            return;
        }
        List<Status.Next> next = new ArrayList<>(status.next());
        next.sort(Comparator.comparing(slot -> Instant.parse(slot.slot())));
        List<String[]> rows = new ArrayList<>();
        rows.add(new String[]{"NEXT SLOT", "IN", "JOB"});
        for (Status.Next slot : next.subList(0, Math.min(limit, next.size()))) {
            rows.add(new String[]{slot(slot.slot(), zone), ago(now.toString(), Instant.parse(slot.slot())),
                    slot.job()});
        }
        table(rows, streams);
        if (next.size() > limit) {
            streams.print("(" + (next.size() - limit) + " more; --limit shows them)");
        }
    }

    private static void table(List<String[]> rows, Streams streams) {
        streams.print("");
        Table.lines(rows).forEach(line -> streams.print(Diagnostics.visible(line)));
    }

    private static String slot(@Nullable String slot, ZoneId zone) {
        return slot == null ? "by hand" : IsoTime.forPeople(Instant.parse(slot), zone);
    }

    /** The time between two instants, coarse: {@code 3d 4h}, {@code 2h 13m}, {@code 45s}. */
    private static String ago(String since, Instant now) {
        Duration passed = Duration.between(Instant.parse(since), now);
        if (passed.isNegative()) {
            return "0s";
        }
        if (passed.toDays() > 0) {
            return passed.toDays() + "d " + passed.toHoursPart() + "h";
        }
        if (passed.toHours() > 0) {
            return passed.toHours() + "h " + passed.toMinutesPart() + "m";
        }
        return passed.toMinutes() > 0 ? passed.toMinutes() + "m " + passed.toSecondsPart() + "s"
                : passed.toSeconds() + "s";
    }
}
