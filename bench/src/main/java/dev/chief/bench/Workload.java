package dev.chief.bench;

import dev.chief.core.schedule.CronField;
import dev.chief.core.schedule.CronField.Kind;
import dev.chief.core.schedule.Every;
import dev.chief.core.schedule.Ordinal;
import dev.chief.core.schedule.Recurrence;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.Month;

/** A schedule as each scheduler writes it. */
public enum Workload {
    /** 09:30 from Monday to Friday. */
    WEEKDAYS("30 9 * * 1-5", "0 30 9 ? * 2-6"),
    /** Noon of 29 February. */
    LEAP_DAY("0 12 29 2 *", "0 0 12 29 2 ?"),
    /** Every five minutes. */
    FIVE_MINUTES("*/5 * * * *", "0 0/5 * * * ?"),
    /** 18:00 of the last Friday of a month. */
    LAST_FRIDAY("0 18 * * 5L", "0 0 18 ? * 6L");

    private final String unix;
    private final String quartz;

    Workload(String unix, String quartz) {
        this.unix = unix;
        this.quartz = quartz;
    }

    /** In the words of Chief. */
    Recurrence chief() {
        return switch (this) {
            case WEEKDAYS ->
                new Recurrence.Custom(CronField.parse("30", Kind.MINUTE), CronField.parse("9", Kind.HOUR),
                        CronField.any(Kind.DAY_OF_MONTH), CronField.any(Kind.MONTH),
                        CronField.parse("1-5", Kind.DAY_OF_WEEK));
            case LEAP_DAY -> new Recurrence.Yearly(Month.FEBRUARY, 29, LocalTime.NOON);
            case FIVE_MINUTES -> new Recurrence.Interval(Every.parse("5m"));
            case LAST_FRIDAY ->
                new Recurrence.MonthlyByOrdinal(Ordinal.LAST, DayOfWeek.FRIDAY, LocalTime.of(18, 0));
        };
    }

    /** With a field for seconds, as Spring reads it. */
    String spring() {
        return "0 " + unix;
    }

    /** As Quartz reads it, and cron-utils by its definition of Quartz. */
    String quartz() {
        return quartz;
    }
}
