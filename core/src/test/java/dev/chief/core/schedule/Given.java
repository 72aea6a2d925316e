package dev.chief.core.schedule;

import dev.chief.core.schedule.CronField.Kind;
import dev.chief.core.schedule.Recurrence.Custom;
import dev.chief.core.schedule.Recurrence.Daily;
import dev.chief.core.schedule.Recurrence.Interval;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/**
 * A schedule in the making, and what it answers, in the words of a table.
 *
 * @param recurrence the rule
 * @param zone the zone
 * @param window the bounds
 * @param exclusions dates without a run
 * @param dst what happens at offset changes
 */
record Given(Recurrence recurrence, ZoneId zone, Window window, List<LocalDate> exclusions, DstPolicy dst) {

    static Given of(Recurrence recurrence) {
        return new Given(recurrence, ZoneId.of("UTC"), Window.ALWAYS, List.of(), DstPolicy.DEFAULT);
    }

    static Given daily(String time) {
        return of(new Daily(LocalTime.parse(time), false));
    }

    static Given every(String step) {
        return of(new Interval(Every.parse(step)));
    }

    /** Five fields between blanks. */
    static Given cron(String expression) {
        List<String> fields = List.of(expression.split(" ", -1));
        return of(new Custom(CronField.parse(fields.get(0), Kind.MINUTE),
                CronField.parse(fields.get(1), Kind.HOUR),
                CronField.parse(fields.get(2), Kind.DAY_OF_MONTH), CronField.parse(fields.get(3), Kind.MONTH),
                CronField.parse(fields.get(4), Kind.DAY_OF_WEEK)));
    }

    Given in(String id) {
        return new Given(recurrence, ZoneId.of(id), window, exclusions, dst);
    }

    /** From a bound with an offset, or one that is local to the zone (to be named before). */
    Given from(String bound) {
        return new Given(recurrence, zone, new Window(Optional.of(bound(bound, false)), window.end()),
                exclusions, dst);
    }

    /** Until a bound with an offset, or one that is local to the zone (to be named before). */
    Given until(String bound) {
        return new Given(recurrence, zone, new Window(window.start(), Optional.of(bound(bound, true))),
                exclusions, dst);
    }

    Given without(String... dates) {
        return new Given(recurrence, zone, window, List.of(dates).stream().map(LocalDate::parse).toList(),
                dst);
    }

    Given with(DstPolicy.Gap gap) {
        return new Given(recurrence, zone, window, exclusions, new DstPolicy(gap, dst.repeat()));
    }

    Given with(DstPolicy.Repeat repeat) {
        return new Given(recurrence, zone, window, exclusions, new DstPolicy(dst.gap(), repeat));
    }

    Schedule schedule() {
        return Schedule.of(recurrence, zone, window, exclusions, dst);
    }

    /** The next runs after an instant, local with offset. */
    List<String> next(int count, String after) {
        return Slots.after(schedule(), Instant.parse(after))
                .limit(count)
                .map(slot -> DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(slot.atZone(zone)))
                .toList();
    }

    boolean isDue(String instant) {
        return schedule().isDue(Instant.parse(instant));
    }

    /** What becomes of the next candidates: local time, then when it fires or why not. */
    List<String> explain(int count, String after) {
        return schedule().explain(Instant.parse(after))
                .limit(count)
                .map(candidate -> candidate.local() + " " + candidate.decision())
                .toList();
    }

    private OffsetDateTime bound(String text, boolean end) {
        if (text.endsWith("Z") || text.lastIndexOf('+') > 0 || text.lastIndexOf('-') > 10) {
            return OffsetDateTime.parse(text).atZoneSameInstant(zone).toOffsetDateTime();
        }
        LocalDateTime local = LocalDateTime.parse(text);
        return end ? Window.endAt(local, zone) : Window.startAt(local, zone);
    }
}
