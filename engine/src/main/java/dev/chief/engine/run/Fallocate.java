package dev.chief.engine.run;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** Gives blocks of files back through util-linux {@code fallocate}; elsewhere and on some file systems it cannot. */
final class Fallocate {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private Fallocate() {}

    static boolean punch(Path file, long offset, long length) {
        ProcessBuilder builder = new ProcessBuilder(
                "/usr/bin/fallocate",
                "--punch-hole",
                "--offset",
                Long.toString(offset),
                "--length",
                Long.toString(length),
                file.toString()).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        try (Pause pause = new Pause()) {
            Process process = builder.start();
            pause.until(process.onExit(), PATIENCE);
            return !process.isAlive() && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
