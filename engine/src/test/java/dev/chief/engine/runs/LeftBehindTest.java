package dev.chief.engine.runs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chief.engine.config.Script;
import dev.chief.engine.run.Attempt;
import dev.chief.engine.run.ExitFile;
import dev.chief.engine.run.JournalException;
import dev.chief.engine.run.ProcessIdentity;
import dev.chief.engine.run.RunEvent;
import dev.chief.engine.run.RunId;
import dev.chief.engine.run.RunStatus;
import dev.chief.engine.run.ScriptError;
import dev.chief.engine.run.ScriptStatus;
import dev.chief.engine.run.Workshop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is found of the runs of a process that is gone, whenever it went. */
class LeftBehindTest {
    private static final RunId ID = new RunId("nightly", "1");
    private static final ProcessIdentity GONE = new ProcessIdentity(ProcessIdentity.current().pid(),
            "another start");
    private static final String CHIEF = "Chief (" + GONE.pid() + ")";

    @TempDir
    Path directory;
    private Workshop shop;
    private RunStore store;

    @BeforeEach
    void openShop() throws RunStoreException {
        shop = new Workshop(directory);
        store = RunStore.open(shop.stateDirectory(), () -> Workshop.NOW);
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Test
    void aResultHasTheTimeOfItsFile() throws Exception {
        leave("a");
        begin(1, 1);
        exit(1, 1, "0\n", Duration.ofSeconds(90));
        StoredRun run = settled();
        assertThat(run.status()).isEqualTo(RunStatus.SUCCEEDED);
        assertThat(run.duration()).contains(Duration.ofSeconds(90));
        StoredScript script = store.history().scripts(ID).getFirst();
        assertThat(script.duration()).contains(Duration.ofSeconds(90));
        assertThat(script.reason()).isEqualTo("return code 0, found after " + CHIEF + " was gone");
        assertThat(ExitFile.of(script.log(), 1).path()).doesNotExist();
    }

    @Test
    void aRunWhoseScriptsHadAllEndedHasTheirResult() throws Exception {
        leave("a", "b");
        end(1, 1, 0);
        end(2, 1, 0);
        StoredRun run = settled();
        assertThat(run.status()).isEqualTo(RunStatus.SUCCEEDED);
        assertThat(run.reason()).isEqualTo("found after " + CHIEF + " was gone");
    }

    @Test
    void aRunThatFailedSaysWhatWasNotDoneAboutIt() throws Exception {
        leave("a", "b", "c", "d");
        end(1, 1, 0);
        begin(2, 1);
        exit(2, 1, "3\n", Duration.ofSeconds(1));
        StoredRun run = settled();
        assertThat(run.status()).isEqualTo(RunStatus.FAILED);
        assertThat(run.reason()).isEqualTo(
                "b: return code 3; %s was gone then: not tried again, scripts 3 to 4 of 4 not run",
                CHIEF);
    }

    @Test
    void aFailureBeforeFailsTheRunWhateverCameThen() throws Exception {
        leave("a", "b", "c");
        end(1, 1, 7);
        begin(2, 1);
        exit(2, 1, "0\n", Duration.ofSeconds(1));
        StoredRun run = settled();
        assertThat(run.status()).isEqualTo(RunStatus.FAILED);
        assertThat(run.reason())
                .isEqualTo("a: return code 7; " + CHIEF + " was gone then: script 3 of 3 not run");
    }

    @Test
    void onlyTheLastAttemptOfAScriptCounts() throws Exception {
        leave("a");
        end(1, 1, 7);
        begin(1, 2);
        exit(1, 2, "0\n", Duration.ofSeconds(1));
        assertThat(settled().status()).isEqualTo(RunStatus.SUCCEEDED);
    }

    @Test
    void whatAnEarlierAttemptLeftSaysNothingAboutALaterOne() throws Exception {
        leave("a");
        end(1, 1, 7);
        exit(1, 1, "0\n", Duration.ofSeconds(1));
        begin(1, 2);
        assertThat(settled().status()).isEqualTo(RunStatus.LOST);
    }

    @Test
    void betweenTwoScriptsTheRunIsLost() throws Exception {
        leave("a", "b");
        end(1, 1, 0);
        StoredRun run = settled();
        assertThat(run.status()).isEqualTo(RunStatus.LOST);
        assertThat(run.reason()).isEqualTo(CHIEF + " was gone after script 1 of 2");
        assertThat(run.finishedAt()).isEmpty();
    }

    @Test
    void aRunThatWasBeingStoppedIsCancelled() throws Exception {
        leave("a", "b");
        store.attemptFinished(
                finished(1, 1, ScriptStatus.CANCELLED, 143, Optional.of(ScriptError.CANCELLED)));
        assertThat(settled().status()).isEqualTo(RunStatus.CANCELLED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "3", "\n", "x\n", "256\n", "-1\n", "3\n3\n"})
    void aFileThatIsNotCompleteSaysNothing(String content) throws Exception {
        leave("a");
        begin(1, 1);
        exit(1, 1, content, Duration.ofSeconds(1));
        assertThat(settled().status()).isEqualTo(RunStatus.LOST);
    }

    @Test
    void aFinishedRunIsNotTouched() throws Exception {
        leave("a");
        end(1, 1, 4);
        store.runFinished(
                new RunEvent.RunFinished(ID, shop.job(shop.shell("a", "")), Optional.empty(),
                        RunStatus.FAILED, Workshop.NOW, Duration.ofSeconds(2), List.of(),
                        "a: return code 4"));
        exit(1, 1, "0\n", Duration.ofSeconds(1));
        StoredRun before = store.history().find(ID.toString()).getFirst();
        assertThat(settled()).isEqualTo(before);
        assertThat(before.reason()).isEqualTo("a: return code 4");
    }

    @Test
    void aRunOfAProcessThatIsThereIsNobodysBusiness() throws Exception {
        store.runStarted(started("a"), ProcessIdentity.current());
        begin(1, 1);
        exit(1, 1, "0\n", Duration.ofSeconds(1));
        assertThat(store.settled(ID)).isEmpty();
        assertThat(store.survivors()).isEmpty();
        assertThat(store.history().find(ID.toString()).getFirst().status()).isEqualTo(RunStatus.RUNNING);
    }

    @Test
    void anEndThatTheDiskKnowsMoreExactlyThanTheStoreIsTheSameForAll() throws Exception {
        leave("a");
        begin(1, 1);
        exit(1, 1, "0\n", Duration.ofNanos(1_234_567_891));
        assertThat(settled().duration()).contains(Duration.ofNanos(1_234_567_000));
    }

    @Test
    void aRunThatNobodyKnowsHasNoResult() throws Exception {
        assertThat(store.settled(new RunId("nobody", "1"))).isEmpty();
    }

    /** Each with a connection of its own, as processes have; some only look, as {@code history} does. */
    @RepeatedTest(20)
    void manySettleAtOnceAndAllFindTheSame()
            throws ExecutionException, IOException, InterruptedException, JournalException {
        leave("a", "b");
        begin(1, 1);
        exit(1, 1, "3\n", Duration.ofSeconds(1));
        int settlers = 6;
        var start = new CompletableFuture<Void>();
        List<Future<Optional<StoredRun>>> results = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(settlers)) {
            for (int i = 0; i < settlers; i++) {
                boolean onlyLooks = i % 2 == 0;
                results.add(threads.submit(() -> {
                    try (
                        Database own = Database.open(shop.stateDirectory().resolve(RunStore.FILE),
                                Database.Mode.WRITE)
                    ) {
                        StoredRun run = RunHistory.run(own, ID).orElseThrow();
                        start.join();
                        return onlyLooks ? Optional.of(LeftBehind.look(own, run).run())
                                : LeftBehind.settle(own, run);
                    }
                }));
            }
            start.complete(null);
            for (Future<Optional<StoredRun>> result : results) {
                assertThat(result.get()).isEqualTo(results.getFirst().get());
                assertThat(result.get().orElseThrow().status()).isEqualTo(RunStatus.FAILED);
            }
        }
    }

    private StoredRun settled() throws JournalException, RunStoreException {
        StoredRun seen = store.history().find(ID.toString()).getFirst();
        StoredRun settled = store.settled(ID).orElseThrow();
        assertThat(settled).isEqualTo(seen);
        assertThat(store.settled(ID)).contains(settled);
        assertThat(store.survivors()).isEmpty();
        return settled;
    }

    /** A run whose process is gone. */
    private void leave(String... scripts) throws JournalException {
        store.runStarted(started(scripts), GONE);
    }

    private RunEvent.RunStarted started(String... names) {
        Script[] scripts = new Script[names.length];
        for (int i = 0; i < names.length; i++) {
            scripts[i] = shop.shell(names[i], "");
        }
        return new RunEvent.RunStarted(ID, shop.job(scripts), Optional.empty(), Workshop.NOW, directory);
    }

    private Attempt attempt(int index, int number) {
        String name = Character.toString('a' + index - 1);
        return new Attempt(shop.shell(name, ""), index, 4, number, 2,
                directory.resolve("0" + index + ".log"));
    }

    private void begin(int index, int number) throws JournalException {
        var event = new RunEvent.ScriptStarted(ID, attempt(index, number), Workshop.NOW);
        store.attemptStarting(event);
        store.attemptStarted(event, GONE);
    }

    private void end(int index, int number, int code) throws JournalException {
        ScriptStatus status = code == 0 ? ScriptStatus.SUCCEEDED : ScriptStatus.FAILED;
        store.attemptFinished(finished(index, number, status, code, Optional.empty()));
    }

    private RunEvent.ScriptFinished finished(
        int index,
        int number,
        ScriptStatus status,
        int code,
        Optional<ScriptError> error
    ) {
        return new RunEvent.ScriptFinished(ID, attempt(index, number), status, Workshop.NOW,
                Duration.ofSeconds(1), OptionalInt.of(code), error, code == 0 ? "" : "return code " + code);
    }

    private void exit(int index, int number, String content, Duration after) throws IOException {
        Path file = ExitFile.of(attempt(index, number).log(), number).path();
        Files.writeString(file, content);
        Files.setLastModifiedTime(file, FileTime.from(Workshop.NOW.plus(after)));
    }
}
