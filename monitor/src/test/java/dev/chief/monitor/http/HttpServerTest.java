package dev.chief.monitor.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpServerTest {
    private static final InstantSource NOW = InstantSource.fixed(Instant.parse("2026-02-05T18:40:00Z"));
    private static final Duration SOON = Duration.ofMillis(150);
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String HOST = "Host: localhost\r\n";

    private final AtomicInteger read = new AtomicInteger();
    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch mayLeave = new CountDownLatch(1);
    private final HttpClient client = HttpClient.newHttpClient();
    private Optional<HttpServer> server = Optional.empty();

    @AfterEach
    void stop() {
        mayLeave.countDown();
        client.close();
        server.ifPresent(HttpServer::close);
    }

    @Test
    void everyAnswerHasTheHeadersOfSafety() throws IOException, InterruptedException {
        HttpResponse<String> response = get("/echo/a");
        assertThat(response.body()).isEqualTo("{\"name\":\"a\"}");
        assertThat(response.headers().firstValue("Content-Security-Policy").orElse("")).contains(
                "default-src 'self'",
                "frame-ancestors 'none'");
        assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(response.headers().firstValue("Referrer-Policy")).contains("same-origin");
        assertThat(response.headers().firstValue("Date")).contains("Thu, 05 Feb 2026 18:40:00 GMT");
        assertThat(response.headers().map()).doesNotContainKeys("server", "Server", "connection");
    }

    @ParameterizedTest
    @CsvSource({"/echo/a%2Fb,200,a/b", "/echo/%C3%A9%20x,200,é x", "/echo/a+b,200,a+b", "/echo/%E0%A4%A,400,",
            "/echo/%FF,400,", "/Echo/a,404,", "/echo/a/,404,", "/echo/,404,", "/,404,", "//echo/a,404,",
            "/badge/a.svg,200,a", "/badge/.svg,404,", "/badge/a.png,404,"})
    void pathsAreExact(String path, int status, String name) throws IOException, InterruptedException {
        start(Limits.USUAL);
        try (RawClient raw = RawClient.connect(port())) {
            String answer = raw.send("GET " + path + " HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n")
                    .readAll();
            assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
            if (name != null) {
                assertThat(new String(answer.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8))
                        .endsWith("{\"name\":\"" + name + "\"}");
            }
        }
    }

    @Test
    void aPathOfOtherMethodsSaysWhich() throws IOException, InterruptedException {
        start(Limits.USUAL);
        HttpResponse<String> refused = send(request("/body").DELETE());
        assertThat(refused.statusCode()).isEqualTo(405);
        assertThat(refused.headers().firstValue("Allow")).contains("OPTIONS, POST");
        HttpResponse<String> asked = send(
                request("/echo/a").method("OPTIONS", HttpRequest.BodyPublishers.noBody()));
        assertThat(asked.statusCode()).isEqualTo(204);
        assertThat(asked.headers().firstValue("Allow")).contains("GET, HEAD, OPTIONS");
    }

    @Test
    void headIsGetWithoutABody() throws IOException, InterruptedException {
        start(Limits.USUAL);
        HttpResponse<String> head = send(request("/echo/abc").HEAD());
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValue("Content-Length")).contains("14");
    }

    @Test
    void aFailureOfOursGivesNothingAway() throws IOException, InterruptedException {
        HttpResponse<String> response = get("/broken");
        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body()).isEqualTo("{\"error\":\"Internal error\"}");
    }

    @Test
    void aBodyMayHaveTwoMebibytesAndNotAByteMore() throws IOException, InterruptedException {
        start(Limits.USUAL);
        assertThat(send(post(2_097_152)).body()).isEqualTo("{\"bytes\":2097152}");
        assertThat(send(post(2_097_153)).statusCode()).isEqualTo(413);
    }

    @Test
    void aBodyInPiecesIsBoundedToo() throws IOException, InterruptedException {
        start(Limits.USUAL);
        String piece = "10000\r\n" + "x".repeat(0x10000) + "\r\n";
        assertThat(chunked(piece.repeat(32) + "0\r\n\r\n")).startsWith("HTTP/1.1 200 ")
                .endsWith("{\"bytes\":2097152}");
        assertThat(chunked(piece.repeat(32) + "1\r\nx\r\n0\r\n\r\n")).startsWith("HTTP/1.1 413 ");
        assertThat(chunked("7fffffff\r\n")).startsWith("HTTP/1.1 413 ");
    }

    @Test
    void aBodyThatNobodyWantsIsNotRead() throws IOException, InterruptedException {
        start(Limits.USUAL);
        try (RawClient raw = RawClient.connect(port())) {
            raw.send("POST /refused HTTP/1.1\r\n" + HOST + "Content-Length: 2000000\r\n\r\n");
            assertThat(raw.readUntil("{\"error\":\"no\"}")).startsWith("HTTP/1.1 401 ");
        }
        try (RawClient raw = RawClient.connect(port())) {
            raw.send("POST /refused HTTP/1.1\r\n" + HOST
                    + "Expect: 100-continue\r\nContent-Length: 2000000\r\n\r\n");
            assertThat(raw.readAll()).startsWith("HTTP/1.1 401 ").contains("Connection: close");
        }
        assertThat(read).hasValue(0);
    }

    @Test
    void theConnectionLivesOnAfterAShortBodyThatNobodyWanted() throws IOException, InterruptedException {
        start(Limits.USUAL);
        try (RawClient raw = RawClient.connect(port())) {
            raw.send("POST /refused HTTP/1.1\r\n" + HOST + "Content-Length: 3\r\n\r\nabc");
            assertThat(raw.readUntil("{\"error\":\"no\"}")).startsWith("HTTP/1.1 401 ");
            raw.send("GET /echo/a HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n");
            assertThat(raw.readAll()).startsWith("HTTP/1.1 200 ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "POST /body HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            "POST /body HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
            "POST /body HTTP/1.1\r\nHost: a\r\nContent-Length: 3, 4\r\n\r\nabcd",
            "POST /body HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
            "POST /body HTTP/1.1\r\nHost: a\r\nContent-Length: +3\r\n\r\nabc",
            "POST /body HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999\r\n\r\n",
            "POST /body HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nContent-Encoding: gzip\r\n\r\nabc",
            "POST /body HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
            "POST /body HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
            "POST /body HTTP/1.1\r\nHost: a\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
            "POST /body HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n\r\n",
            "POST /body HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n\r\n",
            "GET /echo/a HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
            "GET /echo/a HTTP/1.1\r\n\r\n",
            "GET /echo/a HTTP/1.1\r\nHost: a b\r\n\r\n",
            "GET /echo/a HTTP/1.1\nHost: a\n\n",
            "GET /echo/a HTTP/1.1\r\nHost: a\r\nX: a\r\n b\r\n\r\n",
            "GET /echo/a HTTP/1.1\r\nHost: a\r\nX\u0000: a\r\n\r\n",
            "GET /echo/a HTTP/1.1\r\nHost: a\r\nX: a\u0000\r\n\r\n",
            "GET /echo/a HTTP/1.0\r\nHost: a\r\n\r\n",
            "GET /echo/a HTTP/9.9\r\nHost: a\r\n\r\n",
            "GET /echo/a\r\nHost: a\r\n\r\n",
            "GET\r\n\r\n",
            "\r\n\r\n",
            "GET /echo/\u00e9 HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET /echo/<a> HTTP/1.1\r\nHost: a\r\n\r\n",
            "G\u0001T /echo/a HTTP/1.1\r\nHost: a\r\n\r\n",
            "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\r\n\r\n"})
    void whatIsNoGoodRequestIsRefusedAndTheConnectionClosed(String request)
            throws IOException, InterruptedException {
        start(Limits.USUAL);
        try (RawClient raw = RawClient.connect(port())) {
            String answer = raw.send(request).finish().readAll();
            assertThat(answer).matches("(?s)HTTP/1.1 (4\\d\\d|501|505) .*\\{\"error\":\"[A-Za-z .-]+\"}")
                    .doesNotContain("helidon", "Exception", "java.")
                    .contains("Content-Security-Policy: ");
            assertThat(answer.split("HTTP/1.1 ", -1)).hasSize(2);
        }
    }

    @Test
    void headersAndAddressesAreBounded() throws IOException, InterruptedException {
        start(Limits.USUAL);
        assertThat(plain("GET /echo/a HTTP/1.1\r\n" + HOST + "X: " + "x".repeat(20_000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 4");
        assertThat(plain("GET /echo/a HTTP/1.1\r\n" + HOST + "X: 1\r\n".repeat(5_000) + "\r\n"))
                .startsWith("HTTP/1.1 4");
        assertThat(plain("GET /echo/" + "x".repeat(9_000) + " HTTP/1.1\r\n" + HOST + "\r\n"))
                .startsWith("HTTP/1.1 414 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GET /echo", "GET /echo/a HTTP/1.1\r\nHost: a\r\nX-Slow: ",
            "POST /body HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc",
            "POST /body HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5"})
    void whoeverTakesTooLongIsCutOff(String beginning) throws IOException, InterruptedException {
        start(limits(SOON, SOON, LONG));
        try (RawClient raw = RawClient.connect(port())) {
            assertThat(raw.send(beginning).readAll()).isEmpty();
        }
    }

    @Test
    void bytesNowAndThenDoNotKeepARequestAlive() throws IOException, InterruptedException {
        start(limits(LONG, SOON, LONG));
        try (
            RawClient raw = RawClient.connect(port());
            RawClient other = RawClient.connect(port())
        ) {
            raw.send("GET /echo/a HTTP/1.1\r\nHost: a\r\n");
            // Each of these is answered long before its own time is over, and together they take longer than a request may.
            while (!raw.isClosed()) {
                raw.send("X: 1\r\n");
                other.send("GET /echo/a HTTP/1.1\r\nHost: a\r\n\r\n").readUntil("{\"name\":\"a\"}");
            }
            assertThat(raw.readAll()).isEmpty();
        }
    }

    @Test
    void aLineThatNeverEndsIsCutOff() throws IOException, InterruptedException {
        start(new Limits(1 << 10, 1 << 10, 1 << 10, 10, LONG, LONG, LONG, SOON));
        try (RawClient raw = RawClient.connect(port())) {
            raw.send("POST /body HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
            byte[] zeros = "0".repeat(1 << 12).getBytes(StandardCharsets.US_ASCII);
            while (!raw.isClosed()) {
                raw.send(zeros);
            }
            assertThat(read).hasValue(0);
        }
    }

    @Test
    void aClientThatDoesNotReadIsDropped() throws IOException, InterruptedException {
        start(limits(LONG, LONG, SOON));
        try (RawClient raw = RawClient.connect(port())) {
            raw.send("GET /endless HTTP/1.1\r\n" + HOST + "\r\n");
            mayLeave.await();
            assertThat(mayLeave.getCount()).isZero();
        }
    }

    @Test
    void aRequestInFlightIsFinishedWhenTheServerStops() throws IOException, InterruptedException {
        start(limits(LONG, LONG, LONG));
        CompletableFuture<HttpResponse<String>> answer = client.sendAsync(request("/slow").GET().build(),
                HttpResponse.BodyHandlers.ofString());
        entered.await();
        int port = port();
        CompletableFuture<Void> stopped = CompletableFuture.runAsync(server.orElseThrow()::close);
        mayLeave.countDown();
        assertThat(answer.join().body()).isEqualTo("{\"name\":\"slow\"}");
        stopped.join();
        assertThatThrownBy(() -> RawClient.connect(port).close()).isInstanceOf(IOException.class);
    }

    @Test
    void anIdleConnectionDoesNotHoldTheServer() throws IOException, InterruptedException {
        start(limits(LONG, LONG, LONG));
        try (RawClient raw = RawClient.connect(port())) {
            raw.send("GET /echo/a HTTP/1.1\r\n" + HOST + "\r\n").readUntil("{\"name\":\"a\"}");
            server.orElseThrow().close();
            assertThat(raw.readAll()).isEmpty();
        }
    }

    @Test
    void aPortThatIsTakenIsNamed() throws IOException {
        try (ServerSocket taken = new ServerSocket(0)) {
            assertThatThrownBy(
                    () -> HttpServer.start("localhost", taken.getLocalPort(), Limits.USUAL, NOW,
                            this::answer))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("Cannot listen on localhost:" + taken.getLocalPort()
                            + ": Address already in use");
        }
        assertThatThrownBy(() -> HttpServer.start("no.such.host.invalid", 0, Limits.USUAL, NOW, this::answer))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no such host");
    }

    private static Limits limits(Duration idle, Duration request, Duration write) {
        return new Limits(2 << 20, 16 << 10, 8 << 10, 100, idle, request, write, Duration.ofSeconds(20));
    }

    private int port() {
        return server.orElseThrow().port();
    }

    private void start(Limits limits) throws IOException {
        server = Optional.of(HttpServer.start("localhost", 0, limits, NOW, this::answer));
    }

    private Response answer(Request request) {
        return Routes.<String>builder()
                .get("/echo/{name}", (in, _) -> named(in))
                .get("/badge/{name}.svg", (in, _) -> named(in))
                .get("/broken", (_, _) -> {
                    throw new IllegalStateException("secret of java.lang");
                })
                .get("/slow", (_, _) -> {
                    entered.countDown();
                    uninterrupted(mayLeave);
                    return Response.of(200, Response.JSON, Json.bytes(out -> out.text("name", "slow")));
                })
                .get("/endless",
                        (_, _) -> new Response.Streamed(200, "text/plain", this::endless, Map.of()))
                .post("/refused", (_, _) -> Response.error(401, "no"))
                .post("/body", (in, _) -> {
                    int bytes = in.body().length;
                    read.addAndGet(bytes);
                    return Response.of(200, Response.JSON, Json.bytes(out -> out.number("bytes", bytes)));
                })
                .build()
                .handle(request, "somebody");
    }

    private static Response named(Request request) {
        return Response.of(200, Response.JSON,
                Json.bytes(out -> out.text("name", request.parameter("name"))));
    }

    private void endless(OutputStream out) throws IOException {
        try {
            while (true) {
                out.write(new byte[1 << 16]);
            }
        } finally {
            mayLeave.countDown();
        }
    }

    private static void uninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        start(Limits.USUAL);
        return send(request(path).GET());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port() + path));
    }

    private HttpRequest.Builder post(int bytes) {
        return request("/body").POST(HttpRequest.BodyPublishers.ofByteArray(new byte[bytes]));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private String chunked(String body) throws IOException {
        return plain("POST /body HTTP/1.1\r\n" + HOST
                + "Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n" + body);
    }

    private String plain(String request) throws IOException {
        try (RawClient raw = RawClient.connect(port())) {
            return raw.send(request).readAll();
        }
    }
}
