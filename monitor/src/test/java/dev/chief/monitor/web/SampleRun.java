package dev.chief.monitor.web;

import dev.chief.monitor.web.page.Badge;
import dev.chief.monitor.web.page.EventRow;
import dev.chief.monitor.web.page.Fact;
import dev.chief.monitor.web.page.Frame;
import dev.chief.monitor.web.page.Gantt;
import dev.chief.monitor.web.page.Page;
import dev.chief.monitor.web.page.RunPage;
import dev.chief.monitor.web.page.Sentences;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A believable run and its events. */
record SampleRun(Samples samples) {
    List<EventRow> eventRows(int count) {
        String[] types = {"job.failed", "script.completed", "worker.message", "script.started", "job.started",
                "job.next_scheduled", "chief.heartbeat", "daemon.overlap_skipped"};
        Badge[] levels = {Badge.ERROR, Badge.ERROR, Badge.WARN, Badge.INFO, Badge.INFO, Badge.INFO,
                Badge.DEBUG,
                Badge.CRITICAL};
        List<EventRow> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int kind = i % types.length;
            rows.add(new EventRow(9000L - i, samples.clock().moment(Samples.NOW.minusSeconds(40L + i * 7L)),
                    "+" + (60 - i) + " s",
                    levels[kind], samples.name(types[kind]),
                    samples.name("The load of dimension tables ended with exit code 2 after 42 s"),
                    Optional.of(samples.name("nightly-etl")), Optional.of(samples.name("load.py")),
                    Optional.of(samples.name("0198c1d2-run")),
                    "{\n  \"sourceType\": \"chief\",\n  \"metadata\": {\n    \"note\": \""
                            + samples.name("none")
                            + "\"\n  }\n}",
                    "/events?event=" + (9000 - i)));
        }
        return rows;
    }

    Page page() {
        Instant start = Samples.NOW.minusSeconds(700);
        List<Gantt.Step> steps = List.of(
                step(1, "extract.py", Badge.SUCCEEDED, start.plusMillis(40),
                        Optional.of(start.plusSeconds(190)), 0, 182),
                step(2, "transform.sh", Badge.SUCCEEDED, start.plusSeconds(190),
                        Optional.of(start.plusSeconds(400)), 0,
                        160),
                step(3, "load.py", Badge.FAILED, start.plusSeconds(400), Optional.of(start.plusSeconds(661)),
                        2, 120),
                new Gantt.Step(4, samples.name("publish.py"), Badge.SKIPPED, Optional.empty(),
                        Optional.empty(),
                        Optional.empty(), Optional.empty(), "", "", Optional.of(Duration.ofSeconds(20))));
        List<Gantt.Message> messages = List.of(
                new Gantt.Message(start.plusSeconds(60), Badge.INFO, samples.name("12,000 rows read")),
                new Gantt.Message(start.plusSeconds(150), Badge.INFO, samples.name("24,000 rows read")),
                new Gantt.Message(start.plusSeconds(530), Badge.WARN, samples.name("slow insert")),
                new Gantt.Message(start.plusSeconds(655), Badge.ERROR, samples.name("constraint violated")));
        return new RunPage(
                samples.frame(Frame.Section.JOBS, "Run of " + samples.name("nightly-etl"),
                        "/runs/0198c1d2-run"),
                samples.name("0198c1d2-run"), samples.name("nightly-etl"), "/jobs/nightly-etl", Badge.FAILED,
                samples.name("load.py ended with exit code 2 after 11 min; ")
                        + Sentences.comparison(Duration.ofSeconds(661), Duration.ofSeconds(482)),
                List.of(Fact.of("Run", samples.name("0198c1d2-run")),
                        Fact.at("Slot", samples.clock().moment(start)),
                        Fact.at("Began", samples.clock().moment(start)),
                        Fact.at("Ended", samples.clock().moment(start.plusSeconds(661))),
                        Fact.of("Took", "11 min 1 s"), Fact.of("Scripts", "3 of 4"),
                        Fact.link("Last success", samples.name("0198c1aa-run"), "/runs/0198c1d2-run")),
                Optional.of(Gantt.of(start, start.plusSeconds(661), steps, messages)),
                Optional.of("/runs/0198c1d2-run"),
                eventRows(3), eventRows(8), "/events?run=0198c1d2-run",
                "Times on this page are in Europe/Berlin.");
    }

    private Gantt.Step step(
        int index,
        String script,
        Badge badge,
        Instant began,
        Optional<Instant> ended,
        long exit,
        long reference
    ) {
        return new Gantt.Step(index, samples.name(script), badge, Optional.of(began), ended,
                Optional.of(exit),
                Optional.empty(), samples.name(index == 3 ? "" : "read 24,000 rows"),
                index == 3 ? samples.name(
                        "Traceback (most recent call last):\n  File \"load.py\", line 12\nIntegrityError: UNIQUE constraint failed")
                        : "",
                Optional.of(Duration.ofSeconds(reference)));
    }
}
