package dev.chief.monitor.api;

import dev.chief.monitor.auth.Decision;
import dev.chief.monitor.http.HttpFailure;
import dev.chief.monitor.http.Query;
import dev.chief.monitor.http.Request;
import dev.chief.monitor.http.Response;
import dev.chief.monitor.http.Routes;
import dev.chief.monitor.store.AlertFilter;
import dev.chief.monitor.store.AlertTable;
import dev.chief.monitor.store.Database;
import dev.chief.monitor.store.StoredAlert;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Alerts. */
final class AlertApi {
    private static final String INVALID = "Invalid close payload";
    private static final String NO_ID = "alertId must be a positive integer";
    private static final int LONGEST_REASON = 200;

    private final Database database;
    private final Alerting alerting;
    private final InstantSource time;

    AlertApi(Database database, Alerting alerting, InstantSource time) {
        this.database = database;
        this.alerting = alerting;
        this.time = time;
    }

    void addTo(Routes.Builder<Decision.Allow> routes) {
        routes.get("/v1/alerts", (request, _) -> alerts(request))
                .post("/v1/alerts/{alertId}/close", (request, _) -> close(request))
                .post("/v1/alerts/{alertId}/acknowledge",
                        (request, allow) -> acknowledge(request, allow.caller().name()));
    }

    private Response alerts(Request request) {
        Query query = request.query();
        AlertFilter filter = new AlertFilter(query.one("jobName"), query.one("status"),
                query.one("alertType"),
                query.one("severity"));
        return Paging.of(query)
                .list("alerts", page -> database.read(handle -> AlertTable.list(handle, filter, page)),
                        Shapes::alert);
    }

    private Response close(Request request) {
        Optional<Long> id = Answers.number(request, "alertId");
        if (id.isEmpty()) {
            return Response.error(400, NO_ID);
        }
        String reason = reason(Answers.body(request, INVALID));
        Optional<Alerting.Closed> closed = alerting.close(id.get(), reason);
        if (closed.isEmpty()) {
            return missing(id.get());
        }
        StoredAlert alert = closed.get().alert();
        return Answers.ok(out -> out.flag("found", true)
                .flag("updated", closed.get().updated())
                .text("reason", reason)
                .object("alert", inner -> inner.number("id", alert.id())
                        .text("status", alert.status())
                        .instant("closedAt", alert.closing().map(StoredAlert.Closing::at))));
    }

    private Response acknowledge(Request request, String by) {
        Optional<Long> id = Answers.number(request, "alertId");
        if (id.isEmpty()) {
            return Response.error(400, NO_ID);
        }
        Instant now = time.instant();
        boolean updated = database.write(handle -> AlertTable.acknowledge(handle, id.get(), now, by));
        Optional<StoredAlert> alert = database.read(handle -> AlertTable.get(handle, id.get()));
        if (alert.isEmpty()) {
            return missing(id.get());
        }
        return Answers.ok(out -> out.flag("found", true)
                .flag("updated", updated)
                .object("alert", inner -> inner.number("id", alert.get().id())
                        .text("status", alert.get().status())
                        .instant("acknowledgedAt",
                                alert.get().acknowledgement().map(StoredAlert.Acknowledgement::at))
                        .text("acknowledgedBy",
                                alert.get().acknowledgement().map(StoredAlert.Acknowledgement::by))));
    }

    private static Response missing(long id) {
        return Response.error(404, "Alert not found", out -> out.number("alertId", id));
    }

    private static String reason(JsonNode body) {
        if (!body.isObject()) {
            throw new HttpFailure(Answers.invalid(INVALID, List.of("The body must be an object."), Map.of()));
        }
        JsonNode reason = body.path("reason");
        if (reason.isMissingNode() || reason.isNull()) {
            return "manual";
        }
        String text = reason.isString() ? reason.stringValue().strip() : "";
        if (text.isEmpty() || text.length() > LONGEST_REASON || text.codePoints().anyMatch(AlertApi::isBad)) {
            throw new HttpFailure(Answers.invalid(INVALID, List.of(), Map.of("reason", List.of(
                    "must be a text of 1 to " + LONGEST_REASON
                            + " characters without control characters."))));
        }
        return text;
    }

    /** What PostgreSQL cannot hold, or a page cannot show. */
    private static boolean isBad(int codePoint) {
        return (Character.isISOControl(codePoint) && codePoint != '\n' && codePoint != '\t')
                || Character.getType(codePoint) == Character.SURROGATE;
    }
}
