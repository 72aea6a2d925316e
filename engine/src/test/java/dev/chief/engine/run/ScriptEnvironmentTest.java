package dev.chief.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chief.engine.config.Script;
import dev.chief.engine.config.Secret;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What scripts really see. */
class ScriptEnvironmentTest {
    @TempDir
    Path directory;
    private Workshop shop;

    @BeforeEach
    void openShop() {
        shop = new Workshop(directory);
    }

    @Test
    void aScriptKnowsItsRun() {
        Script script = shop.shell("show", "env");
        var job = shop.job(script);
        RunId id = Workshop.id(job);
        var seen = seenBy(shop.runner().run(id, job, Optional.empty(), RunListener.NONE));
        assertThat(seen).containsEntry("CHIEF_RUN_ID", id.toString())
                .containsEntry("CHIEF_JOB_NAME", "nightly")
                .containsEntry("CHIEF_SCRIPT_PATH", script.file().toString())
                .doesNotContainKey("CHIEF_SCHEDULED_FOR");
    }

    @Test
    void aScheduledRunKnowsItsSlot() {
        var job = shop.job(shop.shell("show", "env"));
        var slot = Optional.of(Instant.parse("2026-11-23T11:00:00Z"));
        var seen = seenBy(shop.runner().run(Workshop.id(job), job, slot, RunListener.NONE));
        assertThat(seen).containsEntry("CHIEF_SCHEDULED_FOR", "2026-11-23T11:00:00Z");
    }

    @Test
    void theScriptsOwnVariablesComeBeforeTheParents() {
        shop.environment.put("STAGE", "parent");
        shop.environment.put("KEPT", "parent");
        Script script = Workshop.environment(shop.shell("show", "env"),
                Map.of("STAGE", "own", "CHIEF_RUN_ID", "lie"));
        assertThat(seenBy(shop.run(script))).containsEntry("STAGE", "own")
                .containsEntry("KEPT", "parent")
                .doesNotContainEntry("CHIEF_RUN_ID", "lie");
    }

    @Test
    void defect26_withTelemetryOffNothingOfTheMonitorIsSeen() {
        shop.environment.put("CHIEF_MONITOR_API_KEY", "leak");
        shop.environment.put("CHIEF_MONITOR_ENDPOINT", "http://elsewhere");
        shop.environment.put("CHIEF_SCHEDULED_FOR", "stale");
        shop.monitor = Optional.of(new RunSettings.Monitor("http://monitor", new Secret("key")));
        assertThat(seenBy(shop.run(shop.shell("show", "env")))).doesNotContainKeys(
                "CHIEF_MONITOR_API_KEY",
                "CHIEF_MONITOR_ENDPOINT",
                "CHIEF_SCHEDULED_FOR");
    }

    @Test
    void withTelemetryOnTheMonitorIsSeen() {
        shop.monitor = Optional.of(new RunSettings.Monitor("http://monitor", new Secret("key")));
        var job = shop.job("nightly", true, Optional.empty(), true, shop.shell("show", "env"));
        assertThat(seenBy(shop.run(job))).containsEntry("CHIEF_MONITOR_ENDPOINT", "http://monitor")
                .containsEntry("CHIEF_MONITOR_API_KEY", "key");
    }

    @Test
    void withoutAKeyTheParentsIsNotTaken() {
        shop.environment.put("CHIEF_MONITOR_API_KEY", "leak");
        shop.monitor = Optional.of(new RunSettings.Monitor("http://monitor", Secret.NONE));
        var job = shop.job("nightly", true, Optional.empty(), true, shop.shell("show", "env"));
        assertThat(seenBy(shop.run(job))).containsEntry("CHIEF_MONITOR_ENDPOINT", "http://monitor")
                .doesNotContainKey("CHIEF_MONITOR_API_KEY");
    }

    @Test
    void theClientStandsBehindThePythonPath() {
        shop.pythonClient = Optional.of(Path.of("/client"));
        Script with = Workshop.environment(shop.shell("show", "env"), Map.of("PYTHONPATH", "/a:/b"));
        assertThat(seenBy(shop.run(with))).containsEntry("PYTHONPATH", "/a:/b:/client");
        Script without = Workshop.environment(shop.shell("show", "env"), Map.of("PYTHONPATH", ""));
        assertThat(seenBy(shop.run(without))).containsEntry("PYTHONPATH", "/client");
    }

    @Test
    void theCommandsStandBehindThePath() {
        shop.commands = Optional.of(Path.of("/commands"));
        Script with = Workshop.environment(shop.shell("show", "env"), Map.of("PATH", "/usr/bin:/bin"));
        assertThat(seenBy(shop.run(with))).containsEntry("PATH", "/usr/bin:/bin:/commands");
        Script without = Workshop.environment(
                Workshop.command(shop.shell("show", "/usr/bin/env"), List.of("/bin/sh"), List.of()),
                Map.of("PATH", ""));
        assertThat(seenBy(shop.run(without))).containsEntry("PATH", "");
    }

    private static Map<String, String> seenBy(RunEvent.RunFinished run) {
        Map<String, String> seen = new TreeMap<>();
        Workshop.read(run.scripts().getFirst().attempt().log()).lines().forEach(line -> {
            int equals = line.indexOf('=');
            if (equals > 0) {
                seen.put(line.substring(0, equals), line.substring(equals + 1));
            }
        });
        return seen;
    }
}
