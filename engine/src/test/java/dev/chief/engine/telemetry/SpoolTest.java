package dev.chief.engine.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @TempDir
    Path directory;
    private Path file = Path.of("");

    @BeforeEach
    void name() {
        file = directory.resolve("spool.jsonl");
    }

    @Test
    void eventsComeOutInTheOrderInWhichTheyWentIn() throws IOException {
        try (Spool spool = open(1 << 20)) {
            add(spool, 1, 2, 3);
            add(spool, 4);
            assertThat(drain(spool)).containsExactly(1, 2, 3, 4);
            assertThat(files()).containsExactly("spool.lock");
        }
    }

    @Test
    void whatWasDeliveredIsNotDeliveredAgainAfterAKill() throws IOException {
        try (Spool spool = open(1 << 20)) {
            add(spool, 1, 2, 3);
            try (Outgoing outgoing = spool.trySending().orElseThrow()) {
                outgoing.done(outgoing.next(2).getLast());
            }
            add(spool, 4);
        }
        try (Spool spool = open(1 << 20)) {
            assertThat(drain(spool)).containsExactly(3, 4);
        }
    }

    @Test
    void whatWasNotDeliveredComesAgain() throws IOException {
        try (Spool spool = open(1 << 20)) {
            add(spool, 1, 2);
            try (Outgoing outgoing = spool.trySending().orElseThrow()) {
                assertThat(numbers(outgoing.next(9))).containsExactly(1, 2);
            }
            assertThat(drain(spool)).containsExactly(1, 2);
        }
    }

    @Test
    void onlyOneDeliversAtATime() throws IOException {
        try (Spool spool = open(1 << 20); Outgoing first = spool.trySending().orElseThrow()) {
            assertThat(first.next(1)).isEmpty();
            assertThat(spool.trySending()).isEmpty();
        }
    }

    @Test
    void aTornLastLineCostsThatLineOnly() throws IOException {
        Files.writeString(file, number(1) + "\n{\"n\":2,\"te");
        try (Spool spool = open(1 << 20)) {
            add(spool, 3);
            assertThat(drain(spool)).containsExactly(1, 3);
        }
        assertThat(Files.readString(directory.resolve("spool.torn.jsonl"))).isEqualTo("{\"n\":2,\"te\n");
    }

    @Test
    void aTornLastLineThatNothingFollowsIsSetAsideToo() throws IOException {
        Files.writeString(file, number(1) + "\n{\"n\":2,\"te");
        try (Spool spool = open(1 << 20)) {
            assertThat(drain(spool)).containsExactly(1);
        }
        assertThat(files()).contains("spool.torn.jsonl").doesNotContain("spool.jsonl");
    }

    @Test
    void defect17LinesThatAreNoEventsDoNotWedgeTheSpool() throws IOException {
        Files.writeString(file, number(1) + "\n[1]\n\nnull\n{}{}\nx\n" + number(2) + "\n");
        Files.write(file, new byte[]{'{', '"', (byte) 0xe9, '"', ':', '1', '}', '\n'},
                StandardOpenOption.APPEND);
        Files.write(file, ("{\"a\":\"\0\"}\n" + number(3)).getBytes(UTF_8), StandardOpenOption.APPEND);
        try (Spool spool = open(1 << 20)) {
            assertThat(drain(spool)).containsExactly(1, 2, 3);
        }
        assertThat(Files.readAllBytes(directory.resolve("spool.torn.jsonl"))).hasSize(4 + 5 + 5 + 2 + 8 + 10);
    }

    @Test
    void anEarlierSpoolOfTheSameNameIsDelivered() throws IOException {
        Files.writeString(file, number(1) + "\n");
        try (Spool spool = open(1 << 20)) {
            add(spool, 2);
            assertThat(drain(spool)).containsExactly(1, 2);
        }
    }

    @Test
    void theOldestMakeRoomForTheNewestAndAreCounted() throws IOException {
        long lost = 0;
        try (Spool spool = open(10_000)) {
            for (int n = 0; n < 2_000; n++) {
                lost += spool.append(List.of(number(n).getBytes(UTF_8)), PATIENCE);
                assertThat(size()).isLessThanOrEqualTo(10_000);
            }
            List<Integer> kept = drain(spool);
            assertThat(kept).hasSizeGreaterThan(500).isEqualTo(range(2_000 - kept.size(), 2_000));
            assertThat(lost).isEqualTo(2_000 - kept.size());
        }
    }

    @Test
    void whatWasDeliveredIsNotCountedAsLost() throws IOException {
        try (Spool spool = open(1_600)) {
            add(spool, 1, 2, 3);
            try (Outgoing outgoing = spool.trySending().orElseThrow()) {
                outgoing.done(outgoing.next(2).getLast());
            }
            long lost = spool.append(
                    List.of(("{\"n\":9,\"t\":\"" + "x".repeat(1_570) + "\"}").getBytes(UTF_8)),
                    PATIENCE);
            assertThat(lost).isEqualTo(1);
            assertThat(drain(spool)).containsExactly(9);
        }
    }

    @Test
    void aSpoolThatHoldsLessThanABatchKeepsItsEnd() throws IOException {
        try (Spool spool = open(20)) {
            long lost = spool.append(List.of(number(1).getBytes(UTF_8), number(2).getBytes(UTF_8),
                    number(3).getBytes(UTF_8)), PATIENCE);
            assertThat(lost).isEqualTo(1);
            assertThat(drain(spool)).containsExactly(2, 3);
        }
    }

    @Test
    void aLongLineIsDelivered() throws IOException {
        try (Spool spool = open(8 << 20)) {
            spool.append(List.of(("{\"n\":1,\"t\":\"" + "x".repeat(3 << 20) + "\"}").getBytes(UTF_8)),
                    PATIENCE);
            add(spool, 2);
            assertThat(drain(spool)).containsExactly(1, 2);
        }
    }

    @Test
    void aLockFileThatIsNoPositionMeansTheBeginning() throws IOException {
        Files.writeString(directory.resolve("spool.lock"), "what is this, and why is it here? Nobody knows.");
        try (Spool spool = open(1 << 20)) {
            add(spool, 1);
            assertThat(drain(spool)).containsExactly(1);
        }
    }

    private Spool open(long maxBytes) throws IOException {
        return Spool.open(file, maxBytes);
    }

    private static void add(Spool spool, int... numbers) throws IOException {
        List<byte[]> lines = new ArrayList<>();
        for (int number : numbers) {
            lines.add(number(number).getBytes(UTF_8));
        }
        assertThat(spool.append(lines, PATIENCE)).isZero();
    }

    private static List<Integer> drain(Spool spool) throws IOException {
        List<Integer> all = new ArrayList<>();
        try (Outgoing outgoing = spool.trySending().orElseThrow()) {
            for (var lines = outgoing.next(7); !lines.isEmpty(); lines = outgoing.next(7)) {
                all.addAll(numbers(lines));
                outgoing.done(lines.getLast());
            }
        }
        return all;
    }

    private static List<Integer> numbers(List<Outgoing.Line> lines) {
        return lines.stream().map(line -> {
            String json = new String(line.json(), UTF_8);
            return Integer.valueOf(json.substring(5, json.indexOf(json.contains(",") ? ',' : '}')));
        }).toList();
    }

    private static String number(int n) {
        return "{\"n\":" + n + "}";
    }

    private static List<Integer> range(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }

    private List<String> files() throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.map(entry -> String.valueOf(entry.getFileName())).sorted().toList();
        }
    }

    private long size() throws IOException {
        long size = 0;
        for (String name : files()) {
            size += name.endsWith(".jsonl") ? Files.size(directory.resolve(name)) : 0;
        }
        return size;
    }
}
