package dev.chief.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chief.app.cli.Console.Result;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
    @TempDir
    Path directory;
    private Console console;

    @BeforeEach
    void openConsole() {
        console = new Console(directory).chiefYaml("""
                jobs:
                  - name: j
                    schedule: {frequency: daily, time: "06:00", timezone: UTC}
                    scripts: [{path: s/ok.py}]
                """);
    }

    @Test
    void defect01_configCountsBeforeAndAfterTheCommand() {
        String path = directory.resolve("chief.yaml").toString();
        Result before = console.execute("--config", path, "validate");
        Result after = console.execute("validate", "--config=" + path);
        assertThat(before.out()).startsWith("Config valid: " + path).isEqualTo(after.out());
    }

    @Test
    void ofARepeatedOptionTheLastOneCounts() {
        String path = directory.resolve("chief.yaml").toString();
        assertThat(console.execute("--config", "/nowhere", "validate", "--config", path).code()).isZero();
    }

    @Test
    void anOptionMayBeShortenedWhileItIsUnique() {
        String path = directory.resolve("chief.yaml").toString();
        assertThat(console.execute("preview", "--conf", path, "--cou=1").out()).contains("Next 1 run(s):");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                     | a command is needed
            valdate                | unknown command "valdate" (did you mean "validate"?)
            frobnicate             | unknown command "frobnicate"
            preview --cuont 3      | unknown option "--cuont" (did you mean "--count"?)
            preview --count        | --count needs a value: --count N
            preview --count 0      | --count must be >= 1, got 0
            preview --count 1.5    | --count must be a whole number of at most 2147483647, got "1.5"
            preview --explain=yes  | --explain takes no value, got "--explain=yes"
            preview --from noon    | --from must be a time such as 2026-03-08T00:00:00Z, 2026-03-08T00:00 or 2026-03-08, got "noon"
            validate --format yaml | --format must be one of [text, json], got "yaml"
            validate this          | unexpected argument "this"
            completion             | "completion" needs SHELL: bash or zsh
            completion tcsh        | SHELL must be one of [bash, zsh], got "tcsh"
            """)
    void aWrongCommandLineIsExplained(String line, String message) {
        Result result = console.execute(line.isEmpty() ? new String[0] : line.split(" ", -1));
        assertThat(result.err()).startsWith("chief: " + message + "\nusage: chief ");
        assertThat(result.out()).isEmpty();
        assertThat(result.code()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"validate", "preview", "run", "export-cron", "history", "logs", "completion",
            "help"})
    void everyCommandHasHelpWithExamples(String command) {
        Result result = console.execute(command, "--help");
        assertThat(result.out()).startsWith("usage: chief " + command)
                .contains("--config PATH", "examples:\n  ");
        assertThat(result.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
        assertThat(result.code()).isZero();
        assertThat(console.execute("help", command).out()).isEqualTo(result.out());
    }

    @Test
    void helpListsTheCommands() {
        Result result = console.execute("--help");
        assertThat(result.out()).contains("validate", "preview", "run", "export-cron", "history", "logs");
        assertThat(console.execute("help").out()).isEqualTo(result.out());
    }

    @Test
    void theVersionIsPrinted() {
        assertThat(console.execute("--version").out()).startsWith("chief 1.2.3 (Java 25");
    }

    @Test
    void anEmptyJobNameIsAJobNameLikeAnyOther() {
        assertThat(console.chief("preview", "--job", "").err()).isEqualTo("Unknown job \"\".\n");
    }
}
