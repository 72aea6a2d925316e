package dev.chief.core.schedule;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;

/**
 * Slots named by calendar fields. Each field is a bit set, and the search jumps month, day, hour and minute instead of
 * stepping through minutes, so that sparse and impossible dates answer as fast as frequent ones.
 */
final class CalendarSlots implements LocalSlots {
    private final long minutes;
    private final long hours;
    private final long daysOfMonth;
    private final long months;
    private final long weekdays;
    private final DayRule dayRule;
    private final Optional<Ordinal> ordinal;
    private final int firstMinuteOfDay;

    /** How the two day fields combine: cron lets either pass when both are restricted. */
    private enum DayRule {
        BOTH, EITHER
    }

    private CalendarSlots(
        CronField minute,
        CronField hour,
        CronField dayOfMonth,
        CronField month,
        CronField dayOfWeek,
        Optional<Ordinal> ordinal
    ) {
        this.minutes = minute.bits();
        this.hours = hour.bits();
        this.daysOfMonth = dayOfMonth.bits();
        this.months = month.bits();
        this.weekdays = dayOfWeek.bits();
        this.dayRule = dayOfMonth.restricted() && dayOfWeek.restricted() ? DayRule.EITHER : DayRule.BOTH;
        this.ordinal = ordinal;
        this.firstMinuteOfDay = Long.numberOfTrailingZeros(hours) * 60 + Long.numberOfTrailingZeros(minutes);
    }

    static CalendarSlots of(Recurrence.Custom fields) {
        return new CalendarSlots(fields.minute(), fields.hour(), fields.dayOfMonth(), fields.month(),
                fields.dayOfWeek(), Optional.empty());
    }

    static CalendarSlots of(Recurrence.Custom fields, Ordinal ordinal) {
        return new CalendarSlots(fields.minute(), fields.hour(), fields.dayOfMonth(), fields.month(),
                fields.dayOfWeek(), Optional.of(ordinal));
    }

    @Override
    public long from(long earliest, long latest) {
        long minute = Math.ceilDiv(earliest, 60);
        long day = Math.floorDiv(minute, 1440);
        int minuteOfDay = (int) (minute - day * 1440);
        long lastDay = Math.floorDiv(latest, LocalSeconds.DAY);
        long slotDay = dayFrom(day, lastDay);
        if (slotDay == NONE) {
            return NONE;
        }
        int slotMinute = slotDay == day ? minuteOfDayFrom(minuteOfDay) : firstMinuteOfDay;
        if (slotMinute < 0) {
            slotDay = dayFrom(day + 1, lastDay);
            if (slotDay == NONE) {
                return NONE;
            }
            slotMinute = firstMinuteOfDay;
        }
        long slot = slotDay * LocalSeconds.DAY + slotMinute * 60L;
        return slot <= latest ? slot : NONE;
    }

    /** The first matching minute of a day at or after the given one, or -1. */
    private int minuteOfDayFrom(int minuteOfDay) {
        int hour = minuteOfDay / 60;
        long laterMinutes = minutes >>> (minuteOfDay % 60) << (minuteOfDay % 60);
        if ((hours >>> hour & 1) != 0 && laterMinutes != 0) {
            return hour * 60 + Long.numberOfTrailingZeros(laterMinutes);
        }
        long laterHours = hours >>> (hour + 1) << (hour + 1);
        return laterHours == 0
                ? -1
                : Long.numberOfTrailingZeros(laterHours) * 60 + Long.numberOfTrailingZeros(minutes);
    }

    /** The first matching day (of the epoch) in a range with inclusive bounds, or {@link #NONE}. */
    private long dayFrom(long earliest, long latest) {
        if (earliest > latest) {
            return NONE;
        }
        LocalDate date = LocalDate.ofEpochDay(earliest);
        int year = date.getYear();
        int month = date.getMonthValue();
        int dayOfMonth = date.getDayOfMonth();
        long firstOfMonth = earliest - dayOfMonth + 1;
        while (firstOfMonth <= latest) {
            int length = YearMonth.of(year, month).lengthOfMonth();
            if ((months >>> month & 1) != 0) {
                long days = daysOf(firstOfMonth, length) >>> dayOfMonth << dayOfMonth;
                if (days != 0) {
                    long day = firstOfMonth + Long.numberOfTrailingZeros(days) - 1;
                    return day <= latest ? day : NONE;
                }
            }
            dayOfMonth = 1;
            firstOfMonth += length;
            month++;
            if (month > 12) {
                month = 1;
                year++;
            }
            if ((months >>> month & 1) == 0) {
                long laterMonths = months >>> month << month;
                if (laterMonths == 0) {
                    year++;
                    laterMonths = months;
                }
                month = Long.numberOfTrailingZeros(laterMonths);
                firstOfMonth = LocalDate.of(year, month, 1).toEpochDay();
            }
        }
        return NONE;
    }

    /** The matching days of one month, bit n for day n. */
    private long daysOf(long firstOfMonth, int length) {
        // 1970-01-01 was a Thursday, day 4 of a week that begins on Sunday as day 0.
        int firstWeekday = (int) Math.floorMod(firstOfMonth + 4, 7L);
        long week = (weekdays >>> firstWeekday | weekdays << (7 - firstWeekday)) & 0x7f;
        long byWeekday = (week | week << 7 | week << 14 | week << 21 | week << 28) << 1;
        long days = dayRule == DayRule.EITHER ? daysOfMonth | byWeekday : daysOfMonth & byWeekday;
        if (ordinal.isPresent()) {
            days &= ordinal.get().days(length);
        }
        return days & (1L << (length + 1)) - 2;
    }
}
