package dev.chief.engine.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damaged files; {@code -Dchief.files=50000} loads more of them. */
class FuzzTest {
    private static final int FILES = Integer.getInteger("chief.files", 5_000);

    @TempDir
    Path folder;

    @Test
    void noDamagedOrHostileFileGivesAStackTraceAHangOrMoreThan256Megabytes() throws IOException {
        String output = output("256m", Fuzz.class, folder.toString(), Integer.toString(FILES));

        assertThat(output).startsWith(FILES + " loaded, ").hasLineCount(1);
        int rejected = Integer
                .parseInt(output.substring(output.indexOf(", ") + 2, output.indexOf(" rejected")));
        assertThat(rejected).as("damaged files that are refused").isBetween(FILES / 2, FILES * 99 / 100);
    }

    @Test
    void tenThousandJobsLoadWith128Megabytes() throws IOException {
        ManyJobs.write(folder, 10_000);

        assertThat(output("128m", ManyJobs.class, "load", folder.toString())).startsWith("10000 jobs, ");
    }

    /** What a program of its own prints, with so much memory. */
    private static String output(String memory, Class<?> program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx" + memory,
                "-XX:+UseSerialGC", "-Duser.language=tr", "-Duser.timezone=Pacific/Chatham", "-cp",
                System.getProperty("java.class.path"), program.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            return assertTimeoutPreemptively(Duration.ofMinutes(5 + FILES / 5_000),
                    () -> new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        } finally {
            process.destroyForcibly();
        }
    }
}
