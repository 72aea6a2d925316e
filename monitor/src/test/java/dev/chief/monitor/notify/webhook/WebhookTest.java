package dev.chief.monitor.notify.webhook;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chief.monitor.notify.InvalidSettings;
import dev.chief.monitor.notify.Json;
import dev.chief.monitor.notify.Message.Content;
import dev.chief.monitor.notify.Outcome;
import dev.chief.monitor.notify.Peer;
import dev.chief.monitor.notify.Samples;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class WebhookTest {
    private static final String SECRET = "correct horse battery";

    @Test
    void aReceiverCanCheckWhereAMessageComesFrom() {
        try (Peer peer = new Peer()) {
            assertThat(send(peer.address("/hook?a=b"))).isEqualTo(new Outcome.Sent(Optional.of(200)));
            Peer.Request request = peer.requests().getFirst();
            assertThat(request.path()).isEqualTo("/hook?a=b");
            assertThat(request.headers().getFirst("Content-Type")).isEqualTo("application/json");
            assertThat(request.headers().getFirst("X-Chief-Delivery")).isEqualTo(Samples.KEY.toString());
            assertThat(request.headers().getFirst("X-Chief-Timestamp")).isEqualTo("1795662005");
            assertThat(request.headers().getFirst("X-Chief-Signature"))
                    .isEqualTo(Signature.of(SECRET, 1795662005, request.body()));
        }
    }

    @Test
    void theSignatureIsTheOneThatOthersCompute() {
        // printf '1795662005.{}' | openssl dgst -sha256 -hmac 'correct horse battery'
        assertThat(Signature.of(SECRET, 1795662005, "{}"))
                .isEqualTo("v1=91a679e470eb2b8f4c09e38fb295acaa32bbcf8d17faac2318c0bf29dec88b42");
    }

    @Test
    void anAlertIsJson() {
        assertThat(WebhookBody.of(Samples.failureOf("backup")).toString()).isEqualTo(
                """
                        {"delivery":"0195a3f0-0000-4000-8000-00000000abcd","kind":"alert","alert":{"id":17,"alertType":"FAILURE",\
                        "severity":"ERROR","jobName":"backup","instance":null,"title":"Job backup failed",\
                        "openedAt":"2026-11-26T03:00:00.123Z","details":{"returnCode":2},\
                        "link":"https://monitor.example.com/alerts/17"},"text":"[ALERT] FAILURE backup"}""");
    }

    @Test
    void aSummaryHoldsItsAlerts() {
        JsonNode body = WebhookBody.of(Samples.message(
                new Content.Summary(List.of(Samples.failure("a"), Samples.failure("b")), 1500)));
        assertThat(body.path("kind").asString()).isEqualTo("summary");
        assertThat(body.path("total").asInt()).isEqualTo(1500);
        assertThat(body.path("alerts").values()).extracting(alert -> alert.path("jobName").asString())
                .containsExactly("a", "b");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 410, 422})
    void aRefusalIsForGood(int status) {
        try (Peer peer = new Peer().answer(status, "no\nsuch hook")) {
            assertThat(send(peer.address("/"))).isEqualTo(Outcome
                    .permanent("127.0.0.1 answered " + status + ": no such hook", Optional.of(status)));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 429, 500, 502, 503})
    void whatMayPassIsTriedAgain(int status) {
        try (Peer peer = new Peer().answer(status, "")) {
            assertThat(send(peer.address("/")))
                    .isEqualTo(Outcome.passing("127.0.0.1 answered " + status, Optional.of(status)));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 308})
    void aRedirectIsNotFollowed(int status) {
        try (Peer elsewhere = new Peer(); Peer peer = new Peer().redirect(status, elsewhere.address("/"))) {
            assertThat(send(peer.address("/"))).isEqualTo(Outcome.permanent(
                    "127.0.0.1 answered " + status + ", and redirects are not followed",
                    Optional.of(status)));
            assertThat(elsewhere.requests()).isEmpty();
        }
    }

    @Test
    void aLongComplaintIsCut() {
        try (Peer peer = new Peer().answer(500, "x".repeat(10_000_000))) {
            Outcome.Failed failed = (Outcome.Failed) send(peer.address("/"));
            assertThat(failed.reason()).hasSizeLessThan(400);
        }
    }

    @Test
    void aServerThatIsAwayIsTriedAgain() throws IOException {
        URI address;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            address = URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/");
        }
        assertThat(send(address))
                .isEqualTo(Outcome.passing("127.0.0.1 takes no connections", Optional.empty()));
        assertThat(send(URI.create("http://no-such-host.invalid/")))
                .isEqualTo(Outcome.passing("the host no-such-host.invalid is not known", Optional.empty()));
    }

    @Test
    void aServerThatNeverAnswersCostsNoMoreThanTheLimit() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            assertThat(sendWithinASecond(URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/")))
                    .isEqualTo(Outcome.passing("it took longer than 1 s", Optional.empty()));
        }
    }

    @Test
    void aServerThatDripsItsHeadersCostsNoMoreThanTheLimit() throws IOException {
        try (Dripping server = new Dripping("HTTP/1.1 200 OK\r\nX-Slow: ")) {
            assertThat(sendWithinASecond(server.address()))
                    .isEqualTo(Outcome.passing("it took longer than 1 s", Optional.empty()));
        }
    }

    @Test
    void aServerThatDripsItsTextHasAnswered() throws IOException {
        try (Dripping server = new Dripping("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n")) {
            assertThat(send(server.address())).isEqualTo(new Outcome.Sent(Optional.of(200)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://example.com/", "file:///etc/passwd", "example.com", "http://",
            "http://a b/",
            "https://user:word@example.com/", "https://example.com/#top"})
    void onlyWebAddressesAreTaken(String url) {
        assertThatThrownBy(() -> new Webhook().open(settings(url, SECRET)))
                .isInstanceOf(InvalidSettings.class)
                .hasMessage(
                        "settings.url: must be an address that begins with http:// or https:// and has a host, "
                                + "but no user, password or #");
    }

    @Test
    void aShortSecretIsNoneAndIsNotRepeated() {
        assertThatThrownBy(() -> new Webhook().open(settings("http://a/", "hunter2")))
                .isInstanceOf(InvalidSettings.class)
                .hasMessage("settings.secret: has 7 characters; at least 16 are needed");
    }

    @Test
    void settingsHideTheirSecretInALog() {
        assertThat(WebhookSettings.of(settings("https://example.com/token", SECRET)).toString())
                .isEqualTo("WebhookSettings[example.com]");
    }

    private static Outcome send(URI address) {
        return Samples.send(new Webhook().open(settings(address.toString(), SECRET)),
                Samples.failureOf("backup"));
    }

    private static Outcome sendWithinASecond(URI address) {
        return Samples.send(new Webhook().open(settings(address.toString(), SECRET)),
                Samples.failureOf("backup"), Duration.ofSeconds(1));
    }

    private static JsonNode settings(String url, String secret) {
        return Json.object().put("url", url).put("secret", secret);
    }

    /** Says something at once and then a byte now and then, for as long as it is listened to. */
    private static final class Dripping implements AutoCloseable {
        private static final long PAUSE_NANOS = 20_000_000;

        private final ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());

        Dripping(String begin) throws IOException {
            Thread.ofVirtual().start(() -> {
                try (Socket client = server.accept()) {
                    client.getOutputStream().write(begin.getBytes(US_ASCII));
                    while (true) {
                        client.getOutputStream().write('x');
                        LockSupport.parkNanos(PAUSE_NANOS);
                    }
                } catch (IOException e) {
                    // The client has had enough.
                }
            });
        }

        URI address() {
            return URI.create("http://127.0.0.1:" + server.getLocalPort() + "/");
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }
}
