package dev.chief.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptsTest {
    @TempDir
    Path folder;
    private Project project;

    @BeforeEach
    void setUp() {
        project = new Project(folder);
    }

    @Test
    void argumentsReachTheScriptAsTheyAreSpelled() {
        assertThat(script(
                "path: s/ok.py, args: [1.50, 007, true, 2026-01-01, 14:30, 0x1F, .inf, '', ~x, \"a\\tb\"]")
                .arguments()).containsExactly("1.50", "007", "true", "2026-01-01", "14:30", "0x1F", ".inf",
                        "",
                        "~x", "a\tb");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "~", "{a: b}", "\"a\\0b\""})
    void anArgumentThatIsNoScalarIsAnError(String argument) {
        assertThat(project.errors(Project.scripted("path: s/ok.py, args: [a, " + argument + "]")))
                .extracting(Diagnostic::path)
                .containsExactly("jobs[0].scripts[0].args[1]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "--label \"nightly run\" | [--label, nightly run]", "a'b c'\\ d | [ab c d]", "'' \"\" | [, ]",
            "# $HOME *.py | [#, $HOME, *.py]", "\"a\\\"b\\$c\\d\" | [a\"b$c\\d]", "'a\\b' | [a\\b]",
            "\" \" | [ ]"
    })
    void aShellStyleStringIsSplitWithoutExpansion(String written, String words) {
        assertThat(ShellWords.split(written).words()).hasToString(words);
        assertThat(ShellWords.split(written).problem()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"'a", "\"a", "a\\", "\"a\\", "a 'b\"c"})
    void anOpenQuoteOrALoneBackslashIsAProblem(String written) {
        assertThat(ShellWords.split(written).problem()).isPresent();
    }

    @Test
    void blankArgumentsAreNoneAndALineBreakSeparates() {
        assertThat(script("path: s/ok.py, args: '  '").arguments()).isEmpty();
        assertThat(ShellWords.split("a\nb \\\nc\t'd\ne'").words()).containsExactly("a", "b", "c", "d\ne");
    }

    @ParameterizedTest
    @CsvSource({"x.sh,sh", "x.bash,bash", "x.js,node", "x.mjs,node", "x.jar,java -jar", "x.java,java",
            "x.rb,ruby",
            "x.pl,perl", "x.R,Rscript", "x.py,python3", "X.PY,python3"})
    void theEndingOfAScriptSaysWhatRunsIt(String file, String command) {
        project.file(file);

        assertThat(script("path: " + file).interpreter()).containsExactly(command.split(" "));
        assertThat(project.warnings(Project.scripted("path: " + file))).isEmpty();
    }

    @Test
    void aScriptOfAnotherEndingRunsItselfIfItCan() {
        project.executable("run").file("data.bin");

        assertThat(script("path: run").command()).containsExactly(project.folder().resolve("run").toString());
        assertThat(project.errors(Project.scripted("path: data.bin"))).extracting(Project::line)
                .containsExactly(
                        "5:16+8 [jobs[0].scripts[0].path] jobs[0].scripts[0].path must be executable, since"
                                + " nothing says which program runs it: "
                                + project.folder().resolve("data.bin")
                                + " (run \"chmod +x\" on it, or set \"interpreter\")");
    }

    @Test
    void anInterpreterOfItsOwnComesFirstThenTheLongestEnding() {
        project.file("x.test.js");
        String more = "defaults: {interpreters: {js: bash -e, .test.js: [sh, -x]}}\n";

        assertThat(project.job(more + Project.scripted("path: x.test.js")).scripts().getFirst().interpreter())
                .containsExactly("sh", "-x");
        assertThat(project.job(more + Project.scripted("path: x.test.js, interpreter: node --test"))
                .scripts()
                .getFirst()
                .interpreter()).containsExactly("node", "--test");
        assertThat(project.good(
                more + "jobs:\n- name: a\n  interpreters: {.test.js: perl}\n  scripts: [{path: x.test.js}]\n"
                        + "  schedule: {frequency: daily, time: '06:00'}\n")
                .jobs()
                .getFirst()
                .scripts()
                .getFirst()
                .interpreter()).containsExactly("perl");
    }

    @Test
    void pythonIsTheNamedOneThenTheActiveOneThenTheProjectsThenThePaths() {
        assertThat(script("path: s/ok.py").interpreter()).containsExactly("python3");
        project.executable(".venv/bin/python");
        assertThat(script("path: s/ok.py").interpreter())
                .containsExactly(project.folder().resolve(".venv/bin/python").toString());
        project.executable("active/bin/python").variable("VIRTUAL_ENV", project.folder() + "/active");
        assertThat(script("path: s/ok.py").interpreter())
                .containsExactly(project.folder().resolve("active/bin/python").toString());
        project.variable("CHIEF_PYTHON", "/opt/my python");
        assertThat(script("path: s/ok.py").interpreter()).containsExactly("/opt/my python");
        assertThat(script("path: s/ok.py, env: {CHIEF_PYTHON: python3}").interpreter())
                .containsExactly("python3");
    }

    @Test
    void anInterpreterWithASlashIsFoundFromTheWorkingDirectory() {
        project.executable("tools/run");

        assertThat(script("path: s/ok.py, interpreter: ./tools/run -v").interpreter())
                .containsExactly(project.folder().resolve("tools/run").toString(), "-v");
    }

    @Test
    void anInterpreterThatIsNotThereIsWarnedOfOnce() {
        assertThat(project.warnings(Project.scripted("path: s/ok.py, interpreter: pypy")
                + "      - {path: s/two.py, interpreter: pypy -u}\n      - {path: s/two.py, interpreter: /no/such}\n"))
                .extracting(Project::line)
                .containsExactly(
                        "5:38+4 [jobs[0].scripts[0].interpreter] The interpreter \"pypy\" of"
                                + " jobs[0].scripts[0].interpreter is not on the PATH. (install it, or name another one"
                                + " with \"interpreter\" or \"interpreters\")",
                        "7:39+8 [jobs[0].scripts[2].interpreter] The interpreter \"/no/such\" of"
                                + " jobs[0].scripts[2].interpreter does not exist or is not executable. (install it, or"
                                + " name another one with \"interpreter\" or \"interpreters\")");
    }

    @Test
    void pathsAreRelativeToTheWorkingDirectoryWhichIsRelativeToTheFile() {
        project.file("deep/er/x.py");

        Script script = project.job(Project.scripted("path: ' er/../er/x.py '")
                .replace("  - name: a",
                        "  - name: a\n    working_dir: deep"))
                .scripts()
                .getFirst();

        assertThat(script.path()).isEqualTo("er/../er/x.py");
        assertThat(script.file()).isEqualTo(project.folder().resolve("deep/er/x.py"));
    }

    @Test
    void aWorkingDirectoryThatIsMissingIsReportedWithoutItsScripts() {
        assertThat(project.errors("defaults: {working_dir: nowhere}\n" + Project.daily()))
                .extracting(Diagnostic::message)
                .containsExactly("working directory does not exist at defaults.working_dir: "
                        + project.folder().resolve("nowhere"));
        assertThat(project.errors(Project.daily("working_dir: s/ok.py"))).singleElement()
                .extracting(Diagnostic::hint)
                .hasToString("Optional[it is a file]");
    }

    @Test
    void aScriptThatIsAFolderDoesNotExist() {
        assertThat(project.errors(Project.scripted("path: s"))).extracting(Diagnostic::message)
                .containsExactly(
                        "Script path does not exist for jobs[0].scripts[0].path: "
                                + project.folder().resolve("s"));
    }

    @Test
    void aDotenvFileIsReadAsPeopleWriteThem() {
        DotEnv file = DotEnv.parse("""
                # comment
                A=1
                export B = two words # comment
                C='single $x #' # comment
                D="double \\"q\\"\\n" # comment
                E=
                F=a#b
                """);

        assertThat(file.problems()).isEmpty();
        assertThat(file.variables()).containsExactly(Map.entry("A", "1"),
                Map.entry("B", "two words"), Map.entry("C", "single $x #"),
                Map.entry("D", "double \"q\"\n"), Map.entry("E", ""),
                Map.entry("F", "a#b"));
    }

    @Test
    void aBadLineOfADotenvFileIsShownByItsNumberOnly() {
        project.file("x.env", "A=1\n\npassword hunter2\nB='open\n1C=2\nD='a' b\n");

        List<Diagnostic> errors = project.errors(Project.daily("env_file: x.env"));

        assertThat(errors).extracting(Diagnostic::message)
                .containsExactly(
                        "line 3 of " + project.folder() + "/x.env must be KEY=VALUE.",
                        "line 4 of " + project.folder() + "/x.env has no closing quote.",
                        "line 5 of " + project.folder()
                                + "/x.env must begin with a name of letters, digits and underscores"
                                + " before the \"=\".",
                        "line 6 of " + project.folder() + "/x.env goes on after the closing quote.");
        assertThat(errors.toString()).doesNotContain("hunter2");
        assertThat(errors.getFirst().location().orElseThrow()).extracting(Diagnostic.Location::file,
                Diagnostic.Location::line).containsExactly(project.folder().resolve("x.env").toString(), 3);
    }

    @Test
    void aDotenvFileThatIsMissingIsAnError() {
        assertThat(project.errors(Project.daily("env_file: no.env"))).extracting(Diagnostic::message)
                .containsExactly(
                        "env_file does not exist at jobs[0].env_file: " + project.folder() + "/no.env");
    }

    private Script script(String fields) {
        return project.job(Project.scripted(fields)).scripts().getFirst();
    }
}
