package dev.chief.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A daemon and the commands that speak with it, each a process. */
class DaemonControlTest {
    private static final int TERMINAL_COLUMNS = 80;

    @TempDir
    Path directory;
    private DaemonFolder folder;

    @BeforeEach
    void open() {
        folder = new DaemonFolder(directory).job("slow.sh", DaemonFolder.tomorrow());
    }

    @AfterEach
    void close() {
        folder.close();
    }

    /** The file with another job in it. */
    private void addJob(String name) throws IOException {
        String text = Files.readString(folder.path("chief.yaml"));
        folder.file("chief.yaml",
                text + text.substring(text.indexOf("  - name: j")).replace("name: j", "name: " + name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"trigger j", "reload", "cancel j", "status"})
    void withoutADaemonACommandSaysSo(String command) {
        ChiefProcess chief = folder.chief(command.split(" ", -1));
        assertThat(chief.out() + chief.err()).startsWith("No daemon is running for chief.yaml")
                .hasLineCount(1);
        assertThat(chief.code()).isEqualTo(1);
        assertThat(folder.path(".chief")).doesNotExist();
    }

    @Test
    void reloadTakesAChangedFile() throws IOException {
        ChiefProcess daemon = folder.daemon("--poll-seconds", "1000");
        addJob("second");
        ChiefProcess reload = folder.chief("reload");
        assertThat(reload.out()).isEqualTo("The configuration is read and in force.\n");
        assertThat(reload.code()).isZero();
        daemon.says("Read chief.yaml again: 2 enabled jobs; next slot ");
        assertThat(folder.chief("status").out()).contains("second");
    }

    @Test
    void aHangUpTakesAChangedFile() throws IOException {
        ChiefProcess daemon = folder.daemon("--poll-seconds", "1000");
        addJob("second");
        daemon.signalled("HUP").says("Read chief.yaml again: 2 enabled jobs");
    }

    @Test
    void aChangedFileIsNoticed() throws IOException {
        ChiefProcess daemon = folder.daemon("--poll-seconds", "1");
        addJob("second");
        daemon.says("Read chief.yaml again: 2 enabled jobs");
    }

    @Test
    void aBrokenFileLeavesTheScheduleAsItIs() throws IOException {
        ChiefProcess daemon = folder.daemon("--poll-seconds", "1000");
        folder.file("chief.yaml", "jobs: 3\n");
        ChiefProcess reload = folder.chief("reload");
        assertThat(reload.code()).isEqualTo(1);
        assertThat(reload.out()).isEmpty();
        assertThat(reload.err()).startsWith("Error: jobs must be a non-empty list");
        daemon.signalled("HUP")
                .says("chief.yaml has changed and has problems; the schedule stays as it was")
                .says("1 error in chief.yaml");
        assertThat(daemon.err()).contains("Error: jobs must be a non-empty list");
        daemon.await("the problem in the log", () -> Files.readString(folder.path("chief.log"))
                .contains("jobs must be a non-empty list"));
        JsonNode status = JsonMapper.shared().readTree(folder.chief("status", "--format", "json").out());
        assertThat(status.get("daemon").get("next").get(0).get("job").asString()).isEqualTo("j");
    }

    @Test
    void triggerStartsARunThatStatusShowsAndCancelEnds() throws IOException {
        addJob("nightly-backup-eu-1");
        String text = Files.readString(folder.path("chief.yaml"));
        folder.file("chief.yaml", text.replace("name: j", "name: j\n    overlap: queue"));
        ChiefProcess daemon = folder.daemon();
        assertThat(folder.chief("trigger", "nightly-backup-eu-1").out())
                .startsWith("Started nightly-backup-eu-1:");
        String script = daemon.firstLineOf(folder.path("pid"));
        assertThat(folder.chief("trigger", "j").out()).startsWith("Waits for its turn");

        String status = folder.chief("status").out();
        assertThat(status).contains("Daemon    process " + daemon.pid() + ", up ", "RUNNING",
                "nightly-backup-eu-1:", "by hand", "WAITING", "daemon.max_parallel_jobs", "NEXT SLOT");
        assertThat(status.lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(TERMINAL_COLUMNS));
        JsonNode document = JsonMapper.shared().readTree(folder.chief("status", "--format", "json").out());
        assertThat(document.get("running").asBoolean()).isTrue();
        JsonNode run = document.get("daemon").get("running").get(0);
        assertThat(run.propertyNames()).containsExactly("job", "run_id", "scheduled_for", "started_at",
                "adopted");
        assertThat(document.get("daemon").get("waiting").get(0).get("job").asString()).isEqualTo("j");

        assertThat(folder.chief("cancel", "j").out()).isEqualTo("Gave up what waited of j.\n");
        assertThat(folder.chief("cancel", run.get("run_id").asString()).out())
                .startsWith("Cancelled nightly-backup-eu-1:");
        daemon.says("nightly-backup-eu-1 cancelled in ");
        assertThat(ChiefProcess.isRunning(script)).isFalse();
        assertThat(folder.chief("status").out()).contains("Nothing is running.").doesNotContain("WAITING");
        assertThat(folder.chief("history").out()).contains("cancelled").hasLineCount(3);
    }

    @ParameterizedTest
    @CsvSource({"trigger,Unknown job \"ghost\".",
            "cancel,nothing that goes on or waits is called \"ghost\"."})
    void aNameThatNothingHasIsRefused(String command, String words) {
        folder.daemon();
        ChiefProcess chief = folder.chief(command, "ghost");
        assertThat(chief.err()).contains(words);
        assertThat(chief.code()).isEqualTo(1);
    }

    @Test
    void aRunThatAnEarlierDaemonBeganFitsOnATerminal() throws IOException {
        folder.file("chief.yaml",
                Files.readString(folder.path("chief.yaml")).replace("name: j", "name: nightly-backup-eu-1"));
        ChiefProcess killed = folder.daemon();
        folder.chief("trigger", "nightly-backup-eu-1");
        killed.firstLineOf(folder.path("pid"));
        killed.signalled("KILL").ended();
        folder.daemon().says("still runs");
        String status = folder.chief("status").out();
        assertThat(status).contains("an earlier daemon");
        assertThat(status.lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(TERMINAL_COLUMNS));
    }

    @Test
    void theSocketIsForItsOwnerAlone() throws IOException {
        folder.daemon();
        assertThat(PosixFilePermissions
                .toString(Files.getPosixFilePermissions(folder.path(".chief/control.sock"))))
                .isEqualTo("rw-------");
    }

    @Test
    void aStateDirectoryMayHaveALongerPathThanASocketsAddress() throws IOException {
        String name = "a directory with a long name ☃ ".repeat(5).strip();
        assertThat(name.getBytes(StandardCharsets.UTF_8).length).isGreaterThan(108);
        folder.job("work.sh", DaemonFolder.tomorrow(), "daemon: {state_dir: \"" + name + "\"}");
        Path temporary = Files.createDirectory(folder.path("tmp"));
        Map<String, String> environment = Map.of("JDK_JAVA_OPTIONS", "-Djava.io.tmpdir=" + temporary);
        ChiefProcess daemon = folder.start(environment).says("Started with ");
        assertThat(folder.path(name).resolve("control.sock")).exists();
        assertThat(folder.chief("trigger", "j").out()).startsWith("Started j:");
        assertThat(folder.chief("status").code()).isZero();
        assertThat(daemon.says("j succeeded").signalled("TERM").ended().code()).isEqualTo(143);
        assertThat(folder.path(name).resolve("control.sock")).doesNotExist();
        try (var left = Files.list(temporary)) {
            assertThat(left.filter(file -> file.getFileName().toString().startsWith("chief"))).isEmpty();
        }
    }
}
