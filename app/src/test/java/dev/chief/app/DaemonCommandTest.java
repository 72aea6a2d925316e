package dev.chief.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The daemon as a process: its slots, its signals, its lock, and what it finds of one that was killed. */
class DaemonCommandTest {
    @TempDir
    Path directory;
    private DaemonFolder folder;

    @BeforeEach
    void open() {
        folder = new DaemonFolder(directory);
    }

    @AfterEach
    void close() {
        folder.close();
    }

    @Test
    void aSlotRunsAndHistoryLogsAndWhyTellOfIt() throws IOException {
        Instant slot = DaemonFolder.in(8);
        folder.job("work.sh", slot);
        ChiefProcess daemon = folder.daemon().says("j started\n").says("j succeeded in ");
        assertThat(daemon.err()).contains("Started with 1 enabled job; next slot ")
                .doesNotContain("Warning", "Error");
        assertThat(folder.chief("history", "--format", "json").out())
                .contains("\"succeeded\"", slot.toString().replace("Z", "+00:00"));
        assertThat(folder.chief("logs", "j").out()).contains("working");
        assertThat(folder.chief("why", "j").out()).startsWith("j ran for its slot ")
                .contains("succeeded in ");
        assertThat(daemon.signalled("TERM").ended().code()).isEqualTo(143);
        assertThat(daemon.err()).contains("Stopping").endsWith("Stopped\n");
        assertThat(folder.path("chief.log")).content()
                .contains("Starting job j", "Job j succeeded", "Stopped");
        assertThat(folder.path(".chief/control.sock")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({"TERM,143", "INT,130"})
    void aSignalLetsAScriptEndWithinTheGrace(String signal, int code) throws IOException {
        ChiefProcess daemon = busy("daemon: {shutdown_grace_seconds: 120}");
        daemon.signalled(signal).says("Stopping; waiting for 1 run");
        folder.file("go", "");
        assertThat(daemon.ended().code()).isEqualTo(code);
        assertThat(daemon.err()).contains("j succeeded in ").doesNotContain("Exception");
        assertThat(folder.chief("logs", "j").out()).contains("waiting\ndone");
    }

    @Test
    void aScriptThatTakesLongerThanTheGraceIsEnded() throws IOException {
        ChiefProcess daemon = busy("daemon: {shutdown_grace_seconds: 1}");
        String script = daemon.firstLineOf(folder.path("pid"));
        assertThat(daemon.signalled("TERM").ended().code()).isEqualTo(143);
        assertThat(ChiefProcess.isRunning(script)).isFalse();
        assertThat(folder.chief("history").out()).contains("cancelled");
    }

    @Test
    void aSecondSignalEndsEverythingAtOnceAndLeavesNothingBehind() throws IOException {
        folder.file("slow.sh", "trap '' TERM INT\nsleep 1000 & echo $$ $! > pid.new; mv pid.new pid; wait\n");
        folder.job("slow.sh", DaemonFolder.tomorrow(),
                "daemon: {shutdown_grace_seconds: 1000, kill_grace_seconds: 1000}");
        ChiefProcess daemon = folder.daemon();
        assertThat(folder.chief("trigger", "j").code()).isZero();
        String[] started = daemon.firstLineOf(folder.path("pid")).split(" ", -1);
        daemon.signalled("TERM").says("Stopping; waiting for 1 run");
        assertThat(daemon.signalled("INT").ended().code()).isEqualTo(143);
        for (String pid : started) {
            assertThat(ChiefProcess.isRunning(pid)).isFalse();
        }
        assertThat(folder.chief("history").out()).contains("cancelled");
    }

    @Test
    void aSecondDaemonSaysWhoIsTheFirst() throws IOException {
        folder.job("work.sh", DaemonFolder.tomorrow());
        ChiefProcess first = folder.daemon();
        ChiefProcess second = folder.start().ended();
        assertThat(second.code()).isEqualTo(1);
        assertThat(second.err()).startsWith("Error: a daemon is already running in ")
                .contains("pid " + first.pid() + ", since 20", folder.path("chief.yaml").toString())
                .hasLineCount(1);
        assertThat(folder.chief("status").code()).isZero();
    }

    @Test
    void afterAKillTheNextDaemonTakesTheLockAndTheScriptThatIsLeft() throws IOException {
        ChiefProcess killed = busy();
        String script = killed.firstLineOf(folder.path("pid"));
        killed.signalled("KILL").ended();
        assertThat(folder.chief("status").out()).startsWith("No daemon is running for ");
        assertThat(ChiefProcess.isRunning(script)).isTrue();

        ChiefProcess daemon = folder.daemon().says("j still runs; an earlier daemon started it");
        assertThat(folder.chief("status").out()).contains("an earlier daemon");
        ChiefProcess again = folder.chief("trigger", "j");
        assertThat(again.err()).contains("not started: its last run was still going on");
        assertThat(again.code()).isEqualTo(1);

        folder.file("go", "");
        daemon.says("j succeeded");
        assertThat(folder.chief("history").out()).contains("succeeded").hasLineCount(2);
        assertThat(folder.chief("trigger", "j").out()).startsWith("Started j:");
        assertThat(daemon.says("j started").signalled("TERM").ended().code()).isEqualTo(143);
    }

    @Test
    void whatAnEarlierDaemonLeftBehindCanBeCancelled() throws IOException {
        ChiefProcess killed = busy();
        String script = killed.firstLineOf(folder.path("pid"));
        killed.signalled("KILL").ended();
        ChiefProcess daemon = folder.daemon();
        assertThat(folder.chief("cancel", "j").out()).startsWith("Cancelled j:");
        daemon.await("the end of the script", () -> !ChiefProcess.isRunning(script));
        daemon.await("the end of the run", () -> daemon.err().contains(", of an earlier daemon)"));
        assertThat(folder.chief("history").out()).doesNotContain("running", "succeeded");
    }

    @Test
    void aPollOfNoTimeIsWrongUsage() {
        folder.job("work.sh", DaemonFolder.tomorrow());
        ChiefProcess daemon = folder.start("--poll-seconds", "0").ended();
        assertThat(daemon.code()).isEqualTo(2);
        assertThat(daemon.err()).contains("--poll-seconds must be >= 1, got 0");
    }

    @Test
    void aBrokenFileIsRefusedAndNothingIsWritten() throws IOException {
        folder.file("chief.yaml", "jobs: 3\n");
        ChiefProcess daemon = folder.start().ended();
        assertThat(daemon.code()).isEqualTo(1);
        assertThat(daemon.err()).startsWith("Error: jobs must be a non-empty list");
        assertThat(Files.exists(folder.path(".chief"))).isFalse();
    }

    /** A daemon that has just started a run of the slow script. */
    private ChiefProcess busy(String... lines) {
        folder.job("slow.sh", DaemonFolder.tomorrow(), lines);
        ChiefProcess daemon = folder.daemon();
        ChiefProcess trigger = folder.chief("trigger", "j");
        assertThat(trigger.out()).startsWith("Started j:");
        daemon.firstLineOf(folder.path("pid"));
        return daemon;
    }
}
