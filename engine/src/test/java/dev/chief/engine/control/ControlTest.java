package dev.chief.engine.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chief.engine.config.Config;
import dev.chief.engine.config.ConfigLoader;
import dev.chief.engine.config.Host;
import dev.chief.engine.config.Loaded;
import dev.chief.engine.daemon.Alarm;
import dev.chief.engine.daemon.Daemon;
import dev.chief.engine.daemon.DaemonListener;
import dev.chief.engine.daemon.DaemonSetup;
import dev.chief.engine.daemon.Jitter;
import dev.chief.engine.run.JobRunner;
import dev.chief.engine.run.JournalException;
import dev.chief.engine.run.RunSettings;
import dev.chief.engine.run.SessionLauncher;
import dev.chief.engine.runs.RunStore;
import dev.chief.engine.runs.RunStoreException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The protocol as it is on the wire, with a daemon behind it. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class ControlTest {
    private static final Map<String, String> ENVIRONMENT = Map.of("PATH", "/usr/bin:/bin");
    private static final String JOB = """
              - name: %s
                schedule: {frequency: yearly, day_of_month: 1, month: 1, time: "00:00"}
                scripts: [{path: work.sh, interpreter: sh}]
            """;

    @TempDir
    Path folder;
    private Path state;
    private RunStore store;
    private Daemon daemon;
    private ControlServer server;
    private Thread thread;

    @BeforeEach
    void startDaemon() throws IOException, RunStoreException {
        // Goes on until it is cancelled, or the folder is gone.
        Files.writeString(folder.resolve("work.sh"), "while [ -e chief.yaml ]; do sleep 0.1; done\n");
        Files.writeString(folder.resolve("chief.yaml"),
                "defaults: {timezone: UTC}\njobs:\n" + JOB.formatted("nightly") + JOB.formatted("nightly-2"));
        Config config = ((Loaded.Ok) load()).config();
        state = config.daemon().stateDirectory();
        store = RunStore.open(state, InstantSource.system());
        RunSettings settings = new RunSettings(state, 1 << 20, Duration.ofSeconds(1), Optional.empty(),
                ENVIRONMENT, RunSettings.Helpers.NONE);
        JobRunner runner = new JobRunner(settings, new SessionLauncher("/usr/bin:/bin"),
                InstantSource.system(), store);
        daemon = new Daemon(config,
                new DaemonSetup(InstantSource.system(), Alarm.ofMachine(), store, runner,
                        new DaemonSetup.Source(this::load, () -> "same", changed -> settings),
                        new Jitter("host"), Duration.ofHours(1)),
                new DaemonListener() {});
        server = ControlServer.open(state, daemon);
        thread = Thread.ofPlatform().start(() -> {
            try {
                daemon.run();
            } catch (JournalException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @AfterEach
    void stopDaemon() throws IOException, InterruptedException {
        daemon.kill();
        thread.join();
        server.close();
        store.close();
    }

    private Loaded load() {
        return ConfigLoader.load(folder.resolve("chief.yaml").toString(),
                new Host(ENVIRONMENT, () -> ZoneOffset.UTC, InstantSource.system()));
    }

    private SocketChannel connect() throws IOException {
        return SocketChannel.open(UnixDomainSocketAddress.of(state.resolve("control.sock")));
    }

    /** All that comes back for some text, or nothing if the daemon hangs up on it. */
    private String raw(String text) throws IOException {
        try (SocketChannel channel = connect()) {
            try {
                ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                return "";
            }
        }
    }

    private JsonNode answer(String line) throws IOException {
        String answer = raw(line + "\n");
        assertThat(answer).endsWith("\n").hasLineCount(1);
        return JsonMapper.shared().readTree(answer);
    }

    private JsonNode ask(String command, String argument) throws IOException {
        return answer(
                "{\"version\": 1, \"command\": \"" + command + "\", \"argument\": \"" + argument + "\"}");
    }

    private static String refusal(JsonNode answer) {
        assertThat(answer.get("ok").asBoolean()).isFalse();
        assertThat(answer.get("version").asInt()).isEqualTo(1);
        return answer.get("message").asString();
    }

    @Test
    void statusIsOneLineOfJsonWithStableNames() throws IOException {
        JsonNode answer = answer("{\"version\": 1, \"command\": \"status\"}");
        assertThat(answer.propertyNames()).containsExactly("version", "ok", "message", "status");
        JsonNode status = answer.get("status");
        assertThat(status.propertyNames()).containsExactly("config", "pid", "since", "read_at", "recording",
                "running", "waiting", "next");
        assertThat(status.get("next").get(1).get("job").asString()).isEqualTo("nightly-2");
    }

    @Test
    void theSocketIsForItsOwnerAlone() throws IOException {
        assertThat(
                PosixFilePermissions.toString(Files.getPosixFilePermissions(state.resolve("control.sock"))))
                .isEqualTo("rw-------");
    }

    @Test
    void aFieldThatALaterVersionMayAddIsIgnored() throws IOException {
        assertThat(answer("{\"version\": 1, \"command\": \"status\", \"mood\": 3}").get("ok").asBoolean())
                .isTrue();
    }

    @Test
    void anUnknownCommandIsNamed() throws IOException {
        assertThat(refusal(answer("{\"version\": 1, \"command\": \"dance\"}")))
                .isEqualTo("unknown command \"dance\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"command\": \"status\"}"})
    void aRequestWithoutAVersionIsToldWhichOneIsSpoken(String line) throws IOException {
        assertThat(refusal(answer(line))).contains("speaks version 1 of the protocol, not 0");
    }

    @Test
    void anotherVersionIsToldWhichOneIsSpoken() throws IOException {
        assertThat(refusal(answer("{\"version\": 2, \"command\": \"status\"}")))
                .contains("speaks version 1 of the protocol, not 2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hello", "null", "3", "[]",
            "{\"version\": \"one\", \"command\": \"status\"}", "{\"version\": 1, \"command\": ",
            "\u0000\u00ff"})
    void whatIsNoRequestIsAnsweredWithWhatARequestIs(String line) throws IOException {
        assertThat(refusal(answer(line))).isEqualTo(
                "a request is one line of JSON with version and command");
    }

    @Test
    void aRequestWithoutACommandIsRefused() throws IOException {
        assertThat(refusal(answer("{\"version\": 1}"))).contains("unknown command");
    }

    @Test
    void anOverLongLineIsHungUpOnAndTheNextClientIsServed() throws IOException {
        assertThat(raw("x".repeat(1 << 20))).isEmpty();
        assertThat(ask("status", "").get("ok").asBoolean()).isTrue();
    }

    @Test
    void clientsThatSayNothingDoNotKeepOthersFromTheirAnswer() throws IOException {
        List<SocketChannel> silent = new ArrayList<>();
        try {
            for (int i = 0; i < 200; i++) {
                silent.add(connect());
            }
            assertThat(ControlClient.ask(state, Request.status()).orElseThrow().ok()).isTrue();
        } finally {
            for (SocketChannel channel : silent) {
                channel.close();
            }
        }
    }

    @Test
    void aClientThatGoesAwayBeforeItsAnswerHarmsNobody() throws IOException {
        try (SocketChannel channel = connect()) {
            channel.write(ByteBuffer.wrap("{\"version\": 1, \"comm".getBytes(StandardCharsets.UTF_8)));
        }
        assertThat(ask("status", "").get("ok").asBoolean()).isTrue();
    }

    @Test
    void anUnknownJobIsNotTriggered() throws IOException {
        assertThat(refusal(ask("trigger", "never"))).isEqualTo(
                "not started: the job is not in the file any more");
    }

    @Test
    void aRunIsCancelledByItsJobOrTheBeginningOfItsIdButNotByAnotherJobsName() throws IOException {
        assertThat(ask("trigger", "nightly-2").get("message").asString()).startsWith("started nightly-2:");
        assertThat(refusal(ask("cancel", "nightly"))).contains("nothing that goes on or waits is called");
        assertThat(refusal(ask("cancel", ""))).contains("nothing that goes on or waits is called");
        assertThat(refusal(answer("{\"version\": 1, \"command\": \"cancel\"}"))).contains("is called \"\"");
        assertThat(ask("cancel", "nightly-2:2").get("message").asString()).startsWith("cancelled nightly-2:");
    }

    @Test
    void aSocketThatWasLeftBehindIsNoDaemon() throws IOException {
        server.close();
        assertThat(ControlClient.ask(state, Request.status())).isEmpty();
        Path elsewhere = Files.createDirectory(folder.resolve("other"));
        try (var socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            socket.bind(UnixDomainSocketAddress.of(elsewhere.resolve("control.sock")));
        }
        assertThat(elsewhere.resolve("control.sock")).exists();
        assertThat(ControlClient.ask(elsewhere, Request.status())).isEmpty();
    }
}
