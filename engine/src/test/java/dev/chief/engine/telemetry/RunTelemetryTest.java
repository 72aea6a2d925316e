package dev.chief.engine.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chief.core.event.Metadata.Value;
import dev.chief.core.event.TelemetryEvent;
import dev.chief.engine.config.Job;
import dev.chief.engine.config.Retry;
import dev.chief.engine.config.Script;
import dev.chief.engine.config.Secret;
import dev.chief.engine.run.Workshop;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunTelemetryTest {
    private static final Instant SLOT = Instant.parse("2026-11-23T11:00:00Z");

    @TempDir
    Path directory;
    private Optional<Workshop> workshop = Optional.empty();
    private final List<TelemetryEvent> told = Collections.synchronizedList(new ArrayList<>());

    @BeforeEach
    void set() {
        workshop = Optional.of(new Workshop(directory));
    }

    @Test
    void aRunIsToldFromItsStartToItsNextSlot() {
        run(true, shell("a.sh", "echo one"), shell("b.sh", "echo two"));
        assertThat(lines()).containsExactly(
                "job.started INFO Job nightly started.",
                "script.started INFO Script started: a.sh",
                "script.completed INFO Script completed: a.sh",
                "script.started INFO Script started: b.sh",
                "script.completed INFO Script completed: b.sh",
                "job.completed INFO Job nightly completed successfully.",
                "job.next_scheduled INFO Next run for nightly: 2026-11-23T12:00:00Z");
    }

    @Test
    void aFailureIsToldWithItsScriptAndWhatItPrinted() {
        run(true, shell("a.sh", "echo out; echo err >&2; exit 3"), shell("b.sh", "echo two"));
        assertThat(lines()).containsExactly(
                "job.started INFO Job nightly started.",
                "script.started INFO Script started: a.sh",
                "script.completed ERROR Script failed: a.sh (code=3)",
                "job.failed ERROR Job nightly failed.",
                "job.next_scheduled INFO Next run for nightly: 2026-11-23T12:00:00Z");
        assertThat(metadata("script.completed"))
                .isEqualTo("{error=null, stdout_preview=out\nerr, stderr_preview=}");
        assertThat(metadata("job.failed")).startsWith(
                "{scripts_executed=1, scripts_total=2, stop_on_failure=true, failed_script=a.sh, check_enabled=false");
        assertThat(event("script.completed").result().orElseThrow().returnCode()).hasValue(3);
        assertThat(event("job.failed").result().orElseThrow().success()).isFalse();
        assertThat(event("job.failed").result().orElseThrow().returnCode()).hasValue(3);
    }

    @Test
    void aTimeOutAndAScriptThatCannotStartSayWhatWasWrong() {
        run(true, Workshop.timeout(shell("slow.sh", "sleep 60"), Duration.ofMillis(100)));
        assertThat(metadata("script.completed")).contains("error=timeout");
        assertThat(lines()).contains("script.completed ERROR Script failed: slow.sh (code=-1)");
    }

    @Test
    void everyAttemptIsTold() {
        Script flaky = shell("flaky.sh", "[ -e again ] || { touch again; exit 9; }");
        run(true, Workshop.retry(flaky, new Retry(1, Duration.ofMillis(1), 1, Duration.ofSeconds(1))));
        assertThat(lines()).containsExactly(
                "job.started INFO Job nightly started.",
                "script.started INFO Script started: flaky.sh",
                "job.retrying WARN Script failed: flaky.sh (code=9); trying again.",
                "script.started INFO Script started: flaky.sh",
                "script.completed INFO Script completed: flaky.sh",
                "job.completed INFO Job nightly completed successfully.",
                "job.next_scheduled INFO Next run for nightly: 2026-11-23T12:00:00Z");
        assertThat(metadata("job.retrying")).contains("attempt=1, attempts=2");
    }

    @Test
    void aJobWithoutTelemetryIsNotToldOf() {
        run(false, shell("a.sh", "exit 1"));
        assertThat(told).isEmpty();
    }

    @Test
    void eventsCarryTheRunAndItsSlot() {
        run(true, shell("a.sh", "true"));
        assertThat(told).allSatisfy(event -> {
            assertThat(event.about().runId()).isPresent().isEqualTo(told.getFirst().about().runId());
            assertThat(event.about().scheduledFor()).contains(SLOT);
        });
        assertThat(event("script.started").about().scriptPath())
                .contains(directory.resolve("a.sh").toString());
        assertThat(told).extracting(event -> event.stamp().eventId().toString())
                .doesNotHaveDuplicates()
                .isSorted();
    }

    @Test
    void aPreviewHoldsAThousandCharactersAtMost() {
        run(true, shell("a.sh", "yes 'x😀' | head -c 100000"));
        String preview = metadata("script.completed");
        assertThat(preview.length()).isBetween(1_000, 1_100);
        assertThat(preview.codePoints()).noneMatch(c -> c >= 0xd800 && c < 0xe000);
    }

    @Test
    void secretsOfAJobAreNotTold() {
        Script script = shell("a.sh", "echo $DB_PASSWORD and $PLAIN and hunter2-key and for-the-api $2");
        var environment = new LinkedHashMap<>(Map.of("DB_PASSWORD", "correct horse", "PLAIN", "seen"));
        script = new Script(script.name(), script.path(), script.file(), script.interpreter(),
                List.of("--api-key", "for-the-api", "--token=abc", "--name", "correct horse"),
                script.timeout(),
                script.retry(), environment);
        run(true, script);
        assertThat(metadata("script.started")).contains("args=[--api-key, ***, --token=***, --name, ***]");
        assertThat(metadata("script.completed")).contains("*** and seen and *** and ***");
    }

    @Test
    void whatAJobNamesAsSecretIsNotTold() {
        Script script = shell("a.sh", "echo $DATABASE_URL and $2");
        script = new Script(script.name(), script.path(), script.file(), script.interpreter(),
                List.of("--login", "etl", "--database-url=abc"), script.timeout(), script.retry(),
                new LinkedHashMap<>(Map.of("DATABASE_URL", "postgres://etl@db")));
        run(secret(job(true, script), "DATABASE_URL", "--login"));
        assertThat(metadata("script.started")).contains("args=[--login, ***, --database-url=***]");
        assertThat(metadata("script.completed")).contains("stdout_preview=*** and etl");
    }

    private static Job secret(Job job, String... names) {
        return new Job(job.name(), job.labels(), job.enabled(), job.workingDirectory(), job.stopOnFailure(),
                job.timeout(), job.trigger(), job.scripts(), job.monitor(),
                job.secrecy().with(List.of(names), Map.of()));
    }

    private void run(boolean telemetry, Script... scripts) {
        run(job(telemetry, scripts));
    }

    private Job job(boolean telemetry, Script... scripts) {
        return workshop.orElseThrow().job("nightly", true, Optional.empty(), telemetry, scripts);
    }

    private void run(Job job) {
        Workshop shop = workshop.orElseThrow();
        Events events = new Events(() -> Workshop.NOW, told::add);
        shop.runner()
                .run(Workshop.id(job), job, Optional.of(SLOT),
                        new RunTelemetry(events, new Secret("hunter2-key")));
    }

    private Script shell(String name, String body) {
        return workshop.orElseThrow().shell(name, body);
    }

    private List<String> lines() {
        return told.stream()
                .map(event -> event.type() + " " + event.level() + " " + event.message())
                .toList();
    }

    private TelemetryEvent event(String type) {
        return told.stream().filter(event -> event.type().equals(type)).findFirst().orElseThrow();
    }

    private String metadata(String type) {
        var shown = new LinkedHashMap<String, String>();
        event(type).metadata().entries().forEach((name, value) -> shown.put(name, show(value)));
        return shown.toString();
    }

    static String show(Value value) {
        return switch (value) {
            case Value.Text(String text) -> text;
            case Value.Whole(long number) -> Long.toString(number);
            case Value.Decimal(double number) -> Double.toString(number);
            case Value.Flag(boolean flag) -> Boolean.toString(flag);
            case Value.None() -> "null";
            case Value.Items(List<Value> items) ->
                items.stream().map(RunTelemetryTest::show).toList().toString();
            case Value.Fields fields -> {
                var shown = new LinkedHashMap<String, String>();
                fields.fields().entries().forEach((name, inner) -> shown.put(name, show(inner)));
                yield shown.toString();
            }
        };
    }
}
