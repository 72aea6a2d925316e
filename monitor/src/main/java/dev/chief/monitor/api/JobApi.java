package dev.chief.monitor.api;

import dev.chief.monitor.auth.Decision;
import dev.chief.monitor.http.HttpFailure;
import dev.chief.monitor.http.Request;
import dev.chief.monitor.http.Response;
import dev.chief.monitor.http.Routes;
import dev.chief.monitor.ingest.IsoInstant;
import dev.chief.monitor.store.CheckTable;
import dev.chief.monitor.store.Database;
import dev.chief.monitor.store.ListedCheck;
import dev.chief.monitor.store.StoredCheck;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What people decide about a job, and what others show of it. */
final class JobApi {
    private static final String INVALID = "Invalid job payload";

    private final Database database;
    private final Alerting alerting;

    /** What a request changes; what is empty stays. */
    private record Change(Optional<Optional<Instant>> silencedUntil, Optional<Boolean> archived) {
        StoredCheck.Handling of(StoredCheck.Handling before) {
            return new StoredCheck.Handling(silencedUntil.orElse(before.silencedUntil()),
                    archived.orElse(before.archived()));
        }
    }

    JobApi(Database database, Alerting alerting) {
        this.database = database;
        this.alerting = alerting;
    }

    void addTo(Routes.Builder<Decision.Allow> routes) {
        routes.patch("/v1/jobs/{jobName}", (request, _) -> change(request))
                .get("/badge/{jobName}.svg", (request, _) -> badge(request));
    }

    private Response change(Request request) {
        String name = request.parameter("jobName");
        Change change = change(Answers.body(request, INVALID));
        boolean known = database.write(handle -> CheckTable.handle(handle, name, change::of));
        if (known && change.archived().orElse(false)) {
            alerting.closeArchived(database, name);
        }
        Optional<ListedCheck> changed = database.read(handle -> CheckTable.show(handle, name));
        return changed
                .<Response>map(
                        check -> Answers.ok(out -> out.object("check", inner -> Shapes.check(inner, check))))
                .orElseGet(() -> Response.error(404, "Job not found in check state",
                        out -> out.text("jobName", name)));
    }

    private static Change change(JsonNode body) {
        if (!body.isObject()) {
            throw new HttpFailure(Answers.invalid(INVALID, List.of("The body must be an object."), Map.of()));
        }
        return new Change(silencedUntil(body), archived(body.path("archived")));
    }

    private static Optional<Optional<Instant>> silencedUntil(JsonNode body) {
        if (!body.has("silencedUntil")) {
            return Optional.empty();
        }
        JsonNode value = body.path("silencedUntil");
        Optional<Instant> until = value.isString() ? IsoInstant.parse(value.stringValue().strip())
                : Optional.empty();
        if (until.isEmpty() && !value.isNull()) {
            throw wrong("silencedUntil",
                    "must be an ISO instant with an offset or Z, of the years 1970 to 2200, or null.");
        }
        return Optional.of(until);
    }

    private static Optional<Boolean> archived(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isBoolean()) {
            throw wrong("archived", "must be true or false.");
        }
        return Optional.of(value.booleanValue());
    }

    private static HttpFailure wrong(String field, String rule) {
        return new HttpFailure(Answers.invalid(INVALID, List.of(), Map.of(field, List.of(rule))));
    }

    private Response badge(Request request) {
        String name = request.parameter("jobName");
        Optional<ListedCheck> check = database.read(handle -> CheckTable.show(handle, name));
        String svg = Badge.svg(name, check.map(found -> found.condition().state()));
        return Response.of(check.isPresent() ? 200 : 404, "image/svg+xml",
                svg.getBytes(StandardCharsets.UTF_8));
    }
}
