package dev.chief.monitor.api;

import dev.chief.core.check.Presence;
import dev.chief.monitor.auth.Decision;
import dev.chief.monitor.http.Json;
import dev.chief.monitor.http.Request;
import dev.chief.monitor.http.Response;
import dev.chief.monitor.http.Routes;
import dev.chief.monitor.store.AlertTable;
import dev.chief.monitor.store.CheckTable;
import dev.chief.monitor.store.Database;
import dev.chief.monitor.store.EventTable;
import dev.chief.monitor.store.InstanceTable;
import dev.chief.monitor.store.ListedCheck;
import dev.chief.monitor.store.StoreException;
import dev.chief.monitor.store.StoredAlert;
import dev.chief.monitor.store.StoredEvent;
import dev.chief.monitor.store.StoredInstance;
import dev.chief.monitor.store.Totals;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How the monitor, the checks and the Chiefs are. */
final class StatusApi {
    private static final int EVENTS = 100;

    private final Database database;
    private final InstantSource time;

    private record Summary(
        Map<String, Long> checks,
        Map<String, Long> alerts,
        Totals totals,
        List<StoredInstance> instances,
        Map<String, Long> states
    ) {}

    private record Job(ListedCheck check, List<StoredEvent> events, List<StoredAlert> alerts) {}

    StatusApi(Database database, InstantSource time) {
        this.database = database;
        this.time = time;
    }

    void addTo(Routes.Builder<Decision.Allow> routes) {
        routes.get("/v1/health", (_, _) -> health())
                .get("/v1/status/summary", (_, _) -> summary())
                .get("/v1/status/jobs", (_, _) -> jobs())
                .get("/v1/status/jobs/{jobName}", (request, _) -> job(request))
                .get("/v1/instances", (_, _) -> instances());
    }

    private Response health() {
        Instant now = time.instant();
        String path = database.address().describe();
        try {
            // Takes the right to write, which a full disk or another process may keep.
            database.write(EventTable::lastId);
        } catch (StoreException e) {
            return Answers.of(503, out -> out.flag("ok", false)
                    .text("service", "chief-monitor")
                    .instant("now", now)
                    .text("dbPath", path)
                    .text("reason", String.valueOf(e.getMessage())));
        }
        return Answers.ok(out -> out.flag("ok", true)
                .text("service", "chief-monitor")
                .instant("now", now)
                .text("dbPath", path));
    }

    private Response summary() {
        Summary summary = database.read(handle -> new Summary(CheckTable.countsByStatus(handle),
                AlertTable.openByType(handle), EventTable.totals(handle), InstanceTable.all(handle),
                CheckTable.countsByState(handle)));
        long bytes = database.sizeBytes();
        Instant now = time.instant();
        return Answers.ok(out -> out
                .objects("checks", summary.checks.entrySet(), (inner, entry) -> count(inner, "status", entry))
                .objects("activeAlerts", summary.alerts.entrySet(),
                        (inner, entry) -> count(inner, "alertType", entry))
                .number("totalEvents", summary.totals.events())
                .instant("latestEventAt", summary.totals.latestEventAt())
                .object("chief", inner -> chief(inner, summary.instances, now))
                .objects("states", summary.states.entrySet(), (inner, entry) -> count(inner, "state", entry))
                .number("databaseBytes", bytes));
    }

    private static void count(Json out, String name, Map.Entry<String, Long> entry) {
        out.text(name, entry.getKey()).number("count", entry.getValue().longValue());
    }

    /** The Chief that was heard last; one that is there before those that are not. */
    private static void chief(Json out, List<StoredInstance> instances, Instant now) {
        Optional<StoredInstance> last = instances.stream()
                .filter(instance -> instance.presence().lastHeartbeatAt().isPresent())
                .max(Comparator.comparing((StoredInstance instance) -> isOnline(instance, now))
                        .thenComparing(instance -> instance.presence().lastHeartbeatAt().orElseThrow()));
        out.flag("online", last.filter(instance -> isOnline(instance, now)).isPresent())
                .instant("lastHeartbeatAt", last.flatMap(instance -> instance.presence().lastHeartbeatAt()))
                .number("pingIntervalSeconds",
                        last.flatMap(instance -> instance.presence().pingIntervalSeconds()))
                .number("offlineAfterSeconds",
                        last.map(StatusApi::presence).orElse(Presence.NONE).patience().toSeconds());
    }

    private static boolean isOnline(StoredInstance instance, Instant now) {
        Presence presence = presence(instance);
        Optional<Instant> heard = presence.heardAt();
        return heard.isPresent() && !now.isAfter(heard.get().plus(presence.patience()))
                && presence.stoppedAt().filter(stopped -> !stopped.isBefore(heard.get())).isEmpty();
    }

    private static Presence presence(StoredInstance instance) {
        return new Presence(instance.presence().lastHeartbeatAt(),
                instance.presence().pingIntervalSeconds().map(Duration::ofSeconds),
                instance.life().stoppedAt());
    }

    private Response jobs() {
        List<ListedCheck> checks = database.read(CheckTable::all);
        return Answers.ok(out -> out.objects("jobs", checks, Shapes::job));
    }

    private Response job(Request request) {
        String name = request.parameter("jobName");
        Optional<Job> job = database.read(handle -> CheckTable.show(handle, name)
                .map(check -> new Job(check, EventTable.newestOfJob(handle, name, EVENTS),
                        AlertTable.openOfJob(handle, name))));
        if (job.isEmpty()) {
            return Response.error(404, "Job not found in check state", out -> out.text("jobName", name));
        }
        return Answers.ok(out -> out.object("check", inner -> Shapes.check(inner, job.get().check()))
                .objects("events", job.get().events(), Shapes::event)
                .objects("openAlerts", job.get().alerts(), Shapes::alert));
    }

    private Response instances() {
        List<StoredInstance> instances = database.read(InstanceTable::all);
        return Answers.ok(out -> out.objects("instances", instances, Shapes::instance));
    }
}
