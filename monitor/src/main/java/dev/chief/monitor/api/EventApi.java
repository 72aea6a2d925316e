package dev.chief.monitor.api;

import dev.chief.monitor.auth.Decision;
import dev.chief.monitor.http.Json;
import dev.chief.monitor.http.Query;
import dev.chief.monitor.http.Request;
import dev.chief.monitor.http.Response;
import dev.chief.monitor.http.Routes;
import dev.chief.monitor.ingest.EventReader;
import dev.chief.monitor.ingest.Ingest;
import dev.chief.monitor.ingest.MalformedBodyException;
import dev.chief.monitor.ingest.Reading;
import dev.chief.monitor.store.Database;
import dev.chief.monitor.store.EventFilter;
import dev.chief.monitor.store.EventTable;
import dev.chief.monitor.store.Period;
import dev.chief.monitor.store.RunFilter;
import dev.chief.monitor.store.RunStatus;
import dev.chief.monitor.store.RunTable;
import dev.chief.monitor.store.Slice;
import dev.chief.monitor.store.StoredEvent;
import dev.chief.monitor.store.StoredRun;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Events in, events and runs out. */
final class EventApi {
    private static final String INVALID_EVENT = "Invalid event payload";
    private static final String INVALID_BATCH = "Invalid batch payload";
    private static final int EVENTS_OF_RUN = 1_000;

    private final Database database;
    private final EventReader reader;
    private final Ingest ingest;
    private final Metrics metrics;
    private final InstantSource time;

    private record Run(StoredRun run, List<StoredEvent> events) {}

    EventApi(Database database, EventReader reader, Ingest ingest, Metrics metrics, InstantSource time) {
        this.database = database;
        this.reader = reader;
        this.ingest = ingest;
        this.metrics = metrics;
        this.time = time;
    }

    void addTo(Routes.Builder<Decision.Allow> routes) {
        routes.post("/v1/events", (request, _) -> one(request))
                .post("/v1/events/batch", (request, _) -> batch(request))
                .get("/v1/events", (request, _) -> events(request))
                .get("/v1/runs", (request, _) -> runs(request))
                .get("/v1/runs/{runId}", (request, _) -> run(request));
    }

    private Response one(Request request) {
        Instant receivedAt = time.instant();
        Reading reading;
        try {
            reading = reader.one(request.body(), receivedAt);
        } catch (MalformedBodyException e) {
            return Answers.invalid(INVALID_EVENT, List.of(String.valueOf(e.getMessage())), Map.of());
        }
        return reading.dropped() > 0
                ? Answers.invalid(INVALID_EVENT, forms(reading), fields(reading))
                : accepted(reading, receivedAt);
    }

    private Response batch(Request request) {
        Instant receivedAt = time.instant();
        Reading reading;
        try {
            reading = reader.batch(request.body(), receivedAt);
        } catch (MalformedBodyException e) {
            return Answers.invalid(INVALID_BATCH, List.of(String.valueOf(e.getMessage())), Map.of());
        }
        if (reading.events().isEmpty() && reading.dropped() > 0) {
            metrics.dropped(reading.dropped());
            return Response.error(400, INVALID_BATCH, out -> out.object("details", details -> {
                Answers.details(details, List.of("No event in the batch is valid."), Map.of());
                errors(details, reading);
            }));
        }
        return accepted(reading, receivedAt);
    }

    private Response accepted(Reading reading, Instant receivedAt) {
        Ingest.Accepted accepted = metrics.timed(() -> ingest.accept(reading.events(), receivedAt));
        metrics.accepted(accepted.inserted(), accepted.duplicates(), reading.dropped());
        return Answers.of(202, out -> {
            out.number("inserted", accepted.inserted()).number("dropped", reading.dropped());
            if (accepted.duplicates() > 0) {
                out.number("duplicates", accepted.duplicates());
            }
            if (reading.dropped() > 0) {
                errors(out, reading);
            }
        });
    }

    /** One a faulty event, with all that is wrong in it. */
    private static void errors(Json out, Reading reading) {
        Map<Integer, String> sentences = new LinkedHashMap<>();
        for (Reading.Problem problem : reading.problems()) {
            sentences.merge(problem.index(), problem.sentence(), (one, other) -> one + " " + other);
        }
        out.objects("errors", sentences.entrySet(),
                (inner, entry) -> inner.number("index", entry.getKey().longValue())
                        .text("message", entry.getValue()));
    }

    private static List<String> forms(Reading reading) {
        return reading.problems()
                .stream()
                .filter(problem -> problem.field().isEmpty())
                .map(Reading.Problem::message)
                .toList();
    }

    private static Map<String, List<String>> fields(Reading reading) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        for (Reading.Problem problem : reading.problems()) {
            if (!problem.field().isEmpty()) {
                fields.merge(problem.field(), List.of(problem.message()), Answers::joined);
            }
        }
        return fields;
    }

    private Response events(Request request) {
        EventFilter filter = filter(request.query());
        return Paging.of(request.query())
                .list("events", page -> database.read(handle -> EventTable.list(handle, filter, page)),
                        Shapes::event);
    }

    /** Which events a query asks for. */
    static EventFilter filter(Query query) {
        return new EventFilter(query.one("jobName"), query.one("scriptPath"), query.one("runId"),
                query.one("level"),
                query.one("eventType"), query.one("sourceType"), period(query), query.one("text"));
    }

    private static Period period(Query query) {
        return new Period(Answers.instant(query, "from"), Answers.instant(query, "to"));
    }

    private Response runs(Request request) {
        Query query = request.query();
        Optional<RunStatus> status = query.one("status")
                .flatMap(text -> Arrays.stream(RunStatus.values())
                        .filter(known -> known.name().equals(text))
                        .findFirst());
        Paging paging = Paging.of(query);
        if (status.isEmpty() && query.one("status").isPresent()) {
            return paging.list("runs", List.<StoredRun>of(), Optional.empty(), Shapes::run);
        }
        RunFilter filter = new RunFilter(query.one("jobName"), status, period(query));
        return paging.list("runs",
                page -> database.<Slice<StoredRun>>read(handle -> RunTable.list(handle, filter, page)),
                Shapes::run);
    }

    private Response run(Request request) {
        String id = request.parameter("runId");
        Optional<Run> found = database.read(handle -> RunTable.get(handle, id)
                .map(run -> new Run(run, EventTable.ofRun(handle, id, EVENTS_OF_RUN))));
        if (found.isEmpty()) {
            return Response.error(404, "Run not found", out -> out.text("runId", id));
        }
        return Answers.ok(out -> out.object("run", inner -> Shapes.run(inner, found.get().run()))
                .objects("events", found.get().events(), Shapes::event));
    }
}
