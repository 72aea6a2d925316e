package dev.chief.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chief.app.FakeCheckout.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which Java, jar and class archive the launcher starts a command with. */
final class LauncherArchivesTest {
    private FakeCheckout checkout;

    @BeforeEach
    void cloneInto(@TempDir Path folder) throws IOException {
        checkout = new FakeCheckout(folder);
    }

    @Test
    void startsWithAnArchiveThatIsMadeOnceForAJdk() throws IOException, InterruptedException {
        Path jdk = checkout.installJdk("usr/lib/jvm/temurin-25", "25.0.3");
        checkout.start();
        Ended ended = checkout.start("validate");
        assertThat(ended.arguments()).contains("-XX:SharedArchiveFile=" + checkout.archive("quick"));
        assertThat(checkout.dumps(jdk)).containsExactlyInAnyOrder("quick", "full", "monitor");
    }

    @Test
    void onlyCommandsThatAreKnownToBeQuickGetTheSmallJarAndArchive()
            throws IOException, InterruptedException {
        checkout.installJdk("usr/lib/jvm/temurin-25", "25.0.3");
        checkout.start();
        String quick = "-XX:SharedArchiveFile=" + checkout.archive("quick");
        String full = "-XX:SharedArchiveFile=" + checkout.archive("full");
        assertThat(checkout.start("--config", "x.yaml", "validate").arguments()).contains(quick)
                .anyMatch(argument -> argument.endsWith("/chief-quick.jar"));
        assertThat(checkout.start("--version").arguments()).contains(quick);
        assertThat(checkout.start("unheard-of").arguments()).contains(full)
                .anyMatch(argument -> argument.endsWith("/chief.jar"));
        assertThat(checkout.start("preview", "--format", "json").arguments()).contains(full);
        assertThat(checkout.start("--config", "x.yaml", "run").arguments()).contains(full);
    }

    @ParameterizedTest
    @ValueSource(strings = {"monitor", "monitor --help", "monitor backup preview", "up",
            "--config validate up",
            "help monitor"})
    void aMonitorHasEverythingAndTheFullCompiler(String line) throws IOException, InterruptedException {
        checkout.installJdk("usr/lib/jvm/temurin-25", "25.0.3");
        checkout.start();
        Ended ended = checkout.start(line.split(" ", -1));
        assertThat(ended.arguments()).contains("-XX:SharedArchiveFile=" + checkout.archive("monitor"))
                .anyMatch(argument -> argument.endsWith("/chief.jar"));
        assertThat(ended.options()).contains("-XX:+UseSerialGC")
                .noneMatch(option -> option.contains("Tiered"));
        assertThat(checkout.start("daemon").options()).contains("-XX:TieredStopAtLevel=1");
    }

    @Test
    void quickCommandsHaveAJavaOfTheModulesThatTheyNeed() throws IOException, InterruptedException {
        Path jdk = checkout.installJdk("usr/lib/jvm/temurin-25", "25.0.3");
        checkout.installJlink(jdk);
        assertThat(checkout.start("validate").javaHome()).isEqualTo("linked");
        assertThat(checkout.start("run").javaHome()).isEqualTo(jdk.toString());
        checkout.edit("two");
        Files.delete(jdk.resolve("bin/jlink"));
        assertThat(checkout.start("validate").javaHome()).as("the next build uses it again")
                .isEqualTo("linked");
    }

    @Test
    void aJdkThatCannotLinkServesQuickCommandsItself() throws IOException, InterruptedException {
        Path jdk = checkout.installJdk("usr/lib/jvm/temurin-25", "25.0.3");
        Ended ended = checkout.start("validate");
        assertThat(ended.javaHome()).isEqualTo(jdk.toString());
        assertThat(ended.arguments()).contains("-XX:SharedArchiveFile=" + checkout.archive("quick"));
        checkout.installJlink(jdk);
        assertThat(checkout.start("validate").javaHome()).as("its archive is for the JDK")
                .isEqualTo(jdk.toString());
    }

    @Test
    void withoutAnArchiveQuickCommandsHaveTheJdk() throws IOException, InterruptedException {
        Path jdk = checkout.installJdk("usr/lib/jvm/temurin-25", "25.0.3");
        checkout.installJlink(jdk);
        assertThat(checkout.set("FAIL_DUMP", "yes").start("validate").javaHome()).isEqualTo(jdk.toString());
    }

    @Test
    void archivesAreMadeWithTheOptionsOfTheStart() throws IOException, InterruptedException {
        checkout.installJdk("usr/lib/jvm/temurin-25", "25.0.3");
        List<String> start = checkout.set("FAIL_DUMP", "yes").start().options();
        assertThat(start).contains("-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED");
        assertThat(checkout.dumpOptions("quick")).containsAll(start);
        assertThat(checkout.dumpOptions("full")).containsAll(start);
    }

    @Test
    void anotherBuildOfTheJdkGetsArchivesOfItsOwn() throws IOException, InterruptedException {
        checkout.installJdk("usr/lib/jvm/temurin-25", "25.0.3");
        checkout.start();
        Path former = checkout.archive("quick");
        checkout.installJdk("usr/lib/jvm/temurin-25", "25.0.4");
        assertThat(checkout.start().errors()).singleElement().asString().contains("preparing for JDK 25.0.4");
        assertThat(checkout.start().arguments()).noneMatch(argument -> argument.endsWith(former.toString()));
    }

    @Test
    void archivesThatAreOlderThanTheJdkAreMadeAgain() throws IOException, InterruptedException {
        Path jdk = checkout.installJdk("usr/lib/jvm/temurin-25", "25.0.3");
        checkout.start();
        Files.setLastModifiedTime(jdk.resolve("lib/modules"),
                FileTime.from(Instant.parse("2999-01-01T00:00:00Z")));
        assertThat(checkout.start().errors()).singleElement().asString().contains("preparing for JDK 25.0.3");
        assertThat(checkout.start().errors()).isEmpty();
    }

    @Test
    void anEmptyArchiveIsNeverPassed() throws IOException, InterruptedException {
        checkout.installJdk("usr/lib/jvm/temurin-25", "25.0.3");
        checkout.start();
        Files.writeString(checkout.archive("quick"), "");
        assertThat(checkout.start("validate").options()).isNotEmpty()
                .noneMatch(option -> option.startsWith("-XX:SharedArchiveFile"));
    }

    @Test
    void anArchiveThatCannotBeMadeIsTriedOnceAndLeftOut() throws IOException, InterruptedException {
        Path jdk = checkout.installJdk("usr/lib/jvm/temurin-25", "25.0.3");
        checkout.set("FAIL_DUMP", "yes").start();
        Ended ended = checkout.start();
        assertThat(ended.exitCode()).isZero();
        assertThat(ended.options()).isNotEmpty()
                .noneMatch(option -> option.startsWith("-XX:SharedArchiveFile"));
        assertThat(checkout.dumps(jdk)).hasSize(3);
    }
}
