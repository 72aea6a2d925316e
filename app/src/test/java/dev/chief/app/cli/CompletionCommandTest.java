package dev.chief.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompletionCommandTest {
    @TempDir
    Path directory;
    private Console console;

    @BeforeEach
    void openConsole() {
        console = new Console(directory);
        console.file("completion.bash", console.execute("completion", "bash").out());
        // Stands for the program, of which the script asks for the names of jobs.
        Path chief = console.file("chief",
                """
                        #!/bin/sh
                        [ "$1 $2 $3" = "validate --config chief.yaml" ] || exit 1
                        printf '%s\\n' 'Config valid: chief.yaml' '- nightly: pure_cron (0 6 * * *)' '- last friday: hybrid (0 18 * * 5)' '- n: runtime_only'
                        """);
        assertThat(chief.toFile().setExecutable(true)).isTrue();
    }

    /** What a real bash offers for the last of some words. */
    private List<String> offered(String... words) throws IOException, InterruptedException {
        StringBuilder line = new StringBuilder("COMP_WORDS=(./chief");
        for (String word : words) {
            line.append(" '").append(word).append('\'');
        }
        String script = "source completion.bash; " + line + "); COMP_CWORD=" + words.length
                + "; _chief; printf '%s\\n' \"${COMPREPLY[@]}\"";
        Process bash = new ProcessBuilder("bash", "--norc", "-c", script).directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        String text = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bash.waitFor()).describedAs(text).isZero();
        return text.lines().toList();
    }

    @Test
    void commandsAreOffered() throws IOException, InterruptedException {
        assertThat(offered("")).contains("validate", "preview", "run", "export-cron", "history", "logs",
                "--config");
        assertThat(offered("pre")).containsExactly("preview");
    }

    @Test
    void theOptionsOfACommandAreOffered() throws IOException, InterruptedException {
        assertThat(offered("--config", "chief.yaml", "preview", "--"))
                .contains("--count", "--explain", "--job")
                .doesNotContain("--quiet");
        assertThat(offered("completion", "z")).containsExactly("zsh");
        assertThat(offered("preview", "--format", "")).containsExactly("text", "json");
    }

    @Test
    void whatAMonitorTakesIsOffered() throws IOException, InterruptedException {
        assertThat(offered("mon")).containsExactly("monitor");
        assertThat(offered("monitor", "")).contains("backup");
        assertThat(offered("monitor", "--log-format", "")).containsExactly("text", "json");
        assertThat(offered("monitor", "--api-key-file", "comp")).containsExactly("completion.bash");
        assertThat(offered("up", "--")).contains("--port", "--db-path", "--poll-seconds");
    }

    @Test
    void theNamesOfJobsAreOfferedAsAShellReadsThem() throws IOException, InterruptedException {
        assertThat(offered("run", "--job", "n")).containsExactly("nightly", "n");
        assertThat(offered("run", "--job", "")).contains("last\\ friday");
    }

    @Test
    void zshLoadsTheSameScript() {
        assertThat(console.execute("completion", "zsh").out()).startsWith("#compdef chief gulag-chief\n")
                .endsWith(console.execute("completion", "bash").out());
    }
}
