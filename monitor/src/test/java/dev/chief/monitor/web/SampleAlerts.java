package dev.chief.monitor.web;

import dev.chief.monitor.web.page.AlertView;
import dev.chief.monitor.web.page.Badge;
import dev.chief.monitor.web.page.DeliveryRow;
import dev.chief.monitor.web.page.Fact;
import java.util.List;
import java.util.Optional;

/** Believable alerts and what was told of them. */
record SampleAlerts(Samples samples) {
    AlertView failure() {
        return new AlertView(42, Badge.OPEN, Badge.ERROR, "FAILURE", samples.name("Job nightly-etl failed"),
                samples.name(
                        "Run 0198c1d2 ended with exit code 2 in load.py after 42 s. It closes with the next success, expected 02:30 America/New_York, in 10 h."),
                samples.name("nightly-etl"), Optional.of("/jobs/nightly-etl"),
                Optional.of("/runs/0198c1d2-run"),
                Optional.of(samples.name("nightly-etl")),
                List.of(new AlertView.Entry(samples.clock().moment(Samples.ago(12)),
                        samples.name("Opened: the run failed")),
                        new AlertView.Entry(samples.clock().moment(Samples.ago(11)),
                                samples.name("Mail sent to 2 recipients"))),
                List.of(Fact.of("Exit code", "2"), Fact.of("Script", samples.name("load.py")),
                        Fact.at("Run began", samples.clock().moment(Samples.ago(13))),
                        Fact.of("Policy", "alert on failure")),
                deliveries(), List.of(), true, false);
    }

    AlertView missed() {
        return new AlertView(41, Badge.ACKNOWLEDGED, Badge.WARN, "MISSED",
                samples.name("Job backup-orders missed expected heartbeat"),
                samples.name(
                        "Expected 07:57 America/New_York with 5 min grace; nothing had started at 08:02:01. It closes when the job is heard of."),
                samples.name("backup-orders"), Optional.of("/jobs/nightly-etl"), Optional.empty(),
                Optional.of(samples.name("backup-orders")),
                List.of(new AlertView.Entry(samples.clock().moment(Samples.ago(90)),
                        "Opened: the slot was missed"),
                        new AlertView.Entry(samples.clock().moment(Samples.ago(60)),
                                samples.name("Acknowledged by admin@example.com"))),
                List.of(Fact.at("Slot", samples.clock().moment(Samples.ago(95))), Fact.of("Grace", "5 min")),
                deliveries(),
                List.of(),
                true, true);
    }

    AlertView offline() {
        return new AlertView(40, Badge.OPEN, Badge.CRITICAL, "CHIEF_OFFLINE",
                samples.name("Chief etl-host-2 is offline"),
                samples.name(
                        "No heartbeat for 6 min; one was expected every 15 s, and 30 s are allowed. 2 missed jobs are inside this alert."),
                samples.name("etl-host-2"), Optional.empty(), Optional.empty(), Optional.empty(),
                List.of(new AlertView.Entry(samples.clock().moment(Samples.ago(6)),
                        "Opened: no heartbeat for 30 s")),
                List.of(Fact.at("Last heartbeat", samples.clock().moment(Samples.ago(6)))), List.of(),
                List.of(Fact.link(samples.name("Job a missed expected heartbeat"), "open since 5 min",
                        "/alerts/38"),
                        Fact.link(samples.name("Job b missed expected heartbeat"), "open since 4 min",
                                "/alerts/39")),
                true, false);
    }

    AlertView closed() {
        return new AlertView(39, Badge.CLOSED, Badge.ERROR, "FAILURE", samples.name("Job report-3 failed"),
                samples.name("Run 0198aaaa ended with exit code 1. Closed by the next success after 1 h."),
                samples.name("report-3"),
                Optional.of("/jobs/nightly-etl"), Optional.of("/runs/0198c1d2-run"), Optional.empty(),
                List.of(new AlertView.Entry(samples.clock().moment(Samples.ago(500)),
                        "Opened: the run failed"),
                        new AlertView.Entry(samples.clock().moment(Samples.ago(440)),
                                samples.name("Closed: fixed the query"))),
                List.of(), List.of(), List.of(), false, false);
    }

    List<DeliveryRow> deliveries() {
        return List.of(
                new DeliveryRow(Badge.SENT, samples.name("Mail"), samples.name("FAILURE nightly-etl"),
                        samples.name("sent to 2 recipients"),
                        samples.clock().moment(Samples.ago(11))),
                new DeliveryRow(Badge.PENDING, samples.name("pager"), samples.name("FAILURE nightly-etl"),
                        samples.name("503 Service Unavailable; third try in 4 min"),
                        samples.clock().moment(Samples.ago(11))),
                new DeliveryRow(Badge.SUPPRESSED, samples.name("ops in Slack"),
                        samples.name("FAILURE nightly-etl"),
                        samples.name("silenced"),
                        samples.clock().moment(Samples.ago(11))));
    }
}
