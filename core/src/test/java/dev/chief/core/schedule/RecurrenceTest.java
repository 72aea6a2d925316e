package dev.chief.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chief.core.schedule.CronField.Kind;
import dev.chief.core.schedule.Every.Unit;
import dev.chief.core.schedule.Recurrence.Daily;
import dev.chief.core.schedule.Recurrence.MonthlyByDay;
import dev.chief.core.schedule.Recurrence.Yearly;
import dev.chief.core.schedule.Weekdays.Part;
import java.time.LocalTime;
import java.time.Month;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a recurrence can be made of, and how it is described. */
class RecurrenceTest {

    @ParameterizedTest
    @CsvSource({"5m, pure_cron, Runs every 5 minute(s) (UTC)",
            "60m, pure_cron, Runs every 60 minute(s) (UTC)",
            "7m, runtime_only, Runs every 7m using runtime scheduler (UTC)",
            "0090M, runtime_only, Runs every 90m using runtime scheduler (UTC)",
            "120m, runtime_only, Runs every 120m using runtime scheduler (UTC)",
            "6h, pure_cron, Runs every 6 hour(s) (UTC)",
            "24h, pure_cron, Runs every 24 hour(s) (UTC)",
            "5h, runtime_only, Runs every 5h using runtime scheduler (UTC)",
            "1d, pure_cron, Runs every day at 00:00 (UTC)",
            "2d, runtime_only, Runs every 2d using runtime scheduler (UTC)"})
    void anIntervalIsCronWhereItDividesTheHourOrTheDay(String step, String mode, String description) {
        assertThat(Given.every(step).schedule().cronForm().mode()).isEqualTo(mode);
        assertThat(Given.every(step).schedule().description()).isEqualTo(description);
    }

    @Test
    void aTimeHasNoSeconds() {
        assertThatThrownBy(() -> new Daily(LocalTime.of(6, 0, 1), false))
                .hasMessage("not a whole minute: 06:00:01");
    }

    @Test
    void aDayOfTheMonthIsAtMost31() {
        assertThatThrownBy(() -> new MonthlyByDay(32, LocalTime.NOON)).hasMessage("not a day of a month: 32");
        assertThatThrownBy(() -> new Yearly(Month.MAY, 0, LocalTime.NOON))
                .hasMessage("not a day of a month: 0");
    }

    @Test
    void aStepIsPositiveAndEndsWithinTheSearch() {
        assertThatThrownBy(() -> new Every(0, Unit.MINUTES)).hasMessage("not a step: 0m");
        assertThatThrownBy(() -> new Every(14_601, Unit.DAYS)).hasMessage("not a step: 14601d");
        assertThat(new Every(2, Unit.HOURS)).hasToString("2h");
    }

    @Test
    void weekdaysDoNotRunBackwards() {
        assertThatThrownBy(() -> new Part(5, 1)).hasMessage("not a range of weekdays: 5-1");
        assertThatThrownBy(() -> new Weekdays(List.of())).hasMessage("a weekly schedule needs a day");
    }

    @Test
    void fieldsOfTheSameTextAndValuesAreEqual() {
        assertThat(CronField.parse("monday", Kind.DAY_OF_WEEK))
                .isEqualTo(CronField.parse("1", Kind.DAY_OF_WEEK))
                .hasSameHashCodeAs(CronField.parse("1", Kind.DAY_OF_WEEK))
                .isNotEqualTo(CronField.parse("1-1", Kind.DAY_OF_WEEK));
        assertThat(CronField.parse("*", Kind.HOUR)).isNotEqualTo(CronField.parse("*", Kind.MINUTE));
    }
}
