package dev.chief.engine.telemetry;

import dev.chief.core.dispatch.Cause;
import dev.chief.core.dispatch.Outcome;
import dev.chief.core.dispatch.Outcome.Missed;
import dev.chief.core.dispatch.Outcome.Reason;
import dev.chief.core.dispatch.Outcome.Skipped;
import dev.chief.core.dispatch.Wait;
import dev.chief.core.event.EventType;
import dev.chief.core.event.Level;
import dev.chief.core.event.Metadata;
import dev.chief.core.event.TelemetryEvent.Subject;
import dev.chief.engine.config.Config;
import dev.chief.engine.config.Job;
import dev.chief.engine.telemetry.Events.Saying;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Tells the monitor what a daemon does. Jobs whose {@code monitor.enabled} is false are not told about. No call waits for
 * the network or throws. For one thread at a time.
 */
public final class DaemonTelemetry {
    /** How many jobs one event tells of at most: a monitor takes 1 MiB of metadata. */
    private static final int PART_JOBS = 500;
    /** How many characters of names, schedules and tags it may hold, each of which JSON may write as six. */
    private static final int PART_CHARACTERS = 100_000;

    private final Events events;
    private final Identity identity;
    private final Set<Trigger> waitingForOwnRun = new HashSet<>();

    private record Trigger(String job, Cause cause) {}

    DaemonTelemetry(Events events, Identity identity) {
        this.events = events;
        this.identity = identity;
    }

    /** The daemon begins: what it will run, and when each enabled job runs next. */
    public void started(Config config) {
        fleet(EventType.CHIEF_STARTED, "Chief started.", config);
    }

    /** The configuration was read again and is in force. */
    public void reloaded(Config config) {
        fleet(EventType.CONFIG_RELOADED, "Configuration reloaded.", config);
    }

    /**
     * What became of a trigger.
     *
     * @param job as it is in force
     * @param running how many runs of the job go on, with the one that this trigger starts if it does
     */
    public void decided(Job job, Cause cause, Outcome outcome, int running) {
        if (!job.monitor().enabled()) {
            return;
        }
        Trigger trigger = new Trigger(job.name(), cause);
        Subject about = Subject.job(job.name(), slot(cause));
        switch (outcome) {
            case Outcome.Ran ran -> {
                if (waitingForOwnRun.remove(trigger)) {
                    events.say(
                            Saying.info(EventType.DAEMON_QUEUED_PENDING,
                                    "Queued pending run for " + job.name() + "."),
                            about, Metadata.builder().text("reason", "prior run completed").build());
                }
                dispatched(job, cause, about, ran.catchUp(), running);
            }
            case Outcome.Queued(Wait waitsFor) -> {
                if (waitsFor instanceof Wait.OwnRun) {
                    waitingForOwnRun.add(trigger);
                }
                queued(job, about, waitsFor);
            }
            case Skipped(Reason reason) -> {
                waitingForOwnRun.remove(trigger);
                skipped(job, about, reason);
            }
            case Missed missed -> {
                missed(job, about, missed);
                sayNextAfterTheLast(job, about);
            }
            case Outcome.CaughtUp(Instant later) -> notRun(job, about, Level.INFO, "caught_up",
                    "a later slot makes up for it",
                    Metadata.builder().text("caught_up_by", later.toString()).build());
        }
    }

    /**
     * The daemon ends on purpose. To be called when its runs have ended, so that nothing is told after it.
     *
     * @param reason a phrase such as {@code SIGTERM}
     */
    public void stopped(String reason) {
        events.say(Saying.info(EventType.CHIEF_STOPPED, "Chief stopped."), Subject.NONE,
                identity.describe().text("reason", reason).build());
    }

    private void dispatched(Job job, Cause cause, Subject about, boolean catchUp, int running) {
        events.say(Saying.info(EventType.DAEMON_DISPATCH, "Dispatching " + job.name() + "."), about,
                Metadata.builder()
                        .text("overlap", JobFacts.overlap(job))
                        .whole("running_count", running)
                        .text("trigger", switch (cause) {
                            case Cause.Slot _ -> "schedule";
                            case Cause.Manual _ -> "manual";
                        })
                        .flag("catch_up", catchUp)
                        .all(JobFacts.checkKeys(job))
                        .build());
    }

    private void queued(Job job, Subject about, Wait waitsFor) {
        boolean overlapping = waitsFor instanceof Wait.OwnRun || waitsFor instanceof Wait.Behind;
        String message = overlapping ? "Queued overlapping trigger for " + job.name() + "."
                : "Queued trigger for " + job.name() + ".";
        Metadata.Builder metadata = Metadata.builder().text("overlap", JobFacts.overlap(job));
        switch (waitsFor) {
            case Wait.InLine _ -> metadata.text("reason", "other jobs are running");
            case Wait.OwnRun _ -> metadata.text("reason", "the job is running");
            case Wait.Behind _ -> metadata.text("reason", "another trigger of the job goes first");
            case Wait.After(List<String> missing) -> metadata.text("reason", "other jobs come first")
                    .texts("after", missing);
        }
        events.say(Saying.info(EventType.DAEMON_QUEUED_PENDING, message), about, metadata.build());
    }

    private void skipped(Job job, Subject about, Reason reason) {
        switch (reason) {
            case Reason.Running _ -> overlapSkipped(job, about, "the job is running");
            case Reason.AlreadyWaiting _ -> overlapSkipped(job, about,
                    "another trigger of the job is waiting");
            case Reason.NotAfter(List<String> missing) -> {
                notRun(job, about, Level.WARN, "after", "other jobs have not succeeded",
                        Metadata.builder().texts("after", missing).build());
                sayNextAfterTheLast(job, about);
            }
            case Reason.Disabled _ -> notRun(job, about, Level.INFO, "disabled", "the job is disabled",
                    Metadata.EMPTY);
            case Reason.NotInFile _ -> notRun(job, about, Level.INFO, "not_in_file", "the job has gone",
                    Metadata.EMPTY);
            case Reason.Cancelled _ -> {
                notRun(job, about, Level.WARN, "cancelled", "it was cancelled", Metadata.EMPTY);
                sayNextAfterTheLast(job, about);
            }
            case Reason.Stopping _ -> notRun(job, about, Level.WARN, "stopping", "Chief is stopping",
                    Metadata.EMPTY);
        }
    }

    private void overlapSkipped(Job job, Subject about, String reason) {
        events.say(
                Saying.info(EventType.DAEMON_OVERLAP_SKIPPED,
                        "Skipped overlapping trigger for " + job.name() + "."),
                about,
                Metadata.builder().text("overlap", JobFacts.overlap(job)).text("reason", reason).build());
    }

    private void missed(Job job, Subject about, Missed missed) {
        String why = switch (missed.why()) {
            case NOT_WANTED -> "Chief was not there in time";
            case NO_ROOM -> "Chief was not there in time, and later slots take the room for catching up";
        };
        notRun(job, about, Level.WARN, missed.why().name().toLowerCase(Locale.ROOT), why,
                Metadata.builder().whole("late_seconds", missed.late().toSeconds()).build());
    }

    private void notRun(Job job, Subject about, Level level, String reason, String words, Metadata more) {
        String message = "Slot of " + job.name() + " not run: " + words + ".";
        events.say(new Saying(EventType.DAEMON_SLOT_MISSED, level, message), about,
                Metadata.builder().text("reason", reason).all(more).build());
    }

    /**
     * No run will say at its end when the job runs next. Of many slots that are missed at once the last one says so: the one
     * after which the schedule gives none that is due.
     */
    private void sayNextAfterTheLast(Job job, Subject about) {
        about.scheduledFor().ifPresent(slot -> {
            Optional<Instant> following = job.trigger().schedule().nextAfter(slot);
            if (following.isEmpty() || following.get().isAfter(events.now())) {
                JobFacts.sayNext(events, job, about);
            }
        });
    }

    private void fleet(EventType type, String message, Config config) {
        List<Job> told = config.enabledJobs().stream().filter(job -> job.monitor().enabled()).toList();
        Optional<String> hash = hash(config.file());
        List<Job> ordered = told.stream().sorted(Comparator.comparing(Job::name)).toList();
        List<Integer> ends = ends(ordered);
        if (ends.size() <= 1) {
            events.say(Saying.info(type, message), Subject.NONE,
                    identity.describe().text("config_hash", hash).objects("jobs", items(told)).build());
        } else {
            parts(type, message, hash, ordered, ends);
        }
        for (Job job : told) {
            JobFacts.sayNext(events, job, Subject.job(job.name(), Optional.empty()));
        }
    }

    /**
     * A fleet that would be too much for one event. Each part is whole for a range of names, so that the monitor needs no other part to
     * know which jobs have gone.
     */
    private void parts(
        EventType type,
        String message,
        Optional<String> hash,
        List<Job> ordered,
        List<Integer> ends
    ) {
        Instant now = events.now();
        for (int part = 0; part < ends.size(); part++) {
            int from = part == 0 ? 0 : ends.get(part - 1);
            int to = ends.get(part);
            events.say(
                    Saying.info(type,
                            "%s Jobs %d to %d of %d.".formatted(message, from + 1, to, ordered.size())),
                    Subject.NONE, now, Optional.empty(), identity.describe()
                            .text("config_hash", hash)
                            .whole("part", part + 1)
                            .whole("parts", ends.size())
                            .text("jobs_from",
                                    part == 0 ? Optional.empty() : Optional.of(ordered.get(from).name()))
                            .text("jobs_before",
                                    to == ordered.size() ? Optional.empty()
                                            : Optional.of(ordered.get(to).name()))
                            .objects("jobs", items(ordered.subList(from, to)))
                            .build());
        }
    }

    /** Where the parts of a fleet end, each exclusive. */
    private static List<Integer> ends(List<Job> ordered) {
        List<Integer> ends = new ArrayList<>();
        int begin = 0;
        int characters = 0;
        for (int i = 0; i < ordered.size(); i++) {
            int ofJob = characters(ordered.get(i));
            if (i > begin && (i - begin == PART_JOBS || characters + ofJob > PART_CHARACTERS)) {
                ends.add(i);
                begin = i;
                characters = 0;
            }
            characters += ofJob;
        }
        if (!ordered.isEmpty()) {
            ends.add(ordered.size());
        }
        return ends;
    }

    private static int characters(Job job) {
        return job.name().length() + job.trigger().schedule().description().length()
                + job.labels().tags().stream().mapToInt(String::length).sum();
    }

    private List<Metadata> items(List<Job> jobs) {
        return jobs.stream()
                .map(job -> Metadata.builder()
                        .text("job_name", job.name())
                        .text("overlap", JobFacts.overlap(job))
                        .text("catch_up", job.trigger().catchUp().name().toLowerCase(Locale.ROOT))
                        .text("timezone", job.trigger().schedule().zone().getId())
                        .text("schedule", job.trigger().schedule().description())
                        .texts("tags", job.labels().tags())
                        .instant("next_run_at", job.trigger().schedule().nextAfter(events.now()))
                        .whole("longest_seconds", JobFacts.longestRun(job).toSeconds())
                        .all(JobFacts.checkKeys(job))
                        .build())
                .toList();
    }

    private static Optional<Instant> slot(Cause cause) {
        return switch (cause) {
            case Cause.Slot(Instant slot) -> Optional.of(slot);
            case Cause.Manual _ -> Optional.empty();
        };
    }

    private static Optional<String> hash(Path config) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return Optional.of(HexFormat.of().formatHex(digest.digest(Files.readAllBytes(config))));
        } catch (IOException e) {
            return Optional.empty();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256.", e);
        }
    }
}
