package dev.chief.engine.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chief.engine.runs.RunHistory;
import dev.chief.engine.runs.RunStoreException;
import dev.chief.engine.runs.SlotOutcome;
import dev.chief.engine.runs.SlotRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ManyJobsTest {
    private static final int JOBS = 1000;
    private static final int MINUTES = 10;
    private static final Instant BEGIN = Instant.parse("2026-11-23T10:00:00Z");

    @TempDir
    private Path folder;

    @Test
    void eachSlotOfAThousandJobsOfEveryMinuteHasAnOutcome() throws RunStoreException {
        List<String> lines = new ArrayList<>(List.of("daemon: {max_parallel_jobs: 2}"));
        names().forEach(name -> lines.add(name + ", schedule: {frequency: interval, every: 1m}"));
        try (
            Simulation daemon = new Simulation(folder, BEGIN.toString()).jobs(lines.toArray(String[]::new))
        ) {
            names().forEach(name -> daemon.time.takes(name, Duration.ofSeconds(5)));
            daemon.start().until(BEGIN.plus(Duration.ofMinutes(MINUTES)).plusSeconds(30).toString()).stop();
        }
        List<Instant> slots = IntStream.rangeClosed(1, MINUTES)
                .mapToObj(minute -> BEGIN.plus(Duration.ofMinutes(minute)))
                .toList();
        Map<SlotOutcome, Integer> outcomes = new EnumMap<>(SlotOutcome.class);
        try (RunHistory history = RunHistory.open(folder.resolve(".chief"))) {
            for (String name : names()) {
                List<SlotRecord> ledger = new ArrayList<>(
                        history.slots(name, BEGIN.plus(Duration.ofDays(1)), 100));
                Collections.reverse(ledger);
                assertThat(ledger).as(name).extracting(SlotRecord::slot).containsExactlyElementsOf(slots);
                ledger.forEach(line -> outcomes.merge(line.outcome(), 1, Integer::sum));
            }
            // Two of them at a time, five seconds each, from the first slot to the stop.
            assertThat(history.recent(Optional.empty(), JOBS * MINUTES)).hasSizeBetween(220, 230);
        }
        assertThat(outcomes).containsOnlyKeys(SlotOutcome.RAN, SlotOutcome.SKIPPED);
    }

    private static List<String> names() {
        return IntStream.range(0, JOBS).mapToObj(number -> "job-" + number).toList();
    }
}
