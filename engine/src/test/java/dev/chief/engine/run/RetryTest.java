package dev.chief.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chief.engine.config.Retry;
import dev.chief.engine.config.Script;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetryTest {
    private static final String FAIL_TWICE = "echo x >> tries; echo try; [ $(wc -l < tries) -ge 3 ]\n";

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
    void aScriptIsTriedAgainUntilItSucceeds() {
        var finished = shop.runOne(Workshop.retry(shop.shell("a", FAIL_TWICE), after(Duration.ZERO)));
        assertThat(finished.status()).isEqualTo(ScriptStatus.SUCCEEDED);
        assertThat(finished.attempt().number()).isEqualTo(3);
        assertThat(finished.attempt().log())
                .hasContent("try\n[chief] attempt 2 of 4\ntry\n[chief] attempt 3 of 4\ntry\n");
        assertThat(shop.heard.output).containsExactly("try", "try", "try");
        assertThat(shop.journal.lines()).contains("a 1 FAILED", "a 2 FAILED", "a 3 SUCCEEDED");
        assertThat(shop.heard.events).containsExactly(
                "run started",
                "a started",
                "a retrying",
                "a started",
                "a retrying",
                "a started",
                "a SUCCEEDED",
                "run SUCCEEDED");
    }

    @Test
    void theWaitGrowsUpToItsBound() {
        var retry = new Retry(3, Duration.ofMillis(10), 2, Duration.ofMillis(25));
        shop.run(Workshop.retry(shop.shell("a", "exit 1"), retry));
        assertThat(shop.heard.retries).extracting(RunEvent.ScriptRetrying::delay)
                .containsExactly(Duration.ofMillis(10), Duration.ofMillis(20), Duration.ofMillis(25));
    }

    @Test
    void aTimeOutIsTriedAgain() {
        Script script = shop.shell("a", "if [ -e again ]; then exit 0; fi; touch again; sleep 300");
        Script brief = Workshop.timeout(Workshop.retry(script, after(Duration.ZERO)), Duration.ofMillis(300));
        assertThat(shop.runOne(brief).attempt().number()).isEqualTo(2);
        assertThat(shop.survivors()).isEmpty();
    }

    @Test
    void whatCouldNotBeStartedIsTriedAgain() {
        Script script = Workshop.command(shop.shell("a", ""), List.of("no-such-program"), List.of());
        var finished = shop.runOne(Workshop.retry(script, after(Duration.ZERO)));
        assertThat(finished.attempt().number()).isEqualTo(4);
        assertThat(finished.status()).isEqualTo(ScriptStatus.FAILED);
    }

    @Test
    void aStopDoesNotWaitForTheNextAttempt() {
        JobRunner runner = shop.runner();
        var job = shop.job(Workshop.retry(shop.shell("a", "exit 1"), after(Duration.ofDays(1))));
        shop.heard.whenTold(event -> {
            if (event instanceof RunEvent.ScriptRetrying) {
                runner.stop();
            }
        });
        var run = runner.run(Workshop.id(job), job, Optional.empty(), shop.heard);
        assertThat(run.status()).isEqualTo(RunStatus.CANCELLED);
        assertThat(run.scripts().getFirst().attempt().number()).isEqualTo(1);
    }

    @Test
    void aRunThatHasNoTimeForTheWaitFailsAtOnce() {
        Script script = Workshop.retry(shop.shell("a", "exit 1"), after(Duration.ofDays(1)));
        var run = shop.run(shop.job("nightly", true, Optional.of(Duration.ofHours(1)), false, script));
        assertThat(run.reason()).isEqualTo("a: return code 1");
    }

    private static Retry after(Duration delay) {
        return new Retry(3, delay, 1, delay);
    }
}
