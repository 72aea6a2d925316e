package dev.chief.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** Daemons, a monitor that hears them, and a mail server, each as it is in real life. */
class WatchedDaemonTest {
    @TempDir
    Path directory;
    private final GreenMail post = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private MonitorFolder house;
    private ChiefProcess monitor;
    private DaemonFolder folder;

    @BeforeEach
    void open() throws IOException {
        // It would print every line of the protocol.
        ((Logger) LoggerFactory.getLogger("com.icegreen")).setLevel(Level.WARN);
        post.start();
        house = new MonitorFolder(Files.createDirectory(directory.resolve("house")))
                .set("MONITOR_SMTP_URL", "smtp://127.0.0.1:" + post.getSmtp().getPort())
                .set("MONITOR_MAIL_FROM", "chief@example.org");
        monitor = house.monitor();
        folder = watched("first");
    }

    @AfterEach
    void close() {
        folder.close();
        house.close();
        post.stop();
    }

    @Test
    void aJobThatFailsIsAnAlertAndAMailUntilItIsMended() throws IOException, MessagingException {
        assertThat(house.send("PUT", "/v1/settings/alerts/email", """
                {"recipients": ["ops@example.org"], "enabledAlertTypes": ["FAILURE", "RECOVERY"]}"""))
                .isEqualTo(200);
        folder.daemon();
        run();
        monitor.await("the job to be up",
                () -> job("status").equals("UP") && !job("lastSuccessAt").isEmpty());

        folder.file("work.sh", "exit 3\n");
        run();
        monitor.await("an alert", () -> alerts("FAILURE", "OPEN").equals(List.of("Job j failed")));
        monitor.await("a mail", () -> post.getReceivedMessages().length == 1);
        MimeMessage mail = post.getReceivedMessages()[0];
        assertThat(mail.getSubject()).isEqualTo("[ALERT] FAILURE j");
        assertThat(mail.getHeader("To")).containsExactly("ops@example.org");

        folder.file("work.sh", "echo mended\n");
        run();
        monitor.await("the recovery", () -> alerts("RECOVERY", "OPEN")
                .equals(List.of("Job j recovered from failure")));
        assertThat(alerts("FAILURE", "OPEN")).isEmpty();
        assertThat(alerts("FAILURE", "CLOSED")).hasSize(1);
        monitor.await("another mail", () -> post.getReceivedMessages().length == 2);
        assertThat(post.getReceivedMessages()[1].getSubject()).isEqualTo("[ALERT] RECOVERY j");
    }

    @Test
    void aDaemonThatIsKilledIsMissedAndOneThatWasStoppedIsNot() throws IOException {
        try (DaemonFolder other = watched("second")) {
            ChiefProcess stopped = other.daemon();
            ChiefProcess killed = folder.daemon();
            monitor.await("both daemons", () -> house.get("/v1/instances").path("instances").size() == 2);
            assertThat(stopped.signalled("TERM").ended().code()).isEqualTo(143);
            killed.signalled("KILL").ended();
            monitor.await("an alert", () -> !alerts("CHIEF_OFFLINE", "OPEN").isEmpty());
            // The one that was stopped has been silent for longer.
            JsonNode alerts = house.get("/v1/alerts?alertType=CHIEF_OFFLINE").path("alerts");
            assertThat(alerts).hasSize(1);

            folder.daemon();
            monitor.await("the alert to close", () -> alerts("CHIEF_OFFLINE", "OPEN").isEmpty());
        }
    }

    /** A folder whose daemon tells the monitor each second that it is there. */
    private DaemonFolder watched(String name) throws IOException {
        return new DaemonFolder(Files.createDirectory(directory.resolve(name))).job("work.sh",
                DaemonFolder.tomorrow(),
                "monitor: {enabled: true, endpoint: \"" + house.endpoint()
                        + "\", heartbeat_seconds: 1, buffer: {flush_interval_ms: 100}}");
    }

    private void run() {
        assertThat(folder.chief("trigger", "j").out()).startsWith("Started j:");
    }

    private String job(String field) throws IOException {
        JsonNode jobs = house.get("/v1/status/jobs").path("jobs");
        return jobs.isEmpty() ? "" : jobs.get(0).path(field).asString("");
    }

    private List<String> alerts(String type, String status) throws IOException {
        return house.get("/v1/alerts?alertType=" + type + "&status=" + status)
                .path("alerts")
                .findValuesAsString("title");
    }
}
