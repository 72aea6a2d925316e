package dev.chief.core.schedule;

import static dev.chief.core.schedule.Given.cron;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chief.core.schedule.Recurrence.MonthlyByDay;
import dev.chief.core.schedule.Recurrence.MonthlyByOrdinal;
import dev.chief.core.schedule.Recurrence.Yearly;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Days that not every month or year has, and how the two day fields combine. */
class SparseDatesTest {
    private static final LocalTime NOON = LocalTime.NOON;

    @Test
    void theLeapDayComesEveryFourYearsButNotIn2100() {
        assertThat(Given.of(new Yearly(Month.FEBRUARY, 29, NOON)).next(3, "2026-11-22T00:00:00Z"))
                .containsExactly("2028-02-29T12:00:00Z", "2032-02-29T12:00:00Z", "2036-02-29T12:00:00Z");
        assertThat(Given.of(new Yearly(Month.FEBRUARY, 29, NOON)).next(1, "2096-02-29T12:00:00Z"))
                .containsExactly("2104-02-29T12:00:00Z");
    }

    @Test
    void theLastFridayIsTheFourthOrTheFifth() {
        assertThat(Given.of(new MonthlyByOrdinal(Ordinal.LAST, DayOfWeek.FRIDAY, NOON))
                .next(4, "2026-09-30T00:00:00Z"))
                .containsExactly("2026-10-30T12:00:00Z", "2026-11-27T12:00:00Z", "2026-12-25T12:00:00Z",
                        "2027-01-29T12:00:00Z");
        assertThat(Given.of(new MonthlyByOrdinal(Ordinal.FOURTH, DayOfWeek.FRIDAY, NOON))
                .next(2, "2026-09-30T00:00:00Z"))
                .containsExactly("2026-10-23T12:00:00Z", "2026-11-27T12:00:00Z");
        assertThat(Given.of(new MonthlyByOrdinal(Ordinal.FIRST, DayOfWeek.SUNDAY, NOON))
                .next(2, "2026-10-31T00:00:00Z"))
                .containsExactly("2026-11-01T12:00:00Z", "2026-12-06T12:00:00Z");
    }

    @Test
    void theThirtyFirstSkipsShortMonths() {
        assertThat(Given.of(new MonthlyByDay(31, NOON)).next(4, "2026-01-15T00:00:00Z"))
                .containsExactly("2026-01-31T12:00:00Z", "2026-03-31T12:00:00Z", "2026-05-31T12:00:00Z",
                        "2026-07-31T12:00:00Z");
    }

    @Test
    void twoRestrictedDayFieldsMeanEither() {
        assertThat(cron("0 0 13 * friday").next(4, "2026-11-01T00:00:00Z")).containsExactly(
                "2026-11-06T00:00:00Z",
                "2026-11-13T00:00:00Z", "2026-11-20T00:00:00Z", "2026-11-27T00:00:00Z");
        assertThat(cron("0 0 13 * friday").next(2, "2026-12-11T00:00:00Z")).containsExactly(
                "2026-12-13T00:00:00Z",
                "2026-12-18T00:00:00Z");
    }

    @Test
    void aFullRangeIsARestrictionAndAStarIsNot() {
        assertThat(cron("0 0 1 * 0-6").next(2, "2026-11-01T00:00:00Z")).containsExactly(
                "2026-11-02T00:00:00Z",
                "2026-11-03T00:00:00Z");
        assertThat(cron("0 0 1 * *").next(2, "2026-11-01T00:00:00Z")).containsExactly("2026-12-01T00:00:00Z",
                "2027-01-01T00:00:00Z");
    }

    @Test
    void theSearchEndsAfterFortyYears() {
        assertThat(Given.every("14600d").next(2, "2000-01-01T00:00:00Z"))
                .containsExactly("2009-12-22T00:00:00Z", "2049-12-12T00:00:00Z");
        assertThat(Given.every("1m").without(everyDayOf(41)).next(1, "2026-01-01T00:00:00Z")).isEmpty();
        assertThat(Given.every("1m").without(everyDayOf(39)).next(1, "2026-01-01T00:00:00Z"))
                .containsExactly("2065-01-01T00:00:00Z");
    }

    @Test
    void threadsMayShareASchedule() {
        Schedule shared = cron("*/10 1-3 * * *").in("America/New_York").schedule();
        List<Instant> starts = IntStream.range(2018, 2038)
                .mapToObj(year -> Instant.parse(year + "-02-01T00:00:00Z"))
                .toList();

        List<List<Instant>> together = starts.parallelStream()
                .map(start -> Slots.after(shared, start).limit(5_000).toList())
                .toList();

        assertThat(together).isEqualTo(starts.stream()
                .map(start -> Slots.after(cron("*/10 1-3 * * *").in("America/New_York").schedule(), start)
                        .limit(5_000)
                        .toList())
                .toList());
    }

    private static String[] everyDayOf(int years) {
        LocalDate first = LocalDate.of(2026, 1, 1);
        return first.datesUntil(first.plusYears(years)).map(Object::toString).toArray(String[]::new);
    }
}
