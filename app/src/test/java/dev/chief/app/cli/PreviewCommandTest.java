package dev.chief.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chief.app.cli.Console.Result;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class PreviewCommandTest {
    @TempDir
    Path directory;
    private Console console;

    @BeforeEach
    void openConsole() {
        console = new Console(directory);
    }

    private Console job(String schedule) {
        return console.chiefYaml("""
                jobs:
                  - name: j
                    schedule: %s
                    scripts: [{path: s/ok.py}]
                """.formatted(schedule));
    }

    private static List<String> runs(Result result) {
        return result.out().lines().filter(line -> line.startsWith("- 2")).toList();
    }

    @Test
    void aJobIsShownWithItsScriptsAndNextRuns() {
        Result result = console.chiefYaml("""
                jobs:
                  - name: daily job
                    schedule: {frequency: daily, time: "06:00", timezone: America/New_York,
                               start: "2026-01-01", end: "2027-01-01", exclude: [2026-12-25, 2026-11-30]}
                    scripts:
                      - path: s/ok.py
                        args: --a 'b c' $X it's'
                        timeout: 5
                      - path: s/ok.py
                """.replace("it's'", "its")).chief("preview", "--count", "2");
        assertThat(result.out()).isEqualTo("""
                ================================================================================
                Job: daily job (enabled=True)
                Runs daily at 06:00 (America/New_York)
                Schedule mode: pure_cron
                Cron equivalent: 0 6 * * *
                Start bound: 2026-01-01T00:00:00-05:00
                End bound: 2027-01-01T00:00:00-05:00
                Exclude dates: 2026-11-30, 2026-12-25
                Scripts:
                - s/ok.py | timeout=5s | args=--a 'b c' '$X' its
                - s/ok.py | timeout=3600s | args=(none)
                Next 2 run(s):
                - 2026-11-23T06:00:00-05:00
                - 2026-11-24T06:00:00-05:00
                ================================================================================
                """);
    }

    @Test
    void secretsInArgumentsAreNotShown() {
        console.chiefYaml(
                """
                        monitor: {api_key: the-monitors-key}
                        jobs:
                          - name: j
                            secrets: [login]
                            schedule: {frequency: daily, time: "06:00"}
                            scripts: [{path: s/ok.py, args: --token abc --login=etl --key the-monitors-key --user etl}]
                        """);
        assertThat(console.chief("preview").out())
                .contains("args=--token '***' '--login=***' --key '***' --user etl\n");
        assertThat(
                console.chief("preview", "--format", "json").json().at("/jobs/0/scripts/0/args").toString())
                .isEqualTo("[\"--token\",\"***\",\"--login=***\",\"--key\",\"***\",\"--user\",\"etl\"]");
    }

    @Test
    void aScheduleThatNeverFiresHasNoRuns() {
        Result result = job("{frequency: yearly, month: 2, day_of_month: 30, time: \"06:00\"}")
                .chief("preview");
        assertThat(result.out()).contains("Next 5 run(s):\n- none\n");
    }

    @Test
    void aWindowTakesBothItsEnds() {
        Console console = job("{frequency: daily, time: \"06:00\", timezone: America/New_York}");
        Result dates = console.chief("preview", "--from", "2026-10-31", "--to", "2026-11-02");
        Result instants = console.chief("preview", "--from", "2026-10-31T10:00:00Z", "--to",
                "2026-11-02T06:00:00-05:00");
        assertThat(runs(dates)).containsExactly("- 2026-10-31T06:00:00-04:00", "- 2026-11-01T06:00:00-05:00",
                "- 2026-11-02T06:00:00-05:00");
        assertThat(runs(instants)).isEqualTo(runs(dates));
    }

    @Test
    void explainSaysWhatWasDroppedBeforeARun() {
        Result result = job(
                "{frequency: daily, time: \"02:30\", timezone: America/New_York, exclude: [2026-03-09]}")
                .chief("preview", "--from", "2026-03-08", "--count", "1", "--explain");
        assertThat(result.out()).contains("""
                  x 2026-03-08 02:30: does not exist: clocks go from 2026-03-08 02:00 to 2026-03-08 03:00
                  x 2026-03-09 02:30: excluded date 2026-03-09
                - 2026-03-10T02:30:00-04:00
                """);
    }

    @Test
    void explainCountsLongRowsOfDroppedTimes() {
        Result result = job("{frequency: interval, every: 1m, timezone: UTC, start: \"2026-11-30T12:00:00\"}")
                .chief("preview", "--count", "1", "--explain");
        assertThat(result.out()).contains(
                """
                          x 11519 times from 2026-11-22 12:01 to 2026-11-30 11:59: before the start bound 2026-11-30T12:00:00+00:00
                        - 2026-11-30T12:00:00+00:00
                        """);
    }

    @Test
    void explainSaysWhyNothingFollows() {
        Result result = job("{frequency: daily, time: \"06:00\", timezone: UTC, end: \"2026-11-23T12:00\"}")
                .chief("preview", "--explain");
        assertThat(result.out()).contains("""
                - 2026-11-23T06:00:00+00:00
                  x 2026-11-24 06:00 and all later times: after the end bound 2026-11-23T12:00:00+00:00
                """);
    }

    @Test
    void slotsThatAClockChangeTouchesAreMarkedWhenThePolicyIsNotTheUsual() {
        Result result = job(
                "{frequency: daily, time: \"01:30\", timezone: America/New_York, dst: {repeat: each}}")
                .chief("preview", "--from", "2026-11-01", "--count", "3");
        assertThat(runs(result)).containsExactly("- 2026-11-01T01:30:00-04:00  (first of two occurrences)",
                "- 2026-11-01T01:30:00-05:00  (second of two occurrences)", "- 2026-11-02T01:30:00-05:00");
    }

    @Test
    void jsonHasTheDocumentedFields() {
        Console console = job("{frequency: interval, every: 90m, timezone: UTC}");
        JsonNode json = console.chief("preview", "--format", "json", "--count", "1").json();
        JsonNode job = json.get("jobs").get(0);
        assertThat(json.propertyNames()).containsExactly("config", "jobs");
        assertThat(job.propertyNames()).containsExactly("name", "enabled", "description", "mode", "cron",
                "timezone",
                "start", "end", "exclude", "scripts", "next");
        assertThat(job.get("scripts").get(0).propertyNames()).containsExactly("path", "timeout_seconds",
                "args");
        assertThat(job.get("cron").isNull()).isTrue();
        assertThat(job.get("next").get(0).asString()).isEqualTo("2026-11-22T13:30:00+00:00");
    }

    @Test
    void anUnknownJobIsNamedAndTheOneThatWasProbablyMeant() {
        Console console = job("{frequency: daily, time: \"06:00\"}");

        assertThat(console.chief("preview", "--job", "nightly").err())
                .isEqualTo("Unknown job \"nightly\".\n");
        assertThat(console.chief("preview", "--job", "J").err())
                .isEqualTo("Unknown job \"J\".\n   = did you mean \"j\"?\n");
        assertThat(console.chief("preview", "--job", "J").code()).isEqualTo(1);
    }
}
