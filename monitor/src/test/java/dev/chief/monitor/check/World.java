package dev.chief.monitor.check;

import dev.chief.monitor.ingest.GroupCommit;
import dev.chief.monitor.notify.Outbox;
import dev.chief.monitor.store.AlertFilter;
import dev.chief.monitor.store.AlertTable;
import dev.chief.monitor.store.CheckTable;
import dev.chief.monitor.store.Database;
import dev.chief.monitor.store.Databases;
import dev.chief.monitor.store.NewEvent;
import dev.chief.monitor.store.NewEvent.About;
import dev.chief.monitor.store.Page;
import dev.chief.monitor.store.StoredAlert;
import dev.chief.monitor.store.StoredCheck;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/** A monitor on a real database, and the Chiefs that it hears, told in a few words. Time stands still but for {@link #until}. */
final class World implements AutoCloseable {
    static final String CHIEF = "host:/etc/chief.yaml";
    private static final Instant MIDNIGHT = Instant.parse("2026-01-06T00:00:00Z");

    private final AtomicLong number = new AtomicLong();
    private final Database database;
    private final Checks checks;
    private final Evaluator evaluator;
    private final GroupCommit ingest;
    private final AlertDesk desk;
    private Instant now = MIDNIGHT.plus(Duration.ofHours(5));

    World(Databases kind) {
        this.database = Database.open(kind.fresh());
        database.write(handle -> handle.execute(
                """
                        INSERT INTO channels (kind, name, enabled, alert_types, settings, created_at)
                        VALUES ('webhook', 'all', 1, 'FAILURE,MISSED,RECOVERY,OVERRUN,CHIEF_OFFLINE', '{}', 0)"""));
        this.checks = new Checks(new Outbox(() -> {}), new Notices(Optional.empty()));
        this.evaluator = new Evaluator(database, checks, Duration.ofSeconds(15));
        this.ingest = new GroupCommit(database, checks, (_, _) -> {});
        this.desk = new AlertDesk(database, checks, () -> now);
        ingest.start();
        evaluator.start(now);
    }

    static Instant time(String clock) {
        return Instant.parse("2026-01-06T" + (clock.length() == 5 ? clock + ":00" : clock) + "Z");
    }

    /** Lets time pass, with the evaluator looking when it wants to. */
    World until(String clock) {
        Instant target = time(clock);
        for (Instant next = evaluator.look(now); next.isBefore(target); next = evaluator.look(now)) {
            now = next;
        }
        now = target;
        evaluator.look(now);
        return this;
    }

    /** Lets time pass while nobody looks. */
    World monitorIsDownUntil(String clock) {
        now = time(clock);
        evaluator.start(now);
        evaluator.look(now);
        return this;
    }

    /** Lets time pass while the process stands still. */
    World monitorIsStoppedUntil(String clock) {
        now = time(clock);
        evaluator.look(now);
        return this;
    }

    /** Lets time pass while a Chief sends its heartbeats. */
    World untilWithHeartbeats(String clock, String... instances) {
        Instant target = time(clock);
        while (now.isBefore(target)) {
            Instant next = now.plusSeconds(15);
            until((next.isAfter(target) ? target : next).toString().substring(11, 19));
            for (String instance : instances) {
                heartbeat(instance);
            }
        }
        evaluator.look(now);
        return this;
    }

    World heartbeat(String instance) {
        return say("chief.heartbeat", About.NOTHING, Optional.empty(),
                "{\"instance\":\"" + instance
                        + "\",\"mode\":\"daemon\",\"ping_interval_seconds\":15,\"pid\":7}");
    }

    /** A Chief starts with jobs that all run next at a time. */
    World started(String instance, String next, String... jobs) {
        return fleet("chief.started", instance, next, jobs).heartbeat(instance);
    }

    World reloaded(String instance, String next, String... jobs) {
        return fleet("config.reloaded", instance, next, jobs);
    }

    /** A part of a fleet, as a Chief with many jobs tells it; an empty bound is none. */
    World part(String from, String before, Instant at, String... jobs) {
        String bounds = (from.isEmpty() ? "" : "\"jobs_from\":\"" + from + "\",")
                + (before.isEmpty() ? "" : "\"jobs_before\":\"" + before + "\",");
        return hear(List.of(event(at, "chief.started", About.NOTHING, Optional.empty(),
                "{\"instance\":\"" + CHIEF + "\"," + bounds + "\"jobs\":[" + items("20:00", jobs) + "]}")));
    }

    /** A Chief says of its one job what stands before the rest. */
    World declared(String job, String more) {
        return say("config.reloaded", About.NOTHING, Optional.empty(),
                "{\"instance\":\"" + CHIEF + "\",\"jobs\":[{" + more + "\"job_name\":\"" + job + "\"}]}");
    }

    private World fleet(String type, String instance, String next, String... jobs) {
        return say(type, About.NOTHING, Optional.empty(), "{\"instance\":\"" + instance
                + "\",\"version\":\"1\",\"config_hash\":\"abc\",\"jobs\":[" + items(next, jobs) + "]}");
    }

    private static String items(String next, String... jobs) {
        List<String> items = new ArrayList<>();
        for (String job : jobs) {
            items.add("{\"job_name\":\"" + job
                    + "\",\"schedule\":\"Runs hourly\",\"timezone\":\"UTC\",\"next_run_at\":\""
                    + time(next) + "\",\"grace_seconds\":120}");
        }
        return String.join(",", items);
    }

    World stopped(String instance) {
        return say("chief.stopped", About.NOTHING, Optional.empty(), "{\"instance\":\"" + instance + "\"}");
    }

    World says(String job, String type, String metadata) {
        return say(type, about(job, "r"), Optional.empty(), metadata);
    }

    World starts(String job, String run) {
        return say("job.started", about(job, run), Optional.empty(), "{\"longest_seconds\":3600}");
    }

    World succeeds(String job, String run) {
        return say("job.completed", about(job, run), Optional.of(true), "{}");
    }

    World fails(String job, String run) {
        return say("job.failed", about(job, run), Optional.of(false), "{}");
    }

    World next(String job, String slot) {
        return say("job.next_scheduled", about(job, "r"), Optional.empty(),
                "{\"next_run_at\":\"" + time(slot) + "\"}");
    }

    World close(String job) {
        read(handle -> AlertTable.openOfJob(handle, job)).forEach(alert -> desk.close(alert.id(), "by hand"));
        return this;
    }

    private World say(String type, About about, Optional<Boolean> success, String metadata) {
        return hear(List.of(event(now, type, about, success, metadata)));
    }

    NewEvent event(Instant at, String type, About about, Optional<Boolean> success, String metadata) {
        return new NewEvent(new UUID(7L << 12, number.incrementAndGet()), at, "chief", type, "INFO", type,
                about, success,
                Optional.empty(), Optional.empty(), metadata);
    }

    World hear(List<NewEvent> events) {
        ingest.accept(events, now);
        return this;
    }

    /** What became of a job, to be compared. */
    List<Object> outcome(String job) {
        List<String> ofJob = alerts().stream().filter(alert -> alert.contains(" " + job + " ")).toList();
        return List.of(check(job).progress(), check(job).condition(), ofJob);
    }

    static About about(String job, String run) {
        return new About(Optional.of(job), Optional.empty(), Optional.of(run), Optional.empty());
    }

    StoredCheck check(String job) {
        return read(handle -> CheckTable.get(handle, job)).orElseThrow();
    }

    String state(String job) {
        return check(job).condition().state();
    }

    /** All alerts in the order in which they opened, each as its type, whose it is, and whether it is open. */
    List<String> alerts() {
        return read(handle -> AlertTable.list(handle, AlertFilter.ALL, Page.first(1000))).items()
                .stream()
                .sorted(Comparator.comparing((StoredAlert alert) -> alert.alert().openedAt())
                        .thenComparingLong(StoredAlert::id))
                .map(alert -> alert.alert().type() + " "
                        + alert.alert()
                                .subject()
                                .jobName()
                                .or(() -> alert.alert().subject().instance())
                                .orElseThrow()
                        + (alert.closing().isEmpty() ? " open" : " closed"))
                .toList();
    }

    /** How many messages went out: summaries, and alerts that are told alone. */
    long messages() {
        return read(handle -> handle.createQuery("SELECT count(*) FROM deliveries WHERE status = 'PENDING'")
                .mapTo(Long.class)
                .one());
    }

    private <T> T read(Function<Handle, T> query) {
        return database.read(query);
    }

    @Override
    public void close() {
        ingest.close();
        database.close();
    }
}
