package dev.chief.engine.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chief.engine.config.Secret;
import dev.chief.engine.telemetry.LocalMonitor.Manner;
import dev.chief.engine.telemetry.Transport.Answer;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpTransportTest {
    private static final Duration LIMIT = Duration.ofMillis(400);
    private static final Duration PLENTY = Duration.ofSeconds(20);
    /** What a busy machine may add to a limit. */
    private static final Duration SLACK = Duration.ofSeconds(3);

    private final LocalMonitor monitor = new LocalMonitor();

    @AfterEach
    void close() {
        monitor.close();
    }

    @Test
    void aBatchThatIsTakenIsAccepted() {
        assertThat(post("{\"events\":[{\"a\":1}]}")).isEqualTo(new Answer.Accepted(Set.of()));
        assertThat(monitor.events()).hasSize(1);
        assertThat(monitor.lastHead())
                .startsWith("post /v1/events/batch http/1.1")
                .contains("content-type: application/json", "x-api-key: secret-key");
    }

    @Test
    void eventsThatTheMonitorNamesAreRefused() {
        monitor.does(Manner.answering(202,
                """
                        {"inserted":1,"dropped":2,"errors":[{"index":0,"message":"x"},{"message":"y","index":2}]}"""));
        assertThat(post("{}")).isEqualTo(new Answer.Accepted(Set.of(0, 2)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ok", "{\"errors\":1}", "{\"errors\":[1]}", "[",
            "{\"errors\":[{\"index\":\"1\"}]}"})
    void anAnswerThatNamesNoneRefusesNone(String answer) {
        monitor.does(Manner.answering(202, answer));
        assertThat(post("{}")).isEqualTo(new Answer.Accepted(Set.of()));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 413, 422})
    void aStatusThatIsAboutTheEventsRefusesThem(int status) {
        monitor.does(Manner.answering(status, "{\"error\":\"Invalid\"}"));
        assertThat(post("{}")).isInstanceOf(Answer.Refused.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 401, 403, 404, 429, 500, 503})
    void anyOtherStatusMeansTryAgainLater(int status) {
        monitor.does(Manner.answering(status, ""));
        assertThat(post("{}")).isInstanceOf(Answer.Failed.class);
    }

    @Test
    void aMonitorThatIsNotThereFails() {
        monitor.close();
        assertThat(post("{}")).isEqualTo(new Answer.Failed("no connection"));
    }

    @Test
    void aMonitorThatSaysNothingCostsOneTimeLimit() {
        monitor.does(Manner.silent());
        assertOneLimit();
    }

    @Test
    void defect25AMonitorThatDripsItsStatusCostsOneTimeLimit() {
        monitor.does(Manner.dripping("", "H"));
        assertOneLimit();
    }

    @Test
    void defect25AMonitorThatDripsItsHeadersCostsOneTimeLimit() {
        monitor.does(Manner.dripping("HTTP/1.1 500 No\r\n", "X: y\r\n"));
        assertOneLimit();
    }

    @Test
    void aMonitorThatTookTheBatchAndDripsItsAnswerHasTakenIt() {
        monitor.does(Manner.dripping("HTTP/1.1 202 Accepted\r\nContent-Length: 1000000\r\n\r\n", " "));
        long begin = System.nanoTime();
        assertThat(transport().post("{}".getBytes(UTF_8), LIMIT)).isEqualTo(new Answer.Accepted(Set.of()));
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(LIMIT.plus(SLACK));
    }

    @Test
    void anAnswerWithoutEndCostsNoMemory() {
        monitor.does(
                Manner.dripping("HTTP/1.1 202 Accepted\r\nContent-Length: 1000000000\r\n\r\n",
                        " ".repeat(1 << 18)));
        assertThat(post("{}")).isEqualTo(new Answer.Accepted(Set.of()));
    }

    @Test
    void aKeyThatNoHeaderTakesIsNotRepeated() {
        Answer answer = new HttpTransport(monitor.endpoint(), new Secret("top\nsecret")).post(new byte[0],
                LIMIT);
        assertThat(answer).isInstanceOf(Answer.Failed.class);
        assertThat(answer.toString()).doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://", "http://[::1", "http://a_b:1", "http://%zz", "http://host.invalid"})
    void anEndpointThatNoRequestTakesFails(String endpoint) {
        try (Transport transport = new HttpTransport(endpoint, Secret.NONE)) {
            assertThat(transport.post(new byte[0], PLENTY)).isInstanceOf(Answer.Failed.class);
        }
    }

    @Test
    void aSlashAtTheEndOfTheEndpointDoesNotMatter() {
        try (Transport transport = new HttpTransport(monitor.endpoint() + "/base/", Secret.NONE)) {
            transport.post("{}".getBytes(UTF_8), PLENTY);
        }
        assertThat(monitor.lastHead()).startsWith("post /base/v1/events/batch ").doesNotContain("x-api-key");
    }

    private void assertOneLimit() {
        long begin = System.nanoTime();
        assertThat(transport().post("{}".getBytes(UTF_8), LIMIT)).isInstanceOf(Answer.Failed.class);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(LIMIT.plus(SLACK));
    }

    private Answer post(String body) {
        try (Transport transport = transport()) {
            return transport.post(body.getBytes(UTF_8), PLENTY);
        }
    }

    private Transport transport() {
        return new HttpTransport(monitor.endpoint(), new Secret("secret-key"));
    }
}
