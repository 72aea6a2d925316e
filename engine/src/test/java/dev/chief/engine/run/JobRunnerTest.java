package dev.chief.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chief.engine.config.Script;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobRunnerTest {
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

    @Test
    void scriptsRunInOrderInTheWorkingDirectory() {
        var run = shop.run(shop.shell("a", "pwd > trace; echo a >> trace"),
                shop.shell("b", "echo b >> trace"));
        assertThat(run.status()).isEqualTo(RunStatus.SUCCEEDED);
        assertThat(run.reason()).isEmpty();
        assertThat(directory.resolve("trace")).hasContent(directory + "\na\nb\n");
    }

    @Test
    void everyChangeIsRecordedBeforeItIsActedOn() {
        shop.heard.whenTold(event -> assertThat(shop.journal.lines()).isNotEmpty());
        shop.run(shop.shell("a", "exit 0"), shop.shell("b", "exit 3"), shop.shell("c", "exit 0"));
        assertThat(shop.journal.lines()).containsExactly(
                "run started by us",
                "a 1 starting",
                "a 1 started",
                "a 1 SUCCEEDED",
                "b 1 starting",
                "b 1 started",
                "b 1 FAILED",
                "c 0 SKIPPED",
                "run FAILED");
        assertThat(shop.heard.events).containsExactly(
                "run started",
                "a started",
                "a SUCCEEDED",
                "b started",
                "b FAILED",
                "c SKIPPED",
                "run FAILED");
    }

    @Test
    void theReasonOfAFailureNamesTheScriptAndItsReturnCode() {
        var run = shop.run(shop.shell("load.sh", "exit 3"));
        assertThat(run.reason()).isEqualTo("load.sh: return code 3");
        assertThat(run.scripts().getFirst().returnCode()).hasValue(3);
        assertThat(run.scripts().getFirst().error()).isEmpty();
    }

    @Test
    void withoutStopOnFailureTheOtherScriptsRunAndTheJobFailsAllTheSame() {
        Script bad = shop.shell("bad", "exit 1");
        Script good = shop.shell("good", "exit 0");
        var run = shop.run(shop.job("nightly", false, Optional.empty(), false, bad, good));
        assertThat(run.status()).isEqualTo(RunStatus.FAILED);
        assertThat(run.scripts()).extracting(RunEvent.ScriptFinished::status)
                .containsExactly(ScriptStatus.FAILED, ScriptStatus.SUCCEEDED);
    }

    @Test
    void aScriptThatASignalEndedIsReportedWithTheSignal() {
        var script = shop.runOne(shop.shell("a", "kill -9 $$"));
        assertThat(script.returnCode()).hasValue(137);
        assertThat(script.reason()).isEqualTo("killed by SIGKILL (return code 137)");
    }

    @Test
    void defect27_aScriptFindsNothingToReadOnStandardInput() {
        var script = shop.runOne(shop.shell("a", "cat; while read line; do echo got; done; echo end"));
        assertThat(script.status()).isEqualTo(ScriptStatus.SUCCEEDED);
        assertThat(script.attempt().log()).hasContent("end\n");
    }

    @Test
    void defect07_aBackgroundChildDoesNotHoldTheRun() {
        var script = shop.runOne(
                shop.shell("bg", "(until [ -e go ]; do sleep 0.02; done; echo late; sleep 300) & echo done"));
        assertThat(script.status()).isEqualTo(ScriptStatus.SUCCEEDED);
        assertThat(script.attempt().log()).hasContent("done\n");
        assertThat(shop.survivors()).isNotEmpty();
        shop.write("go", "");
        Workshop.await("the child wrote to the log",
                () -> Workshop.read(script.attempt().log()).endsWith("late\n"));
    }

    @Test
    void defect08_outputThatIsNotUtf8IsNoFailure() throws Exception {
        var script = shop.runOne(shop.shell("latin1", "printf 'caf\\351\\n'"));
        assertThat(script.status()).isEqualTo(ScriptStatus.SUCCEEDED);
        assertThat(Files.readAllBytes(script.attempt().log())).containsExactly('c', 'a', 'f', 0xe9, '\n');
        assertThat(shop.heard.output).containsExactly("caf\uFFFD");
    }

    @Test
    void standardOutputAndErrorKeepTheirOrder() {
        var script = shop.runOne(shop.shell("a", "echo 1; echo 2 >&2; echo 3; echo 4 >&2; printf 5"));
        assertThat(script.attempt().log()).hasContent("1\n2\n3\n4\n5");
        assertThat(shop.heard.output).containsExactly("1", "2", "3", "4", "5");
    }

    @Test
    void outputIsHeardWhileTheScriptRuns() {
        shop.heard.whenHeard(line -> shop.write("go", line));
        var script = shop
                .runOne(shop.shell("a", "echo first; until [ -e go ]; do sleep 0.02; done; echo last"));
        assertThat(script.status()).isEqualTo(ScriptStatus.SUCCEEDED);
        assertThat(shop.heard.output).containsExactly("first", "last");
    }

    @Test
    void aListenerThatFailsHarmsNothing() {
        shop.heard.whenHeard(line -> {
            throw new IllegalStateException("broken terminal");
        });
        shop.heard.whenTold(event -> {
            throw new IllegalStateException("broken listener");
        });
        assertThat(shop.run(shop.shell("a", "echo x")).status()).isEqualTo(RunStatus.SUCCEEDED);
    }

    @Test
    void logsAreWhereTheyCanBeFound() {
        var run = shop
                .run(shop.job("a/b: c", true, Optional.empty(), false, shop.shell("load.sh", "echo x")));
        Path log = run.scripts().getFirst().attempt().log();
        String jobDirectory = LogNames.safe("a/b: c");
        assertThat(jobDirectory).startsWith("a_b__c-");
        assertThat(log).exists()
                .isEqualTo(
                        shop.stateDirectory()
                                .resolve("logs")
                                .resolve(jobDirectory)
                                .resolve(run.run().stamp())
                                .resolve("01-load.sh.log"));
    }

    @Test
    void runsOfOneRunnerGoOnAtTheSameTime() {
        var waits = shop.job(shop.shell("waits", "touch waiting; until [ -e go ]; do sleep 0.02; done"));
        var frees = shop.job(shop.shell("frees", "touch go"));
        JobRunner runner = shop.runner();
        var first = new CompletableFuture<RunEvent.RunFinished>();
        Thread.ofVirtual()
                .start(
                        () -> first.complete(
                                runner.run(Workshop.id(waits), waits, Optional.empty(), RunListener.NONE)));
        Workshop.await("the first run goes on", () -> Files.exists(directory.resolve("waiting")));
        assertThat(runner.run(Workshop.id(frees), frees, Optional.empty(), RunListener.NONE).succeeded())
                .isTrue();
        assertThat(first.join().succeeded()).isTrue();
    }

    @Test
    void aPythonScriptFindsTheClientBehindItsOwnPath() throws Exception {
        Files.createDirectories(directory.resolve("client/gulag_chief"));
        shop.write("client/gulag_chief/__init__.py", "who = 'ours'\n");
        Files.createDirectories(directory.resolve("mine"));
        shop.write("mine/helper.py", "");
        shop.pythonClient = Optional.of(directory.resolve("client"));
        shop.environment.put("PYTHONPATH", directory.resolve("mine").toString());
        Script script = shop.shell("a.py", "import helper, gulag_chief; print(gulag_chief.who, end='')");
        var finished = shop.runOne(Workshop.command(script, List.of("python3"), List.of()));
        assertThat(finished.attempt().log()).hasContent("ours");
    }

    @Test
    void argumentsReachTheScriptAsTheyAre() {
        Script script = shop.shell("a", "for argument; do printf '[%s]' \"$argument\"; done");
        var finished = shop.runOne(
                Workshop.command(script, List.of("sh"), List.of("007", "", "a b", "*", "$HOME", "-x")));
        assertThat(finished.attempt().log()).hasContent("[007][][a b][*][$HOME][-x]");
    }

    @Test
    void defect23_aTimeOutBeyondAllBoundsIsNoFailure() {
        Script script = Workshop.timeout(shop.shell("a", "echo x"), Duration.ofSeconds(99_999_999_999L));
        assertThat(shop.runOne(script).status()).isEqualTo(ScriptStatus.SUCCEEDED);
        Script longest = Workshop.timeout(script, Duration.ofSeconds(Long.MAX_VALUE));
        assertThat(shop.runOne(longest).status()).isEqualTo(ScriptStatus.SUCCEEDED);
    }

    @Test
    void theDurationOfARunIsMeasuredAndItsStartIsTheClocks() {
        var run = shop.run(shop.shell("a", "sleep 0.05"));
        assertThat(run.startedAt()).isEqualTo(Instant.parse("2026-11-23T11:00:00.123456Z"));
        assertThat(run.duration()).isBetween(Duration.ofMillis(50), Duration.ofSeconds(20));
    }
}
