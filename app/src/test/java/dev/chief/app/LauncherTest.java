package dev.chief.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chief.app.FakeCheckout.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Finding a JDK, building what is needed, and starting it. */
final class LauncherTest {
    private FakeCheckout checkout;

    @BeforeEach
    void cloneInto(@TempDir Path folder) throws IOException {
        checkout = new FakeCheckout(folder);
    }

    @Test
    void usesTheJdk25AmongOthers() throws IOException, InterruptedException {
        checkout.installJdk("usr/lib/jvm/java-17", "17.0.15");
        Path jdk = checkout.installJdk("usr/lib/jvm/temurin-25", "25.0.3");
        checkout.installJdk("usr/lib/jvm/temurin-26", "26");
        assertThat(checkout.start().javaHome()).isEqualTo(jdk.toString());
    }

    @Test
    void buildsWithTheJdkThatItFound() throws IOException, InterruptedException {
        Path jdk = checkout.installJdk("usr/lib/jvm/temurin-25", "25.0.3");
        checkout.start();
        assertThat(checkout.mavenRuns()).containsExactly("JAVA_HOME=" + jdk);
    }

    @Test
    void chiefJavaHomeComesBeforeJavaHomeAndTheFolders() throws IOException, InterruptedException {
        checkout.installJdk("usr/lib/jvm/temurin-25", "25.0.3");
        checkout.set("JAVA_HOME", checkout.installJdk("second", "25.0.1").toString());
        assertThat(checkout.start().javaHome()).endsWith("second");
        checkout.set("CHIEF_JAVA_HOME", checkout.installJdk("first", "25").toString());
        assertThat(checkout.start().javaHome()).endsWith("first");
    }

    @Test
    void aJavaHomeOfAnotherVersionIsPassedOver() throws IOException, InterruptedException {
        checkout.set("JAVA_HOME", checkout.installJdk("usr/lib/jvm/java-17", "17.0.15").toString());
        Path jdk = checkout.installJdkAtHome(".sdkman/candidates/java/25.0.3-tem", "25.0.3");
        assertThat(checkout.start().javaHome()).isEqualTo(jdk.toString());
    }

    @Test
    void aChiefJavaHomeOfAnotherVersionIsAnError() throws IOException, InterruptedException {
        checkout.installJdk("usr/lib/jvm/temurin-25", "25.0.3");
        checkout.set("CHIEF_JAVA_HOME", checkout.installJdk("usr/lib/jvm/java-17", "17.0.15").toString());
        Ended ended = checkout.start();
        assertThat(ended.exitCode()).isEqualTo(69);
        assertThat(ended.errors()).singleElement()
                .asString()
                .contains("CHIEF_JAVA_HOME=", "is not a JDK 25 but a JDK 17.0.15");
    }

    @Test
    void withoutAJdk25OneSentenceSaysWhereItLookedAndWhatToSet() throws IOException, InterruptedException {
        checkout.installJdk("usr/lib/jvm/java-17", "17.0.15");
        Ended ended = checkout.start("validate");
        assertThat(ended.exitCode()).isEqualTo(69);
        assertThat(ended.output()).isEmpty();
        assertThat(ended.errors()).singleElement()
                .asString()
                .contains("JDK 25", "/usr/lib/jvm", "CHIEF_JAVA_HOME");
    }

    @Test
    void aJdkThatIsOnlyOnThePathIsFound() throws IOException, InterruptedException {
        Path jdk = checkout.installJdk("somewhere/else", "25.0.3");
        checkout.set("PATH", jdk.resolve("bin") + ":" + checkout.folder().resolve("tools"));
        assertThat(checkout.start().javaHome()).isEqualTo(jdk.toString());
    }

    @Test
    void buildsAtTheFirstStartOnlyAndSaysSoInOneLine() throws IOException, InterruptedException {
        checkout.installJdk("usr/lib/jvm/temurin-25", "25.0.3");
        assertThat(checkout.start().errors()).singleElement().asString().startsWith("chief: building");
        assertThat(checkout.start().errors()).isEmpty();
        assertThat(checkout.mavenRuns()).hasSize(1);
    }

    @Test
    void buildsAgainWhenASourceIsNewer() throws IOException, InterruptedException {
        checkout.installJdk("usr/lib/jvm/temurin-25", "25.0.3");
        checkout.start();
        checkout.edit("second");
        assertThat(checkout.start().errors()).singleElement().asString().contains("sources are newer");
        assertThat(checkout.start().errors()).isEmpty();
        assertThat(checkout.jars()).hasSize(2);
    }

    @Test
    void buildsAgainWhenASourceWasRemoved() throws IOException, InterruptedException {
        checkout.installJdk("usr/lib/jvm/temurin-25", "25.0.3");
        Path other = Files.writeString(checkout.source().resolveSibling("Other.java"), "");
        checkout.start();
        Files.delete(other);
        checkout.start();
        assertThat(checkout.mavenRuns()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"core/src/main/java/Source.java",
            "core/src/main/resources/a/b.c/it's \"$HOME\" 'x.txt",
            "core/src/main/resources/a/-n", "packaging/build.sh", "clients/python/gulag_chief/client.py",
            "chief",
            "core/pom.xml"})
    void aFileThatWasChangedInPlaceIsSeen(String name) throws IOException, InterruptedException {
        checkout.installJdk("usr/lib/jvm/temurin-25", "25.0.3");
        Path file = checkout.root().resolve(name);
        Files.createDirectories(file.getParent());
        byte[] content = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
        Files.write(file, content);
        assertThat(checkout.start().errors()).hasSize(1);
        assertThat(checkout.start().errors()).isEmpty();
        Files.write(file, content);
        assertThat(checkout.start().errors()).singleElement().asString().contains("sources are newer");
        assertThat(checkout.start().errors()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"core/src/main/java/Other.java", "core/src/main/java/new/deep/Other.java",
            "core/src/main/resources/x", "another module/src/main/java/Other.java", "packaging/more/other",
            "clients/python/other.py"})
    void aFileThatIsNewIsSeen(String name) throws IOException, InterruptedException {
        checkout.installJdk("usr/lib/jvm/temurin-25", "25.0.3");
        checkout.start();
        Path file = checkout.root().resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "");
        assertThat(checkout.start().errors()).singleElement().asString().contains("sources are newer");
        assertThat(checkout.start().errors()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"monitor/src/main/java/Page.java", "clients/python/other.py"})
    void whatQuickCommandsAreNotMadeOfIsBuiltForOthersOnly(String name)
            throws IOException, InterruptedException {
        checkout.installJdk("usr/lib/jvm/temurin-25", "25.0.3");
        Path file = checkout.root().resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "");
        checkout.start();
        Files.writeString(file, "changed");
        assertThat(checkout.start("validate").errors()).isEmpty();
        assertThat(checkout.start("run").errors()).singleElement().asString().contains("sources are newer");
    }

    @Test
    void benchmarksAreNoPartOfChief() throws IOException, InterruptedException {
        checkout.installJdk("usr/lib/jvm/temurin-25", "25.0.3");
        Path file = checkout.root().resolve("bench/src/main/java/Bench.java");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "");
        checkout.start();
        Files.writeString(file, "changed");
        assertThat(checkout.start().errors()).isEmpty();
    }

    @Test
    void aFolderOfSourcesThatHasGoneIsMissed() throws IOException, InterruptedException {
        checkout.installJdk("usr/lib/jvm/temurin-25", "25.0.3");
        Path other = checkout.root().resolve("other/src/main");
        Files.createDirectories(other);
        checkout.start();
        Files.delete(other);
        assertThat(checkout.start().errors()).singleElement().asString().contains("sources are newer");
    }

    @Test
    void theFolderFromWhichItIsStartedStays() throws IOException, InterruptedException {
        checkout.installJdk("usr/lib/jvm/temurin-25", "25.0.3");
        checkout.start();
        assertThat(checkout.start().output()).contains("folder: " + checkout.folder());
    }

    @Test
    void whatPythonCachesIsNoSource() throws IOException, InterruptedException {
        checkout.installJdk("usr/lib/jvm/temurin-25", "25.0.3");
        Path client = Files.createDirectories(checkout.root().resolve("clients/python/gulag_chief"));
        checkout.start();
        Files.writeString(Files.createDirectories(client.resolve("__pycache__")).resolve("client.pyc"), "");
        checkout.start();
        assertThat(checkout.mavenRuns()).hasSize(1);
    }

    @Test
    void theSameContentIsTheSameBuild() throws IOException, InterruptedException {
        Path jdk = checkout.installJdk("usr/lib/jvm/temurin-25", "25.0.3");
        checkout.start();
        checkout.edit("first");
        checkout.start();
        assertThat(checkout.mavenRuns()).hasSize(2);
        assertThat(checkout.jars()).hasSize(1);
        assertThat(checkout.dumps(jdk)).hasSize(3);
    }

    @Test
    void aFailedBuildShowsTheEndOfItsLog() throws IOException, InterruptedException {
        checkout.installJdk("usr/lib/jvm/temurin-25", "25.0.3");
        checkout.installMaven(
                "echo first line; for i in 1 2 3 4 5 6 7 8 9; do echo; echo; echo; done; echo cannot compile; exit 1");
        Ended ended = checkout.start("validate");
        assertThat(ended.exitCode()).isEqualTo(70);
        assertThat(ended.output()).isEmpty();
        assertThat(ended.errors()).contains("cannot compile").doesNotContain("first line");
        assertThat(ended.errors().getLast()).contains("build failed", "build.log");
    }

    @Test
    void aFailedBuildIsTriedAgainAndLeavesNothingBehind() throws IOException, InterruptedException {
        checkout.installJdk("usr/lib/jvm/temurin-25", "25.0.3");
        checkout.installMaven("exit 1");
        checkout.start();
        assertThat(checkout.builds()).isDirectoryNotContaining(file -> !file.endsWith("build.log"));
        checkout.installMaven("");
        assertThat(checkout.start().exitCode()).isZero();
    }

    @Test
    void anOlderBuildIsNotStartedWhenTheNewOneFails() throws IOException, InterruptedException {
        checkout.installJdk("usr/lib/jvm/temurin-25", "25.0.3");
        checkout.start();
        checkout.edit("second");
        checkout.installMaven("exit 1");
        assertThat(checkout.start().exitCode()).isEqualTo(70);
    }

    @Test
    void withoutMavenOneSentenceSaysSo() throws IOException, InterruptedException {
        checkout.installJdk("usr/lib/jvm/temurin-25", "25.0.3");
        checkout.removeMaven();
        Ended ended = checkout.start();
        assertThat(ended.exitCode()).isEqualTo(69);
        assertThat(ended.errors()).singleElement().asString().contains("needs Maven", "mvn");
    }

    @Test
    void ofTwoFirstStartsAtOnceOneBuildsAndTheOtherWaits() throws IOException, InterruptedException {
        checkout.installJdk("usr/lib/jvm/temurin-25", "25.0.3");
        Path go = checkout.folder().resolve("go");
        checkout.installMaven("until [ -e '" + go + "' ]; do sleep 0.02; done");
        Process first = checkout.startInBackground();
        assertThat(FakeCheckout.errorLine(first)).contains("building");
        Process second = checkout.startInBackground();
        assertThat(FakeCheckout.errorLine(second)).contains("waiting for process " + first.pid());
        Files.createFile(go);
        assertThat(FakeCheckout.exitCodeOf(first)).isZero();
        assertThat(FakeCheckout.exitCodeOf(second)).isZero();
        assertThat(checkout.mavenRuns()).hasSize(1);
    }

    @Test
    void theLockOfADeadProcessIsTakenAway() throws IOException, InterruptedException {
        checkout.installJdk("usr/lib/jvm/temurin-25", "25.0.3");
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        Files.writeString(Files.createDirectories(checkout.builds().resolve("lock")).resolve("pid"),
                dead.pid() + "\n");
        assertThat(checkout.start().exitCode()).isZero();
        assertThat(checkout.builds().resolve("lock")).doesNotExist();
    }

    @Test
    void keepsTheNewestBuildsAndThoseThatAProcessWasStartedFrom() throws IOException, InterruptedException {
        checkout.installJdk("usr/lib/jvm/temurin-25", "25.0.3");
        checkout.start();
        Path first = checkout.jars().getFirst();
        Process daemon = new ProcessBuilder("sh", "-c", "read line", "daemon", first.toString()).start();
        for (String version : new String[]{"second", "third", "fourth", "fifth"}) {
            checkout.edit(version);
            checkout.start();
        }
        assertThat(checkout.jars()).hasSize(4).contains(first);
        daemon.destroy();
        daemon.waitFor();
        checkout.edit("sixth");
        checkout.start();
        assertThat(checkout.jars()).hasSize(3).doesNotContain(first);
    }

    @Test
    void aCheckoutThatCannotBeWrittenIsBuiltInTheCache() throws IOException, InterruptedException {
        checkout.installJdk("usr/lib/jvm/temurin-25", "25.0.3");
        Files.writeString(checkout.builds(), "a file where the folder should be");
        checkout.set("XDG_CACHE_HOME", checkout.folder().resolve("ca che").toString());
        assertThat(checkout.start().exitCode()).isZero();
        assertThat(checkout.start().arguments())
                .anyMatch(argument -> argument.startsWith(checkout.folder() + "/ca che/chief/"));
        assertThat(checkout.mavenRuns()).hasSize(1);
    }

    @Test
    void worksThroughSymbolicLinksAndFromAnyFolder() throws IOException, InterruptedException {
        checkout.installJdk("usr/lib/jvm/temurin-25", "25.0.3");
        Path programs = Files.createDirectories(checkout.folder().resolve("bin"));
        Path near = Files.createSymbolicLink(checkout.root().resolve("gulag-chief"), Path.of("chief"));
        Path far = Files.createSymbolicLink(programs.resolve("chief"), Path.of("../check out/gulag-chief"));
        assertThat(checkout.startAs(near, "a").commandLine()).containsExactly("a");
        assertThat(checkout.startAs(far, "b").commandLine()).containsExactly("b");
        assertThat(checkout.startAs(far).arguments())
                .contains("-Dchief.launcher=" + checkout.root().resolve("chief"));
    }

    @Test
    void argumentsArriveUnchanged() throws IOException, InterruptedException {
        checkout.installJdk("usr/lib/jvm/temurin-25", "25.0.3");
        String[] arguments = {"run", "", "two words", " ", "it's", "\"quoted\"", "$HOME", "`id`", "*",
                "back\\slash", "-n", "--", "ü"};
        assertThat(checkout.start(arguments).commandLine()).containsExactly(arguments);
    }

    @Test
    void theExitCodeIsThatOfTheCommand() throws IOException, InterruptedException {
        checkout.installJdk("usr/lib/jvm/temurin-25", "25.0.3");
        assertThat(checkout.set("EXIT_CODE", "3").start().exitCode()).isEqualTo(3);
    }

    @Test
    void withoutALocaleFileNamesAreUtf8() throws IOException, InterruptedException {
        checkout.installJdk("usr/lib/jvm/temurin-25", "25.0.3");
        assertThat(checkout.start().output()).contains("LC_CTYPE=C.UTF-8");
        assertThat(checkout.set("LANG", "de_DE.UTF-8").start().output()).contains("LC_CTYPE=");
    }
}
