package dev.chief.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chief.core.dispatch.Policy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a file to a tree of located nodes, or to what is wrong with it. */
class LoadingTest {
    @TempDir
    Path folder;
    private Project project;

    @BeforeEach
    void setUp() {
        project = new Project(folder);
    }

    @Test
    void aMissingFileIsNamedByItsAbsolutePath() {
        Loaded loaded = ConfigLoader.load(project.folder() + "/x/../none.yaml", project.host());

        assertThat(Project.errors(loaded)).extracting(Project::line)
                .containsExactly("- [] Config file not found: " + project.folder().resolve("none.yaml"));
    }

    @Test
    void aRelativePathIsSeenFromTheCurrentDirectory() {
        assertThat(Project.errors(ConfigLoader.load("no/such.yaml", project.host())))
                .extracting(Diagnostic::message)
                .containsExactly("Config file not found: " + Path.of("no/such.yaml").toAbsolutePath());
    }

    @Test
    void whatIsNoPathOrTooLargeIsAnError() {
        project.file("chief.yaml", new byte[ConfigLoader.MOST_BYTES + 1]);

        assertThat(Project.errors(ConfigLoader.load("a\0b", project.host()))).extracting(Diagnostic::message)
                .containsExactly("Config file name \"a\\u0000b\" is not a path.");
        assertThat(Project.errors(project.load())).extracting(Diagnostic::message)
                .containsExactly("Config file " + project.folder().resolve("chief.yaml")
                        + " is larger than 64 MiB.");
    }

    @Test
    void aByteOrderMarkAndWindowsLineBreaksChangeNothing() {
        String yaml = "\ufeff" + Project.daily("overlap: sometimes").replace("\n", "\r\n");

        assertThat(project.errors(yaml)).extracting(Project::line)
                .containsExactly(
                        "5:14+9 [jobs[0].overlap] jobs[0].overlap must be one of [parallel, queue, skip],"
                                + " got \"sometimes\".");
        assertThat(project.errors(yaml).getFirst().location().orElseThrow().text())
                .isEqualTo("    overlap: sometimes");
    }

    @Test
    void theFileIsNamedAsTheUserNamedIt() {
        String name = project.folder() + "/./chief.yaml";
        project.file("chief.yaml", "jobs: 3\n");

        assertThat(Project.errors(ConfigLoader.load(name, project.host()))
                .getFirst()
                .location()
                .orElseThrow()
                .file()).isEqualTo(name);
    }

    @Test
    void pathsAreRelativeToTheFileBehindASymbolicLink() throws IOException {
        project.file("chief.yaml", Project.daily());
        Path link = Files.createDirectory(project.folder().resolve("elsewhere")).resolve("link.yaml");
        Files.createSymbolicLink(link, project.folder().resolve("chief.yaml"));

        assertThat(ConfigLoader.load(link.toString(), project.host())).isInstanceOfSatisfying(Loaded.Ok.class,
                ok -> assertThat(ok.config().file()).isEqualTo(project.folder().resolve("chief.yaml")));
    }

    @Test
    void anEmptyFileLacksJobs() {
        assertThat(project.errors("# nothing\n")).extracting(Project::line)
                .containsExactly("1:1+1 [] jobs must be a non-empty list. (the file is empty)");
        assertThat(project.errors("version: 1\n")).extracting(Project::line)
                .containsExactly("1:1+7 [jobs] jobs must be a non-empty list. (the key \"jobs\" is missing)");
    }

    @Test
    void everyProblemIsReportedInFileOrder() {
        assertThat(project.errors("""
                jobs:
                  - name: a
                    schedule:
                      frequency: daily
                      time: "25:00"
                      timezone: Mars/Base
                    scripts: [{path: none.py}]
                    enabled: maybe
                defaults: {overlap: never}
                """)).extracting(Project::line)
                .containsExactly(
                        "5:13+7 [jobs[0].schedule.time] jobs[0].schedule.time must be HH:MM (24-hour), got \"25:00\".",
                        "6:17+9 [jobs[0].schedule.timezone] Invalid timezone \"Mars/Base\" at jobs[0].schedule.timezone."
                                + " (a timezone is an IANA name such as \"Europe/Berlin\" or \"UTC\")",
                        "7:22+7 [jobs[0].scripts[0].path] Script path does not exist for jobs[0].scripts[0].path: "
                                + project.folder().resolve("none.py"),
                        "8:14+5 [jobs[0].enabled] jobs[0].enabled must be true or false, got \"maybe\".",
                        "9:21+5 [defaults.overlap] defaults.overlap must be one of [parallel, queue, skip], got \"never\".");
    }

    @Test
    void columnsAndWidthsCountCodePoints() {
        assertThat(
                project.errors("\"\ud83d\ude00\": 1\njobs: {\"é\ud83d\ude00\": \ud83d\ude00\ud83d\ude00}\n"))
                .extracting(Project::line)
                .containsExactly("1:1+3 [\ud83d\ude00] Unknown top-level key \"\ud83d\ude00\"."
                        + " (the keys here are [version, defaults, monitor, jobs, daemon])",
                        "2:7+1 [jobs] jobs must be a non-empty list, got a mapping. (each job begins with \"- name: NAME\")");
    }

    @Test
    void yamlThatIsNoneIsOneErrorWithOneLine() {
        assertThat(yamlErrors("jobs:\n  - name: a: b\n")).containsExactly(
                "2:12 mapping values are not allowed here. (put a value that holds \": \" in quotes, and check the"
                        + " indentation)");
        assertThat(yamlErrors("jobs:\n\t- name: a\n")).hasSize(1)
                .first()
                .asString()
                .startsWith("2:1 ")
                .endsWith("(indent with spaces)");
        assertThat(yamlErrors("jobs:\n  - name: 'a\n    b: c\n")).containsExactly(
                "2:11 while scanning a quoted scalar: found unexpected end of stream."
                        + " (the closing quote is missing)");
        assertThat(yamlErrors("a: \u0007\n")).containsExactly("1:4 the character U+0007 is not allowed.");
    }

    @Test
    void aSecondDocumentIsAnErrorWhereItBegins() {
        assertThat(yamlErrors(Project.daily() + "---\na: 1\n")).containsExactly(
                "5:1 a second document begins here, and a configuration is one document."
                        + " (remove the line \"---\" and what follows it)");
    }

    @Test
    void unknownTagsAndAliasesAreErrorsWhereTheyStand() {
        assertThat(yamlErrors(Project.daily("description: !!binary aGk=", "tags: [*x, !y z, !!int \"x\"]")))
                .containsExactly("5:18 unknown tag \"!!binary\".", "6:12 undefined alias \"x\".",
                        "6:16 unknown tag \"!y\".", "6:22 the tag !!int does not fit \"x\".");
    }

    @Test
    void keysMustBeText() {
        assertThat(yamlErrors("? [a]\n: b\n" + Project.daily()))
                .containsExactly("1:3 a key must be text, not a list or a mapping.");
        assertThat(project.errors(Project.daily("~: x"))).extracting(Diagnostic::message)
                .containsExactly("Unknown key \"~\" in jobs[0].");
    }

    @Test
    void mergeKeysTakeWhatTheMappingDoesNotSay() {
        List<Job> jobs = project.good("""
                jobs:
                  - &first
                    name: a
                    overlap: queue
                    schedule: &daily {frequency: daily, time: "06:00", timezone: UTC}
                    scripts: [{path: s/ok.py}]
                  - <<: [{name: b, stop_on_failure: false}, *first]
                    schedule: {<<: *daily, time: "07:00"}
                """).jobs();

        assertThat(jobs).extracting(Job::name).containsExactly("a", "b");
        assertThat(jobs.get(1).stopOnFailure()).isFalse();
        assertThat(jobs.get(1).trigger().overlap()).isEqualTo(Policy.Overlap.QUEUE);
        assertThat(jobs.get(1).trigger().schedule().description()).isEqualTo("Runs daily at 07:00 (UTC)");
    }

    @Test
    void nestingAliasesAndNodesAreBounded() {
        assertThat(yamlErrors("a: " + "[".repeat(200))).containsExactly(
                "1:" + (4 + Composer.DEEPEST - 1) + " lists and mappings nest more than 100 deep.");
        assertThat(yamlErrors("a: &a " + "[".repeat(60) + "]".repeat(60) + "\nb: " + "[".repeat(40) + "*a"))
                .containsExactly("2:44 lists and mappings nest more than 100 deep.");
        assertThat(project.errors("a: &a " + "[".repeat(59) + "]".repeat(59) + "\nb: " + "[".repeat(40) + "*a"
                + "]".repeat(40))).noneMatch(error -> error.message().contains("nest"));
        assertThat(yamlErrors("a: &a [x]\nb: [" + "*a, ".repeat(1_001) + "]\n"))
                .containsExactly("2:4005 more than 1000 aliases.");
        assertThat(yamlErrors("a: &a [" + "x, ".repeat(2_000) + "]\nb: [" + "*a, ".repeat(600) + "]\n"))
                .containsExactly("2:1997 more than 1000000 values, counting what aliases stand for.");
    }

    @Test
    void aLargeFileMayHoldMoreThanASmallOneCanStandFor() {
        assertThat(project.errors("a: [" + "ab, ".repeat(1_000_000) + "]\n"))
                .extracting(Diagnostic::message)
                .anyMatch(message -> message.contains("more than 1000000 values"));
        assertThat(project.errors("a: [" + "a word, ".repeat(1_100_000) + "]\n"))
                .extracting(Diagnostic::message)
                .noneMatch(message -> message.contains("values"));
    }

    @Test
    void moreProblemsThanAnybodyReadsAreCounted() {
        List<Diagnostic> errors = project.errors("jobs: [" + "x, ".repeat(12_000) + "]\n");

        assertThat(errors).hasSize(Problems.MOST + 1);
        assertThat(errors.getLast().message()).isEqualTo("2000 more problems are not listed.");
    }

    @Test
    void whatIsNotUtf8IsFoundAtItsByte() {
        assertThat(Utf8.firstBadByte("aé\u20ac\ud83d\ude00".getBytes(StandardCharsets.UTF_8))).isEqualTo(-1);
        assertThat(Utf8.firstBadByte(new byte[]{'a', (byte) 0xC0, (byte) 0x80})).isEqualTo(1);
        assertThat(Utf8.firstBadByte(new byte[]{(byte) 0xED, (byte) 0xA0, (byte) 0x80})).isZero();
        assertThat(Utf8.firstBadByte(new byte[]{'a', (byte) 0xE2, (byte) 0x82})).isEqualTo(1);
        assertThat(Utf8.firstBadByte(new byte[]{(byte) 0xF5, 0, 0, 0})).isZero();
    }

    /** Place, reason and hint of each error of the YAML. */
    private List<String> yamlErrors(String yaml) {
        String prefix = "Failed to parse YAML in " + project.folder().resolve("chief.yaml") + ": ";
        return project.errors(yaml)
                .stream()
                .filter(error -> error.message().startsWith(prefix))
                .map(error -> error.location().orElseThrow().line() + ":"
                        + error.location().orElseThrow().column() + " "
                        + error.message().substring(prefix.length())
                        + error.hint().map(hint -> " (" + hint + ")").orElse(""))
                .toList();
    }
}
