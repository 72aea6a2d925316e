package dev.chief.engine.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FuzzTest {
    @TempDir
    Path folder;

    @Test
    void noDamagedOrHostileFileGivesAStackTraceAHangOrMoreThan256Megabytes() throws IOException {
        Process fuzz = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m",
                "-XX:+UseSerialGC",
                "-Duser.language=tr", "-Duser.timezone=Pacific/Chatham", "-cp",
                System.getProperty("java.class.path"), Fuzz.class.getName(), folder.toString(), "5000"))
                .redirectErrorStream(true)
                .start();
        try {
            String output = assertTimeoutPreemptively(Duration.ofMinutes(5),
                    () -> new String(fuzz.getInputStream().readAllBytes(), StandardCharsets.UTF_8));

            assertThat(output).startsWith("5000 loaded, ").hasLineCount(1);
            int rejected = Integer.parseInt(output.substring(13, output.indexOf(" rejected")));
            assertThat(rejected).as("damaged files that are refused").isBetween(2_500, 4_950);
        } finally {
            fuzz.destroyForcibly();
        }
    }
}
