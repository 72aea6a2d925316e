package dev.chief.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a monitor hears of the quick start, from Chief and from its workers. */
class QuickstartEventsTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String KEY = "quickstart-key";

    @TempDir
    Path directory;
    private final List<JsonNode> events = Collections.synchronizedList(new ArrayList<>());
    private final List<String> keys = Collections.synchronizedList(new ArrayList<>());
    private final HttpServer server = server();

    @BeforeEach
    void serve() {
        server.createContext("/v1/events", this::take);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void theEventsOfTheQuickStartAreThoseOfTheList() throws IOException {
        copy(Path.of("../examples/quickstart"));
        ChiefProcess chief = ChiefProcess.start(directory, Map.of("CHIEF_MONITOR_API_KEY", KEY), "run")
                .ended();
        assertThat(chief.code()).as(chief.err()).isZero();
        assertThat(readable()).isEqualTo(expected());
        assertThat(events.stream().map(event -> event.path("eventId").asString()))
                .doesNotHaveDuplicates();
        assertThat(keys).containsOnly(KEY);
        assertThat(events.toString()).doesNotContain(KEY);
        assertThat(Files.readString(directory.resolve("chief.log"))).doesNotContain(KEY);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode body = JSON.readTree(exchange.getRequestBody().readAllBytes());
            if (body.has("events")) {
                body.path("events").forEach(events::add);
            } else {
                events.add(body);
            }
            keys.add(String.valueOf(exchange.getRequestHeaders().getFirst("x-api-key")));
            byte[] answer = "{\"inserted\":1,\"dropped\":0}".getBytes(UTF_8);
            exchange.sendResponseHeaders(202, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    /** All events in the order in which they were made, with what changes from run to run left out. */
    private String readable() {
        StringBuilder text = new StringBuilder();
        events.stream()
                .sorted(Comparator.comparing(event -> event.path("eventId").asString()))
                .forEach(event -> {
                    text.append(event.path("eventType").asString())
                            .append("  ")
                            .append(event.path("level").asString())
                            .append("  ")
                            .append(masked(event.path("message").asString()))
                            .append('\n');
                    event.properties()
                            .stream()
                            .filter(field -> !List
                                    .of("eventType", "level", "message", "eventId", "eventAt", "metadata")
                                    .contains(field.getKey()))
                            .forEach(field -> text.append("    ")
                                    .append(field.getKey())
                                    .append(": ")
                                    .append(shown(field))
                                    .append('\n'));
                    event.path("metadata")
                            .properties()
                            .forEach(field -> text.append("    . ")
                                    .append(field.getKey())
                                    .append(": ")
                                    .append(shown(field))
                                    .append('\n'));
                });
        return text.toString();
    }

    private String shown(Map.Entry<String, JsonNode> field) {
        return switch (field.getKey()) {
            case "runId", "durationMs", "pid", "instance", "stdout_preview", "version" -> "...";
            default -> masked(field.getValue().toString());
        };
    }

    private String masked(String text) {
        return text.replace(directory.toString(), "DIR")
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z", "INSTANT")
                .replaceAll("\\d{4}-\\d\\d-\\d\\d[.]html", "DATE.html");
    }

    private static String expected() throws IOException {
        return Files.readString(Path.of("src/test/resources/quickstart-events.txt"));
    }

    /** Copies the example with its monitor switched on, and without what a run of it has left. */
    private void copy(Path example) throws IOException {
        try (Stream<Path> paths = Files.walk(example)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                Path relative = example.relativize(path);
                if (!relative.startsWith("out") && !relative.startsWith(".chief")) {
                    Path target = directory.resolve(relative);
                    Files.createDirectories(target.getParent());
                    Files.copy(path, target);
                }
            }
        }
        Path config = directory.resolve("chief.yaml");
        Files.writeString(config, Files.readString(config)
                .replace("enabled: false\n  endpoint: http://127.0.0.1:7410", """
                        enabled: true
                          timeout_ms: 20000
                          heartbeat_seconds: 3600
                          endpoint: http://127.0.0.1:""" + server.getAddress().getPort()));
    }

    private static HttpServer server() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
