package dev.chief.app.cli;

import dev.chief.core.schedule.Candidate;
import dev.chief.core.schedule.Candidate.Decision;
import dev.chief.core.schedule.Schedule;
import dev.chief.engine.config.Config;
import dev.chief.engine.config.Job;
import dev.chief.engine.run.RunStatus;
import dev.chief.engine.runs.RunHistory;
import dev.chief.engine.runs.RunStoreException;
import dev.chief.engine.runs.SlotOutcome;
import dev.chief.engine.runs.SlotRecord;
import dev.chief.engine.runs.StoredRun;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code why}: why a job did or did not run. */
final class WhyCommand implements Command {
    private static final int SHOWN = 6;
    private static final int MOST_CANDIDATES = 200_000;
    private static final int MOST_RECORDS = 2_000;

    @Override
    public CommandSpec spec() {
        return new CommandSpec("why", "say why a job did or did not run", """
                Says in a sentence what became of the last slot of a job, or of the last one up to a time,
                and lists the slots before it: what ran, what was skipped or missed and why, and what the
                schedule itself left out. Times are in the schedule's zone.""",
                List.of(Option.valued("--at", "TIME",
                        "the time to look at, such as 2026-03-08T02:30 (default now)"),
                        Option.FORMAT),
                List.of(new CommandSpec.Argument("JOB", true, List.of(), "the name of a job")),
                List.of("chief why nightly", "chief why nightly --at 2026-03-08T02:30"));
    }

    /** The answer as JSON; instants are ISO in UTC. */
    record Document(String job, String at, String sentence, List<Entry> slots, @Nullable String next) {}

    /**
     * What became of a time that the schedule names.
     *
     * @param local the time in the schedule's zone
     * @param slot null if the schedule left it out
     * @param outcome ran, skipped, queued, missed, unrecorded or, by the schedule, dropped
     */
    record Entry(
        String local,
        @Nullable String slot,
        String outcome,
        @Nullable String reason,
        @Nullable String runId,
        @Nullable String runStatus
    ) {}

    @Override
    public int execute(CommandLine line, Context context) {
        Optional<TimeArgument> at = TimeArgument.parse(line, "--at");
        Optional<Config> config = context.load(line);
        if (config.isEmpty()) {
            return FAILED;
        }
        String name = line.arguments().getFirst();
        Job job = config.get()
                .job(name)
                .orElseThrow(() -> Context.unknownJob(config.get(), name));
        ZoneId zone = job.trigger().schedule().zone();
        Instant now = context.host().clock().instant();
        Instant until = at.map(time -> time.endIn(zone)).orElse(now);
        try (RunHistory history = context.history(line)) {
            report(answer(job, until, now, history), zone, line, context);
            return GOOD;
        } catch (RunStoreException e) {
            throw new UserException("Error: " + e.getMessage());
        }
    }

    private static Document answer(Job job, Instant until, Instant now, RunHistory history)
            throws RunStoreException {
        Schedule schedule = job.trigger().schedule();
        Map<Instant, SlotRecord> records = new HashMap<>();
        history.slots(job.name(), until, MOST_RECORDS).forEach(line -> records.put(line.slot(), line));
        List<Entry> entries = new ArrayList<>();
        for (Candidate candidate : before(schedule, until)) {
            entries.addFirst(entry(candidate, Optional.ofNullable(slotOf(candidate)).map(records::get), now,
                    schedule.zone(), history));
        }
        Optional<Instant> next = schedule.nextAfter(until);
        return new Document(job.name(), until.toString(), sentence(job, entries), entries,
                next.map(Instant::toString).orElse(null));
    }

    /** How far back to look, in steps, until there is enough to show. No constant, which every command would pay for. */
    private static List<Duration> steps() {
        return List.of(Duration.ofHours(1), Duration.ofDays(1),
                Duration.ofDays(8),
                Duration.ofDays(62), Duration.ofDays(800), Duration.ofDays(3_000));
    }

    private static @Nullable Instant slotOf(Candidate candidate) {
        return candidate.decision() instanceof Decision.Fires fires ? fires.at() : null;
    }

    /** The last candidates up to an instant, the earliest first. */
    private static List<Candidate> before(Schedule schedule, Instant until) {
        Deque<Candidate> last = new ArrayDeque<>();
        for (Duration back : steps()) {
            last.clear();
            Iterator<Candidate> candidates = schedule.explain(until.minus(back)).iterator();
            boolean go = true;
            for (int i = 0; go && i < MOST_CANDIDATES && candidates.hasNext(); i++) {
                Candidate candidate = candidates.next();
                go = !isAfter(candidate, until, schedule.zone());
                if (go) {
                    last.add(candidate);
                    if (last.size() > SHOWN) {
                        last.remove();
                    }
                }
            }
            if (last.size() == SHOWN) {
                break;
            }
        }
        return List.copyOf(last);
    }

    private static boolean isAfter(Candidate candidate, Instant until, ZoneId zone) {
        @Nullable
        Instant slot = slotOf(candidate);
        return (slot == null ? candidate.local().atZone(zone).toInstant() : slot).isAfter(until);
    }

    private static Entry entry(
        Candidate candidate,
        Optional<SlotRecord> line,
        Instant now,
        ZoneId zone,
        RunHistory history
    ) throws RunStoreException {
        String local = candidate.local().toLocalDate() + " " + candidate.local().toLocalTime();
        if (candidate.decision() instanceof Decision.Dropped(var reason)) {
            return new Entry(local, null, "dropped", Upcoming.why(reason, zone), null, null);
        }
        Instant slot = ((Decision.Fires) candidate.decision()).at();
        if (line.isEmpty()) {
            return new Entry(local, slot.toString(), slot.isAfter(now) ? "to come" : "unrecorded",
                    slot.isAfter(now) ? null : "no daemon has taken this slot", null, null);
        }
        SlotRecord record = line.get();
        Optional<StoredRun> run = Optional.empty();
        if (record.run().isPresent()) {
            run = history.find(record.run().get().toString()).stream().findFirst();
        }
        return new Entry(local, slot.toString(), record.outcome().name().toLowerCase(Locale.ROOT),
                reason(record, run), record.run().map(Object::toString).orElse(null),
                run.map(it -> RunDocument.word(it.status())).orElse(null));
    }

    private static @Nullable String reason(SlotRecord record, Optional<StoredRun> run) {
        if (record.outcome() != SlotOutcome.RAN) {
            return record.reason();
        }
        if (run.isEmpty()) {
            return record.reason().isEmpty() ? null : record.reason();
        }
        StringBuilder words = new StringBuilder(record.reason());
        words.append(words.isEmpty() ? "" : ", ").append(RunDocument.word(run.get().status()));
        run.get()
                .duration()
                .ifPresent(took -> words.append(" in ").append(IsoTime.duration(took.toMillis())));
        if (run.get().status() != RunStatus.SUCCEEDED && !run.get().reason().isEmpty()) {
            words.append(": ").append(run.get().reason());
        }
        return words.toString();
    }

    private static String sentence(Job job, List<Entry> entries) {
        String disabled = job.enabled() ? "" : " It is disabled in the file now.";
        if (entries.isEmpty()) {
            return job.name() + " has had no slot yet." + disabled;
        }
        Entry last = entries.getFirst();
        String slot = "its slot " + last.local();
        String because = last.reason() == null ? "" : ": " + last.reason();
        return job.name() + switch (last.outcome()) {
            case "ran" -> "running".equals(last.runStatus()) ? " is running for " + slot
                    : " ran for " + slot + because;
            case "queued" -> " has not run yet for " + slot + ": it waits " + last.reason();
            case "unrecorded" -> " did not run for " + slot + because;
            case "dropped" -> " has no slot at " + last.local() + because;
            case "to come" -> " has yet to come to " + slot;
            default -> " did not run for " + slot + because;
        } + "." + disabled;
    }

    private static void report(Document document, ZoneId zone, CommandLine line, Context context) {
        Streams streams = context.streams();
        if (line.wantsJson()) {
            streams.print(Json.write(document));
            return;
        }
        streams.print(Diagnostics.visible(document.sentence()));
        if (!document.slots().isEmpty()) {
            List<String[]> rows = new ArrayList<>();
            rows.add(new String[]{"SLOT", "OUTCOME", "WHY"});
            for (Entry entry : document.slots()) {
                String run = entry.runId() == null ? "" : "  (" + entry.runId() + ")";
                rows.add(new String[]{entry.local(), entry.outcome(),
                        Diagnostics.visible((entry.reason() == null ? "" : entry.reason()) + run)});
            }
            streams.print("");
            Table.lines(rows).forEach(streams::print);
        }
        streams.print("");
        streams.print(document.next() == null ? "No slot is to come."
                : "The next slot is " + IsoTime.format(Instant.parse(document.next()), zone) + ".");
    }
}
