package dev.chief.bench.store;

import dev.chief.core.event.EventType;
import dev.chief.monitor.store.NewEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/** What the jobs of a Chief tell, one run after another, eight events each; and now and then a run fails. */
public final class Traffic {
    /** How many jobs there are unless a fleet says otherwise. */
    public static final int JOBS = 200;
    static final Duration SPACING = Duration.ofMillis(50);
    private static final List<EventType> RUN = List.of(EventType.JOB_STARTED, EventType.SCRIPT_STARTED,
            EventType.WORKER_MESSAGE, EventType.WORKER_MESSAGE, EventType.WORKER_MESSAGE,
            EventType.SCRIPT_COMPLETED,
            EventType.JOB_COMPLETED, EventType.JOB_NEXT_SCHEDULED);
    private static final String CHECK_KEYS = "\"check_enabled\":true,\"grace_seconds\":120,\"alert_on_failure\":true,"
            + "\"alert_on_miss\":true";

    private final Random random;
    private final Fleet fleet;
    private final Duration spacing;
    private final Instant start;
    /** Further away than any measurement lasts: nothing is missed. */
    private final String nextRun;
    private long number;

    /**
     * Whose jobs they are.
     *
     * @param name that of the Chief, with which the names of its jobs and runs begin
     * @param oneFails of so many runs one fails: always of the same jobs, if this divides their number
     */
    public record Fleet(String name, int jobs, int oneFails) {
        /** Of which one run in twenty fails. */
        public Fleet(String name, int jobs) {
            this(name, jobs, 20);
        }
    }

    Traffic(Instant start) {
        this(new Fleet("", JOBS), start, SPACING);
    }

    /** @param spacing between one event and the next */
    public Traffic(Fleet fleet, Instant start, Duration spacing) {
        this.random = new Random(7L + fleet.name().hashCode());
        this.fleet = fleet;
        this.spacing = spacing;
        this.start = start;
        this.nextRun = start.plus(Duration.ofDays(365)).toString();
    }

    /** When the next event happens. */
    public Instant now() {
        return start.plus(spacing.multipliedBy(number));
    }

    /** The next events, in the order in which they happen. */
    public List<NewEvent> next(int count) {
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
        boolean failing = run % fleet.oneFails() == 7;
        String job = fleet.name() + "job" + run % fleet.jobs();
        // Version 7: in the order of time, and then by chance.
        UUID id = new UUID(at.toEpochMilli() << 16 | 0x7000 | random.nextInt(0x1000),
                random.nextLong() >>> 2 | Long.MIN_VALUE);
        return switch (type) {
            case JOB_COMPLETED ->
                new NewEvent(id, at, "chief", failing ? EventType.JOB_FAILED.text() : type.text(),
                        failing ? "ERROR" : "INFO", failing ? "Job failed" : "Job completed",
                        about(job, Optional.empty(), run), Optional.of(!failing), Optional.empty(),
                        Optional.of(350L), metadata(type, failing));
            case SCRIPT_STARTED, SCRIPT_COMPLETED -> new NewEvent(id, at, "chief", type.text(), "INFO",
                    "Script load.py of " + job, about(job, Optional.of("scripts/" + job + "/load.py"), run),
                    Optional.empty(), Optional.of(0L), Optional.of(300L),
                    metadata(type, failing));
            case WORKER_MESSAGE -> new NewEvent(id, at, "worker", type.text(), "INFO",
                    "Loaded part " + number + " of the table of customers", about(job,
                            Optional.of("scripts/" + job + "/load.py"), run),
                    Optional.empty(), Optional.empty(), Optional.empty(), metadata(type, failing));
            case JOB_STARTED, JOB_FAILED, JOB_RETRYING, JOB_NEXT_SCHEDULED, CHIEF_HEARTBEAT, CHIEF_STARTED,
                    CHIEF_STOPPED, CONFIG_RELOADED, DAEMON_DISPATCH, DAEMON_OVERLAP_SKIPPED,
                    DAEMON_QUEUED_PENDING,
                    DAEMON_SLOT_MISSED ->
                new NewEvent(id, at, "chief", type.text(), "INFO", "Job " + type.text(),
                        about(job, Optional.empty(), run), Optional.empty(), Optional.empty(),
                        Optional.empty(), metadata(type, failing));
        };
    }

    private String metadata(EventType type, boolean failing) {
        return switch (type) {
            case JOB_STARTED ->
                "{\"overlap\":\"skip\",\"script_count\":3,\"longest_seconds\":900," + CHECK_KEYS + "}";
            case JOB_COMPLETED -> "{\"scripts_executed\":3,\"scripts_total\":3,\"stop_on_failure\":true,"
                    + (failing ? "\"failed_script\":\"load.py\"," : "") + CHECK_KEYS + "}";
            case JOB_NEXT_SCHEDULED -> "{\"next_run_at\":\"" + nextRun + "\"," + CHECK_KEYS + "}";
            case SCRIPT_STARTED, SCRIPT_COMPLETED, WORKER_MESSAGE, JOB_FAILED, JOB_RETRYING, CHIEF_HEARTBEAT,
                    CHIEF_STARTED, CHIEF_STOPPED, CONFIG_RELOADED, DAEMON_DISPATCH, DAEMON_OVERLAP_SKIPPED,
                    DAEMON_QUEUED_PENDING, DAEMON_SLOT_MISSED ->
                "{\"script_index\":1,\"script_total\":3,\"stdout_preview\":\"read 1200 rows\"}";
        };
    }

    private NewEvent.About about(String job, Optional<String> script, long run) {
        return new NewEvent.About(Optional.of(job), script, Optional.of(fleet.name() + "run-" + run),
                Optional.of(start));
    }
}
