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
    /** Where there is no run yet there is a stroke, so that a single bar does not stand nowhere. */
    private static final int NONE = 1;

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
        int missing = RUNS - runs.size();
        for (int i = 0; i < missing; i++) {
            bar(shapes, Tone.QUIET, i * STEP, NONE);
        }
        int x = missing * STEP;
        for (Run run : runs) {
            long height = LOWEST + run.length().toMillis() * (HEIGHT - LOWEST) / longest;
            bar(shapes, run.badge().tone(), x, height);
            x += STEP;
        }
        return new RunBars(Sentences.runs(runs), RUNS * STEP, paths(shapes));
    }

    private static void bar(Map<Tone, StringBuilder> shapes, Tone tone, int x, long height) {
        // A page of a hundred jobs has three thousand of these, for which a format is too slow.
        shapes.computeIfAbsent(tone, _ -> new StringBuilder())
                .append('M')
                .append(x)
                .append(' ')
                .append(HEIGHT)
                .append("v-")
                .append(height)
                .append('h')
                .append(BAR)
                .append('v')
                .append(height)
                .append('z');
    }

    static List<Path> paths(Map<Tone, StringBuilder> shapes) {
        return shapes.entrySet()
                .stream()
                .map(entry -> new Path(entry.getKey(), entry.getValue().toString()))
                .toList();
    }
}
