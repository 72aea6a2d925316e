package dev.chief.monitor.api;

import dev.chief.monitor.auth.ApiKeys;
import dev.chief.monitor.auth.Decision;
import dev.chief.monitor.auth.Scope;
import dev.chief.monitor.http.Request;
import dev.chief.monitor.http.Response;
import dev.chief.monitor.http.Routes;
import dev.chief.monitor.store.ApiKeyTable.StoredApiKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Named API keys. */
final class KeyApi {
    private static final String INVALID = "Invalid key payload";

    private final ApiKeys keys;

    KeyApi(ApiKeys keys) {
        this.keys = keys;
    }

    void addTo(Routes.Builder<Decision.Allow> routes) {
        routes.get("/v1/keys", (_, _) -> list())
                .post("/v1/keys", this::make)
                .delete("/v1/keys/{keyId}", (request, _) -> revoke(request));
    }

    private Response list() {
        List<StoredApiKey> all = keys.list();
        return Answers.ok(out -> out.objects("keys", all, Shapes::key));
    }

    private Response make(Request request, Decision.Allow allow) {
        JsonNode body = Answers.body(request, INVALID);
        Optional<Scope> scope = Scope.of(body.path("scope").asString(""));
        String name = body.path("name").isString() ? body.path("name").stringValue() : "";
        Map<String, List<String>> problems = new LinkedHashMap<>();
        if (scope.isEmpty()) {
            problems.put("scope", List.of("must be one of ingest, read, admin."));
            return Answers.invalid(INVALID, List.of(), problems);
        }
        Optional<ApiKeys.Made> made = keys.make(name, scope.get(), allow.caller());
        if (made.isEmpty()) {
            problems.put("name", List.of("must be a text of 1 to " + ApiKeys.LONGEST_NAME
                    + " characters without control characters."));
            return Answers.invalid(INVALID, List.of(), problems);
        }
        return Answers.of(201, out -> {
            Shapes.key(out, made.get().key());
            out.text("text", made.get().text());
        });
    }

    private Response revoke(Request request) {
        return Answers.number(request, "keyId").filter(keys::revoke).isPresent()
                ? Response.empty(204)
                : Response.error(404, "Key not found");
    }
}
