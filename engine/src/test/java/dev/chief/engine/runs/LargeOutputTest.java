package dev.chief.engine.runs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chief.engine.run.Workshop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LargeOutputTest {
    @TempDir
    Path directory;

    /** In a process of its own, whose heap has no room for a hundredth of it. */
    @ParameterizedTest
    @CsvSource({"2G, -Dlive=false", "300M, -Dlive=true"})
    void defect09_largeOutputNeedsNoMemory(String size, String live)
            throws IOException, InterruptedException {
        Workshop shop = new Workshop(directory);
        Process child = ChildJvm.start(shop, "yes 'a line of output' | head -c " + size + "; echo; echo end",
                "-Xmx20m",
                live);
        assertThat(child.waitFor()).as(Workshop.read(directory.resolve("child.out"))).isZero();
        Path log = onlyLog(shop.stateDirectory());
        assertThat(Files.size(log)).isLessThanOrEqualTo(1 << 20);
        List<String> lines = Files.readAllLines(log);
        assertThat(lines).startsWith("a line of output")
                .endsWith("end")
                .anyMatch(line -> line.contains(" bytes cut "));
    }

    private static Path onlyLog(Path state) throws IOException {
        try (Stream<Path> files = Files.walk(state.resolve("logs"))) {
            List<Path> logs = files.filter(Files::isRegularFile).toList();
            assertThat(logs).hasSize(1);
            return logs.getFirst();
        }
    }
}
