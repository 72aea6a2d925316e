package dev.chief.engine.telemetry;

import dev.chief.core.event.EventType;
import dev.chief.core.event.Metadata;
import dev.chief.core.event.TelemetryEvent.Subject;
import dev.chief.engine.config.Job;
import dev.chief.engine.config.JobMonitor;
import dev.chief.engine.config.Script;
import dev.chief.engine.telemetry.Events.Saying;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** What several events say about a job. */
final class JobFacts {
    private JobFacts() {}

    /** How the monitor is to judge the job. */
    static Metadata checkKeys(Job job) {
        JobMonitor.Check check = job.monitor().check();
        // The monitor knows slots, and not by how much a job's jitter holds one back.
        Duration grace = check.grace().plus(job.trigger().jitter());
        return Metadata.builder()
                .flag("check_enabled", check.enabled())
                .whole("grace_seconds", grace.toSeconds())
                .flag("alert_on_failure", check.alertOnFailure())
                .flag("alert_on_miss", check.alertOnMiss())
                .build();
    }

    static String overlap(Job job) {
        return job.trigger().overlap().name().toLowerCase(Locale.ROOT);
    }

    /** The longest that a run may take: all attempts and the pauses between them, within the job's own limit. */
    static Duration longestRun(Job job) {
        Duration sum = Duration.ZERO;
        for (Script script : job.scripts()) {
            int attempts = script.retry().attempts();
            sum = sum.plus(script.timeout().multipliedBy(attempts + 1L));
            for (int failed = 1; failed <= attempts; failed++) {
                sum = sum.plus(script.retry().delayAfter(failed));
            }
        }
        Duration whole = sum;
        return job.timeout().filter(limit -> limit.compareTo(whole) < 0).orElse(whole);
    }

    /** Says when a job runs next. */
    static void sayNext(Events events, Job job, Subject about) {
        Optional<Instant> next = job.enabled() ? job.trigger().schedule().nextAfter(events.now())
                : Optional.empty();
        String message = "Next run for " + job.name() + ": " + next.map(Instant::toString).orElse("none");
        events.say(Saying.info(EventType.JOB_NEXT_SCHEDULED, message), about,
                Metadata.builder().instant("next_run_at", next).all(checkKeys(job)).build());
    }
}
