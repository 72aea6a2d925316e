package dev.chief.engine.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chief.engine.run.Workshop;
import dev.chief.engine.telemetry.LocalMonitor.Manner;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several processes, one spool, and a monitor that comes and goes. */
class SharedSpoolTest {
    private static final int COUNT = 2_000;

    @TempDir
    Path directory;
    private final LocalMonitor monitor = new LocalMonitor();

    @AfterEach
    void close() {
        monitor.close();
    }

    @Test
    void nothingIsLostOrDoubledAndEachProcessKeepsItsOrder() throws IOException {
        Process first = EmittingJvm.start(directory, monitor.endpoint(), "first", COUNT);
        Process second = EmittingJvm.start(directory, monitor.endpoint(), "second", COUNT);
        int seen = 0;
        while (first.isAlive() || second.isAlive()) {
            monitor.does(switch (seen++ % 3) {
                case 0 -> Manner.answering(503, "");
                case 1 -> new Manner(false, (socket, _) -> hangUp(socket));
                default -> Manner.answering(202, "{}");
            });
            int before = monitor.requests();
            Workshop.await("the monitor was asked in this mood",
                    () -> monitor.requests() >= before + 2 || (!first.isAlive() && !second.isAlive()));
        }
        deliverTheRest();
        assertThat(monitor.texts("eventId")).hasSize(2 * COUNT).doesNotHaveDuplicates();
        assertThat(messages("first")).isEqualTo(expected("first", COUNT));
        assertThat(messages("second")).isEqualTo(expected("second", COUNT));
    }

    @ParameterizedTest
    @ValueSource(ints = {2_000, 3_300, 5_100})
    void aKillCostsTheLastFlushIntervalAtMost(int patience) throws IOException, InterruptedException {
        Process process = EmittingJvm.start(directory, monitor.endpoint(), "victim", 1_000_000);
        Path said = directory.resolve("victim.out");
        Workshop.await("it has said so much: " + said, () -> said(said).size() > patience);
        monitor.does(Manner.answering(503, ""));
        Workshop.await("it has said more in vain", () -> said(said).size() > 2 * patience);
        long killed = System.currentTimeMillis();
        process.destroyForcibly().waitFor();
        monitor.does(Manner.answering(202, "{}"));
        deliverTheRest();
        // A flush interval, and what a busy machine takes to wake a thread.
        long safe = killed - EmittingJvm.INTERVAL.toMillis() - 500;
        List<String> mustHaveArrived = said(said).stream()
                .filter(line -> Long.parseLong(line.substring(line.indexOf(' ') + 1)) < safe)
                .map(line -> "victim " + line.substring(0, line.indexOf(' ')))
                .toList();
        assertThat(mustHaveArrived).isNotEmpty();
        assertThat(messages("victim")).startsWith(mustHaveArrived.toArray(String[]::new));
        assertThat(messages("victim")).isEqualTo(expected("victim", messages("victim").size()));
        assertThat(monitor.texts("eventId")).doesNotHaveDuplicates();
    }

    /** What the next Chief does. */
    private void deliverTheRest() {
        monitor.does(Manner.answering(202, "{}"));
        var settings = new Bench.SettingsOf("", Duration.ofMillis(10), Optional.empty(), 64 << 20)
                .to(monitor.endpoint(), directory);
        try (Emitter emitter = Emitter.to(settings, Delivery.SILENT)) {
            emitter.start(() -> {});
            Workshop.await("the spool is empty", () -> isEmpty(directory));
        }
    }

    private List<String> messages(String process) {
        return monitor.texts("message").stream().filter(text -> text.startsWith(process)).toList();
    }

    private static List<String> expected(String process, int count) {
        return IntStream.range(0, count).mapToObj(n -> process + " " + n).toList();
    }

    /** The whole lines that it has printed. */
    private static List<String> said(Path file) {
        try {
            String text = Files.readString(file);
            return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean isEmpty(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            // A kill may tear a line, which is set aside.
            return files.map(Path::toString)
                    .noneMatch(file -> file.endsWith(".jsonl") && !file.endsWith(".torn.jsonl"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void hangUp(Socket socket) throws IOException {
        socket.close();
    }
}
