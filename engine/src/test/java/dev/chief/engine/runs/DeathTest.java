package dev.chief.engine.runs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chief.engine.run.JournalException;
import dev.chief.engine.run.RunStatus;
import dev.chief.engine.run.ScriptStatus;
import dev.chief.engine.run.Workshop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is left when the process that runs a job is told to end, or is killed. */
class DeathTest {
    /** Says that it runs, and ends when it is told to. */
    private static final String AT_WORK = "touch ready; until [ -e go ]; do sleep 0.02; done; echo survived; ";

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

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            exit 0     | 0   | SUCCEEDED | found after Chief (PID) was gone
            exit 3     | 3   | FAILED    | work: return code 3; Chief (PID) was gone then: not tried again
            kill -9 $$ | 137 | FAILED    | work: killed by SIGKILL (return code 137); Chief (PID) was gone then: not tried again
            """)
    void aScriptThatOutlivesItsChiefIsFoundAndItsResultIsRecorded(
        String end,
        int code,
        RunStatus status,
        String reason
    ) throws IOException, InterruptedException, JournalException, RunStoreException {
        Process child = ChildJvm.start(shop, AT_WORK + end);
        awaitReady();
        child.destroyForcibly().waitFor();
        StoredRun running = onlyRun();
        assertThat(running.status()).isEqualTo(RunStatus.RUNNING);
        try (RunStore store = open()) {
            assertThat(store.survivors()).containsExactly(running);
            assertThat(store.settled(running.id())).isEmpty();

            shop.write("go", "");
            Workshop.await("the script ended", () -> shop.survivors().isEmpty());
            assertThat(store.survivors()).isEmpty();
            StoredRun seen = onlyRun();
            assertThat(seen.status()).isEqualTo(status);
            assertThat(seen.reason()).isEqualTo(reason.replace("PID", Long.toString(child.pid())));
            assertThat(seen.finishedAt()).isPresent();
            assertThat(store.settled(running.id())).contains(seen);
            assertThat(store.settled(running.id())).contains(seen);
        }
        try (RunHistory history = RunHistory.open(shop.stateDirectory())) {
            StoredScript script = history.scripts(running.id()).getFirst();
            assertThat(script.returnCode()).hasValue(code);
            assertThat(script.reason()).endsWith(", found after Chief (" + child.pid() + ") was gone");
            assertThat(script.log()).hasContent("survived\n");
            assertThat(running.logDirectory()).isDirectoryContaining(file -> file.equals(script.log()))
                    .isDirectoryNotContaining(file -> !file.equals(script.log()));
        }
    }

    @Test
    void theNextChiefSettlesWhatHasEndedBefore() throws IOException, InterruptedException, RunStoreException {
        Process child = ChildJvm.start(shop, List.of(AT_WORK, "touch ran"));
        awaitReady();
        child.destroyForcibly().waitFor();
        shop.write("go", "");
        Workshop.await("the script ended", () -> shop.survivors().isEmpty());
        StoredRun seen = onlyRun();
        open().close();
        assertThat(onlyRun()).isEqualTo(seen);
        assertThat(seen.status()).isEqualTo(RunStatus.LOST);
        assertThat(seen.reason()).isEqualTo("Chief (" + child.pid() + ") was gone after script 1 of 2");
        assertThat(directory.resolve("ran")).doesNotExist();
        try (RunHistory history = RunHistory.open(shop.stateDirectory())) {
            assertThat(history.scripts(seen.id())).extracting(StoredScript::status)
                    .containsExactly(ScriptStatus.SUCCEEDED);
        }
    }

    @Test
    void aRunAllOfWhoseProcessesWereKilledIsLost()
            throws IOException, InterruptedException, RunStoreException {
        Process child = ChildJvm.start(shop, AT_WORK);
        awaitReady();
        child.destroyForcibly().waitFor();
        shop.clean();
        Workshop.await("the script ended", () -> shop.survivors().isEmpty());
        open().close();
        StoredRun seen = onlyRun();
        assertThat(seen.status()).isEqualTo(RunStatus.LOST);
        assertThat(seen.reason()).isEqualTo("the process that ran it (" + child.pid() + ") is gone");
        assertThat(seen.finishedAt()).isEmpty();
        try (RunHistory history = RunHistory.open(shop.stateDirectory())) {
            assertThat(history.scripts(seen.id())).extracting(StoredScript::status)
                    .containsExactly(ScriptStatus.LOST);
        }
    }

    @Test
    void aScriptWhoseWatcherWasKilledWithItsChiefIsStillFound()
            throws IOException, InterruptedException, RunStoreException {
        Process child = ChildJvm.start(shop, "echo $PPID > watcher; " + AT_WORK);
        awaitReady();
        child.destroyForcibly().waitFor();
        long watcher = Long.parseLong(Workshop.read(directory.resolve("watcher")).strip());
        ProcessHandle.of(watcher).ifPresent(ProcessHandle::destroyForcibly);
        Workshop.await("the watcher is gone", () -> !shop.survivors().contains(watcher));
        assertThat(onlyRun().status()).isEqualTo(RunStatus.RUNNING);
        shop.write("go", "");
        Workshop.await("the script ended", () -> shop.survivors().isEmpty());
        assertThat(onlyRun().status()).isEqualTo(RunStatus.LOST);
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

    private RunStore open() throws RunStoreException {
        return RunStore.open(shop.stateDirectory(), () -> Workshop.NOW);
    }

    private StoredRun onlyRun() throws RunStoreException {
        try (RunHistory history = RunHistory.open(shop.stateDirectory())) {
            return history.recent(Optional.empty(), 2).getFirst();
        }
    }
}
