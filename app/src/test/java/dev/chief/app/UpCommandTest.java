package dev.chief.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A daemon and a monitor in one process. */
class UpCommandTest {
    @TempDir
    Path directory;
    private DaemonFolder folder;
    private MonitorFolder house;

    @BeforeEach
    void open() {
        folder = new DaemonFolder(directory);
        house = new MonitorFolder(directory);
    }

    @AfterEach
    void close() {
        house.close();
        folder.close();
    }

    @Test
    void jobsTellItWhatTheyDoAlthoughTheFileSaysNothingOfIt() throws IOException {
        chiefYaml("", "j", "quiet");
        ChiefProcess up = up();
        assertThat(folder.path(".chief/monitor.sqlite")).exists();
        folder.chief("trigger", "quiet");
        folder.chief("trigger", "j");
        up.await("the job to be up", () -> !house.get("/v1/status/jobs/j")
                .path("check")
                .path("lastSuccessAt")
                .asString("")
                .isEmpty());
        assertThat(jobs()).containsExactly("j");

        chiefYaml("", "j", "k", "quiet");
        assertThat(folder.chief("reload").code()).isZero();
        up.await("the new job", () -> jobs().equals(List.of("j", "k")));
        folder.chief("trigger", "j");
        up.await("both runs", () -> house.get("/v1/runs").path("runs").size() == 2);

        assertThat(up.signalled("TERM").ended().code()).isEqualTo(143);
        assertThat(up.err()).endsWith("Stopped\n").doesNotContain("Error", "ERROR", "Exception");
        house.monitor("--db-path", ".chief/monitor.sqlite");
        assertThat(house.get("/v1/events?eventType=chief.stopped").path("events")).hasSize(1);
        assertThat(house.get("/v1/alerts").path("alerts")).isEmpty();
    }

    @Test
    void anEndpointInTheFileCountsBeforeIt() throws IOException {
        try (MonitorFolder other = new MonitorFolder(Files.createDirectory(directory.resolve("other")))) {
            ChiefProcess monitor = other.monitor();
            chiefYaml("monitor: {endpoint: \"" + other.endpoint() + "\"}", "j");
            up();
            monitor.await("the daemon to be heard",
                    () -> other.get("/v1/instances").path("instances").size() == 1);
            assertThat(house.get("/v1/instances").path("instances")).isEmpty();
        }
    }

    private ChiefProcess up() {
        return house.located(house.start("up", "--port", "0")).says("Started with ");
    }

    private List<String> jobs() throws IOException {
        return house.get("/v1/status/jobs").path("jobs").findValuesAsString("jobName");
    }

    /** Jobs that run when they are told to; the one named quiet is not to tell of it. */
    private void chiefYaml(String first, String... jobs) {
        StringBuilder text = new StringBuilder(first).append("\njobs:\n");
        for (String job : jobs) {
            text.append("  - name: ").append(job).append('\n');
            if (job.equals("quiet")) {
                text.append("    monitor: {enabled: false}\n");
            }
            text.append("    schedule: {frequency: interval, every: 7m, start: \"")
                    .append(DaemonFolder.tomorrow())
                    .append("\"}\n    scripts: [{path: work.sh, interpreter: sh}]\n");
        }
        folder.file("chief.yaml", text.toString());
    }
}
