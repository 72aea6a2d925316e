package dev.chief.monitor.store;

import dev.chief.core.event.EventType;
import dev.chief.monitor.store.StoredCheck.Checkpoint;
import dev.chief.monitor.store.StoredCheck.Condition;
import dev.chief.monitor.store.StoredCheck.Declaration;
import dev.chief.monitor.store.StoredCheck.Handling;
import dev.chief.monitor.store.StoredCheck.History;
import dev.chief.monitor.store.StoredCheck.Policy;
import dev.chief.monitor.store.StoredCheck.Progress;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Rows for tests. */
final class Samples {
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private Samples() {}

    /** A message of a script of a job; its number is its eventId. */
    static NewEvent message(long number, String job, Instant at, String text) {
        return event(number, EventType.WORKER_MESSAGE, at, "INFO", text,
                new NewEvent.About(Optional.of(job), Optional.of(job + ".py"), Optional.of(job + "-run"),
                        Optional.empty()));
    }

    static NewEvent event(
        long number,
        EventType type,
        Instant at,
        String level,
        String text,
        NewEvent.About about
    ) {
        return new NewEvent(new UUID(0, number), at, "worker", type.text(), level, text, about,
                Optional.empty(),
                Optional.empty(), Optional.empty(), "{}");
    }

    static NewEvent started(long number, String job, String run, Instant at) {
        return new NewEvent(new UUID(0, number), at, "chief", EventType.JOB_STARTED.text(), "INFO", "started",
                about(job, run), Optional.empty(), Optional.empty(), Optional.empty(),
                "{\"script_count\":3,\"longest_seconds\":600}");
    }

    static NewEvent completed(long number, String job, String run, Instant at) {
        return new NewEvent(new UUID(0, number), at, "chief", EventType.JOB_COMPLETED.text(), "INFO",
                "completed",
                about(job, run), Optional.of(true), Optional.of(0L), Optional.of(61_000L),
                "{\"scripts_executed\":3,\"scripts_total\":3}");
    }

    static NewEvent failed(long number, String job, String run, Instant at) {
        return new NewEvent(new UUID(0, number), at, "chief", EventType.JOB_FAILED.text(), "ERROR", "failed",
                about(job, run), Optional.of(false), Optional.of(1L), Optional.of(2_000L),
                "{\"scripts_executed\":1,\"scripts_total\":3,\"failed_script\":\"load.py\"}");
    }

    static StoredCheck check(String job, Optional<Instant> lookAt) {
        return new StoredCheck(job, new Condition("UP", "UP", lookAt), new Policy(true, true, true, 120),
                new Progress(Optional.of(NOON), Optional.empty(), Optional.empty(), Optional.empty(), 0,
                        NOON),
                Declaration.NONE, Handling.NONE, Optional.empty(),
                new History("{}", new Checkpoint("{}", Optional.empty()),
                        new Checkpoint("{}", Optional.empty()),
                        0));
    }

    static NewAlert alert(String job, String cause, Instant at) {
        return new NewAlert(NewAlert.Subject.job(job), "FAILURE", "ERROR",
                new NewAlert.Key(job + ":FAILURE", cause), "Job " + job + " failed", "{}", at, at);
    }

    private static NewEvent.About about(String job, String run) {
        return new NewEvent.About(Optional.of(job), Optional.empty(), Optional.of(run), Optional.of(NOON));
    }
}
