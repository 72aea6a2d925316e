package dev.chief.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chief.engine.config.Script;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The script does not notice that there is a shell between it and Chief, whichever shell that is. */
@ParameterizedClass(name = "{0}")
@MethodSource("shells")
class WatcherTest {
    @Parameter
    private String shell = "";
    @TempDir
    Path directory;
    private Workshop shop;

    /** The shells that are here. */
    static Stream<String> shells() {
        return Stream.concat(
                Stream.of("sh"),
                Stream.of("dash", "bash", "busybox", "ksh", "mksh").filter(it -> found(it).length() > 0));
    }

    @BeforeEach
    void openShop() throws IOException {
        shop = new Workshop(directory);
        if (!shell.equals("sh")) {
            // By this name a shell knows that it is to be like all others.
            shop.shell = Files.createSymbolicLink(
                    Files.createDirectories(directory.resolve("shell")).resolve("sh"),
                    Path.of(found(shell)));
        }
    }

    @AfterEach
    void cleanShop() throws IOException {
        shop.clean();
        Files.deleteIfExists(directory.resolve("shell/sh"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            exit 0                             | 0
            exit 3                             | 3
            exit 255                           | 255
            kill -9 $$                         | 137
            kill -TERM $$; echo went on        | 143
            kill -INT $$; echo went on         | 130
            kill -HUP $$; echo went on         | 129
            kill -KILL -$$                     | 137
            kill -USR1 0                       | 138
            trap 'exit 9' USR1; kill -USR1 0   | 9
            cat; exit 4                        | 4
            """)
    void theReturnCodeIsTheScriptsAndTheLogIsItsAlone(String body, int code) {
        var finished = shop.runOne(shop.shell("a", body));
        assertThat(finished.returnCode()).hasValue(code);
        assertThat(finished.error()).isEmpty();
        assertThat(finished.attempt().log()).isEmptyFile();
    }

    @Test
    void theScriptLeadsItsSessionAndItsGroup() {
        var finished = shop
                .runOne(shop.shell("a", "read -r stat < /proc/$$/stat; set -- $stat; echo $5 $6 $$"));
        String[] words = Workshop.read(finished.attempt().log()).strip().split(" ", -1);
        assertThat(words).hasSize(3).containsOnly(words[0]);
    }

    @Test
    void theScriptHasNoFilesOpenButItsOwn() {
        var finished = shop.runOne(
                shop.shell("a", "for f in 0 1 2 3 4 5 6 7 8 9 10 11 12; do readlink /proc/$$/fd/$f; done"));
        List<String> files = Workshop.read(finished.attempt().log()).lines().toList();
        String log = finished.attempt().log().toString();
        // The last is the shell's own, which reads the script.
        assertThat(files).startsWith("/dev/null", log, log)
                .hasSizeLessThanOrEqualTo(4)
                .allMatch(it -> !it.startsWith("pipe:"));
    }

    @Test
    void theEnvironmentIsTheSameToTheLetter() throws IOException {
        shop.environment.keySet().removeIf(name -> !name.equals("TEST_MARK"));
        Map<String, String> odd = Map.ofEntries(
                Map.entry("PATH", System.getenv("PATH") + ":/of/ours"),
                Map.entry("PWD", "/some/where/else"),
                Map.entry("OLDPWD", "it's"),
                Map.entry("SHLVL", "41"),
                Map.entry("code", "7"),
                Map.entry("IFS", "x"),
                Map.entry("OPTIND", "5"),
                Map.entry("PS1", "> "),
                Map.entry("SHELLOPTS", "errexit:noclobber:nounset:allexport"),
                Map.entry("BASH_ENV", "/no/such/file"),
                Map.entry("ENV", "/no/such/file"),
                Map.entry("a.b", "two\nlines"),
                Map.entry("-u", "$(touch ran) 'quoted' \"twice\" \\"),
                Map.entry("EMPTY", ""),
                Map.entry("BASH_FUNC_hi%%", "() {  echo hi\n}"));
        shop.environment.putAll(odd);
        Map<String, String> seen = environment();
        assertThat(seen).containsAllEntriesOf(odd)
                .containsOnlyKeys(Stream.concat(odd.keySet().stream(), CHIEFS.stream()).toList());
        assertThat(directory.resolve("ran")).doesNotExist();
    }

    @Test
    void theEnvironmentHasNothingOfTheShell() throws IOException {
        shop.environment.keySet().removeIf(name -> !name.equals("TEST_MARK"));
        assertThat(environment()).containsOnlyKeys(CHIEFS);
    }

    private static final List<String> CHIEFS = List.of("TEST_MARK", "CHIEF_RUN_ID", "CHIEF_JOB_NAME",
            "CHIEF_SCRIPT_PATH");

    /** Of a program that is no shell itself. */
    private Map<String, String> environment() throws IOException {
        Script cat = Workshop.command(shop.shell("a", ""), List.of("cat"), List.of("/proc/self/environ"));
        String text = Files.readString(shop.runOne(cat).attempt().log(), StandardCharsets.UTF_8);
        Map<String, String> environment = new TreeMap<>();
        for (String entry : text.split("\0", -1)) {
            if (!entry.isEmpty()) {
                int equals = entry.indexOf('=', 1);
                environment.put(entry.substring(0, equals), entry.substring(equals + 1));
            }
        }
        return environment;
    }

    @Test
    void argumentsReachTheScriptAsTheyAreHoweverLong() {
        for (int length : List.of(1, 4000, 100_000)) {
            var arguments = new ArrayList<>(
                    List.of("", "'", "\\", "\"", "a\nb\n", "$HOME `id`", "*", "-e", "--", "\r\t\1", "!x",
                            "x".repeat(length)));
            Script script = shop.shell("a", "for argument; do printf '[%s]' \"$argument\"; done");
            var finished = shop.runOne(Workshop.command(script, List.of("sh"), arguments));
            assertThat(finished.attempt().log()).hasContent("[" + String.join("][", arguments) + "]");
        }
    }

    @Test
    void whoLooksForAScriptByItsNameFindsItOnce() {
        shop.heard.whenHeard(line -> {
            long found = shop.survivors()
                    .stream()
                    .filter(pid -> commandLine(pid).contains("/only-once"))
                    .count();
            shop.write("go", "found " + found);
        });
        shop.runOne(shop.shell("only-once", "echo ready; until [ -s go ]; do :; done"));
        assertThat(directory.resolve("go")).hasContent("found 1");
    }

    @Test
    void aWatcherThatIsKilledTakesItsScriptWithIt() {
        var finished = shop.runOne(shop.shell("a", "sleep 300 & kill -9 $PPID; wait"));
        assertThat(finished.reason()).isEqualTo("killed by SIGKILL (return code 137)");
        assertThat(shop.survivors()).isEmpty();
    }

    @Test
    void afterARunOnlyLogsAreLeft() {
        var run = shop.run(shop.shell("a", "exit 0"), shop.shell("b", "exit 3"));
        Path logs = run.scripts().getFirst().attempt().log().getParent();
        assertThat(logs).isDirectoryNotContaining(file -> !file.toString().endsWith(".log"));
    }

    @Test
    void aResultThatCouldNotBeRecordedIsKept() {
        shop.journal.runFullAfter(3);
        var finished = shop.runOne(shop.shell("a", "exit 3"));
        var kept = ExitFile.of(finished.attempt().log(), 1).read();
        assertThat(kept.map(ExitFile.Exit::code)).contains(3);
    }

    private static String commandLine(long pid) {
        return Workshop.read(Path.of("/proc/" + pid + "/cmdline"));
    }

    private static String found(String program) {
        return Arrays.stream(String.valueOf(System.getenv("PATH")).split(":", -1))
                .map(it -> Path.of(it, program))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst()
                .orElse("");
    }
}
