package dev.chief.monitor.web.page;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The sentences that say how things are: what was expected, what was seen, and what happens next. Each ends without a full stop, because it
 * follows a badge.
 */
public final class Sentences {
    private Sentences() {}

    /**
     * What the overview begins with.
     *
     * @param jobs how many jobs there are, retired ones left out
     * @param attention how many of them need attention
     * @param offline the Chiefs that are not heard of
     */
    public static String verdict(int jobs, int attention, List<String> offline) {
        String chiefs = switch (offline.size()) {
            case 0 -> "";
            case 1 -> "Chief on " + offline.getFirst() + " is offline. ";
            default -> offline.size() + " Chiefs are offline. ";
        };
        return chiefs + jobVerdict(jobs, attention);
    }

    private static String jobVerdict(int jobs, int attention) {
        if (jobs == 0) {
            return "No job has reported yet.";
        }
        if (attention == 0) {
            return jobs == 1 ? "The one job is fine." : "All " + Words.number(jobs) + " jobs are fine.";
        }
        if (jobs == 1) {
            return "The one job needs attention.";
        }
        return Words.number(attention) + " of " + Words.number(jobs) + " jobs "
                + (attention == 1 ? "needs" : "need")
                + " attention.";
    }

    /** How a job is, after its badge. The clock's zone is the one to tell times in. */
    public static String job(JobFacts job, Clock clock) {
        return switch (job.badge()) {
            case LATE -> late(job, clock);
            case DOWN -> down(job, clock);
            case RUNNING -> running(job, clock);
            case OVERRUN -> overrun(job, clock);
            case FAILING -> failing(job, clock);
            case NEW -> "has not run yet" + next("; expected first ", job, clock);
            case PAUSED -> "disabled in chief.yaml: nothing is expected and nothing alerts";
            case RETIRED -> "no longer in its Chief's configuration; its history is kept";
            case UNKNOWN -> "not judged yet: the monitor was away, and waits to hear from this job's Chief";
            // The badges of runs, alerts and levels are no states of a job.
            default -> up(job, clock);
        };
    }

    private static String late(JobFacts job, Clock clock) {
        return expected(job, clock) + job.expected()
                .map(slot -> job.alertsOnMiss()
                        ? "; alerts at " + clock.minute(deadline(slot, job))
                        : "; down at " + clock.minute(deadline(slot, job)) + ", without an alert")
                .orElse("");
    }

    private static String down(JobFacts job, Clock clock) {
        if (job.expected().filter(clock.now()::isBefore).isPresent()) {
            // Its Chief has gone on to the next slot, and the one that was missed stands in the alert.
            String last = job.lastSuccess()
                    .map(time -> ", last success " + clock.relative(time))
                    .orElse(", no success is on record");
            return "a slot came and no run has started since" + last + next("; next expected ", job, clock);
        }
        return expected(job, clock) + " and not started" + job.expected()
                .map(slot -> "; " + (job.alertsOnMiss() ? "alerted at " : "down since ")
                        + clock.minute(deadline(slot, job)))
                .orElse("");
    }

    private static String running(JobFacts job, Clock clock) {
        String since = job.running()
                .map(start -> "for " + Words.duration(Duration.between(start, clock.now())))
                .orElse("now");
        String limit = end(job).map(end -> "; alerts at " + clock.minute(end) + " if it has not ended")
                .orElse("");
        return since + limit + next("; next ", job, clock);
    }

    private static String overrun(JobFacts job, Clock clock) {
        String since = job.running()
                .map(start -> "running for " + Words.duration(Duration.between(start, clock.now())))
                .orElse("still running");
        return since + job.longest()
                .map(longest -> ", longer than the " + Words.duration(longest) + " that its scripts may take")
                .orElse("");
    }

    private static String failing(JobFacts job, Clock clock) {
        String what = job.failures() > 1 ? "the last " + job.failures() + " runs failed"
                : "the last run failed";
        String when = job.lastFailure().map(time -> " " + clock.relative(time)).orElse("");
        String before = job.lastSuccess()
                .map(time -> "; last success " + clock.relative(time))
                .orElse("; no success is on record");
        return what + (job.failures() > 1 && !when.isEmpty() ? ", the latest" : "") + when + before
                + next("; next try ", job, clock);
    }

    private static String up(JobFacts job, Clock clock) {
        String last = job.lastSuccess()
                .map(time -> "last success " + clock.relative(time))
                .orElse("no run has ended yet");
        return last + job.expected()
                .map(slot -> next("; next ", job, clock))
                .orElse("; no further run is planned");
    }

    private static String expected(JobFacts job, Clock clock) {
        return job.expected()
                .map(slot -> "expected " + clock.minute(slot) + " " + Clock.zoneName(clock.zone()) + ", "
                        + clock.relative(slot))
                .orElse("expected before now");
    }

    private static String next(String lead, JobFacts job, Clock clock) {
        return job.expected()
                .map(slot -> lead + clock.minute(slot) + " " + Clock.zoneName(clock.zone()) + ", "
                        + clock.relative(slot))
                .orElse("");
    }

    private static Instant deadline(Instant slot, JobFacts job) {
        return slot.plus(job.grace());
    }

    private static Optional<Instant> end(JobFacts job) {
        return job.running().flatMap(start -> job.longest().map(start::plus));
    }

    /** How the last runs went: the label of their bars. */
    public static String runs(List<RunBars.Run> runs) {
        if (runs.isEmpty()) {
            return "No runs yet";
        }
        long failed = runs.stream().filter(run -> run.badge() == Badge.FAILED).count();
        long going = runs.stream().filter(run -> run.badge() == Badge.RUNNING).count();
        List<String> parts = new ArrayList<>();
        parts.add(failed == 0 ? "none failed" : Words.number(failed) + " failed");
        if (going > 0) {
            parts.add(Words.number(going) + " running");
        }
        return "Last " + Words.count(runs.size(), "run") + ": " + String.join(", ", parts);
    }

    /** How a run compares with the last one that succeeded. */
    public static String comparison(Duration run, Duration lastSuccess) {
        long difference = run.toMillis() - lastSuccess.toMillis();
        if (Math.abs(difference) * 20 < lastSuccess.toMillis()) {
            return "about as long as the last success (" + Words.duration(lastSuccess) + ")";
        }
        String how = difference > 0 ? " longer" : " shorter";
        return Words.duration(Duration.ofMillis(Math.abs(difference))) + how + " than the last success ("
                + Words.duration(lastSuccess) + ")";
    }
}
