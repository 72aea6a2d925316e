package dev.chief.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chief.engine.config.Script;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logs of scripts that write more than is kept. */
class LogTest {
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
    void ofALargeOutputTheHeadAndTheTailAreKept() throws IOException {
        shop.logBytes = 64 * 1024;
        var finished = shop.runOne(shop.shell("a", "seq 1 2000000"));
        assertThat(finished.status()).isEqualTo(ScriptStatus.SUCCEEDED);
        Path log = finished.attempt().log();
        assertThat(Files.size(log)).isBetween(48L * 1024, shop.logBytes);
        assertThat(Files.readAllLines(log)).startsWith("1", "2", "3")
                .endsWith("1999999", "2000000")
                .anyMatch(line -> line.matches("\\[\\.\\.\\. [0-9,]{10} bytes cut \\.\\.\\.]"));
    }

    @Test
    void theScriptsOfARunShareItsBoundFairly() throws IOException {
        shop.logBytes = 60_000;
        Script quiet = shop.shell("quiet", "echo x");
        Script loud = shop.shell("loud", "seq 1 100000");
        var run = shop.run(quiet, loud, loud, quiet);
        List<Long> sizes = run.scripts().stream().map(it -> it.attempt().log().toFile().length()).toList();
        assertThat(sizes.stream().mapToLong(Long::longValue).sum()).isLessThanOrEqualTo(60_000);
        assertThat(sizes.get(1)).isBetween(14_000L, 20_000L);
        assertThat(sizes.get(2)).isBetween(14_000L, 25_000L);
        assertThat(sizes.get(3)).isEqualTo(2);
    }

    @Test
    void whoeverListensIsToldWhatWasLeftOut() {
        shop.logBytes = 64 * 1024;
        shop.run(shop.shell("a", "seq 1 2000000"));
        List<String> heard = shop.heard.output;
        assertThat(heard).endsWith("1999999", "2000000").hasSizeLessThan(2_000_001);
        int missed = heard.stream().anyMatch(line -> line.contains(" bytes cut ")) ? 1 : 0;
        assertThat(heard.size() + 2_000_000L * missed).isGreaterThanOrEqualTo(2_000_000);
    }

    @Test
    void aLogThatCannotBeWrittenEndsTheRunAndIsNamed() throws IOException {
        var job = shop.job(shop.shell("a", "touch ran"), shop.shell("b", "touch ran"));
        RunId id = Workshop.id(job);
        Path log = LogNames.file(LogNames.directory(shop.stateDirectory(), id), 1, "a");
        Files.createDirectories(log);
        var run = shop.runner().run(id, job, Optional.empty(), RunListener.NONE);
        assertThat(run.status()).isEqualTo(RunStatus.FAILED);
        assertThat(run.reason()).startsWith("cannot write the log " + log + ": ");
        assertThat(run.scripts()).extracting(RunEvent.ScriptFinished::status)
                .containsExactly(ScriptStatus.FAILED, ScriptStatus.SKIPPED);
        assertThat(directory.resolve("ran")).doesNotExist();
    }
}
