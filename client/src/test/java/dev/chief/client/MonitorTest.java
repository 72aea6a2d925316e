package dev.chief.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a call sends. What servers may do to it is in the contract of all helpers. */
class MonitorTest {
    private static final JsonMapper JSON = new JsonMapper();

    private final List<JsonNode> events = Collections.synchronizedList(new ArrayList<>());
    private final HttpServer server = server();

    @BeforeEach
    void serve() {
        server.createContext("/v1/events", exchange -> {
            try (exchange) {
                events.add(JSON.readTree(exchange.getRequestBody().readAllBytes()));
                exchange.sendResponseHeaders(202, -1);
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void eachMethodHasItsLevel() {
        Monitor monitor = monitor();
        // The first call loads what it needs, for which a busy machine may take more than the time of a call.
        monitor.info("first");
        events.clear();
        assertThat(List.of(monitor.debug("m"), monitor.info("m"), monitor.warn("m"), monitor.error("m"),
                monitor.critical("m"))).containsOnly(true);
        assertThat(events).extracting(event -> event.path("level").asString())
                .containsExactly("DEBUG", "INFO", "WARN", "ERROR", "CRITICAL");
    }

    @Test
    void aBlankMessageIsNotSent() {
        assertThat(monitor().info(" \n")).isFalse();
        assertThat(monitor().info(null)).isFalse();
        assertThat(events).isEmpty();
    }

    @Test
    void idsAreOfVersionSeven() {
        String id = JSON.readTree(monitor().event("INFO", "m", Map.of())).path("eventId").asString();
        assertThat(UUID.fromString(id).version()).isEqualTo(7);
    }

    @Test
    void jsonValuesStayWhatTheyAre() {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("none", null);
        metadata.put("flag", true);
        metadata.put("whole", -7L);
        metadata.put("real", 1.5);
        metadata.put("text", "ü€😀\"\\\n\u0000");
        metadata.put("items", List.of(1, List.of()));
        metadata.put("array", new int[]{1, 2});
        metadata.put("map", Map.of("a", Map.of()));
        assertThat(sent(metadata)).hasToString(
                "{\"none\":null,\"flag\":true,\"whole\":-7,\"real\":1.5,\"text\":\"ü€😀\\\"\\\\\\n\\u0000\","
                        + "\"items\":[1,[]],\"array\":[1,2],\"map\":{\"a\":{}}}");
    }

    @Test
    void valuesThatJsonDoesNotKnowBecomeText() {
        Map<Object, Object> metadata = new LinkedHashMap<>();
        metadata.put(Path.of("a/b"), Path.of("c/d"));
        metadata.put(1, Instant.EPOCH);
        metadata.put("nan", Double.NaN);
        metadata.put("big", BigInteger.TWO.pow(70));
        metadata.put("total", new BigDecimal("1.50"));
        metadata.put("failure", new IOException("gone"));
        metadata.put("speechless", new Object() {
            @Override
            public String toString() {
                throw new IllegalStateException("no");
            }
        });
        JsonNode arrived = sent(metadata);
        assertThat(arrived.path("a/b").asString()).isEqualTo("c/d");
        assertThat(arrived.path("1").asString()).isEqualTo("1970-01-01T00:00:00Z");
        assertThat(arrived.path("nan").asString()).isEqualTo("NaN");
        assertThat(arrived.path("big").asString()).isEqualTo("1180591620717411303424");
        assertThat(arrived.path("total").asString()).isEqualTo("1.50");
        assertThat(arrived.path("failure").asString()).isEqualTo("IOException: gone");
        assertThat(arrived.path("speechless").asString()).endsWith("that has no text)");
    }

    @Test
    void valuesWithoutEndEnd() {
        List<Object> loop = new ArrayList<>();
        loop.add(loop);
        Map<String, Object> deep = new HashMap<>();
        Map<String, Object> inner = deep;
        for (int i = 0; i < 10_000; i++) {
            Map<String, Object> next = new HashMap<>();
            inner.put("x", next);
            inner = next;
        }
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("loop", loop);
        metadata.put("deep", deep);
        metadata.put("long", "x".repeat(5_000_000));
        metadata.put("many", Collections.nCopies(1_000_000, 1));
        JsonNode arrived = sent(metadata);
        assertThat(arrived.toString()).contains("(recursive)", "(too deep)", "(cut)")
                .hasSizeLessThan(1_000_000);
    }

    @Test
    void halvesOfSurrogatePairsAreReplaced() {
        assertThat(sent(Map.of("a", "x\ud800y")).path("a").asString()).isEqualTo("x?y");
    }

    private JsonNode sent(Map<?, ?> metadata) {
        byte[] body = monitor().event("INFO", "m", metadata).getBytes(UTF_8);
        return JSON.readTree(body).path("metadata");
    }

    private Monitor monitor() {
        return Monitor.of(
                Map.of("CHIEF_MONITOR_ENDPOINT", "http://127.0.0.1:" + server.getAddress().getPort() + "/"));
    }

    private static HttpServer server() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
