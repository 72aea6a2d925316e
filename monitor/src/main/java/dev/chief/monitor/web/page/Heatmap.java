package dev.chief.monitor.web.page;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The year up to today, a square a day, a column a week: what ran and what failed.
 *
 * @param label what it shows, in words
 * @param days the squares, from the oldest
 * @param months where months begin
 * @param table the same by month, newest first, for those who do not see the squares
 */
public record Heatmap(String label, List<Square> days, List<MonthMark> months, List<Month> table) {
    /** From one square to the next. */
    public static final int STEP = 11;
    /** The side of a square. */
    public static final int SIDE = 9;
    /** Room for the names of the months. */
    public static final int TOP = 14;
    /** Columns. */
    public static final int WEEKS = 53;
    private static final int DAYS_OF_WEEK = 7;

    public Heatmap {
        days = List.copyOf(days);
        months = List.copyOf(months);
        table = List.copyOf(table);
    }

    /** The width of the drawing. */
    public static int width() {
        return WEEKS * STEP;
    }

    /** The height of the drawing. */
    public static int height() {
        return TOP + DAYS_OF_WEEK * STEP;
    }

    /** What happened on a day. */
    public record Day(long runs, long failed) {}

    /**
     * One day.
     *
     * @param css none, some, failed, all failed
     */
    public record Square(int x, int y, String css, String title) {}

    /** The name of a month, over the week in which it begins. */
    public record MonthMark(int x, String name) {}

    /** A row of the table. */
    public record Month(String name, long runs, long failed, long badDays) {}

    /**
     * Draws what happened.
     *
     * @param history by day; days without runs may be missing
     */
    public static Heatmap of(LocalDate today, Map<LocalDate, Day> history) {
        LocalDate first = today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                .minusWeeks(WEEKS - 1L);
        List<Square> squares = new ArrayList<>();
        List<MonthMark> months = new ArrayList<>();
        List<Month> table = new ArrayList<>();
        for (LocalDate day = first; !day.isAfter(today); day = day.plusDays(1)) {
            int week = (int) ChronoUnit.WEEKS.between(first, day);
            Day what = history.getOrDefault(day, new Day(0, 0));
            squares.add(square(day, week, what));
            boolean fits = months.isEmpty() || week * STEP - months.getLast().x() > 2 * STEP;
            if (day.getDayOfMonth() == 1 && fits && week < WEEKS - 2) {
                months.add(new MonthMark(week * STEP,
                        day.getMonth().getDisplayName(TextStyle.SHORT, Locale.ENGLISH)));
            }
        }
        for (YearMonth month = YearMonth.from(today); !month.isBefore(YearMonth.from(first)); month = month
                .minusMonths(1)) {
            month(month, history).ifPresent(table::add);
        }
        long runs = history.values().stream().mapToLong(Day::runs).sum();
        long failed = history.values().stream().mapToLong(Day::failed).sum();
        return new Heatmap(
                "The last year by day: " + Words.count(runs, "run") + ", " + Words.number(failed) + " failed",
                squares, months, table);
    }

    private static Optional<Month> month(YearMonth month, Map<LocalDate, Day> history) {
        List<Day> days = history.entrySet()
                .stream()
                .filter(entry -> YearMonth.from(entry.getKey()).equals(month))
                .map(Map.Entry::getValue)
                .toList();
        long runs = days.stream().mapToLong(Day::runs).sum();
        if (runs == 0) {
            return Optional.empty();
        }
        String name = month.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH) + " " + month.getYear();
        return Optional.of(new Month(name, runs, days.stream().mapToLong(Day::failed).sum(),
                days.stream().filter(day -> day.failed() > 0).count()));
    }

    private static Square square(LocalDate day, int week, Day what) {
        String css = what.runs() == 0 ? "none"
                : what.failed() == 0 ? "good"
                        : what.failed() < what.runs() ? "mixed"
                                : "bad";
        String title = Clock.day(day) + ": " + (what.runs() == 0
                ? "no runs"
                : Words.count(what.runs(), "run") + (what.failed() == 0
                        ? ", all succeeded"
                        : ", " + Words.number(what.failed()) + " failed"));
        return new Square(week * STEP, TOP + (day.getDayOfWeek().getValue() - 1) * STEP, "day-" + css, title);
    }
}
