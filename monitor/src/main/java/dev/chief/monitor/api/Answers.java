package dev.chief.monitor.api;

import dev.chief.monitor.http.HttpFailure;
import dev.chief.monitor.http.Json;
import dev.chief.monitor.http.Query;
import dev.chief.monitor.http.Request;
import dev.chief.monitor.http.Response;
import dev.chief.monitor.ingest.IsoInstant;
import dev.chief.monitor.notify.InvalidSettings;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What endpoints share: bodies, numbers in paths, and the shapes of refusals. */
final class Answers {
    private static final int DEPTH = 20;
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEPTH).build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Answers() {}

    /** 200 with an object. */
    static Response ok(Json.Fields fields) {
        return of(200, fields);
    }

    /** An object with another status. */
    static Response of(int status, Json.Fields fields) {
        return Response.of(status, Response.JSON, Json.bytes(fields));
    }

    /**
     * The body as JSON; an empty one is an empty object.
     *
     * @throws HttpFailure 400 if it is not JSON
     */
    static JsonNode body(Request request, String error) {
        byte[] bytes = request.body();
        if (bytes.length == 0) {
            return MAPPER.createObjectNode();
        }
        try {
            return MAPPER.readTree(bytes);
        } catch (JacksonException _) {
            throw new HttpFailure(invalid(error, List.of("The body is not JSON."), Map.of()));
        }
    }

    /** A refusal that names forms and fields, as the clients of the predecessor know it. */
    static Response invalid(String error, List<String> forms, Map<String, List<String>> fields) {
        return Response.error(400, error,
                out -> out.object("details", details -> details(details, forms, fields)));
    }

    /** The same for settings that cannot be. */
    static Response invalid(String error, InvalidSettings e) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        for (InvalidSettings.Problem problem : e.problems()) {
            fields.merge(problem.field(), List.of(problem.message()), Answers::joined);
        }
        return invalid(error, List.of(), fields);
    }

    static <T> List<T> joined(List<T> one, List<T> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
    }

    static void details(Json out, List<String> forms, Map<String, List<String>> fields) {
        out.texts("formErrors", forms).object("fieldErrors", inner -> fields.forEach(inner::texts));
    }

    /** The number at the beginning of a part of the path, as 12 of 12abc; none if it is not positive. */
    static Optional<Long> number(Request request, String name) {
        String text = request.parameter(name);
        int end = 0;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        try {
            return Optional.of(Long.parseLong(text.substring(0, end))).filter(number -> number > 0);
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    /**
     * An instant of the query.
     *
     * @throws HttpFailure 400 if it is none
     */
    static Optional<Instant> instant(Query query, String name) {
        return query.one(name).map(text -> {
            // A plus that was not escaped has become a blank.
            Optional<Instant> instant = IsoInstant.parse(text.strip().replace(' ', '+'));
            return instant.orElseThrow(() -> new HttpFailure(invalid("Invalid query", List.of(), Map.of(name,
                    List.of("must be an ISO instant with an offset or Z, of the years 1970 to 2200.")))));
        });
    }
}
