package dev.chief.monitor.web.page;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What is expected within a day, on a line of time that begins with the present hour.
 *
 * @param label what it shows, in words
 * @param now where the present is
 * @param columns slots that fall together, so that a thousand jobs still make a picture
 * @param hours the marks below
 * @param next the slots themselves, soonest first, for those who read
 * @param left how many more there are
 */
public record Ribbon(
    String label,
    int now,
    List<Column> columns,
    List<String> hours,
    List<Slot> next,
    int left
) {
    /** The drawing's width in minutes: a day. */
    public static final int WIDTH = 24 * 60;
    /** The drawing's height. */
    public static final int HEIGHT = 44;
    private static final int COLUMN_MINUTES = 15;
    private static final int HOURS_APART = 4;
    private static final int READ = 12;
    private static final int LOWEST = 8;

    public Ribbon {
        columns = List.copyOf(columns);
        hours = List.copyOf(hours);
        next = List.copyOf(next);
    }

    /**
     * A job that is expected to start.
     *
     * @param zone the job's own
     */
    public record Expected(String job, Badge badge, Instant at, Optional<ZoneId> zone) {}

    /** Some slots on the line. */
    public record Column(int x, int width, int y, int height, Tone tone, String title) {}

    /** A slot in the list. */
    public record Slot(String job, String href, Badge badge, Moment at) {}

    /** Draws what is expected within the day that begins with the present hour. */
    public static Ribbon of(List<Expected> all, Clock clock, Viewer viewer) {
        Instant start = clock.now().atZone(clock.zone()).truncatedTo(ChronoUnit.HOURS).toInstant();
        Instant end = start.plus(Duration.ofDays(1));
        List<Expected> expected = all.stream()
                .filter(slot -> !slot.at().isBefore(start) && slot.at().isBefore(end))
                .sorted(Comparator.comparing(Expected::at).thenComparing(Expected::job))
                .toList();
        List<Slot> next = expected.stream()
                .limit(READ)
                .map(slot -> new Slot(slot.job(), Words.jobPath(slot.job()), slot.badge(),
                        clock.in(viewer.jobZone(slot.zone())).moment(slot.at())))
                .toList();
        List<String> hours = new ArrayList<>();
        for (int hour = 0; hour < 24; hour += HOURS_APART) {
            hours.add(clock.minute(start.plus(Duration.ofHours(hour))).replaceFirst("^.* ", ""));
        }
        return new Ribbon(Words.count(expected.size(), "job") + " expected within a day",
                (int) Duration.between(start, clock.now()).toMinutes(), columns(expected, start, clock),
                hours, next,
                expected.size() - next.size());
    }

    private static List<Column> columns(List<Expected> expected, Instant start, Clock clock) {
        List<List<Expected>> slots = new ArrayList<>();
        for (int i = 0; i < WIDTH / COLUMN_MINUTES; i++) {
            slots.add(new ArrayList<>());
        }
        expected.forEach(
                slot -> slots.get((int) Duration.between(start, slot.at()).toMinutes() / COLUMN_MINUTES)
                        .add(slot));
        int most = Math.max(1, slots.stream().mapToInt(List::size).max().orElse(1));
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < slots.size(); i++) {
            List<Expected> here = slots.get(i);
            if (!here.isEmpty()) {
                int height = LOWEST + (HEIGHT - LOWEST) * here.size() / most;
                columns.add(new Column(i * COLUMN_MINUTES, COLUMN_MINUTES - 3, HEIGHT - height, height,
                        tone(here),
                        clock.minute(here.getFirst().at()) + " " + Clock.zoneName(clock.zone()) + ": "
                                + names(here)));
            }
        }
        return columns;
    }

    private static Tone tone(List<Expected> slots) {
        return slots.stream()
                .map(slot -> slot.badge().tone())
                .filter(tone -> tone == Tone.BAD || tone == Tone.WARN)
                .sorted()
                .findFirst()
                .orElse(Tone.BUSY);
    }

    private static String names(List<Expected> slots) {
        String some = String.join(", ", slots.stream().limit(5).map(Expected::job).toList());
        return slots.size() > 5 ? some + " and " + (slots.size() - 5) + " more" : some;
    }
}
