package dev.chief.bench.monitor;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/** What a browser asks for: each page of the web UI, and its filters. For one thread. */
final class Pages {
    private final Random random = new Random(6);
    private final long events;
    private final int jobs;
    private final Instant first;

    /**
     * @param events how many there are
     * @param jobs how many jobs they are about
     * @param first when the first of them happened
     */
    Pages(long events, int jobs, Instant first) {
        this.events = events;
        this.jobs = jobs;
        this.first = first;
    }

    /** Paths by what they are, each another one every time that it is asked for. */
    Map<String, Supplier<String>> paths() {
        Map<String, Supplier<String>> pages = new LinkedHashMap<>();
        pages.put("/", () -> "/");
        pages.put("/jobs", () -> "/jobs");
        pages.put("/jobs, another page, by next run",
                () -> "/jobs?sort=next&page=" + (1 + random.nextInt(10)));
        pages.put("/jobs with a text", () -> "/jobs?text=job" + random.nextInt(100));
        pages.put("/jobs FAILING", () -> "/jobs?status=FAILING");
        pages.put("/jobs/NAME", () -> "/jobs/" + job());
        pages.put("/jobs/NAME, its failures", () -> "/jobs/" + job() + "?outcome=FAILED");
        pages.put("/runs/ID", () -> "/runs/" + run());
        pages.put("/alerts", () -> "/alerts");
        pages.put("/alerts, all, another page", () -> "/alerts?status=ALL&page=" + (1 + random.nextInt(100)));
        pages.put("/alerts/ID", () -> "/alerts/1");
        pages.put("/alerts of a job", () -> "/alerts?status=ALL&job=" + job());
        pages.put("/alerts closed, FAILURE, ERROR",
                () -> "/alerts?status=CLOSED&type=FAILURE&severity=ERROR");
        pages.put("/alerts MISSED, of which there are none", () -> "/alerts?status=ALL&type=MISSED");
        pages.put("/alerts INFO, of which there are none", () -> "/alerts?status=ALL&severity=INFO");
        pages.put("/events", () -> "/events");
        pages.put("/events of a job", () -> "/events?job=" + job());
        pages.put("/events of a script", () -> "/events?script=scripts/" + job() + "/load.py");
        pages.put("/events of a run", () -> "/events?run=" + run());
        pages.put("/events ERROR", () -> "/events?level=ERROR");
        pages.put("/events CRITICAL, of which there are none", () -> "/events?level=CRITICAL");
        pages.put("/events INFO", () -> "/events?level=INFO");
        pages.put("/events worker.message", () -> "/events?type=worker.message");
        pages.put("/events job.failed", () -> "/events?type=job.failed");
        pages.put("/events of a job, job.failed", () -> "/events?type=job.failed&job=" + job());
        pages.put("/events of a job, of a type it has none of",
                () -> "/events?type=job.retrying&job=" + job());
        pages.put("/events of a job, ERROR", () -> "/events?level=ERROR&job=" + job());
        pages.put("/events of a job, CRITICAL", () -> "/events?level=CRITICAL&job=" + job());
        pages.put("/events of a script, ERROR",
                () -> "/events?level=ERROR&script=scripts/" + job() + "/load.py");
        pages.put("/events job.started, ERROR", () -> "/events?level=ERROR&type=job.started");
        pages.put("/events worker.message, WARN", () -> "/events?level=WARN&type=worker.message");
        pages.put("/events script.started, INFO", () -> "/events?level=INFO&type=script.started");
        pages.put("/events job.failed, INFO", () -> "/events?level=INFO&type=job.failed");
        pages.put("/events of a time", () -> {
            Instant from = first.plusSeconds(random.nextInt(86_400 * 20));
            return "/events?from=" + from + "&to=" + from.plusSeconds(86_400);
        });
        pages.put("/events of a job, of a time", () -> "/events?job=" + job() + "&to="
                + first.plusSeconds(86_400 * 5 + random.nextInt(86_400 * 20)));
        pages.put("/events with a text", () -> "/events?text=customers");
        pages.put("/events with a text not found", () -> "/events?text=needle");
        pages.put("/events of a job, with a text not found", () -> "/events?text=needle&job=" + job());
        pages.put("/settings", () -> "/settings");
        return pages;
    }

    private String job() {
        return "job" + random.nextInt(jobs);
    }

    private String run() {
        return "run-" + random.nextLong(Math.max(1, events / 8));
    }
}
