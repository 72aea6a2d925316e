package dev.chief.engine.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.chief.engine.config.Job;
import dev.chief.engine.config.Retry;
import dev.chief.engine.run.ProcessIdentity;
import dev.chief.engine.run.RunEvent;
import dev.chief.engine.run.RunId;
import dev.chief.engine.run.RunListener;
import dev.chief.engine.run.RunStatus;
import dev.chief.engine.run.ScriptError;
import dev.chief.engine.run.ScriptStatus;
import dev.chief.engine.run.Workshop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

class RunStoreTest {
    private static final Instant SLOT = Instant.parse("2026-11-23T11:00:00Z");

    @TempDir
    Path directory;
    private Workshop shop;
    private Path state;

    @BeforeEach
    void openShop() {
        shop = new Workshop(directory);
        state = shop.stateDirectory();
    }

    @AfterEach
    void cleanShop() {
        shop.clean();
    }

    @Test
    void aRunIsFoundWithAllThatIsKnownOfIt() throws RunStoreException {
        try (RunStore store = open()) {
            var finished = run(store, shop.job(shop.shell("a.sh", "exit 0"), shop.shell("b.sh", "exit 4")),
                    SLOT);
            StoredRun run = store.history().find(finished.run().toString()).getFirst();
            assertThat(run.status()).isEqualTo(RunStatus.FAILED);
            assertThat(run.reason()).isEqualTo("b.sh: return code 4");
            assertThat(run.job()).isEqualTo("nightly");
            assertThat(run.scheduledFor()).contains(SLOT);
            assertThat(run.startedAt()).isEqualTo(Workshop.NOW);
            assertThat(run.duration().orElseThrow()).isCloseTo(finished.duration(), Duration.ofMillis(1));
            assertThat(run.scriptsTotal()).isEqualTo(2);
            assertThat(run.owner()).isEqualTo(ProcessIdentity.current());
        }
    }

    @Test
    void theScriptsOfARunAreFoundInOrderWithTheirAttempts() throws RunStoreException {
        try (RunStore store = open()) {
            var retry = new Retry(1, Duration.ZERO, 1, Duration.ZERO);
            var finished = run(
                    store,
                    shop.job(
                            Workshop.retry(shop.shell("a.sh", "exit 4"), retry),
                            shop.shell("b.sh", "")),
                    SLOT);
            List<StoredScript> scripts = store.history().scripts(finished.run());
            assertThat(scripts).extracting(it -> it.name() + " " + it.attempt() + " " + it.status())
                    .containsExactly("a.sh 1 FAILED", "a.sh 2 FAILED", "b.sh 0 SKIPPED");
            StoredScript failed = scripts.getFirst();
            assertThat(failed.returnCode()).hasValue(4);
            assertThat(failed.process()).isPresent();
            assertThat(failed.log()).exists();
            assertThat(failed.startedAt()).isEqualTo(Workshop.NOW);
            assertThat(failed.duration()).isPresent();
            assertThat(scripts.getLast().reason()).isEqualTo("a.sh failed");
            assertThat(scripts.getLast().returnCode()).isEmpty();
        }
    }

    @Test
    void aTimeOutIsStoredAsSuch() throws RunStoreException {
        try (RunStore store = open()) {
            var slow = Workshop.timeout(shop.shell("a", "sleep 300"), Duration.ofMillis(200));
            StoredScript script = store.history().scripts(run(store, shop.job(slow), SLOT).run()).getFirst();
            assertThat(script.returnCode()).hasValue(-1);
            assertThat(script.error()).contains(ScriptError.TIMEOUT);
            assertThat(script.reason()).isEqualTo("timed out after 0.2 s");
        }
    }

    @Test
    void runsAreListedNewestFirstByJobAndUpToALimit() throws RunStoreException {
        try (RunStore store = open()) {
            for (String name : List.of("a", "b", "a", "a")) {
                shop.now = shop.now.plusSeconds(60);
                run(store, shop.job(name, true, Optional.empty(), false, shop.shell("s", "")), SLOT);
            }
            RunHistory history = store.history();
            assertThat(history.recent(Optional.empty(), 3)).extracting(StoredRun::job)
                    .containsExactly("a", "a", "b");
            assertThat(history.recent(Optional.of("a"), 10)).hasSize(3)
                    .extracting(it -> it.id().stamp())
                    .isSortedAccordingTo((x, y) -> y.compareTo(x));
            assertThat(history.recent(Optional.of("none"), 10)).isEmpty();
        }
    }

    @Test
    void aRunIsFoundByTheBeginningOfItsId() throws RunStoreException {
        try (RunStore store = open()) {
            RunId first = run(store, shop.job(shop.shell("s", "")), SLOT).run();
            shop.now = shop.now.plusSeconds(60);
            RunId second = run(store, shop.job(shop.shell("s", "")), SLOT).run();
            RunHistory history = store.history();
            assertThat(history.find("nightly")).extracting(StoredRun::id).containsExactly(second, first);
            assertThat(history.find(first.toString())).extracting(StoredRun::id).containsExactly(first);
            assertThat(history.find("nightly%")).isEmpty();
            assertThat(history.find("")).isEmpty();
        }
    }

    @Test
    void theHistoryIsTheSameForAnotherReader() throws RunStoreException {
        try (RunStore store = open()) {
            run(store, shop.job(shop.shell("s", "")), SLOT);
            try (RunHistory other = RunHistory.open(state)) {
                assertThat(other.recent(Optional.empty(), 5))
                        .isEqualTo(store.history().recent(Optional.empty(), 5))
                        .hasSize(1);
            }
        }
        try (RunHistory later = RunHistory.open(state)) {
            assertThat(later.recent(Optional.empty(), 5)).hasSize(1);
        }
        assertThat(state).isDirectoryNotContaining("glob:**state.db-*");
    }

    @Test
    void withoutAStoreTheHistoryIsEmptyAndStaysWithoutAStore() throws RunStoreException {
        try (RunHistory history = RunHistory.open(state)) {
            assertThat(history.recent(Optional.empty(), 5)).isEmpty();
            assertThat(history.find("a")).isEmpty();
            assertThat(history.scripts(new RunId("a", "b"))).isEmpty();
        }
        assertThat(state).doesNotExist();
    }

    @Test
    void whatIsOldIsForgottenWithItsLogs() throws RunStoreException {
        try (RunStore store = open()) {
            var old = run(store, shop.job(shop.shell("s", "echo x")), SLOT);
            shop.now = shop.now.plusSeconds(60);
            var young = run(store, shop.job(shop.shell("s", "echo x")), SLOT);
            assertThat(store.forgetBefore(shop.now)).isEqualTo(1);
            assertThat(store.history().recent(Optional.empty(), 5)).extracting(StoredRun::id)
                    .containsExactly(young.run());
            assertThat(store.history().scripts(old.run())).isEmpty();
            assertThat(old.scripts().getFirst().attempt().log().getParent()).doesNotExist();
            assertThat(young.scripts().getFirst().attempt().log()).exists();
        }
    }

    @Test
    void defect27_aSlotIsRunOnce() throws RunStoreException {
        RunId first = new RunId("nightly", "1");
        RunId second = new RunId("nightly", "2");
        try (RunStore store = open(); RunStore other = open()) {
            assertThat(store.claimSlot("nightly", SLOT, first)).isEqualTo(new SlotClaim.Granted());
            assertThat(other.claimSlot("nightly", SLOT, second))
                    .isEqualTo(new SlotClaim.Taken(SlotOutcome.RAN, Optional.of(first), ""));
            assertThat(other.claimSlot("nightly", SLOT.plusSeconds(60), second))
                    .isEqualTo(new SlotClaim.Granted());
            assertThat(other.claimSlot("weekly", SLOT, second)).isEqualTo(new SlotClaim.Granted());
        }
    }

    /** Each opens a store that is not there yet, writes and claims, all at once. */
    @RepeatedTest(5)
    void manyOpenWriteAndClaimAtOnce() throws InterruptedException, ExecutionException {
        int claimants = 8;
        var start = new CompletableFuture<Void>();
        List<Future<SlotClaim>> claims = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(claimants)) {
            for (int i = 0; i < claimants; i++) {
                RunId id = new RunId("nightly", "run-" + i);
                claims.add(threads.submit(() -> {
                    start.join();
                    try (RunStore store = open()) {
                        store.runStarted(started(id), ProcessIdentity.current());
                        return store.claimSlot("nightly", SLOT, id);
                    }
                }));
            }
            start.complete(null);
            int granted = 0;
            for (Future<SlotClaim> claim : claims) {
                granted += claim.get() instanceof SlotClaim.Granted ? 1 : 0;
            }
            assertThat(granted).isEqualTo(1);
        }
    }

    @Test
    void aStoreOfANewerChiefIsRefused() throws RunStoreException, SQLException {
        open().close();
        try (Database database = Database.open(state.resolve(RunStore.FILE), Database.Mode.WRITE)) {
            database.script("PRAGMA user_version = 99");
        }
        String message = "The run store " + state.resolve("state.db")
                + " was written by a newer Chief (schema 99, this one knows ";
        assertThatExceptionOfType(RunStoreException.class).isThrownBy(this::open)
                .withMessageStartingWith(message);
        assertThatExceptionOfType(RunStoreException.class).isThrownBy(() -> RunHistory.open(state))
                .withMessageStartingWith(message);
    }

    @Test
    void aFileThatIsNoStoreIsNamed() throws IOException {
        Files.createDirectories(state);
        Files.writeString(state.resolve("state.db"),
                "no database, but long enough to be taken for one ".repeat(99));
        assertThatExceptionOfType(RunStoreException.class).isThrownBy(this::open)
                .withMessage("cannot write the run store %s: it is damaged or not a run store",
                        state.resolve("state.db"));
        assertThatExceptionOfType(RunStoreException.class).isThrownBy(() -> RunHistory.open(state))
                .withMessageContaining("it is damaged or not a run store");
    }

    @Test
    void aStateDirectoryThatCannotBeMadeIsNamed() throws IOException {
        Files.writeString(state, "a file");
        assertThatExceptionOfType(RunStoreException.class).isThrownBy(this::open)
                .withMessageContaining("state directory " + state);
    }

    @Test
    void aStateDirectoryMayHaveAnyName() throws RunStoreException {
        state = directory.resolve("what? 100% #1 ü");
        try (RunStore store = open()) {
            run(store, shop.job(shop.shell("s", "")), SLOT);
        }
        try (RunHistory history = RunHistory.open(state)) {
            assertThat(history.recent(Optional.empty(), 5)).hasSize(1);
        }
        assertThat(state.resolve("state.db")).exists();
    }

    @Test
    void aRunOfAProcessThatIsGoneIsNeverRunning() throws Exception {
        RunId id = new RunId("nightly", "1");
        try (RunStore store = open()) {
            store.runStarted(started(id),
                    new ProcessIdentity(ProcessIdentity.current().pid(), "another start"));
            assertThat(store.history().find(id.toString()).getFirst().status()).isEqualTo(RunStatus.LOST);
        }
        try (RunStore store = open()) {
            StoredRun run = store.history().find(id.toString()).getFirst();
            assertThat(run.status()).isEqualTo(RunStatus.LOST);
            assertThat(run.reason()).startsWith("the process that ran it (");
        }
    }

    @Test
    void aRunOfThisProcessIsNotLost() throws Exception {
        RunId id = new RunId("nightly", "1");
        try (RunStore store = open(); RunStore other = open()) {
            store.runStarted(started(id), ProcessIdentity.current());
            open().close();
            assertThat(other.history().find(id.toString()).getFirst().status()).isEqualTo(RunStatus.RUNNING);
        }
    }

    @Test
    void skippedScriptsAreStoredAsSkipped() throws RunStoreException {
        try (RunStore store = open()) {
            var run = run(store, shop.job(shop.shell("a", "exit 1"), shop.shell("b", "")), SLOT);
            assertThat(store.history().scripts(run.run()).getLast().status()).isEqualTo(ScriptStatus.SKIPPED);
        }
    }

    private RunStore open() throws RunStoreException {
        return RunStore.open(state, () -> Workshop.NOW);
    }

    private RunEvent.RunFinished run(RunStore store, Job job, Instant slot) {
        shop.use(store);
        return shop.runner().run(Workshop.id(job), job, Optional.of(slot), RunListener.NONE);
    }

    private RunEvent.RunStarted started(RunId id) {
        Job job = shop.job(shop.shell("s", ""));
        return new RunEvent.RunStarted(id, job, Optional.empty(), Workshop.NOW, state.resolve("logs"));
    }
}
