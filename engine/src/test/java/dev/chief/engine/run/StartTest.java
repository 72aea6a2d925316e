package dev.chief.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chief.engine.config.Script;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be started is told in words. */
class StartTest {
    @TempDir
    Path directory;
    private Workshop shop;

    @BeforeEach
    void openShop() {
        shop = new Workshop(directory);
    }

    @Test
    void aMissingInterpreter() {
        assertThat(reasonFor(command("ruby-of-nowhere")))
                .isEqualTo("\"ruby-of-nowhere\" not found on the PATH");
    }

    @Test
    void anInterpreterThatIsOnThePathOfTheParentOnly() {
        Script script = Workshop.environment(command("sh"), Map.of("PATH", directory.toString()));
        assertThat(reasonFor(script)).isEqualTo("\"sh\" not found on the PATH");
    }

    @Test
    void anInterpreterWithADirectoryThatIsNotThere() {
        assertThat(reasonFor(command("venv/bin/python")))
                .isEqualTo("not found: " + directory + "/venv/bin/python");
    }

    @Test
    void anInterpreterOfTheWorkingDirectoryIsFoundThere() throws IOException {
        Files.createDirectories(directory.resolve("bin"));
        Path interpreter = shop.write("bin/mine", "#!/bin/sh\necho mine\n");
        assertThat(interpreter.toFile().setExecutable(true)).isTrue();
        assertThat(shop.runOne(command("bin/mine")).attempt().log()).hasContent("mine\n");
    }

    @Test
    void aScriptThatIsGone() throws IOException {
        Script script = shop.shell("a.sh", "");
        Files.delete(script.file());
        assertThat(reasonFor(script)).isEqualTo("not found: " + directory + "/a.sh");
    }

    @Test
    void aFileThatRunsItselfAndIsNotExecutable() {
        assertThat(reasonFor(command())).isEqualTo("not executable: " + directory + "/a");
    }

    @Test
    void aFileThatRunsItselfWithAnInterpreterThatIsNotThere() {
        assertThat(reasonFor(executable("#!/no/such/sh -e\n")))
                .isEqualTo("bad interpreter in " + directory + "/a: /no/such/sh");
    }

    @Test
    void aFileThatRunsItselfAndComesFromWindows() {
        assertThat(reasonFor(executable("#!/bin/sh\r\necho x\r\n")))
                .isEqualTo("bad interpreter in " + directory + "/a: its lines end with CR LF");
    }

    @Test
    void anArgumentThatNoProcessCanTake() {
        Script script = Workshop.command(shop.shell("a", ""), List.of("sh"), List.of("x".repeat(3_000_000)));
        assertThat(reasonFor(script)).isEqualTo("Argument list too long");
    }

    @Test
    void aVariableThatNoProcessCanHave() {
        Script script = Workshop.environment(shop.shell("a", ""), Map.of("A", "b\0c"));
        assertThat(reasonFor(script)).contains("a variable whose name or value no process can have")
                .doesNotContain("b\0c");
    }

    @Test
    void whatCannotBeStartedHasItsReturnCodeAndItsReasonInTheLog() {
        var script = shop.runOne(command("ruby-of-nowhere"));
        assertThat(script.returnCode()).hasValue(-2);
        assertThat(script.error()).contains(ScriptError.EXCEPTION);
        assertThat(script.attempt().log()).content().startsWith("[chief] could not be started: \"ruby");
    }

    @Test
    void aFileWithoutAnInterpreterLineIsRunByTheShellAsAShellWould() {
        var finished = shop.runOne(executable("echo $0-ran\n"));
        assertThat(finished.attempt().log()).hasContent(directory + "/a-ran\n");
    }

    private Script command(String... interpreter) {
        return Workshop.command(shop.shell("a", "echo ran\n"), List.of(interpreter), List.of());
    }

    private Script executable(String text) {
        Script script = shop.shell("a", text);
        assertThat(script.file().toFile().setExecutable(true)).isTrue();
        return Workshop.command(script, List.of(), List.of());
    }

    private String reasonFor(Script script) {
        var finished = shop.runOne(script);
        assertThat(finished.status()).isEqualTo(ScriptStatus.FAILED);
        assertThat(finished.reason()).startsWith("could not be started: ");
        return finished.reason().substring("could not be started: ".length());
    }
}
