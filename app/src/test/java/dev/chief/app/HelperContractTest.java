package dev.chief.app;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What all worker helpers promise, against a real socket. */
class HelperContractTest {
    private static final JsonMapper JSON = new JsonMapper();
    /** What is promised, and what a busy machine may add: a start of Java for the shell, a thread's turn for all. */
    private static final Duration BOUND = Duration.ofMillis(400).plusSeconds(5);

    @TempDir
    Path directory;
    private final List<JsonNode> events = Collections.synchronizedList(new ArrayList<>());
    private final List<String> heads = Collections.synchronizedList(new ArrayList<>());
    private final List<IOException> hangUps = new ArrayList<>();
    private ServerSocket server = unbound();
    private volatile String answer = "HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n";
    private volatile String drop = "";

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().start(this::serve);
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    @ParameterizedTest
    @EnumSource
    void aMessageArrivesWithItsContext(Helper helper) {
        Map<String, String> environment = environment();
        environment.put("CHIEF_MONITOR_API_KEY", "the-key");
        environment.put("CHIEF_JOB_NAME", "etl \"quoted\" ü");
        environment.put("CHIEF_RUN_ID", "etl:1");
        environment.put("CHIEF_SCRIPT_PATH", "/w/a.py");
        environment.put("CHIEF_SCHEDULED_FOR", "2026-11-23T12:00:00Z");
        Helper.Said said = helper.say(directory, environment);
        assertGood(said, true);
        JsonNode event = events.getLast();
        assertThat(event.propertyNames()).containsExactlyInAnyOrder("eventId", "sourceType", "eventType",
                "level",
                "message", "eventAt", "metadata", "jobName", "scriptPath", "runId", "scheduledFor");
        assertThat(event.path("sourceType").asString()).isEqualTo("worker");
        assertThat(event.path("eventType").asString()).isEqualTo("worker.message");
        assertThat(event.path("level").asString()).isEqualTo("WARN");
        assertThat(event.path("message").asString()).isEqualTo(Helper.MESSAGE);
        assertThat(event.path("eventAt").asString()).endsWith("Z");
        assertThat(event.path("metadata").toString()).isEqualTo("{\"step\":\"extract\"}");
        assertThat(event.path("jobName").asString()).isEqualTo("etl \"quoted\" ü");
        assertThat(event.path("runId").asString()).isEqualTo("etl:1");
        assertThat(event.path("scriptPath").asString()).isEqualTo("/w/a.py");
        assertThat(event.path("scheduledFor").asString()).isEqualTo("2026-11-23T12:00:00Z");
        assertThat(UUID.fromString(event.path("eventId").asString()).version()).isEqualTo(7);
        assertThat(heads.getLast().toLowerCase(Locale.ROOT)).startsWith("post /v1/events http/1.1")
                .contains("x-api-key: the-key", "content-type: application/json");
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNotKnownIsLeftOut(Helper helper) {
        assertGood(helper.say(directory, environment()), true);
        assertThat(events.getLast().propertyNames()).doesNotContain("jobName", "runId", "scheduledFor");
        assertThat(heads.getLast().toLowerCase(Locale.ROOT)).doesNotContain("x-api-key");
    }

    @ParameterizedTest
    @EnumSource
    void withoutAnEndpointNothingHappens(Helper helper) {
        Map<String, String> environment = environment();
        environment.put("CHIEF_MONITOR_ENDPOINT", "");
        assertGood(helper.say(directory, environment), false);
        assertThat(events).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aDeadEndpointIsAnAnswerOfNo(Helper helper) throws IOException {
        Map<String, String> environment = environment();
        server.close();
        assertGood(helper.say(directory, environment), false);
    }

    @ParameterizedTest
    @EnumSource
    void anEndpointThatIsNoneIsAnAnswerOfNo(Helper helper) {
        Map<String, String> environment = environment();
        environment.put("CHIEF_MONITOR_ENDPOINT", "http://[nonsense");
        assertGood(helper.say(directory, environment), false);
    }

    @ParameterizedTest
    @EnumSource
    void aSilentServerIsLeftInTime(Helper helper) {
        answer = "";
        assertGood(helper.say(directory, environment()), false);
    }

    @ParameterizedTest
    @EnumSource
    void aServerThatDripsItsAnswerIsLeftInTime(Helper helper) {
        answer = "";
        drop = "H";
        assertGood(helper.say(directory, environment()), false);
    }

    @ParameterizedTest
    @EnumSource
    void aServerThatFailsIsAnAnswerOfNo(Helper helper) {
        answer = "HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n";
        assertGood(helper.say(directory, environment()), false);
    }

    private static void assertGood(Helper.Said said, boolean taken) {
        said.taken().ifPresent(it -> assertThat(it).isEqualTo(taken));
        assertThat(said.code()).isZero();
        assertThat(said.output()).isEmpty();
        assertThat(said.took()).isLessThan(BOUND);
    }

    private Map<String, String> environment() {
        return new HashMap<>(
                Map.of("CHIEF_MONITOR_ENDPOINT", "http://127.0.0.1:" + server.getLocalPort() + "/"));
    }

    private void serve() {
        while (!server.isClosed()) {
            try (
                Socket socket = server.accept();
                InputStream in = new BufferedInputStream(socket.getInputStream())
            ) {
                String head = head(in);
                heads.add(head);
                events.add(JSON.readTree(in.readNBytes(length(head))));
                socket.getOutputStream().write(answer.getBytes(ISO_8859_1));
                while (answer.isEmpty() && !server.isClosed()) {
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
                    socket.getOutputStream().write(drop.getBytes(ISO_8859_1));
                }
            } catch (IOException e) {
                // The helper has gone, or the test is over, which the loop looks at.
                hangUps.add(e);
            }
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("no request");
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private static int length(String head) {
        return head.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
                .findFirst()
                .orElse(0);
    }

    private static ServerSocket unbound() {
        try {
            return new ServerSocket();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
