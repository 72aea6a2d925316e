package dev.chief.monitor.web.page;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How many events came in each of the last minutes.
 *
 * @param label what it shows, in words
 * @param shape the bars, oldest on the left
 * @param most the top of the scale
 * @param table the same by ten minutes, newest first
 */
public record Activity(String label, String shape, long most, List<Row> table) {
    /** How many minutes are shown. */
    public static final int MINUTES = 60;
    /** The drawing's width, which the page stretches. */
    public static final int WIDTH = MINUTES * 10;
    /** The drawing's height. */
    public static final int HEIGHT = 44;
    private static final int ROW_MINUTES = 10;

    public Activity {
        table = List.copyOf(table);
    }

    /** Events within ten minutes, from a time on. */
    public record Row(Moment from, long events) {}

    /**
     * Draws the last hour.
     *
     * @param perMinute how many events came in the minute that begins at an instant; minutes without any may be missing
     */
    public static Activity of(Map<Instant, Long> perMinute, Clock clock) {
        Instant last = clock.now().truncatedTo(ChronoUnit.MINUTES);
        Instant first = last.minus(Duration.ofMinutes(MINUTES - 1L));
        List<Long> counts = new ArrayList<>();
        for (int i = 0; i < MINUTES; i++) {
            counts.add(perMinute.getOrDefault(first.plus(Duration.ofMinutes(i)), 0L));
        }
        long most = Math.max(1, counts.stream().mapToLong(Long::longValue).max().orElse(1));
        StringBuilder shape = new StringBuilder();
        for (int i = 0; i < MINUTES; i++) {
            long height = counts.get(i) == 0 ? 1 : Math.max(2, counts.get(i) * HEIGHT / most);
            shape.append("M%d %dv-%dh8v%dz".formatted(i * 10, HEIGHT, height, height));
        }
        List<Row> table = new ArrayList<>();
        for (int i = MINUTES - ROW_MINUTES; i >= 0; i -= ROW_MINUTES) {
            table.add(new Row(clock.moment(first.plus(Duration.ofMinutes(i))),
                    counts.subList(i, i + ROW_MINUTES).stream().mapToLong(Long::longValue).sum()));
        }
        long total = counts.stream().mapToLong(Long::longValue).sum();
        return new Activity(Words.count(total, "event") + " in the last hour, at most " + Words.number(most)
                + " a minute", shape.toString(), most, table);
    }
}
