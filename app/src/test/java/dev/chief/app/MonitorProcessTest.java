package dev.chief.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The monitor as a process: how it starts, what it refuses, how it ends, and that it keeps what it has accepted. */
class MonitorProcessTest {
    private static final String SECRET = "correct-horse-battery";

    @TempDir
    Path directory;
    private MonitorFolder folder;

    @BeforeEach
    void open() {
        folder = new MonitorFolder(directory);
    }

    @AfterEach
    void close() {
        folder.close();
    }

    @Test
    void itAnswersAndSaysWhereItIsAndWhatMayNotBeMeant() throws IOException {
        ChiefProcess monitor = folder.monitor();
        JsonNode health = folder.get("/v1/health");
        assertThat(health.path("ok").asBoolean()).isTrue();
        assertThat(health.path("service").asString()).isEqualTo("chief-monitor");
        assertThat(monitor.err().lines()).satisfiesExactly(
                warning -> assertThat(warning)
                        .startsWith("Warning: Sign-in is off, because no account is set up"),
                welcome -> assertThat(welcome).isEqualTo("Chief Monitor is at " + folder.endpoint()
                        + ", its data in " + folder.path("monitor.sqlite") + "."));
        assertThat(monitor.out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"TERM,143", "INT,130"})
    void aSignalEndsItAndLeavesOneFileThatIsItsOwnersAlone(String signal, int code) throws IOException {
        ChiefProcess monitor = folder.monitor();
        assertThat(monitor.signalled(signal).ended().code()).isEqualTo(code);
        assertThat(directory.toFile().list()).containsExactly("monitor.sqlite");
        assertThat(
                PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.path("monitor.sqlite"))))
                .isEqualTo("rw-------");
    }

    @Test
    void aSecondStartFindsWhatTheFirstWasTold() throws IOException {
        ChiefProcess first = folder.monitor();
        assertThat(folder.send("POST", "/v1/events", event("kept"))).isEqualTo(202);
        first.signalled("TERM").ended();
        folder.monitor();
        assertThat(folder.get("/v1/events").path("events").findValuesAsString("message"))
                .containsExactly("kept");
    }

    @Test
    void whatWasAcceptedWhileItWasStoppedIsThere()
            throws IOException, InterruptedException, ExecutionException, SQLException {
        ChiefProcess monitor = folder.monitor();
        Set<String> accepted = ConcurrentHashMap.newKeySet();
        List<Future<?>> senders = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 8; i++) {
                String sender = "sender " + i + " event ";
                senders.add(threads.submit(() -> sendUntilItEnds(sender, accepted)));
            }
            monitor.await("some events to be accepted", () -> accepted.size() > 100);
            monitor.signalled("TERM");
            for (Future<?> sender : senders) {
                sender.get();
            }
        }
        assertThat(monitor.ended().code()).isEqualTo(143);
        assertThat(monitor.err()).doesNotContain("Exception", "ERROR");
        assertThat(messages("monitor.sqlite")).containsAll(accepted);
    }

    @Test
    void aPortThatIsTakenIsNamedInOneSentence() {
        folder.monitor();
        ChiefProcess second = folder.chief("monitor", "--port", String.valueOf(folder.port()), "--db-path",
                "second.sqlite");
        assertThat(second.code()).isEqualTo(1);
        assertThat(errors(second)).isEqualTo(
                "Error: Cannot listen on 127.0.0.1:" + folder.port() + ": Address already in use. "
                        + "Choose another place with --host and --port.\n");
    }

    @Test
    void aFileThatIsNoDatabaseIsLeftAlone() throws IOException {
        Files.writeString(folder.path("letter.txt"), "Dear reader");
        ChiefProcess monitor = folder.chief("monitor", "--port", "0", "--db-path", "letter.txt");
        assertThat(monitor.code()).isEqualTo(1);
        assertThat(errors(monitor)).startsWith("Error: The monitor's database letter.txt failed: ")
                .hasLineCount(1);
        assertThat(folder.path("letter.txt")).hasContent("Dear reader");
    }

    @Test
    void aFolderThatIsNotThereIsNotMade() {
        ChiefProcess monitor = folder.chief("monitor", "--port", "0", "--db-path", "no/monitor.sqlite");
        assertThat(monitor.code()).isEqualTo(1);
        assertThat(errors(monitor)).startsWith("Error: The monitor's database no/monitor.sqlite failed: ")
                .hasLineCount(1);
        assertThat(folder.path("no")).doesNotExist();
    }

    @Test
    void theDatabaseOfANewerChiefIsRefused() throws SQLException {
        folder.monitor().signalled("TERM").ended();
        try (
            Connection connection = database("monitor.sqlite");
            Statement statement = connection.createStatement()
        ) {
            statement.executeUpdate("UPDATE schema_version SET version = 1000");
        }
        ChiefProcess monitor = folder.chief("monitor", "--port", "0");
        assertThat(monitor.code()).isEqualTo(1);
        assertThat(errors(monitor)).contains("was written by a newer Chief").hasLineCount(1);
    }

    @Test
    void aBackupOfARunningMonitorHoldsWhatItHadAccepted() throws IOException, SQLException {
        folder.monitor();
        for (int i = 0; i < 20; i++) {
            folder.send("POST", "/v1/events", event("event " + i));
        }
        ChiefProcess backup = folder.chief("monitor", "backup", "copy.sqlite");
        assertThat(backup.code()).as(backup.err()).isZero();
        assertThat(backup.out()).isEqualTo("Copied monitor.sqlite to copy.sqlite.\n");
        assertThat(backup.err()).isEmpty();
        assertThat(messages("copy.sqlite")).hasSize(20);

        folder.send("POST", "/v1/events", event("later"));
        ChiefProcess again = folder.chief("monitor", "backup", "copy.sqlite");
        assertThat(again.code()).isEqualTo(1);
        assertThat(again.err()).endsWith("copy.sqlite exists already: a backup overwrites nothing.\n");
        assertThat(messages("copy.sqlite")).hasSize(20);
    }

    @Test
    void everyLineOfTheLogIsAnObjectIfThatIsWanted() throws IOException {
        folder.set("MONITOR_AUTH_ADMIN_EMAIL", "admin@example.org")
                .set("MONITOR_AUTH_ADMIN_PASSWORD", SECRET)
                .set("MONITOR_AUTH_SECRET", SECRET)
                .set("MONITOR_API_KEY", "short");
        ChiefProcess monitor = folder.monitor("--log-format", "json");
        monitor.signalled("TERM").ended();
        List<String> messages = monitor.err()
                .lines()
                .map(line -> JsonMapper.shared().readTree(line).path("formattedMessage").asString())
                .toList();
        assertThat(messages).contains("The account admin@example.org was made.")
                .anyMatch(message -> message.startsWith("MONITOR_API_KEY is shorter"))
                .anyMatch(message -> message.startsWith("Chief Monitor is at "));
        assertThat(monitor.err()).doesNotContain(SECRET);
    }

    @Test
    void secretsAreInNoListOfProcesses() throws IOException {
        Path password = Files.writeString(folder.path("password"), SECRET + "\n");
        folder.set("MONITOR_AUTH_SECRET", SECRET).set("MONITOR_API_KEY", SECRET);
        ChiefProcess monitor = folder.monitor("--auth-admin-email", "admin@example.org",
                "--auth-admin-password-file", password.toString());
        assertThat(monitor.commandLine()).contains("--auth-admin-email").doesNotContain(SECRET);
        ChiefProcess refused = folder.chief("monitor", "--port", "0", "--smtp-url",
                "smtp://me:" + SECRET + "@mail.example.org", "--mail-from", "me@example.org");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains("--smtp-url holds a password", "--smtp-url-file")
                .doesNotContain(SECRET);
    }

    private void sendUntilItEnds(String sender, Set<String> accepted) {
        for (int i = 0;; i++) {
            try {
                if (folder.send("POST", "/v1/events", event(sender + i)) != 202) {
                    return;
                }
                accepted.add(sender + i);
            } catch (IOException e) {
                // It has ended.
                return;
            }
        }
    }

    private static String event(String message) {
        return """
                {"sourceType": "worker", "eventType": "worker.message", "level": "INFO", "message": "%s"}"""
                .formatted(message);
    }

    /** Standard error without the word of warning that every start here has. */
    private static String errors(ChiefProcess process) {
        return process.err().replaceFirst("(?m)^Warning: Sign-in is off.*\n", "");
    }

    private Connection database(String file) throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + folder.path(file));
    }

    private Set<String> messages(String file) throws SQLException {
        Set<String> messages = new HashSet<>();
        try (
            Connection connection = database(file);
            Statement statement = connection.createStatement();
            ResultSet rows = statement.executeQuery("SELECT message FROM events")
        ) {
            while (rows.next()) {
                messages.add(rows.getString(1));
            }
        }
        return messages;
    }
}
