package dev.chief.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChiefProcessTest {
    private static final String JOB = """
            jobs:
              - name: j
                schedule: {frequency: daily, time: "06:00"}
                scripts: [{path: work.sh}]
            """;

    @TempDir
    Path directory;

    @BeforeEach
    void writeJob() throws IOException {
        Files.writeString(directory.resolve("chief.yaml"), JOB);
        Files.writeString(directory.resolve("work.sh"), "echo working\n");
    }

    private ChiefProcess chief(Map<String, String> environment, String... words) {
        return ChiefProcess.start(directory, environment, words);
    }

    @Test
    void defect01_configBeforeTheCommandIsNotIgnored() throws IOException {
        Files.writeString(directory.resolve("other.yaml"), JOB.replace("name: j", "name: other"));
        ChiefProcess chief = chief(Map.of(), "--config", "other.yaml", "validate").ended();
        assertThat(chief.out()).contains("- other: pure_cron (0 6 * * *)");
        assertThat(chief.code()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"America/New_York", ":America/New_York", "/usr/share/zoneinfo/America/New_York"})
    void defect18_theDefaultTimeZoneIsTheSystems(String variable) {
        ChiefProcess chief = chief(Map.of("TZ", variable), "preview").ended();
        assertThat(chief.out()).contains("Runs daily at 06:00 (America/New_York)");
    }

    @Test
    void defect18_aZoneThatCannotBeToldIsRefusedAndNotTakenForUtc() {
        ChiefProcess chief = chief(Map.of("TZ", "<-03>3<-02>,M3.5.0/-2,M10.5.0/-1"), "preview").ended();
        assertThat(chief.err()).contains("environment variable TZ", "defaults.timezone")
                .doesNotContain("Exception");
        assertThat(chief.code()).isEqualTo(1);
    }

    @Test
    void defect19_noCommandButRunWritesAFile() throws IOException {
        for (String command : new String[]{"validate", "preview", "export-cron", "history"}) {
            assertThat(chief(Map.of(), command).ended().code()).isZero();
        }
        try (var files = Files.list(directory)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrder(
                    "chief.yaml",
                    "work.sh");
        }
    }

    @Test
    void scriptsFindTheChiefThatRunsThem() throws IOException {
        Path launcher = Files.writeString(directory.resolve("the launcher"),
                "#!/bin/sh\necho called with \"$@\"\n");
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwx------"));
        Files.writeString(directory.resolve("work.sh"), "chief event info 'all done'\n");
        ChiefProcess chief = chief(Map.of("JAVA_TOOL_OPTIONS", "'-Dchief.launcher=" + launcher + "'"), "run")
                .ended();
        assertThat(chief.code()).isZero();
        assertThat(chief(Map.of(), "logs", "j").ended().out()).contains("called with event info all done");
    }

    @Test
    void defect19_theLogStandsBesideTheConfigurationWhereverOneStands(@TempDir Path elsewhere)
            throws IOException {
        String config = directory.resolve("chief.yaml").toString();
        ChiefProcess chief = ChiefProcess.start(elsewhere, Map.of(), "run", "--config", config).ended();
        assertThat(chief.code()).isZero();
        assertThat(directory.resolve("chief.log")).content().contains("Starting job j", "Job j succeeded");
        try (var files = Files.list(elsewhere)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void defect27_errorsGoToStandardError() throws IOException {
        Files.writeString(directory.resolve("chief.yaml"), "jobs: 3\n");
        ChiefProcess chief = chief(Map.of(), "export-cron").ended();
        assertThat(chief.out()).isEmpty();
        assertThat(chief.err()).startsWith("Error: jobs must be a non-empty list");
        assertThat(chief.code()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"INT,130", "TERM,143"})
    void defect13_aSignalEndsWhatWasStarted(String signal, int code) throws IOException {
        Path pids = directory.resolve("pids");
        Files.writeString(directory.resolve("work.sh"),
                "sleep 1000 & echo $$ $! > pids.new; mv pids.new pids; wait\n");
        ChiefProcess chief = chief(Map.of(), "run");
        String[] started = chief.firstLineOf(pids).split(" ", -1);
        chief.signalled(signal).ended();
        assertThat(chief.code()).isEqualTo(code);
        assertThat(chief.out()).startsWith("j: cancelled in ");
        for (String pid : started) {
            assertThat(ChiefProcess.isRunning(pid)).isFalse();
        }
        ChiefProcess history = chief(Map.of(), "history").ended();
        assertThat(history.out()).contains("cancelled");
        assertThat(history.err()).isEmpty();
    }

    @Test
    void aNameBeyondTheLocaleSurvivesTheWayThroughTheProgram() throws IOException {
        Files.writeString(directory.resolve("chief.yaml"), JOB.replace("name: j", "name: Übung ☃"));
        ChiefProcess chief = chief(Map.of("LC_ALL", "C"), "validate").ended();
        assertThat(chief.out()).contains("- Übung ☃: pure_cron");
    }

    @Test
    void aReaderThatGoesAwayIsNoReasonForAStackTrace() throws IOException, InterruptedException {
        Process shell = new ProcessBuilder("sh", "-c",
                "\"$0\" -cp \"$1\" dev.chief.app.Main preview --count 100000 | head -n 1",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                System.getProperty("java.class.path")).directory(directory.toFile()).start();
        String err = new String(shell.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).isZero();
        assertThat(err).isEmpty();
    }
}
