package dev.chief.monitor.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chief.monitor.http.RawClient;
import dev.chief.monitor.store.Databases;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Throws malformed requests at the API; {@code -Dchief.fuzz=100000} throws more of them. */
class MalformedRequestsTest {
    private static final int REQUESTS = Integer.getInteger("chief.fuzz", 2_000);
    private static final long SEED = Long.getLong("chief.seed", 20260225);
    private static final long MAY_GROW = 48L << 20;
    private static final Pattern LEAK = Pattern.compile(
            "(?i)exception|\\bat [a-z]+\\.[a-z.]+\\(|java\\.|jackson|helidon|jdbi|SQLITE_|org\\.|stack");
    private static final Pattern FAILURE = Pattern.compile("(?s).*HTTP/1\\.1 5(?!01|05).*");

    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD",
            "OPTIONS", "TRACE",
            "get", "P\u0000ST", "");
    private static final List<String> PATHS = List.of("/v1/events", "/v1/events/batch", "/v1/alerts",
            "/v1/alerts/1/close",
            "/v1/status/jobs/a%2Fb", "/v1/runs", "/v1/runs/a:1", "/v1/jobs/x", "/v1/settings/alerts/email",
            "/v1/channels",
            "/v1/channels/1", "/v1/silences", "/v1/keys", "/v1/deliveries", "/metrics", "/badge/x.svg",
            "/v1/health", "/", "*",
            "/v1/%2e%2e/x", "http://other/v1/health", "/v1/status/jobs/%ff", "/v1/status/jobs/%", "//");
    private static final List<String> QUERIES = List.of("", "?limit=-1", "?limit=%", "?cursor=%00",
            "?cursor=AAAA",
            "?cursor=MTIzOng", "?from=x", "?offset=999999999999", "?text=%25", "?level=%F0%9F%98%80",
            "?a=b&a=b&&=", "?from=+",
            "?to=9999-12-31T23:59:59Z", "?alertId=x", "?jobName=%00");
    private static final List<String> HEADERS = List.of("Content-Type: text/plain", "Content-Length: 5",
            "Content-Length: x",
            "Transfer-Encoding: chunked", "Transfer-Encoding: gzip", "Expect: 100-continue", "Expect: x",
            "Host: evil.example",
            "Host:", "Origin: http://evil.example", "Cookie: chief_session=x; ;=", "x-api-key: \u00e9",
            "Upgrade: h2c",
            "Connection: upgrade", "Last-Event-ID: -1", "Accept-Encoding: gzip", "X : y", ": y", "X\r\n y",
            "Range: bytes=0-",
            "Content-Encoding: gzip");
    private static final List<String> BODIES = List.of("", "{", "[]", "[[[[", "{\"events\":{}}", "null",
            "\u0000\u0001", "[{}]",
            "{\"reason\":\"\\ud800\"}", "{\"recipients\":[null],\"enabledAlertTypes\":{}}",
            "{\"kind\":\"webhook\",\"name\":\"\\u0000\",\"settings\":{\"url\":\"x\"}}",
            "{\"name\":\"a\",\"scope\":null}",
            "{\"endsAt\":\"x\",\"reason\":[]}", "{\"silencedUntil\":1e999,\"archived\":null}",
            "5\r\nhello\r\n0\r\n\r\n",
            "fffffffff\r\n",
            "{\"sourceType\":\"chief\",\"eventType\":\"job.failed\",\"level\":\"INFO\",\"message\":\"\\u0001\","
                    + "\"jobName\":\"\\ud800\",\"runId\":\"x\",\"metadata\":{\"failed_script\":\"\\u0000\"}}",
            "{\"sourceType\":\"chief\",\"eventType\":\"job.started\",\"level\":\"INFO\",\"message\":\"x\",\"jobName\":\"j\","
                    + "\"runId\":\"r\",\"metadata\":{\"script_count\":1e99,\"longest_seconds\":-1}}");

    @Test
    void noMalformedRequestIsAFailureOfTheMonitor() throws IOException, InterruptedException {
        SplittableRandom random = new SplittableRandom(SEED);
        try (House house = House.open(Databases.SQLITE.fresh())) {
            throwAt(house, random, REQUESTS / 4);
            long before = used();
            throwAt(house, random, REQUESTS - REQUESTS / 4);
            assertThat(used() - before).as("bytes in use more than after the first quarter")
                    .isLessThan(MAY_GROW);
            assertThat(house.get("/v1/health").status()).isEqualTo(200);
        }
    }

    private static void throwAt(House house, SplittableRandom random, int requests) throws IOException {
        for (int i = 0; i < requests; i++) {
            String request = request(random);
            try (RawClient client = RawClient.connect(house.port())) {
                String answer = client.send(request.getBytes(StandardCharsets.ISO_8859_1)).finish().readAll();
                assertThat(answer).as("seed " + SEED + ", request " + request)
                        .doesNotMatch(FAILURE)
                        .doesNotContainPattern(LEAK);
            }
        }
    }

    private static String request(SplittableRandom random) {
        String body = pick(random, BODIES);
        StringBuilder request = new StringBuilder(pick(random, METHODS)).append(' ')
                .append(pick(random, PATHS))
                .append(pick(random, QUERIES))
                .append(" HTTP/1.1\r\n");
        if (random.nextInt(10) > 0) {
            request.append("Host: localhost\r\n");
        }
        if (random.nextInt(3) > 0) {
            request.append("Content-Length: ").append(body.length()).append("\r\n");
        }
        for (int n = random.nextInt(3); n > 0; n--) {
            request.append(pick(random, HEADERS)).append("\r\n");
        }
        request.append("\r\n").append(body);
        for (int n = random.nextInt(3); n > 0; n--) {
            int at = random.nextInt(request.length());
            switch (random.nextInt(3)) {
                case 0 -> request.deleteCharAt(at);
                case 1 -> request.setCharAt(at, (char) random.nextInt(256));
                default -> request.insert(at, (char) random.nextInt(256));
            }
        }
        return request.toString();
    }

    private static String pick(SplittableRandom random, List<String> list) {
        return list.get(random.nextInt(list.size()));
    }

    /** Bytes in use after a full collection, which is over when something that nobody holds is gone. */
    private static long used() {
        WeakReference<Object> witness = new WeakReference<>(new Object());
        while (witness.get() != null) {
            System.gc();
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
