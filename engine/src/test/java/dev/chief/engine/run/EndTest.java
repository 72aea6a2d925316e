package dev.chief.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chief.engine.config.Script;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Time-outs and stops leave nothing behind. */
class EndTest {
    private static final Duration SHORT = Duration.ofMillis(400);
    /** Long enough for a script to come to its point, also on a machine that is busy. */
    private static final Duration LONGER = Duration.ofSeconds(2);
    private static final Duration HOUR = Duration.ofHours(1);

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

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            a script alone                    | sleep 300
            a background child                | sleep 300 & wait
            a re-parented grandchild          | (sh -c 'sleep 300 & sleep 0') & wait; sleep 300
            a daemon in a session of its own  | setsid sh -c 'sleep 300' & sleep 300
            a daemon that forked twice        | (setsid sh -c 'sleep 300 &' &) ; sleep 300
            a child that ignores SIGTERM      | sh -c 'trap "" TERM; while :; do sleep 1; done' & wait
            a script that ignores SIGTERM     | trap '' TERM; while :; do sleep 1; done
            a child without environment       | env -i sleep 300.25 & sleep 300
            a job in a group of its own       | set -m; env -i sleep 300.25 & sleep 300
            a stopped child                   | sleep 300 & kill -STOP $!; sleep 300
            a child in a new session each time| while :; do setsid sleep 300 & sleep 0.01; done
            """)
    void defect06_aTimeOutLeavesNoSurvivor(String what, String body) {
        var finished = shop.runOne(Workshop.timeout(shop.shell("a", "echo before\n" + body + "\n"), SHORT));
        assertThat(finished.returnCode()).as(what).hasValue(-1);
        assertThat(finished.error()).contains(ScriptError.TIMEOUT);
        assertThat(finished.reason()).isEqualTo("timed out after 0.4 s");
        assertThat(shop.survivors()).isEmpty();
        assertThat(ProcessTable.all()).noneMatch(entry -> isOurSleep(entry.pid()) && !entry.ended());
    }

    @Test
    void defect06_aTimeOutKeepsTheOutputUntilThen() {
        Script script = shop.shell("tree",
                "echo out; echo err >&2; printf 'half a line'; sleep 300 & sleep 300");
        var finished = shop.runOne(Workshop.timeout(script, LONGER));
        assertThat(finished.attempt().log())
                .hasContent("out\nerr\nhalf a line\n[chief] timed out after 2 s\n");
        assertThat(shop.heard.output).containsExactly("out", "err", "half a line");
    }

    @Test
    void aScriptThatEndsWhenAskedToHasTheTimeForIt() {
        shop.grace = HOUR;
        var finished = shop.runOne(
                Workshop.timeout(shop.shell("a", "trap 'echo bye; exit 0' TERM; sleep 300 & wait"), LONGER));
        assertThat(finished.returnCode()).hasValue(-1);
        assertThat(finished.attempt().log()).content().startsWith("bye\n");
    }

    @Test
    void withoutAGraceNobodyIsAsked() {
        shop.grace = Duration.ZERO;
        var finished = shop.runOne(
                Workshop.timeout(shop.shell("a", "trap 'echo bye; exit 0' TERM; sleep 300 & wait"), LONGER));
        assertThat(finished.attempt().log()).hasContent("[chief] timed out after 2 s\n");
        assertThat(shop.survivors()).isEmpty();
    }

    @Test
    void aTimeOutSparesWhatAnEarlierScriptLeftInTheBackground() {
        Script server = shop.shell("server", "sleep 300 &");
        Script slow = Workshop.timeout(shop.shell("slow", "sleep 300"), SHORT);
        shop.run(server, slow);
        assertThat(shop.survivors()).hasSize(1);
    }

    @Test
    void theTimeOutOfARunEndsAllThatItStartedAndSkipsTheRest() {
        Script server = shop.shell("server", "sleep 300 &");
        Script slow = shop.shell("slow", "sleep 300");
        Script next = shop.shell("next", "echo x");
        var run = shop.run(shop.job("nightly", false, Optional.of(SHORT), false, server, slow, next));
        assertThat(run.status()).isEqualTo(RunStatus.FAILED);
        assertThat(run.reason()).isEqualTo("the run timed out after 0.4 s");
        assertThat(run.scripts()).extracting(RunEvent.ScriptFinished::status)
                .containsExactly(ScriptStatus.SUCCEEDED, ScriptStatus.FAILED, ScriptStatus.SKIPPED);
        assertThat(run.scripts().get(1).returnCode()).hasValue(-1);
        assertThat(shop.survivors()).isEmpty();
    }

    @Test
    void defect13_aStopEndsAllThatWasStartedAndCancelsTheRun() {
        JobRunner runner = shop.runner();
        var job = shop.job(
                shop.shell("server", "sleep 300 &"),
                shop.shell("work", "sleep 300 & echo ready; wait"),
                shop.shell("next", "touch next"));
        shop.heard.whenHeard(line -> runner.stop());
        var run = runner.run(Workshop.id(job), job, Optional.empty(), shop.heard);
        assertThat(run.status()).isEqualTo(RunStatus.CANCELLED);
        assertThat(run.scripts()).extracting(RunEvent.ScriptFinished::status)
                .containsExactly(ScriptStatus.SUCCEEDED, ScriptStatus.CANCELLED, ScriptStatus.SKIPPED);
        assertThat(run.scripts().get(1).error()).contains(ScriptError.CANCELLED);
        assertThat(shop.survivors()).isEmpty();
        assertThat(shop.journal.lines()).endsWith("work 1 CANCELLED", "next 0 SKIPPED", "run CANCELLED");
    }

    @Test
    void aKillDoesNotWaitForTheGrace() {
        shop.grace = HOUR;
        JobRunner runner = shop.runner();
        var job = shop
                .job(shop.shell("a", "trap 'echo asked' TERM; echo ready; while :; do sleep 0.05; done"));
        shop.heard.whenHeard(line -> {
            if (line.equals("ready")) {
                runner.stop();
            } else {
                runner.kill();
            }
        });
        var run = runner.run(Workshop.id(job), job, Optional.empty(), shop.heard);
        assertThat(run.status()).isEqualTo(RunStatus.CANCELLED);
        assertThat(shop.heard.output).contains("ready", "asked");
        assertThat(shop.survivors()).isEmpty();
    }

    @Test
    void aStopAtTheVeryStartOfAScriptIsNotLost() {
        shop.grace = HOUR;
        for (int i = 0; i < 20; i++) {
            JobRunner runner = shop.runner();
            var job = shop.job(shop.shell("a", "sleep 300"));
            shop.heard.whenTold(event -> {
                if (event instanceof RunEvent.ScriptStarted) {
                    runner.stop();
                }
            });
            var run = runner.run(Workshop.id(job), job, Optional.empty(), shop.heard);
            assertThat(run.status()).isEqualTo(RunStatus.CANCELLED);
            assertThat(shop.survivors()).isEmpty();
        }
    }

    @Test
    void afterAStopNothingIsStarted() {
        JobRunner runner = shop.runner();
        runner.stop();
        var job = shop.job(shop.shell("a", "touch ran"));
        assertThat(runner.run(Workshop.id(job), job, Optional.empty(), shop.heard).status())
                .isEqualTo(RunStatus.CANCELLED);
        assertThat(directory.resolve("ran")).doesNotExist();
    }

    @Test
    void anInterruptStopsTheRunAndIsPassedOn() {
        Thread runThread = Thread.currentThread();
        shop.heard.whenHeard(line -> runThread.interrupt());
        var run = shop.run(shop.shell("a", "echo ready; sleep 300"));
        assertThat(run.status()).isEqualTo(RunStatus.CANCELLED);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(shop.survivors()).isEmpty();
    }

    @Test
    void aJournalThatIsFullEndsTheRunWhereverItIs() {
        for (int room = 0; room < 5; room++) {
            var journal = new MemoryJournal();
            journal.runFullAfter(room);
            shop.use(journal);
            var run = shop.run(shop.shell("a", room < 3 ? "sleep 300" : "exit 0"),
                    shop.shell("b", "touch ran"));
            assertThat(run.status()).as("after %d entries", room).isEqualTo(RunStatus.FAILED);
            assertThat(run.reason()).isEqualTo("cannot write the journal: no room");
            assertThat(shop.survivors()).isEmpty();
            assertThat(directory.resolve("ran")).doesNotExist();
        }
    }

    @Test
    void aRunThatSucceededHasSucceededAlsoIfThatCannotBeRecorded() {
        for (int room = 3; room < 5; room++) {
            var journal = new MemoryJournal();
            journal.runFullAfter(room);
            shop.use(journal);
            var run = shop.run(shop.shell("a", "exit 0"));
            assertThat(run.status()).as("after %d entries", room).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(run.reason())
                    .isEqualTo("its end was not recorded in time: cannot write the journal: no room");
        }
    }

    @Test
    void anEndThatCouldNotBeRecordedIsRecordedWithWhatComesNext() {
        var journal = new MemoryJournal();
        journal.runFullAfter(3);
        shop.use(journal);
        shop.heard.whenTold(event -> {
            if (event instanceof RunEvent.ScriptFinished) {
                journal.runFullAfter(100);
            }
        });
        var run = shop.run(shop.shell("a", "exit 0"), shop.shell("b", "exit 0"));
        assertThat(run.status()).isEqualTo(RunStatus.SUCCEEDED);
        assertThat(run.reason()).isEmpty();
        assertThat(journal.lines()).containsExactly("run started by us", "a 1 starting", "a 1 started",
                "a 1 SUCCEEDED", "b 1 starting", "b 1 started", "b 1 SUCCEEDED", "run SUCCEEDED");
    }

    @Test
    void aStateDirectoryThatCannotBeMadeIsNamed() {
        shop.write("state", "a file");
        var run = shop.run(shop.shell("a", "touch ran"));
        assertThat(run.status()).isEqualTo(RunStatus.FAILED);
        assertThat(run.reason())
                .startsWith("cannot make the log directory " + directory + "/state/logs/nightly/");
        assertThat(directory.resolve("ran")).doesNotExist();
    }

    @Test
    void aProcessThatOnlyHasTheNumberOfAnotherIsNotThatProcess() {
        ProcessIdentity self = ProcessIdentity.current();
        assertThat(self.isAlive()).isTrue();
        assertThat(new ProcessIdentity(self.pid(), "1@earlier").isAlive()).isFalse();
    }

    /** The children that wiped their environment are told by how long they sleep. */
    private static boolean isOurSleep(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(handle -> handle.info().commandLine())
                .filter(line -> line.contains("sleep 300.25"))
                .isPresent();
    }
}
