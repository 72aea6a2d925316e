package dev.chief.core.schedule;

import dev.chief.core.schedule.CronField.Kind;
import dev.chief.core.schedule.DstPolicy.Gap;
import dev.chief.core.schedule.DstPolicy.Repeat;
import dev.chief.core.schedule.Every.Unit;
import dev.chief.core.schedule.Example.Bound;
import dev.chief.core.schedule.Example.Named;
import dev.chief.core.schedule.Example.Rule;
import dev.chief.core.schedule.Recurrence.Custom;
import dev.chief.core.schedule.Recurrence.Daily;
import dev.chief.core.schedule.Recurrence.Interval;
import dev.chief.core.schedule.Recurrence.MonthlyByDay;
import dev.chief.core.schedule.Recurrence.MonthlyByOrdinal;
import dev.chief.core.schedule.Recurrence.Weekly;
import dev.chief.core.schedule.Recurrence.Yearly;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjuster;
import java.time.temporal.TemporalAdjusters;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * Draws examples whose times, dates and bounds crowd around one instant, which most of the time lies near an offset change of
 * the zone.
 */
final class RandomExamples {
    private static final Instant FIRST = Instant.parse("2018-01-01T00:00:00Z");
    private static final ZoneOffset ELSEWHERE = ZoneOffset.ofHoursMinutes(5, 45);
    private static final Instant LAST = Instant.parse("2037-12-31T00:00:00Z");

    private final RandomGenerator random;
    private final ZoneId zone;
    private final Instant focus;
    private final LocalDateTime local;

    RandomExamples(RandomGenerator random, ZoneId zone) {
        this.random = random;
        this.zone = zone;
        List<Instant> changes = changes(zone);
        this.focus = changes.isEmpty() || random.nextInt(5) == 0
                ? FIRST.plusSeconds(random.nextLong(Duration.between(FIRST, LAST).toSeconds()))
                : changes.get(random.nextInt(changes.size()));
        // The local time before the change: the beginning of the gap, or the end of the repeated hour.
        this.local = LocalDateTime.ofInstant(focus.minusSeconds(1), zone)
                .plusSeconds(1)
                .truncatedTo(ChronoUnit.MINUTES);
    }

    /** An instant near the focus, with a fraction of a second now and then. */
    Instant instant() {
        long seconds = random.nextBoolean() ? random.nextLong(-200, 200) * 60
                : random.nextLong(-200_000, 200_000);
        return focus.plusSeconds(seconds)
                .plusNanos(random.nextInt(4) == 0 ? random.nextInt(1_000_000_000) : 0);
    }

    Example example() {
        Optional<Bound> start = random.nextInt(3) == 0 ? Optional.of(bound()) : Optional.empty();
        Optional<Bound> end = random.nextInt(3) == 0 ? Optional.of(bound()) : Optional.empty();
        if (start.isPresent() && end.isPresent()
                && end.get().local().isBefore(start.get().local().plusDays(2))) {
            end = Optional
                    .of(new Bound(start.get().local().plusDays(random.nextInt(2, 40)), Optional.empty()));
        }
        DstPolicy dst = new DstPolicy(pick(Gap.values()), pick(Repeat.values()));
        return new Example(rule(start), zone, start, end, exclusions(), dst);
    }

    private Rule rule(Optional<Bound> start) {
        LocalTime time = time();
        return switch (random.nextInt(9)) {
            case 0 -> daily(time, random.nextBoolean());
            case 1 -> weekly(time);
            case 2 -> monthlyByDay(time, dayOfMonth());
            case 3 -> monthlyByOrdinal(time, pick(Ordinal.values()), pick(DayOfWeek.values()));
            case 4 ->
                yearly(time, random.nextBoolean() ? local.getMonth() : pick(Month.values()), dayOfMonth());
            case 5, 6 -> interval(start);
            default -> custom();
        };
    }

    private static Rule daily(LocalTime time, boolean weekdaysOnly) {
        return at(time, new Daily(time, weekdaysOnly),
                day -> !weekdaysOnly || day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0);
    }

    private Rule weekly(LocalTime time) {
        int from = random.nextInt(7);
        int to = random.nextBoolean() ? from : random.nextInt(from, 7);
        Weekdays days = new Weekdays(List.of(new Weekdays.Part(from, to)));
        return at(time, new Weekly(days, time), day -> sunday0(day) >= from && sunday0(day) <= to);
    }

    private static Rule monthlyByDay(LocalTime time, int dayOfMonth) {
        return at(time, new MonthlyByDay(dayOfMonth, time), day -> day.getDayOfMonth() == dayOfMonth);
    }

    private static Rule monthlyByOrdinal(LocalTime time, Ordinal ordinal, DayOfWeek weekday) {
        TemporalAdjuster adjuster = switch (ordinal) {
            case FIRST -> TemporalAdjusters.dayOfWeekInMonth(1, weekday);
            case SECOND -> TemporalAdjusters.dayOfWeekInMonth(2, weekday);
            case THIRD -> TemporalAdjusters.dayOfWeekInMonth(3, weekday);
            case FOURTH -> TemporalAdjusters.dayOfWeekInMonth(4, weekday);
            case LAST -> TemporalAdjusters.lastInMonth(weekday);
        };
        Named named = new Named(day -> day.with(adjuster).equals(day), at -> at.toLocalTime().equals(time),
                0);
        Named triggers = new Named(day -> day.getDayOfWeek() == weekday, named.minute(), 0);
        return new Rule(new MonthlyByOrdinal(ordinal, weekday, time), named, triggers);
    }

    private static Rule yearly(LocalTime time, Month month, int dayOfMonth) {
        return at(time, new Yearly(month, dayOfMonth, time),
                day -> day.getMonth() == month && day.getDayOfMonth() == dayOfMonth);
    }

    private Rule interval(Optional<Bound> start) {
        Unit unit = pick(Unit.values());
        int count = switch (unit) {
            case MINUTES -> random.nextInt(1, random.nextBoolean() ? 61 : 3000);
            case HOURS -> random.nextInt(1, 50);
            case DAYS -> random.nextInt(1, 10);
        };
        Recurrence interval = new Interval(new Every(count, unit));
        if (unit == Unit.MINUTES && 60 % count == 0) {
            return same(interval, new Named(day -> true, at -> at.getMinute() % count == 0, 0));
        }
        if (unit == Unit.HOURS && 24 % count == 0) {
            return same(interval,
                    new Named(day -> true, at -> at.getMinute() == 0 && at.getHour() % count == 0, 0));
        }
        if (unit == Unit.DAYS && count == 1) {
            return at(LocalTime.MIDNIGHT, interval, day -> true);
        }
        LocalDateTime anchor = start.map(this::local).orElse(LocalDate.EPOCH.atStartOfDay());
        long minutes = (long) count * switch (unit) {
            case MINUTES -> 1;
            case HOURS -> 60;
            case DAYS -> 1440;
        };
        return same(interval, new Named(day -> !day.isBefore(anchor.toLocalDate()),
                at -> !at.isBefore(anchor) && anchor.until(at, ChronoUnit.MINUTES) % minutes == 0,
                anchor.getSecond()));
    }

    private Rule custom() {
        RandomField minute = field(Kind.MINUTE, time().getMinute());
        RandomField hour = field(Kind.HOUR, time().getHour());
        RandomField dayOfMonth = field(Kind.DAY_OF_MONTH, local.getDayOfMonth());
        RandomField month = field(Kind.MONTH, local.getMonthValue());
        RandomField dayOfWeek = field(Kind.DAY_OF_WEEK, sunday0(local.toLocalDate()));
        Recurrence custom = new Custom(parsed(minute, Kind.MINUTE), parsed(hour, Kind.HOUR),
                parsed(dayOfMonth, Kind.DAY_OF_MONTH), parsed(month, Kind.MONTH),
                parsed(dayOfWeek, Kind.DAY_OF_WEEK));
        Predicate<LocalDate> inMonth = day -> month.values().contains(day.getMonthValue());
        Predicate<LocalDate> byDayOfMonth = day -> dayOfMonth.values().contains(day.getDayOfMonth());
        Predicate<LocalDate> byDayOfWeek = day -> dayOfWeek.values().contains(sunday0(day));
        boolean either = dayOfMonth.restricted() && dayOfWeek.restricted();
        Predicate<LocalDate> onDay = either ? byDayOfMonth.or(byDayOfWeek) : byDayOfMonth.and(byDayOfWeek);
        return same(custom, new Named(inMonth.and(onDay),
                at -> minute.values().contains(at.getMinute()) && hour.values().contains(at.getHour()), 0));
    }

    private RandomField field(Kind kind, int interest) {
        return random.nextInt(5) < 2 ? RandomField.any(kind) : RandomField.of(kind, interest, random);
    }

    private static CronField parsed(RandomField field, Kind kind) {
        return CronField.parse(field.text(), kind);
    }

    private static Rule at(LocalTime time, Recurrence recurrence, Predicate<LocalDate> day) {
        return same(recurrence, new Named(day, at -> at.toLocalTime().equals(time), 0));
    }

    private static Rule same(Recurrence recurrence, Named named) {
        return new Rule(recurrence, named, named);
    }

    private LocalTime time() {
        LocalTime near = local.toLocalTime().plusMinutes(random.nextInt(-100, 100));
        return switch (random.nextInt(4)) {
            case 0 -> LocalTime.of(random.nextInt(24), random.nextInt(60));
            case 1 -> local.toLocalTime().plusMinutes(30L * random.nextInt(-3, 4));
            default -> near;
        };
    }

    private int dayOfMonth() {
        return random.nextInt(3) == 0 ? random.nextInt(1, 32) : local.getDayOfMonth();
    }

    private List<LocalDate> exclusions() {
        List<LocalDate> dates = new ArrayList<>();
        int count = random.nextInt(3) == 0 ? random.nextInt(1, 6) : 0;
        for (int i = 0; i < count; i++) {
            dates.add(local.toLocalDate().plusDays(random.nextInt(-2, 9)));
        }
        return dates;
    }

    private Bound bound() {
        long seconds = random.nextBoolean() ? random.nextLong(-150, 150) * 60
                : random.nextLong(-500_000, 500_000);
        long nanos = random.nextInt(20) == 0 ? random.nextInt(1_000_000_000) : 0;
        Instant instant = focus.plusSeconds(seconds).plusNanos(nanos);
        ZoneOffset offset = random.nextInt(4) == 0 ? ELSEWHERE : zone.getRules().getOffset(instant);
        return random.nextBoolean()
                ? new Bound(local.plusSeconds(seconds).plusNanos(nanos), Optional.empty())
                : new Bound(LocalDateTime.ofInstant(instant, offset), Optional.of(offset));
    }

    /** What a clock of the zone shows at a bound, to the next whole second. */
    private LocalDateTime local(Bound bound) {
        LocalDateTime shown = bound.offset()
                .map(offset -> LocalDateTime.ofInstant(bound.local().toInstant(offset), zone))
                .orElse(bound.local());
        return shown.plusNanos(999_999_999).truncatedTo(ChronoUnit.SECONDS);
    }

    private <T> T pick(T[] values) {
        return values[random.nextInt(values.length)];
    }

    private static int sunday0(LocalDate day) {
        return day.getDayOfWeek().getValue() % 7;
    }

    private static List<Instant> changes(ZoneId zone) {
        List<Instant> changes = new ArrayList<>();
        ZoneOffsetTransition change = zone.getRules().nextTransition(FIRST);
        while (change != null && change.getInstant().isBefore(LAST)) {
            changes.add(change.getInstant());
            change = zone.getRules().nextTransition(change.getInstant());
        }
        return changes;
    }
}
