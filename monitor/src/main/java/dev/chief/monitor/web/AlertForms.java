package dev.chief.monitor.web;

import dev.chief.monitor.api.Alerting;
import dev.chief.monitor.http.Response;
import dev.chief.monitor.store.AlertTable;
import dev.chief.monitor.store.CheckTable;
import dev.chief.monitor.store.StoredCheck;
import dev.chief.monitor.web.page.Tone;
import dev.chief.monitor.web.page.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What people do to alerts and jobs. */
final class AlertForms {
    private static final int LONGEST_REASON = 200;
    private static final String USUAL_REASON = "manual";
    private static final Map<String, Duration> SILENCES = Map.of("1h", Duration.ofHours(1), "8h",
            Duration.ofHours(8),
            "24h", Duration.ofHours(24), "7d", Duration.ofDays(7));

    private final Parts parts;

    AlertForms(Parts parts) {
        this.parts = parts;
    }

    Response close(Visit visit, Form form) {
        String reason = form.text("reason");
        if (reason.length() > LONGEST_REASON) {
            return Answers.back(form.text("back"), Tone.BAD,
                    "The reason has " + reason.length() + " characters; " + LONGEST_REASON + " are allowed.");
        }
        Optional<Alerting.Closed> closed = id(visit)
                .flatMap(id -> parts.alerting().close(id, reason.isEmpty() ? USUAL_REASON : reason));
        if (closed.isEmpty()) {
            return Answers.back(form.text("back"), Tone.BAD, "There is no such alert.");
        }
        return Answers.back(form.text("back"), Tone.GOOD, closed.get().updated()
                ? "Closed: " + closed.get().alert().alert().title() + "."
                : "The alert was closed already.");
    }

    Response acknowledge(Visit visit, Form form) {
        Instant now = visit.clock().now();
        String by = visit.allow().caller().name();
        boolean done = id(visit)
                .filter(id -> parts.database().write(handle -> AlertTable.acknowledge(handle, id, now, by)))
                .isPresent();
        return Answers.back(form.text("back"), done ? Tone.GOOD : Tone.BAD,
                done ? "Acknowledged." : "The alert is closed, or somebody acknowledged it before.");
    }

    Response silence(Visit visit, Form form) {
        String job = visit.request().parameter("name");
        String wanted = form.text("for");
        Optional<Duration> length = Optional.ofNullable(SILENCES.get(wanted));
        if (length.isEmpty() && !wanted.equals("off")) {
            return Answers.back(form.text("back"), Tone.BAD, "A silence lasts 1h, 8h, 24h or 7d, or is off.");
        }
        Optional<Instant> until = length.map(visit.clock().now()::plus);
        boolean known = handle(job, before -> new StoredCheck.Handling(until, before.archived()));
        return answer(form, known, job, length
                .map(span -> job + " is silenced for " + Words.duration(span)
                        + ": its alerts are recorded and tell nobody.")
                .orElse(job + " is not silenced any more."));
    }

    Response archive(Visit visit, Form form) {
        String job = visit.request().parameter("name");
        boolean archived = form.text("archived").equals("yes");
        boolean known = handle(job, before -> new StoredCheck.Handling(before.silencedUntil(), archived));
        if (known && archived) {
            parts.alerting().closeArchived(parts.database(), job);
        }
        return answer(form, known, job,
                archived ? job + " is archived, and its alerts are closed." : job + " is listed again.");
    }

    private boolean handle(String job, UnaryOperator<StoredCheck.Handling> change) {
        return parts.database().write(handle -> CheckTable.handle(handle, job, change));
    }

    private static Response answer(Form form, boolean known, String job, String text) {
        return Answers.back(form.text("back"), known ? Tone.GOOD : Tone.BAD,
                known ? text : "There is no job named " + job + ".");
    }

    private static Optional<Long> id(Visit visit) {
        return EventsQuery.number(visit.request().parameter("id"));
    }
}
