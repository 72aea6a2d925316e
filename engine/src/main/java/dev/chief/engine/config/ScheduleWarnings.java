package dev.chief.engine.config;

import dev.chief.core.schedule.DstPolicy.Repeat;
import dev.chief.core.schedule.Recurrence.Yearly;
import dev.chief.core.schedule.Schedule;
import dev.chief.core.schedule.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Says what a valid schedule does that was probably not meant. */
final class ScheduleWarnings {
    /** How far to look for the run after an offset change. */
    private static final Duration AFTERWARDS = Duration.ofDays(3);
    /** Fields that say when a schedule runs, those that people look at first. */
    private static final List<String> TELLING = List.of("time", "every", "hour", "minute", "frequency");

    private final Reading reading;
    private final Fields fields;
    private final Schedule schedule;

    ScheduleWarnings(Reading reading, Fields fields, Schedule schedule) {
        this.reading = reading;
        this.fields = fields;
        this.schedule = schedule;
    }

    /** A disabled job has no offset changes to look forward to. */
    void check(boolean enabled) {
        Instant now = reading.host().clock().instant();
        if (schedule.nextAfter(now).isEmpty()) {
            neverFires(now);
            return;
        }
        if (fields.has("end")) {
            cutDay();
        }
        if (enabled && !schedule.zone().getRules().isFixedOffset()) {
            List<ZoneOffsetTransition> changes = reading.zones().changesAhead(schedule.zone());
            Fields dst = fields.section("dst");
            if (!dst.has("gap")) {
                gap(changes);
            }
            if (!dst.has("repeat")) {
                repeat(changes);
            }
        }
    }

    private void neverFires(Instant now) {
        Schedule free = Schedule.of(schedule.recurrence(), schedule.zone());
        Schedule bounded = Schedule.of(schedule.recurrence(), schedule.zone(), schedule.window(), List.of(),
                schedule.dst());
        Optional<OffsetDateTime> end = schedule.window().end();
        if (free.nextAfter(now).isEmpty()) {
            String key = fields.has("day_of_month") ? "day_of_month" : telling();
            warn(key, fields.place() + " never fires: " + impossibleDate() + ".", Optional.empty());
        } else if (end.isPresent() && end.get().toInstant().isBefore(now)) {
            warn("end", fields.place() + " never fires: its end " + Quoted.got(fields.get("end"))
                    + " lies in the past.", Optional.of("remove the job, or set enabled: false"));
        } else if (bounded.nextAfter(now).isEmpty()) {
            warn(fields.has("end") ? "end" : "start", fields.place()
                    + " never fires: no run of it lies between now and its end.", Optional.empty());
        } else {
            warn("exclude", fields.place() + " never fires: every date on which it would run is excluded.",
                    Optional.empty());
        }
    }

    private String impossibleDate() {
        return schedule.recurrence() instanceof Yearly yearly
                ? yearly.month().name().toLowerCase(Locale.ROOT) + " has no day " + yearly.dayOfMonth()
                : "no month that it names has such a day";
    }

    /** An end that is a date only is that day's midnight, which surprises those who meant to include the day. */
    private void cutDay() {
        Optional<OffsetDateTime> end = schedule.window().end();
        boolean dateOnly = fields.get("end") instanceof Node.Scalar text
                && text.text().strip().length() == 10;
        if (end.isEmpty() || !dateOnly) {
            return;
        }
        Schedule open = Schedule.of(schedule.recurrence(), schedule.zone(),
                new Window(schedule.window().start(), Optional.empty()), schedule.exclusions(),
                schedule.dst());
        LocalDateTime midnight = end.get().toLocalDateTime();
        Optional<LocalDateTime> lost = open.firstNamed(midnight.plusSeconds(1), midnight.plusDays(1));
        if (lost.isPresent()) {
            warn("end", fields.place("end") + " " + Quoted.got(fields.get("end"))
                    + " is the midnight at which that day begins, so the run at " + clock(lost.get())
                    + " on that day is left out.",
                    Optional.of("write " + midnight.toLocalDate() + "T23:59 to include the day"));
        }
    }

    /**
     * The next gap that swallows a run. Frequent schedules are not meant: where the runs around the gap are no further
     * apart than usual, nobody misses one.
     */
    private void gap(List<ZoneOffsetTransition> changes) {
        for (ZoneOffsetTransition change : changes) {
            if (!change.isGap()) {
                continue;
            }
            LocalDateTime start = change.getDateTimeBefore();
            LocalDateTime end = change.getDateTimeAfter();
            Optional<LocalDateTime> missed = schedule.firstNamed(start, end);
            if (missed.isPresent() && isMissed(missed.get(), end, change.getDuration())) {
                LocalDate date = missed.get().toLocalDate();
                warn(telling(), fields.place() + " has no run at " + clock(missed.get()) + " on " + date
                        + ": clocks in " + schedule.zone() + " go from " + clock(start) + " to " + clock(end)
                        + " then, so that time does not exist.",
                        Optional.of("dst: {gap: after} in the schedule runs it at " + clock(end)
                                + " instead, dst: {gap: skip} says that this is meant"));
                return;
            }
        }
    }

    /** Whether the wait from the last run before the gap to the next is longer than without the gap, and notably so. */
    private boolean isMissed(LocalDateTime missed, LocalDateTime gapEnd, Duration gap) {
        Optional<LocalDateTime> next = schedule.firstNamed(gapEnd, gapEnd.plus(AFTERWARDS));
        if (next.isEmpty()) {
            return true;
        }
        Duration extra = Duration.between(missed, next.get()).minus(gap);
        if (extra.isNegative() || extra.isZero()) {
            return false;
        }
        Optional<LocalDateTime> second = schedule.firstNamed(missed.plusSeconds(1), gapEnd);
        return second.isEmpty() || extra.compareTo(Duration.between(missed, second.get())) >= 0;
    }

    /** The next hour that occurs twice and holds a run. */
    private void repeat(List<ZoneOffsetTransition> changes) {
        for (ZoneOffsetTransition change : changes) {
            LocalDateTime start = change.getDateTimeAfter();
            LocalDateTime end = change.getDateTimeBefore();
            Optional<LocalDateTime> first = change.isOverlap()
                    ? schedule.firstNamed(start, end)
                    : Optional.empty();
            if (first.isPresent()) {
                Optional<LocalDateTime> second = schedule.firstNamed(first.get().plusSeconds(1), end);
                String twice = second.isPresent() ? clock(start) + " to " + clock(end) : clock(first.get());
                warn(telling(),
                        fields.place() + ": " + twice + " occurs twice on " + first.get().toLocalDate()
                                + " in " + schedule.zone() + ", and " + effect(change, second.isPresent())
                                + ".",
                        Optional.of("dst: {repeat: " + Repeat.EACH.name().toLowerCase(Locale.ROOT)
                                + "} in the schedule runs it both times, dst: {repeat: first} says that this is"
                                + " meant"));
                return;
            }
        }
    }

    private static String effect(ZoneOffsetTransition change, boolean severalRuns) {
        ZoneOffset first = change.getOffsetBefore();
        return severalRuns
                ? "the job runs the first time (" + first + ") and rests for the repeated "
                        + span(change.getDuration().abs())
                : "the job runs once, at the first (" + first + ")";
    }

    private static String span(Duration duration) {
        return duration.equals(Duration.ofHours(1)) ? "hour" : duration.toMinutes() + " minutes";
    }

    private static String clock(LocalDateTime time) {
        return time.toLocalTime().toString();
    }

    private String telling() {
        for (String key : TELLING) {
            if (fields.has(key)) {
                return key;
            }
        }
        return "frequency";
    }

    private void warn(String key, String message, Optional<String> hint) {
        reading.problems().warning(fields.at(key), fields.place(), message, hint);
    }
}
