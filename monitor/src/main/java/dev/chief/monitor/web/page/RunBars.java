package dev.chief.monitor.web.page;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The last runs of a job as bars: oldest on the left, as high as they took long, one path a tone.
 *
 * @param label what it shows, in words
 * @param width of the drawing
 * @param paths one for each tone that occurs
 */
public record RunBars(String label, int width, List<Path> paths) {
    /** How many runs are shown. */
    public static final int RUNS = 30;
    /** How high the drawing is. */
    public static final int HEIGHT = 24;
    private static final int STEP = 5;
    private static final int BAR = 4;
    private static final int LOWEST = 4;

    public RunBars {
        paths = List.copyOf(paths);
    }

    /** A shape of one tone. */
    public record Path(Tone tone, String shape) {}

    /**
     * A run that a bar stands for.
     *
     * @param badge how it ended, or that it goes on
     * @param length how long it took, or has taken so far
     */
    public record Run(Badge badge, Duration length) {}

    /** Draws the latest of some runs, which come oldest first. */
    public static RunBars of(List<Run> all) {
        List<Run> runs = all.subList(Math.max(0, all.size() - RUNS), all.size());
        long longest = Math.max(1, runs.stream().mapToLong(run -> run.length().toMillis()).max().orElse(1));
        Map<Tone, StringBuilder> shapes = new EnumMap<>(Tone.class);
        int x = (RUNS - runs.size()) * STEP;
        for (Run run : runs) {
            long height = LOWEST + run.length().toMillis() * (HEIGHT - LOWEST) / longest;
            shapes.computeIfAbsent(run.badge().tone(), _ -> new StringBuilder())
                    .append("M%d %dv-%dh%dv%dz".formatted(x, HEIGHT, height, BAR, height));
            x += STEP;
        }
        return new RunBars(Sentences.runs(runs), RUNS * STEP, paths(shapes));
    }

    static List<Path> paths(Map<Tone, StringBuilder> shapes) {
        return shapes.entrySet()
                .stream()
                .map(entry -> new Path(entry.getKey(), entry.getValue().toString()))
                .toList();
    }
}
