package dev.chief.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The daemon on a real disk that is full for a while. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "namespaces, which give everybody a disk to fill, are Linux's")
class DiskFullTest {
    @TempDir
    Path directory;
    private DaemonFolder folder;

    @BeforeEach
    void open() {
        folder = new DaemonFolder(directory);
        // Says nothing at its end, for which there may be no room.
        folder.file("slow.sh", """
                echo $$ > pid.new
                mv pid.new pid
                while [ ! -e go ] && [ -e chief.yaml ]; do sleep 0.05; done
                """);
    }

    @AfterEach
    void close() {
        folder.close();
    }

    @Test
    void aRunThatEndsWhileTheStateDirectoryIsFullHasSucceededAndTheDaemonGoesOnWhenThereIsRoom()
            throws IOException, InterruptedException {
        try (SmallDisk disk = new SmallDisk(directory.resolve(".chief"))) {
            folder.job("slow.sh", DaemonFolder.tomorrow()).on(disk);
            ChiefProcess daemon = folder.daemon();
            assertThat(folder.chief("trigger", "j").out()).startsWith("Started j:");
            daemon.firstLineOf(folder.path("pid"));
            disk.fill();
            folder.file("go", "");
            daemon.says("j succeeded in ").says("its end was not recorded in time").says("the disk is full");
            daemon.says("nothing starts until it can be recorded");

            disk.empty();
            daemon.says("recording works again");
            assertThat(folder.chief("history", "--format", "json").out())
                    .contains("\"succeeded\"", "\"return_code\" : 0")
                    .doesNotContain("\"lost\"", "\"failed\"", "\"running\"");
            assertThat(folder.chief("trigger", "j").out()).startsWith("Started j:");
            assertThat(daemon.signalled("TERM").ended().code()).isEqualTo(143);
            assertThat(daemon.err()).containsOnlyOnce("nothing starts until it can be recorded")
                    .doesNotContain("Exception");
            assertThat(folder.chief("history").out()).doesNotContain("lost", "running", "failed");
        }
    }

    @Test
    void aFullLogDirectoryFailsRunsThatNeedItAndNothingElse() throws IOException, InterruptedException {
        try (SmallDisk disk = new SmallDisk(directory.resolve(".chief/logs"))) {
            folder.job("work.sh", DaemonFolder.tomorrow()).on(disk);
            ChiefProcess daemon = folder.daemon();
            disk.fill();
            assertThat(folder.chief("trigger", "j").out()).startsWith("Started j:");
            daemon.says("j failed in ");
            assertThat(daemon.err()).doesNotContain("nothing starts");

            disk.empty();
            assertThat(folder.chief("trigger", "j").out()).startsWith("Started j:");
            daemon.says("j succeeded in ");
            assertThat(folder.chief("logs", "j").out()).contains("working");
            assertThat(daemon.signalled("TERM").ended().code()).isEqualTo(143);
            assertThat(daemon.err()).doesNotContain("Exception");
            assertThat(folder.chief("history").out()).contains("failed", "succeeded")
                    .doesNotContain("lost", "running");
        }
    }
}
