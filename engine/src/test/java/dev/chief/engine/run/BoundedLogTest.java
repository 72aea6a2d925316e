package dev.chief.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoundedLogTest {
    private static final Pattern MARKER = Pattern
            .compile("\n?\\[\\.\\.\\. +([0-9,]+) bytes cut \\.\\.\\.]\n");

    @TempDir
    Path directory;
    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = directory.resolve("a.log");
    }

    @Test
    void whatFitsIsLeftAlone() throws IOException {
        try (var log = log(2000)) {
            write("x".repeat(2000));
            log.thin();
            log.settle();
        }
        assertThat(file).hasContent("x".repeat(2000));
    }

    @Test
    void whileTheScriptRunsTheMiddleGivesItsBlocksBack() throws IOException, InterruptedException {
        try (var log = log(64 * 1024)) {
            write("x".repeat(10_000_000));
            log.thin();
            write("after");
            assertThat(blocks()).isLessThan(64 * 2 + 8 * 4);
            assertThat(Workshop.read(file))
                    .matches("(?s)x+\n\\[\\.\\.\\. +[0-9,]+ bytes cut \\.\\.\\.]\n\0+x+after");
            log.settle();
        }
        assertThat(Workshop.read(file))
                .matches("(?s)x+\n\\[\\.\\.\\. +[0-9,]+ bytes cut \\.\\.\\.]\nx+after");
    }

    @Test
    void whereNoBlocksCanBeGivenBackTheTailBeginsAnew() throws IOException {
        try (var log = new BoundedLog(file, 2000, (path, offset, length) -> false)) {
            for (int i = 1; i <= 20_000; i++) {
                write("line " + i + "\n");
                log.thin();
                assertThat(Files.size(file)).isLessThan(2000 * 9);
            }
            log.settle();
        }
        assertThat(Files.readAllLines(file)).startsWith("line 1", "line 2")
                .endsWith("line 19999", "line 20000");
        assertThat(Files.size(file)).isLessThanOrEqualTo(2000);
    }

    @Test
    void headAndTailAreWholeLinesWhereThereAreLines() throws IOException {
        try (var log = log(2000)) {
            for (int i = 1; i <= 9000; i++) {
                write("line " + i + "\n");
            }
            log.thin();
            log.settle();
        }
        assertThat(Files.readAllLines(file)).allMatch(line -> line.matches("line [0-9]+|\\[.* bytes cut .*"))
                .startsWith("line 1", "line 2")
                .endsWith("line 8999", "line 9000");
    }

    /** Over any number of attempts, looks and sizes: a head, a tail, and the exact count of what is between them. */
    @RepeatedTest(30)
    void headTailAndCountAreExact(RepetitionInfo info) throws IOException {
        Random random = new Random(info.getCurrentRepetition());
        long bound = 1024L + random.nextInt(5000);
        var all = new StringBuilder();
        try (var log = log(bound)) {
            for (int attempt = 0; attempt < 1 + random.nextInt(3); attempt++) {
                for (int i = 0; i < random.nextInt(30); i++) {
                    String text = chunk(random);
                    all.append(text);
                    write(text);
                    if (random.nextBoolean()) {
                        log.thin();
                    }
                }
                log.settle();
                assertThat(Files.size(file)).isLessThanOrEqualTo(bound);
                assertIsHeadAndTailOf(all.toString());
            }
        }
    }

    private void assertIsHeadAndTailOf(String all) {
        String kept = Workshop.read(file);
        Matcher marker = MARKER.matcher(kept);
        if (!marker.find()) {
            assertThat(kept).isEqualTo(all);
            return;
        }
        String head = kept.substring(0, marker.start());
        String tail = kept.substring(marker.end());
        long cut = Long.parseLong(marker.group(1).replace(",", ""));
        assertThat(all).startsWith(head).endsWith(tail);
        // A line end that the head has and the pattern takes for the marker's is neither in the head nor cut.
        assertThat(all.length() - head.length() - tail.length() - cut).isBetween(0L, 1L);
        assertThat(tail.length()).isGreaterThan(200);
    }

    private BoundedLog log(long bound) throws IOException {
        return new BoundedLog(file, bound, Fallocate::punch);
    }

    /** How many kilobytes of disk the file takes. */
    private long blocks() throws IOException, InterruptedException {
        Process process = new ProcessBuilder("du", "-k", file.toString()).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        assertThat(process.waitFor()).isZero();
        return Long.parseLong(text.substring(0, text.indexOf('\t')));
    }

    private static String chunk(Random random) {
        var text = new StringBuilder();
        for (int length = random.nextInt(2000); length > 0; length--) {
            text.append(random.nextInt(60) == 0 ? '\n' : (char) ('a' + random.nextInt(26)));
        }
        return text.toString();
    }

    private void write(String text) throws IOException {
        Files.write(file, text.getBytes(StandardCharsets.US_ASCII), StandardOpenOption.APPEND);
    }
}
