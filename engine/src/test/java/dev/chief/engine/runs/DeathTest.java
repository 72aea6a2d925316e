package dev.chief.engine.runs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chief.engine.run.RunStatus;
import dev.chief.engine.run.ScriptStatus;
import dev.chief.engine.run.Workshop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is left when the process that runs a job is told to end, or is killed. */
class DeathTest {
    @TempDir
    Path directory;
    private Workshop shop;

    @BeforeEach
    void openShop() {
        shop = new Workshop(directory);
    }

    @AfterEach
    void cleanShop() {
        shop.clean();
    }

    @ParameterizedTest
    @CsvSource({"TERM, 143", "INT, 130"})
    void defect13_aSignalEndsAllThatWasStartedAndTheRunIsRecorded(String signal, int exitCode)
            throws IOException, InterruptedException, RunStoreException {
        Process child = ChildJvm.start(shop, "sleep 300 & (setsid sleep 300 &); touch ready; wait");
        awaitReady();
        new ProcessBuilder("kill", "-" + signal, Long.toString(child.pid())).start().waitFor();
        assertThat(child.waitFor()).isEqualTo(exitCode);
        assertThat(shop.survivors()).isEmpty();
        StoredRun run = onlyRun();
        assertThat(run.status()).isEqualTo(RunStatus.CANCELLED);
        assertThat(run.reason()).isEqualTo("stopped");
    }

    @Test
    void aRunWhoseProcessWasKilledGoesOnWhileItsScriptDoesAndIsLostThen()
            throws IOException, InterruptedException, RunStoreException {
        Process child = ChildJvm.start(
                shop,
                "touch ready; until [ -e go ]; do sleep 0.02; done; echo survived; sleep 0.1");
        awaitReady();
        child.destroyForcibly().waitFor();
        assertThat(onlyRun().status()).isEqualTo(RunStatus.RUNNING);

        shop.write("go", "");
        Workshop.await("the script ended", () -> shop.survivors().isEmpty());
        StoredRun seen = onlyRun();
        assertThat(seen.status()).isEqualTo(RunStatus.LOST);
        assertThat(seen.reason()).isEqualTo("the process that ran it (" + child.pid() + ") is gone");
        assertThat(seen.finishedAt()).isEmpty();

        RunStore.open(shop.stateDirectory(), () -> Workshop.NOW).close();
        assertThat(onlyRun()).isEqualTo(seen);
        try (RunHistory history = RunHistory.open(shop.stateDirectory())) {
            StoredScript script = history.scripts(seen.id()).getFirst();
            assertThat(script.status()).isEqualTo(ScriptStatus.LOST);
            assertThat(script.log()).hasContent("survived\n");
        }
    }

    @Test
    void twoProcessesShareAStoreThatIsNotThereYet()
            throws IOException, InterruptedException, RunStoreException {
        Process first = ChildJvm.start(shop, "echo first");
        Process second = ChildJvm.start(shop, "echo second");
        assertThat(first.waitFor()).as(Workshop.read(directory.resolve("child.out"))).isZero();
        assertThat(second.waitFor()).isZero();
        try (RunHistory history = RunHistory.open(shop.stateDirectory())) {
            assertThat(history.recent(Optional.empty(), 5)).extracting(StoredRun::status)
                    .containsExactly(RunStatus.SUCCEEDED, RunStatus.SUCCEEDED);
        }
    }

    private void awaitReady() {
        Workshop.await(
                "the script runs; the child says " + directory.resolve("child.out"),
                () -> Files.exists(directory.resolve("ready")));
    }

    private StoredRun onlyRun() throws RunStoreException {
        try (RunHistory history = RunHistory.open(shop.stateDirectory())) {
            return history.recent(Optional.empty(), 2).getFirst();
        }
    }
}
