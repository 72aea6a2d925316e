package dev.chief.monitor.web.page;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How long a job's runs took, oldest on the left, and the length that 95 of 100 of them do not exceed.
 *
 * @param label what it shows, in words
 * @param runs how many
 * @param longest the top of the scale
 * @param percentile the 95th
 * @param percentileY where its line is, from the top
 * @param paths the bars
 * @param from when the oldest run began
 * @param to when the latest began
 */
public record Trend(
    String label,
    int runs,
    String longest,
    String percentile,
    int percentileY,
    List<RunBars.Path> paths,
    Moment from,
    Moment to
) {
    /** The drawing's size, which the page stretches sideways. */
    public static final int WIDTH = 1000;
    /** How high the drawing is. */
    public static final int HEIGHT = 120;
    /** Of fewer runs there is no trend to see. */
    public static final int FEWEST = 3;

    public Trend {
        paths = List.copyOf(paths);
    }

    /** A run that ended. */
    public record Run(Instant started, Badge badge, Duration length) {}

    /**
     * Draws ended runs.
     *
     * @param runs oldest first, at least one
     */
    public static Trend of(List<Run> runs, Clock clock) {
        long longest = Math.max(1, runs.stream().mapToLong(run -> run.length().toMillis()).max().orElse(1));
        Duration percentile = percentile(runs.stream().map(Run::length).toList(), 95);
        Map<Tone, StringBuilder> shapes = new EnumMap<>(Tone.class);
        double step = (double) WIDTH / runs.size();
        for (int i = 0; i < runs.size(); i++) {
            Run run = runs.get(i);
            long height = Math.max(2, run.length().toMillis() * HEIGHT / longest);
            long left = Math.round(i * step);
            long width = Math.max(1, Math.round((i + 1) * step) - left - (step > 4 ? 2 : 0));
            shapes.computeIfAbsent(run.badge().tone(), _ -> new StringBuilder())
                    .append("M%d %dv-%dh%dv%dz".formatted(left, HEIGHT, height, width, height));
        }
        String top = Words.duration(Duration.ofMillis(longest));
        String p95 = Words.duration(percentile);
        return new Trend(
                "Durations of the last " + Words.count(runs.size(), "run") + ": 95 of 100 take at most " + p95
                        + ", the longest " + top,
                runs.size(), top, p95,
                (int) (HEIGHT - percentile.toMillis() * HEIGHT / longest), RunBars.paths(shapes),
                clock.moment(runs.getFirst().started()), clock.moment(runs.getLast().started()));
    }

    /** The shortest of some lengths that at least so many of 100 do not exceed: the nearest rank. */
    static Duration percentile(List<Duration> lengths, int of100) {
        List<Duration> sorted = lengths.stream().sorted().toList();
        int rank = Math.ceilDiv(of100 * sorted.size(), 100);
        return sorted.get(Math.max(0, rank - 1));
    }
}
