package dev.chief.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chief.app.cli.Console.Result;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ValidateCommandTest {
    @TempDir
    Path directory;
    private Console console;

    @BeforeEach
    void openConsole() {
        console = new Console(directory);
    }

    @Test
    void aValidFileIsSummedUp() {
        Result result = console.chiefYaml("""
                defaults: {timezone: UTC}
                jobs:
                  - name: daily job
                    schedule: {frequency: daily, time: "06:00"}
                    scripts: [{path: s/ok.py}]
                  - name: hy
                    enabled: false
                    schedule: {frequency: monthly, ordinal: last, day: friday, time: "18:00"}
                    scripts: [{path: s/ok.py}]
                  - name: ro
                    schedule: {frequency: interval, every: 90m}
                    scripts: [{path: s/ok.py}]
                """).chief("validate");
        assertThat(result.out()).isEqualTo("""
                Config valid: %s/chief.yaml
                Total jobs: 3
                Enabled jobs: 2
                - daily job: pure_cron (0 6 * * *)
                - hy: hybrid (0 18 * * 5)
                - ro: runtime_only
                """.formatted(directory));
        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isZero();
    }

    @Test
    void aProblemPointsAtItsLine() {
        Result result = console.chiefYaml("""
                defaults: {timezone: UTC}
                jobs:
                  - name: report
                    schedule:
                      frequency: monthly
                      time: "08:00"
                    scripts: [{path: s/ok.py}]
                """).chief("validate");
        assertThat(result.err()).startsWith("""
                Error: "monthly" requires either "day_of_month" or "ordinal + day".
                  --> %s/chief.yaml:""".formatted(directory));
        assertThat(result.err()).contains("jobs[0].schedule", "frequency: monthly", "^^^");
        assertThat(result.err()).endsWith("1 error in " + directory + "/chief.yaml\n");
        assertThat(result.out()).isEmpty();
        assertThat(result.code()).isEqualTo(1);
    }

    @Test
    void allProblemsComeInOneGoAsJsonToo() {
        Result result = console.chiefYaml("""
                defaults: {timezone: UTC}
                jobs:
                  - name: a
                    schedule: {frequency: daily, time: "25:00"}
                    scripts: [{path: s/ok.py, tiemout: 5}]
                """).chief("validate", "--format", "json");
        JsonNode problems = result.json().get("problems");
        assertThat(result.json().get("valid").asBoolean()).isFalse();
        assertThat(problems.size()).isEqualTo(2);
        assertThat(problems.get(0).get("message").asString())
                .isEqualTo("jobs[0].schedule.time must be HH:MM (24-hour), got \"25:00\".");
        assertThat(problems.get(0).get("line").asInt()).isEqualTo(4);
        assertThat(problems.get(1).get("hint").asString()).contains("timeout");
        assertThat(result.code()).isEqualTo(1);
    }

    @Test
    void aWarningLeavesTheFileValid() {
        Result result = console
                .chiefYaml(
                        """
                                jobs:
                                  - name: never
                                    schedule: {frequency: yearly, month: february, day_of_month: 30, time: "06:00", timezone: UTC}
                                    scripts: [{path: s/ok.py}]
                                """)
                .chief("validate");
        assertThat(result.out()).startsWith("Config valid: ");
        assertThat(result.err()).startsWith("Warning: ")
                .endsWith("1 warning in " + directory + "/chief.yaml\n");
        assertThat(result.code()).isZero();
    }

    @Test
    void aMissingFileIsNamedByItsAbsolutePath() {
        Result result = console.chief("validate");
        assertThat(result.err()).startsWith("Error: Config file not found: " + directory + "/chief.yaml\n");
        assertThat(result.code()).isEqualTo(1);
    }

    @Test
    void jsonOfAValidFileHasTheDocumentedFields() {
        JsonNode json = console.chiefYaml("""
                jobs:
                  - name: a
                    schedule: {frequency: daily, time: "06:00", timezone: UTC}
                    scripts: [{path: s/ok.py}]
                """).chief("validate", "--format=json").json();
        assertThat(json.propertyNames()).containsExactly("config", "valid", "total_jobs", "enabled_jobs",
                "jobs",
                "problems");
        assertThat(json.get("jobs").get(0).propertyNames()).containsExactly("name", "mode", "cron");
        assertThat(json.get("jobs").get(0).get("cron").asString()).isEqualTo("0 6 * * *");
    }
}
