package dev.chief.monitor.demo;

import dev.chief.core.event.EventType;
import dev.chief.core.event.Level;
import dev.chief.core.event.Uuid7;
import dev.chief.monitor.demo.Voice.Ending;
import dev.chief.monitor.http.Json;
import dev.chief.monitor.store.NewEvent.About;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Tells what becomes of the slots of one job, as its Chief and its scripts would. For one thread. */
final class Telling {
    /** How long a Chief lets an overrunning run go on in the demo. */
    private static final Duration TOO_LONG = Duration.ofMinutes(12);

    private final Role role;
    private final Voice voice;
    private final RandomGenerator random;
    private Instant at = Instant.EPOCH;

    Telling(Role role, Voice voice, RandomGenerator random) {
        this.role = role;
        this.voice = voice;
        this.random = random;
    }

    /**
     * Tells of one slot.
     *
     * @param progress how far the history has come, from 0 to 1
     */
    void slot(Instant slot, Fate fate, double progress) {
        at = slot.plusNanos((20 + random.nextInt(400)) * 1_000_000L);
        if (fate == Fate.MISSED) {
            missed(slot);
            return;
        }
        About about = new About(Optional.of(role.name()), Optional.empty(),
                Optional.of(Uuid7.of(at, random.nextLong()).toString()), Optional.of(slot));
        voice.chief(at, EventType.DAEMON_DISPATCH, Level.INFO, "Dispatching " + role.name() + ".", about,
                out -> out.text("overlap", "skip")
                        .number("running_count", 0)
                        .text("trigger", "schedule")
                        .flag("catch_up", false));
        pass(40);
        Instant started = at;
        voice.chief(at, EventType.JOB_STARTED, Level.INFO, "Job " + role.name() + " started.", about,
                out -> checkKeys(out.text("overlap", "skip")
                        .number("script_count", role.scripts().size())
                        .number("longest_seconds", role.longest().toSeconds())));
        scripts(fate, about, (1 + role.slowdown() * progress) * stretch(fate));
        if (fate != Fate.ENDLESS) {
            ended(fate, about, Duration.between(started, at));
        }
    }

    /** Tells that a trigger came while the job was running. */
    void overlaps(Instant slot) {
        at = slot.plusMillis(30);
        voice.chief(at, EventType.DAEMON_OVERLAP_SKIPPED, Level.INFO,
                "Skipped overlapping trigger for " + role.name() + ".", about(slot),
                out -> out.text("overlap", "skip").text("reason", "the job is running"));
        next(about(slot));
    }

    static void checkKeys(Json out) {
        out.flag("check_enabled", true)
                .number("grace_seconds", Role.GRACE.toSeconds())
                .flag("alert_on_failure", true)
                .flag("alert_on_miss", true);
    }

    private void missed(Instant slot) {
        voice.chief(at, EventType.DAEMON_SLOT_MISSED, Level.WARN,
                "Missed a slot of " + role.name() + ": other jobs took all the room.", about(slot),
                out -> out.text("reason", "no_room").number("late_seconds", 0));
        next(about(slot));
    }

    private About about(Instant slot) {
        return new About(Optional.of(role.name()), Optional.empty(), Optional.empty(), Optional.of(slot));
    }

    private void next(About about) {
        pass(15);
        Optional<Instant> next = role.schedule().nextAfter(at);
        voice.chief(at, EventType.JOB_NEXT_SCHEDULED, Level.INFO,
                "Next run for " + role.name() + ": " + next.map(Instant::toString).orElse("none"), about,
                out -> checkKeys(out.instant("next_run_at", next)));
    }

    private void scripts(Fate fate, About job, double pace) {
        int total = role.scripts().size();
        for (int i = 0; i < total; i++) {
            Script script = role.scripts().get(i);
            boolean last = i == total - 1;
            About about = new About(job.jobName(), Optional.of(script.path()), job.runId(),
                    job.scheduledFor());
            long millis = (long) (script.seconds() * 1_000 * pace * (0.85 + random.nextDouble() * 0.3));
            if (last && fate == Fate.RETRIED) {
                starts(script, about, i, total);
                pass(millis / 3);
                retries(script, about, i, total);
                pass(30_000);
            }
            starts(script, about, i, total);
            boolean fails = last && fate == Fate.FAILED;
            works(script, about, millis);
            if (last && fate == Fate.ENDLESS) {
                return;
            }
            ends(script, about, !fails, millis);
        }
    }

    private void starts(Script script, About about, int index, int total) {
        pass(25);
        voice.chief(at, EventType.SCRIPT_STARTED, Level.INFO, "Script started: " + script.path(), about,
                out -> out.number("script_index", index + 1L)
                        .number("script_total", total)
                        .number("timeout_seconds", role.longest().toSeconds() / total));
    }

    private void retries(Script script, About about, int index, int total) {
        voice.chief(at, EventType.JOB_RETRYING, Level.WARN,
                "Script failed: " + script.path() + " (exit code 75); trying again.", about,
                out -> out.number("script_index", index + 1L)
                        .number("script_total", total)
                        .number("attempt", 1)
                        .number("attempts", 2)
                        .number("delay_seconds", 30)
                        .none("error"));
    }

    private void works(Script script, About about, long millis) {
        Instant begun = at;
        String file = script.path().substring(script.path().lastIndexOf('/') + 1);
        for (int percent = 30; millis > 60_000 && percent < 100; percent += 30) {
            int done = percent;
            int rows = rows(script) * done / 100;
            voice.worker(begun.plusMillis(millis * done / 100), Level.INFO, file + ": " + done + " % done",
                    about,
                    out -> out.number("percent", done)
                            .number("rows", rows)
                            .text("host", role.chief().substring(0, role.chief().indexOf(':'))));
        }
        at = begun.plusMillis(millis);
    }

    private void ends(Script script, About about, boolean good, long millis) {
        String said = good ? String.format(Locale.ROOT, script.says(), rows(script))
                : "Traceback (most recent call last):\n" + script.error();
        if (!good) {
            voice.worker(at.minusMillis(120), Level.ERROR, script.error(), about,
                    out -> out.text("error", script.error()).number("attempt", 1));
        }
        voice.ended(at, EventType.SCRIPT_COMPLETED,
                good ? "Script completed: " + script.path()
                        : "Script failed: " + script.path() + " (exit code 1)",
                about, new Ending(good, good ? 0 : 1, Duration.ofMillis(millis)),
                out -> out.none("error").text("stdout_preview", said).text("stderr_preview", ""));
    }

    private void ended(Fate fate, About about, Duration duration) {
        boolean good = fate != Fate.FAILED;
        pass(20);
        Optional<String> failed = good ? Optional.empty() : Optional.of(role.scripts().getLast().path());
        voice.ended(at, good ? EventType.JOB_COMPLETED : EventType.JOB_FAILED,
                "Job " + role.name() + (good ? " completed successfully." : " failed."), about,
                new Ending(good, good ? 0 : 1, duration),
                out -> checkKeys(out.number("scripts_executed", role.scripts().size())
                        .number("scripts_total", role.scripts().size())
                        .flag("stop_on_failure", true)
                        .text("failed_script", failed)));
        next(about);
    }

    /** How much longer scripts take, so that the run as a whole takes too long. */
    private double stretch(Fate fate) {
        if (fate != Fate.LONG) {
            return 1;
        }
        int usual = role.scripts().stream().mapToInt(Script::seconds).sum();
        return (double) role.longest().plus(TOO_LONG).toSeconds() / usual / 0.9;
    }

    private int rows(Script script) {
        return script.seconds() * (180 + random.nextInt(40));
    }

    private void pass(long millis) {
        at = at.plusMillis(millis);
    }
}
