package dev.chief.engine.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chief.core.schedule.Schedule;
import dev.chief.engine.config.Job;
import dev.chief.engine.run.RunStatus;
import dev.chief.engine.runs.StoredRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A year of the quick start, in which clocks change twice, with all its scripts but none of their work. */
final class YearTest {
    private static final Path QUICK_START = Path.of("../examples/quickstart");
    private static final String FIRST = "2026-11-23T00:00:00Z";
    private static final String LAST = "2027-11-23T00:00:00Z";

    @TempDir
    private Path folder;

    @Test
    void eachJobRunsAsOftenAsItHasSlots() throws IOException {
        copyQuickStart();
        keepAllHistory();
        try (Simulation daemon = new Simulation(folder, FIRST)) {
            daemon.start().until(LAST);
            List<Job> jobs = daemon.config().jobs();
            assertThat(jobs).hasSizeGreaterThan(3);
            for (Job job : jobs) {
                List<Instant> slots = slots(job.trigger().schedule());
                assertThat(slots).as(job.name()).isNotEmpty();
                List<StoredRun> runs = daemon.runs(job.name()).reversed();
                assertThat(runs).as(job.name()).allMatch(run -> run.status() == RunStatus.SUCCEEDED);
                assertThat(runs).extracting(run -> run.scheduledFor().orElseThrow())
                        .as(job.name())
                        .containsExactlyElementsOf(job.enabled() ? slots : List.of());
                assertThat(daemon.ledger(job.name())).hasSameSizeAs(slots);
            }
        }
    }

    private static List<Instant> slots(Schedule schedule) {
        List<Instant> slots = new ArrayList<>();
        Optional<Instant> slot = schedule.nextAfter(Instant.parse(FIRST));
        while (slot.isPresent() && !slot.get().isAfter(Instant.parse(LAST))) {
            slots.add(slot.get());
            slot = schedule.nextAfter(slot.get());
        }
        return slots;
    }

    private void keepAllHistory() throws IOException {
        Path file = folder.resolve("chief.yaml");
        String text = Files.readString(file);
        assertThat(text).doesNotContain("\ndaemon:");
        Files.writeString(file, text + "\ndaemon:\n  history_days: 1000\n");
    }

    private void copyQuickStart() throws IOException {
        try (Stream<Path> files = Files.walk(QUICK_START)) {
            // Who has run it has a store beside it.
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(it -> !it.toString().contains("/.chief/"))
                    .toList()) {
                Path copy = folder.resolve(QUICK_START.relativize(file));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }
}
