package dev.chief.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chief.app.cli.Console.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class RunCommandTest {
    @TempDir
    Path directory;
    private Console console;

    @BeforeEach
    void openConsole() {
        console = new Console(directory);
        console.file("ok.sh", "echo all is well\n");
        console.file("bad.sh", "echo first line\necho last words >&2\nexit 3\n");
        console.file("chief.yaml", """
                defaults: {timezone: UTC}
                jobs:
                  - name: good
                    schedule: {frequency: daily, time: "12:00"}
                    scripts: [{path: ok.sh}]
                  - name: bad
                    schedule: {frequency: daily, time: "13:00"}
                    scripts: [{path: bad.sh}, {path: ok.sh}]
                  - name: off
                    enabled: false
                    schedule: {frequency: daily, time: "12:00"}
                    scripts: [{path: ok.sh}]
                """);
    }

    @Test
    void enabledJobsRunInFileOrderAndAFailedOneFailsTheCommand() {
        Result result = console.chief("run");
        assertThat(result.out().lines().map(line -> line.replaceAll("[0-9.]+s\\b", "Ns"))).containsExactly(
                "good: succeeded in Ns", "bad: failed in Ns (bad.sh: return code 3)");
        assertThat(result.err()).contains("[1/2] bad.sh: failed", "    | last words", "[2/2] ok.sh: skipped");
        assertThat(result.code()).isEqualTo(1);
    }

    @Test
    void oneJobCanBeChosen() {
        Result result = console.chief("run", "--job", "good");
        assertThat(result.out()).startsWith("good: succeeded in ").hasLineCount(1);
        assertThat(result.code()).isZero();
    }

    @Test
    void aDisabledJobIsNotRun() {
        assertThat(console.chief("run", "--job", "off").err()).isEqualTo("No enabled jobs selected.\n");
    }

    @Test
    void onlyWhatIsDueRunsWhenTheScheduleIsRespected() {
        Result result = console.at("2026-11-22T12:00:59.9Z").chief("run", "--respect-schedule");
        assertThat(result.out()).startsWith("good: succeeded in ").hasLineCount(1);
        assertThat(result.err()).contains("Skipping bad: not due now; next at 2026-11-22T13:00:00+00:00.");
        assertThat(result.code()).isZero();
    }

    @Test
    void defect27_aSlotRunsOnceHoweverOftenItIsAskedFor() {
        console.at("2026-11-22T12:00:01Z").chief("run", "--respect-schedule");
        Result again = console.at("2026-11-22T12:00:31Z").chief("run", "--respect-schedule");
        assertThat(again.out()).isEmpty();
        assertThat(again.err())
                .contains("Skipping good: its slot 2026-11-22T12:00:00+00:00 was taken before by run good:");
        assertThat(console.chief("history", "--job", "good", "--format", "json").json().get("runs").size())
                .isEqualTo(1);
    }

    @Test
    void quietMeansSilentUnlessSomethingFails() {
        Result good = console.chief("run", "--job", "good", "--quiet");
        Result bad = console.chief("run", "--job", "bad", "--quiet");
        assertThat(good.out() + good.err()).isEmpty();
        assertThat(bad.out()).startsWith("bad: failed in ");
        assertThat(bad.err()).contains("    | last words").doesNotContain("started");
    }

    @Test
    void jsonTellsOfEveryScript() {
        JsonNode runs = console.chief("run", "--format", "json").json().get("runs");
        JsonNode scripts = runs.get(1).get("scripts");
        assertThat(runs.get(1).propertyNames()).containsExactly("run_id", "job", "status", "scheduled_for",
                "started_at",
                "finished_at", "duration_ms", "reason", "scripts");
        assertThat(scripts.get(0).get("return_code").asInt()).isEqualTo(3);
        assertThat(scripts.get(1).get("status").asString()).isEqualTo("skipped");
    }

    @Test
    void theHistoryHasEveryRunNewestFirst() {
        console.chief("run");
        Result history = console.chief("history");
        assertThat(history.out().lines().map(line -> line.replaceAll("  +.*? (good|bad):.*", " $1")))
                .hasSize(4);
        assertThat(history.out()).contains("succeeded", "failed", "bad.sh: return code 3");
        assertThat(history.out().indexOf("bad:")).isLessThan(history.out().indexOf("good:"));
    }

    @Test
    void logsShowsTheLatestRunOfAJob() {
        console.chief("run", "--job", "bad");
        Result logs = console.chief("logs", "bad", "--follow");
        assertThat(logs.out()).isEqualTo("==> [1] bad.sh <==\nfirst line\nlast words\n");
    }

    @Test
    void logsTakesARunIdOrItsBeginning() {
        console.chief("run", "--job", "good");
        String id = console.chief("history", "--format", "json")
                .json()
                .get("runs")
                .get(0)
                .get("run_id")
                .asString();
        assertThat(console.chief("logs", id).out()).contains("all is well");
        assertThat(console.chief("logs", id.substring(0, id.length() - 2)).out()).contains("all is well");
        assertThat(console.chief("logs", "nobody").err())
                .isEqualTo("Unknown run \"nobody\". See: chief history\n");
    }

    @Test
    void withoutARunThereIsAnEmptyHistory() {
        Result result = console.chief("history");
        assertThat(result.err()).isEqualTo("No runs yet.\n");
        assertThat(directory.resolve(".chief")).doesNotExist();
    }

    @Test
    void historyCanBeReadWhileTheFileIsBeingEdited() {
        console.chief("run", "--job", "good");
        console.file("chief.yaml", "jobs: [\n");
        Result result = console.chief("history");
        assertThat(result.out()).contains("good:");
        assertThat(result.err()).contains("has problems");
    }

    @Test
    void theLogIsWrittenWhereItIsAskedForAndWithRunIds() throws IOException {
        Path log = directory.resolve("100% (logs)").resolve("my chief.log");
        Files.createDirectories(log.getParent());
        console.chief("run", "--log-file", log.toString());
        assertThat(log).content().contains("INFO [good:", "ERROR [bad:").doesNotContain("\u001b");
        assertThat(directory.resolve("chief.log")).doesNotExist();
    }

    @Test
    void aLogThatCannotBeWrittenDoesNotStopTheJobs() {
        Result result = console.chief("run", "--job", "good", "--log-file",
                directory.resolve("no/such.log").toString());
        assertThat(result.err()).startsWith("Warning: the log file cannot be written: ");
        assertThat(result.code()).isZero();
    }

    @Test
    void aStateDirectoryThatCannotBeMadeIsNamed() {
        console.file(".chief", "a file, not a directory");
        Result result = console.chief("run");
        assertThat(result.err()).contains("Error: ", directory.resolve(".chief").toString());
        assertThat(result.code()).isEqualTo(1);
    }

    @Test
    void defect12_anImpossibleDateDoesNotKeepOtherJobsFromRunning() {
        console.file("chief.yaml", """
                defaults: {timezone: UTC}
                jobs:
                  - name: feb30
                    schedule: {frequency: yearly, month: february, day_of_month: 30, time: "06:00"}
                    scripts: [{path: ok.sh}]
                  - name: healthy
                    schedule: {frequency: daily, time: "12:00"}
                    scripts: [{path: ok.sh}]
                """);
        assertThat(console.chief("preview").out()).contains("- none", "- 2026-11-23T12:00:00+00:00");
        assertThat(console.chief("run", "--respect-schedule").out()).startsWith("healthy: succeeded in ")
                .hasLineCount(1);
        assertThat(console.chief("run").out()).contains("feb30: succeeded", "healthy: succeeded");
    }

    @Test
    void aLogThatIsFullIsRotated() throws IOException {
        Path log = console.file("chief.log", "x".repeat(11 * 1024 * 1024));
        console.chief("run", "--job", "good");
        console.chief("run", "--job", "good");
        assertThat(directory.resolve("chief.log.1")).content().startsWith("xxx");
        assertThat(log).content().doesNotContain("xxx").contains("Starting job good");
    }

    @Test
    void runsOlderThanTheHistoryAreForgotten() {
        console.at("2026-10-01T12:00:00Z").chief("run", "--job", "good");
        console.at("2026-10-31T11:59:59Z").chief("run", "--job", "good");
        assertThat(console.chief("history").out()).hasLineCount(3);
        console.at("2026-10-31T12:00:01Z").chief("run", "--job", "good");
        assertThat(console.chief("history").out()).hasLineCount(3).doesNotContain("2026-10-01");
    }

    @Test
    void aLogThatDoesNotEndItsLineDoesNotSwallowTheNextHeading() {
        console.file("bad.sh", "printf unfinished\n");
        console.chief("run", "--job", "bad");
        assertThat(console.chief("logs", "bad").out()).isEqualTo(
                "==> [1] bad.sh <==\nunfinished\n==> [2] ok.sh <==\nall is well\n");
    }

    @Test
    void oldRunsThatCannotBeForgottenDoNotFailTheNewOne() throws SQLException {
        console.at("2026-10-01T12:00:00Z").chief("run", "--job", "good");
        String store = "jdbc:sqlite:" + directory.resolve(".chief/state.db");
        try (
            Connection connection = DriverManager.getConnection(store);
            Statement statement = connection.createStatement()
        ) {
            statement.execute(
                    "CREATE TRIGGER keep BEFORE DELETE ON runs BEGIN SELECT RAISE(ABORT, 'kept'); END");
        }
        Result result = console.at("2026-11-22T12:00:00Z").chief("run", "--job", "good");
        assertThat(result.err()).contains("Warning: old runs are kept: ");
        assertThat(result.out()).startsWith("good: succeeded in ");
        assertThat(result.code()).isZero();
    }
}
