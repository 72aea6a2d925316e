package dev.chief.bench.store;

import dev.chief.core.event.EventType;
import dev.chief.monitor.store.NewEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/** What 200 jobs tell, one run after another, eight events each; one run in twenty fails. */
final class Traffic {
    static final int JOBS = 200;
    private static final List<EventType> RUN = List.of(EventType.JOB_STARTED, EventType.SCRIPT_STARTED,
            EventType.WORKER_MESSAGE, EventType.WORKER_MESSAGE, EventType.WORKER_MESSAGE,
            EventType.SCRIPT_COMPLETED,
            EventType.JOB_COMPLETED, EventType.JOB_NEXT_SCHEDULED);
    private static final String METADATA = "{\"script_index\":1,\"script_total\":3,\"stdout_preview\":\"read 1200 rows\"}";

    private final Random random = new Random(7);
    private final Instant start;
    private long number;

    Traffic(Instant start) {
        this.start = start;
    }

    /** When the next event happens. */
    Instant now() {
        return start.plusMillis(number * 50);
    }

    List<NewEvent> next(int count) {
        List<NewEvent> events = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            events.add(event());
        }
        return events;
    }

    private NewEvent event() {
        Instant at = now();
        long run = number / RUN.size();
        EventType type = RUN.get((int) (number % RUN.size()));
        number++;
        boolean failing = run % 20 == 7;
        String job = "job" + run % JOBS;
        // Version 7: in the order of time, and then by chance.
        UUID id = new UUID(at.toEpochMilli() << 16 | 0x7000 | random.nextInt(0x1000),
                random.nextLong() >>> 2 | Long.MIN_VALUE);
        return switch (type) {
            case JOB_COMPLETED ->
                new NewEvent(id, at, "chief", failing ? EventType.JOB_FAILED.text() : type.text(),
                        failing ? "ERROR" : "INFO", failing ? "Job failed" : "Job completed",
                        about(job, Optional.empty(), run), Optional.of(!failing), Optional.empty(),
                        Optional.of(350L),
                        METADATA);
            case SCRIPT_STARTED, SCRIPT_COMPLETED -> new NewEvent(id, at, "chief", type.text(), "INFO",
                    "Script load.py of " + job, about(job, Optional.of("scripts/" + job + "/load.py"), run),
                    Optional.empty(), Optional.of(0L), Optional.of(300L), METADATA);
            case WORKER_MESSAGE -> new NewEvent(id, at, "worker", type.text(), "INFO",
                    "Loaded part " + number + " of the table of customers", about(job,
                            Optional.of("scripts/" + job + "/load.py"), run),
                    Optional.empty(), Optional.empty(), Optional.empty(), METADATA);
            case JOB_STARTED, JOB_FAILED, JOB_RETRYING, JOB_NEXT_SCHEDULED, CHIEF_HEARTBEAT, CHIEF_STARTED,
                    CHIEF_STOPPED, CONFIG_RELOADED, DAEMON_DISPATCH, DAEMON_OVERLAP_SKIPPED,
                    DAEMON_QUEUED_PENDING,
                    DAEMON_SLOT_MISSED ->
                new NewEvent(id, at, "chief", type.text(), "INFO", "Job " + type.text(),
                        about(job, Optional.empty(), run), Optional.empty(), Optional.empty(),
                        Optional.empty(), METADATA);
        };
    }

    private NewEvent.About about(String job, Optional<String> script, long run) {
        return new NewEvent.About(Optional.of(job), script, Optional.of("run-" + run), Optional.of(start));
    }
}
