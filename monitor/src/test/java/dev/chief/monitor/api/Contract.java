package dev.chief.monitor.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Holds requests and answers against openapi.yaml: what is not in it may not be said. */
final class Contract {
    static final JsonMapper JSON = new JsonMapper();
    private static final Set<String> METHODS = Set.of("get", "put", "post", "patch", "delete");

    private final JsonNode document = new YAMLMapper()
            .readTree(MonitorApi.class.getResourceAsStream("openapi.yaml"));
    private final SchemaRegistry schemas = SchemaRegistry
            .withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private final Map<JsonNode, Schema> compiled = new HashMap<>();

    /** What was asked and answered. */
    record Exchange(String method, URI address, String request, int status, String type, String answer) {}

    /** All operations, as {@code GET /v1/events}. */
    Set<String> operations() {
        Set<String> operations = new TreeSet<>();
        document.get("paths").forEachEntry((path, item) -> item.forEachEntry((method, _) -> {
            if (METHODS.contains(method)) {
                operations.add(method.toUpperCase(Locale.ROOT) + " " + path);
            }
        }));
        return operations;
    }

    /** Fails unless the contract has it. */
    void check(Exchange exchange) {
        String told = exchange.method + " " + exchange.address + " -> " + exchange.status;
        JsonNode item = item(exchange.address.getRawPath(), told);
        JsonNode operation = item.path(exchange.method.toLowerCase(Locale.ROOT));
        assertThat(operation.isObject()).as(told + ": the method is in the contract").isTrue();
        JsonNode response = resolved(operation.path("responses").path(String.valueOf(exchange.status)));
        assertThat(response.isObject()).as(told + ": the status is in the contract").isTrue();
        if (exchange.status < 300) {
            parameters(item, operation, exchange.address, told);
            if (!exchange.request.isEmpty()) {
                hold(operation.path("requestBody").path("content").path("application/json").path("schema"),
                        exchange.request, told + ": the request");
            }
        }
        if (response.path("content").isMissingNode()) {
            assertThat(exchange.answer).as(told + ": no body").isEmpty();
            return;
        }
        String type = exchange.type.split(";", -1)[0];
        JsonNode content = response.path("content").path(type);
        assertThat(content.isObject()).as(told + ": the type " + type + " is in the contract").isTrue();
        if ("application/json".equals(type)) {
            hold(content.path("schema"), exchange.answer, told + ": the answer");
        }
    }

    private void parameters(JsonNode item, JsonNode operation, URI address, String told) {
        if (address.getRawQuery() == null) {
            return;
        }
        List<String> known = new ArrayList<>();
        for (JsonNode parameters : List.of(item.path("parameters"), operation.path("parameters"))) {
            parameters.forEach(parameter -> known.add(resolved(parameter).path("name").asString("")));
        }
        for (String pair : address.getRawQuery().split("&", -1)) {
            assertThat(known).as(told + ": the parameter is in the contract")
                    .contains(pair.split("=", -1)[0]);
        }
    }

    private void hold(JsonNode schema, String json, String told) {
        assertThat(schema.isObject()).as(told + " has a schema").isTrue();
        assertThat(compiled.computeIfAbsent(schema, this::compile).validate(JSON.readTree(json)))
                .as(told + ": " + json)
                .isEmpty();
    }

    /** With all components beside it, where its references lead. */
    private Schema compile(JsonNode schema) {
        ObjectNode whole = JSON.createObjectNode();
        whole.putArray("allOf").add(schema);
        whole.set("components", document.get("components"));
        return schemas.getSchema(whole);
    }

    private JsonNode item(String path, String told) {
        JsonNode plain = document.path("paths").path(path);
        if (plain.isObject()) {
            return plain;
        }
        List<JsonNode> found = new ArrayList<>();
        document.get("paths").forEachEntry((template, item) -> {
            if (path.matches(template.replace(".", "\\.").replaceAll("\\{[^}]+}", "[^/]+"))) {
                found.add(item);
            }
        });
        assertThat(found).as(told + ": the path is in the contract").hasSize(1);
        return found.getFirst();
    }

    private JsonNode resolved(JsonNode node) {
        String reference = node.path("$ref").asString("");
        return reference.isEmpty() ? node : document.at(reference.substring(1));
    }
}
