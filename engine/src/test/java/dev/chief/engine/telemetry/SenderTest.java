package dev.chief.engine.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SenderTest {
    @TempDir
    Path directory;

    @Test
    void eventsArriveInBatchesOfTwoHundredAndFiftyInOneRound() {
        Bench bench = bench();
        bench.emit(0, 600);
        bench.round();
        assertThat(bench.arrived()).isEqualTo(range(0, 600));
        assertThat(bench.monitor.batches()).containsExactly(250, 250, 100);
    }

    @Test
    void aBatchHasNoMoreBytesThanAMonitorTakesUnlessOneEventHas() {
        Bench bench = bench();
        bench.emitLarge(0, 20, 200_000);
        bench.emitLarge(20, 21, 2_000_000);
        bench.round();
        assertThat(bench.arrived()).isEqualTo(range(0, 21));
        assertThat(bench.monitor.batches()).hasSizeGreaterThan(4).allMatch(size -> size <= 5);
    }

    @Test
    void defect17WhatWaitedArrivesBeforeWhatIsNew() {
        Bench bench = bench();
        bench.monitor.isDown();
        bench.emit(0, 10);
        bench.round();
        bench.emit(10, 20);
        bench.round();
        bench.monitor.isUp();
        bench.emit(20, 30);
        bench.pass(Duration.ofMinutes(1));
        bench.round();
        assertThat(bench.arrived()).isEqualTo(range(0, 30));
        assertThat(bench.told).containsExactly("failing: down", "working: 62 s, 2 failures, 30 events");
    }

    @Test
    void anotherChiefDeliversWhatTheFirstOneLeft() {
        Bench first = bench();
        first.monitor.isDown();
        first.emit(0, 10);
        first.round();
        first.close();
        Bench second = bench();
        second.emit(10, 12);
        second.round();
        assertThat(second.arrived()).isEqualTo(range(0, 12));
    }

    @Test
    void attemptsComeLessAndLessOftenUpToHalfAMinute() {
        Bench bench = bench();
        bench.monitor.isDown();
        bench.emit(0, 1);
        List<Integer> secondsOfAttempts = IntStream.range(0, 130).filter(second -> {
            int before = bench.monitor.attempts();
            bench.round();
            return bench.monitor.attempts() > before;
        }).boxed().toList();
        assertThat(secondsOfAttempts).containsExactly(0, 1, 3, 7, 15, 31, 61, 91, 121);
        assertThat(bench.told).containsExactly("failing: down");
    }

    @Test
    void aFlushIntervalLongerThanTheLongestPauseIsKept() {
        Bench bench = new Bench(directory, Bench.settings().flushInterval(Duration.ofMinutes(5)));
        bench.monitor.isDown();
        bench.emit(0, 1);
        bench.round();
        bench.pass(Duration.ofMinutes(4));
        bench.round();
        assertThat(bench.monitor.attempts()).isEqualTo(1);
    }

    @Test
    void defect17ARefusedEventIsSetAsideAndHoldsNoOtherUp() throws IOException {
        Bench bench = bench();
        bench.monitor.refuses(3, 250, 599);
        bench.emit(0, 600);
        bench.round();
        assertThat(bench.arrived()).hasSize(597).doesNotContain(3, 250, 599).isSorted();
        assertThat(Files.readAllLines(directory.resolve("spool.rejected.jsonl"), UTF_8)).hasSize(3)
                .first()
                .asString()
                .contains("\"message\":\"3\"");
        assertThat(bench.told).containsExactly("set aside: 3 refused, 0 unreadable, status 400");
        bench.round();
        assertThat(bench.monitor.refusedEvents()).containsExactly(3, 250, 599);
    }

    @Test
    void eventsThatAMonitorDropsFromABatchAreSetAside() throws IOException {
        Bench bench = bench();
        bench.monitor.drops(5);
        bench.emit(0, 10);
        bench.round();
        assertThat(bench.arrived()).hasSize(9).doesNotContain(5);
        assertThat(Files.readString(directory.resolve("spool.rejected.jsonl"))).contains("\"message\":\"5\"");
    }

    @Test
    void aBurstGoesToDiskAndNoneIsLost() {
        Bench bench = bench();
        bench.emit(0, 20_000);
        assertThat(bench.waitingInMemory()).isLessThanOrEqualTo(5_000);
        bench.round();
        assertThat(bench.arrived()).isEqualTo(range(0, 20_000));
        assertThat(bench.told).isEmpty();
    }

    @Test
    void withoutASpoolEventsGoStraightToTheMonitorInOrder() throws IOException {
        Files.writeString(directory.resolve("file"), "");
        Bench bench = new Bench(directory,
                Bench.settings().spool(directory.resolve("file/spool.jsonl"), 1 << 20));
        bench.monitor.refuses(7);
        bench.emit(0, 6_000);
        bench.round();
        assertThat(bench.arrived()).hasSize(5_999).isSorted();
        assertThat(bench.told).singleElement().asString().startsWith("lost: 1, status 400");
    }

    @Test
    void withoutASpoolAndAMonitorEventsAreHeldUpToABoundAndCountedBeyond() throws IOException {
        Files.writeString(directory.resolve("file"), "");
        Bench bench = new Bench(directory,
                Bench.settings().spool(directory.resolve("file/spool.jsonl"), 1 << 20));
        bench.monitor.isDown();
        bench.emit(0, 60_000);
        bench.round();
        assertThat(bench.waitingInMemory()).isEqualTo(55_000);
        assertThat(bench.told).contains("failing: down")
                .anySatisfy(line -> assertThat(line).startsWith("lost: 5000, the spool cannot take them"));
        bench.monitor.isUp();
        bench.pass(Duration.ofMinutes(1));
        bench.round();
        assertThat(bench.arrived()).isEqualTo(range(0, 55_000));
    }

    @Test
    void aFullSpoolSaysHowManyItLost() {
        Bench bench = new Bench(directory,
                Bench.settings().spool(directory.resolve("spool.jsonl"), 100_000));
        bench.monitor.isDown();
        bench.emit(0, 1_000);
        bench.round();
        bench.monitor.isUp();
        bench.pass(Duration.ofMinutes(20));
        bench.round();
        int kept = bench.arrived().size();
        assertThat(bench.arrived()).isEqualTo(range(1_000 - kept, 1_000));
        assertThat(bench.told).contains("lost: " + (1_000 - kept) + ", the spool is full");
    }

    @Test
    void theKeyIsInNothingThatIsSentOrKept() throws IOException {
        Bench bench = new Bench(directory, Bench.settings().apiKey("hunter2-key"));
        bench.monitor.isDown();
        bench.emit("the key is hunter2-key");
        bench.round();
        assertThat(Files.readString(directory.resolve("spool.0000000001.jsonl"))).contains("the key is ***")
                .doesNotContain("hunter2");
    }

    private Bench bench() {
        return new Bench(directory, Bench.settings().spool(directory.resolve("spool.jsonl"), 64 << 20));
    }

    private static List<Integer> range(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }
}
