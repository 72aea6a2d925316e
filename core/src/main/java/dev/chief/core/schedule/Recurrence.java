package dev.chief.core.schedule;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.Month;

/** The rule that names local times, before zone, bounds and exclusions (the guides' frequencies). */
public sealed interface Recurrence {

    /**
     * Once a day.
     *
     * @param time to the minute
     * @param weekdaysOnly Monday to Friday only
     */
    record Daily(LocalTime time, boolean weekdaysOnly) implements Recurrence {
        /** @throws IllegalArgumentException if the time has seconds */
        public Daily {
            requireWholeMinute(time);
        }
    }

    /**
     * Once on each of some weekdays.
     *
     * @param days which
     * @param time to the minute
     */
    record Weekly(Weekdays days, LocalTime time) implements Recurrence {
        /** @throws IllegalArgumentException if the time has seconds */
        public Weekly {
            requireWholeMinute(time);
        }
    }

    /**
     * Once a month on a day that not every month has.
     *
     * @param dayOfMonth 1 to 31, inclusive
     * @param time to the minute
     */
    record MonthlyByDay(int dayOfMonth, LocalTime time) implements Recurrence {
        /** @throws IllegalArgumentException if the day is out of bounds or the time has seconds */
        public MonthlyByDay {
            requireDayOfMonth(dayOfMonth);
            requireWholeMinute(time);
        }
    }

    /**
     * Once a month on the first, second, third, fourth or last weekday of a name.
     *
     * @param ordinal which of them
     * @param day the weekday
     * @param time to the minute
     */
    record MonthlyByOrdinal(Ordinal ordinal, DayOfWeek day, LocalTime time) implements Recurrence {
        /** @throws IllegalArgumentException if the time has seconds */
        public MonthlyByOrdinal {
            requireWholeMinute(time);
        }
    }

    /**
     * Once a year.
     *
     * @param month the month
     * @param dayOfMonth 1 to 31, inclusive; a day that the month never has never comes
     * @param time to the minute
     */
    record Yearly(Month month, int dayOfMonth, LocalTime time) implements Recurrence {
        /** @throws IllegalArgumentException if the day is out of bounds or the time has seconds */
        public Yearly {
            requireDayOfMonth(dayOfMonth);
            requireWholeMinute(time);
        }
    }

    /**
     * At fixed steps of wall-clock time.
     *
     * @param every the step
     */
    record Interval(Every every) implements Recurrence {}

    /**
     * Cron fields under their names. Restricted day of month and day of week together mean either.
     *
     * @param minute 0 to 59
     * @param hour 0 to 23
     * @param dayOfMonth 1 to 31
     * @param month 1 to 12
     * @param dayOfWeek 0 to 7, 0 and 7 are Sunday
     */
    record Custom(
        CronField minute,
        CronField hour,
        CronField dayOfMonth,
        CronField month,
        CronField dayOfWeek
    ) implements Recurrence {}

    private static void requireWholeMinute(LocalTime time) {
        if (time.getSecond() != 0 || time.getNano() != 0) {
            throw new IllegalArgumentException("not a whole minute: " + time);
        }
    }

    private static void requireDayOfMonth(int day) {
        if (day < 1 || day > 31) {
            throw new IllegalArgumentException("not a day of a month: " + day);
        }
    }
}
