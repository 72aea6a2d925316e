package dev.chief.core.schedule;

import static dev.chief.core.schedule.Given.cron;
import static dev.chief.core.schedule.Given.daily;
import static dev.chief.core.schedule.Given.every;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.chief.core.schedule.DstPolicy.Repeat;
import dev.chief.core.schedule.Recurrence.MonthlyByOrdinal;
import dev.chief.core.schedule.Recurrence.Yearly;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.Month;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What was wrong with the predecessor's schedules, by the numbers of its list of defects. */
class DefectsTest {
    private static final String NEW_YORK = "America/New_York";

    @Test
    void defect02_offsetChangesNeitherShiftNorDoubleNorSkipARun() {
        assertThat(daily("01:00").in(NEW_YORK).next(3, "2026-03-07T12:00:00Z")).containsExactly(
                "2026-03-08T01:00:00-05:00",
                "2026-03-09T01:00:00-04:00", "2026-03-10T01:00:00-04:00");
        assertThat(daily("03:30").in(NEW_YORK).next(1, "2026-03-07T12:00:00Z"))
                .containsExactly("2026-03-08T03:30:00-04:00");
        assertThat(every("1d").in(NEW_YORK).next(2, "2026-10-31T12:00:00Z")).containsExactly(
                "2026-11-01T00:00:00-04:00",
                "2026-11-02T00:00:00-05:00");
        assertThat(daily("02:30").in(NEW_YORK).next(2, "2026-10-31T12:00:00Z")).containsExactly(
                "2026-11-01T02:30:00-05:00",
                "2026-11-02T02:30:00-05:00");
    }

    @Test
    void defect02_theLastSundayRunsOnceInLondon() {
        Recurrence lastSunday = new MonthlyByOrdinal(Ordinal.LAST, DayOfWeek.SUNDAY, LocalTime.of(3, 0));

        assertThat(Given.of(lastSunday).in("Europe/London").next(2, "2026-03-28T12:00:00Z"))
                .containsExactly("2026-03-29T03:00:00+01:00", "2026-04-26T03:00:00+01:00");
    }

    @ParameterizedTest
    @EnumSource
    void defect05_theFallBackNightIsNeverStuck(Repeat repeat) {
        Schedule everyMinute = every("1m").in(NEW_YORK).with(repeat).schedule();
        Instant midnight = Instant.parse("2026-11-01T04:00:00Z");

        List<Instant> night = Slots.after(everyMinute, midnight)
                .takeWhile(slot -> slot.isBefore(midnight.plusSeconds(18_000)))
                .toList();

        assertThat(night).isSorted().doesNotHaveDuplicates().hasSize(repeat == Repeat.EACH ? 299 : 239);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-01T05:59:00Z", "2026-11-01T05:59:01Z", "2026-11-01T06:10:00Z",
            "2026-11-01T06:59:59Z"})
    void defect05_theNextRunIsNeverInThePast(String lateAtNight) {
        assertThat(cron("59 * * * *").in(NEW_YORK).next(1, lateAtNight))
                .containsExactly("2026-11-01T02:59:00-05:00");
        assertThat(every("40m").in(NEW_YORK).from("2026-11-01T00:00:00").next(1, lateAtNight))
                .containsExactly("2026-11-01T02:00:00-05:00");
    }

    @Test
    void defect05_anIntervalWithSecondsPassesTheFallBackNight() {
        assertThat(every("150m").in(NEW_YORK).from("2026-10-31T23:29:59").next(3, "2026-10-31T20:00:00Z"))
                .containsExactly(
                        "2026-10-31T23:29:59-04:00", "2026-11-01T01:59:59-04:00",
                        "2026-11-01T04:29:59-05:00");
    }

    @Test
    void defect10_anIntervalWithoutStartIsDueAtTheSameSlotsForEveryone() {
        assertThat(every("90m").next(3, "2026-11-22T18:37:48.490Z")).containsExactly("2026-11-22T19:30:00Z",
                "2026-11-22T21:00:00Z", "2026-11-22T22:30:00Z");
        assertThat(every("90m").next(1, "2026-11-22T19:00:00Z")).containsExactly("2026-11-22T19:30:00Z");
        assertThat(every("90m").isDue("2026-11-22T19:30:42Z")).isTrue();
    }

    @Test
    void defect10_everySevenMinutesIsDueInOneMinuteOfSeven() {
        Schedule everySeven = every("7m").schedule();
        Instant noon = Instant.parse("2026-11-22T12:00:00Z");

        assertThat(
                IntStream.range(0, 2100).filter(minute -> everySeven.isDue(noon.plusSeconds(60L * minute))))
                .hasSize(300);
    }

    @Test
    void defect10_aStartWithSecondsIsDueInTheMinutesThatItsPreviewLists() {
        Given withSeconds = every("7m").from("2026-11-22T00:00:30Z");

        assertThat(withSeconds.next(2, "2026-11-22T00:00:00Z")).containsExactly("2026-11-22T00:00:30Z",
                "2026-11-22T00:07:30Z");
        assertThat(withSeconds.isDue("2026-11-22T00:07:00Z")).isTrue();
        assertThat(withSeconds.isDue("2026-11-22T00:07:59Z")).isTrue();
        assertThat(withSeconds.isDue("2026-11-22T00:08:00Z")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1m", "5m", "7m"})
    void defect11_aFrequentScheduleWaitsForAStartFarAhead(String step) {
        assertThat(every(step).from("2045-06-01T00:00:00Z").next(1, "2026-11-22T00:00:00Z"))
                .containsExactly("2045-06-01T00:00:00Z");
    }

    @Test
    void defect11_aFrequentScheduleOutlastsExcludedDays() {
        String[] november = IntStream.rangeClosed(1, 30)
                .mapToObj("2026-11-%02d"::formatted)
                .toArray(String[]::new);

        assertThat(every("1m").without(november).next(1, "2026-10-31T23:59:00Z"))
                .containsExactly("2026-12-01T00:00:00Z");
    }

    @Test
    void defect12_anImpossibleDateAnswersNone() {
        Given february30 = Given.of(new Yearly(Month.FEBRUARY, 30, LocalTime.NOON));

        assertThat(february30.next(1, "2026-11-22T00:00:00Z")).isEmpty();
        assertThat(february30.isDue("2026-02-28T12:00:00Z")).isFalse();
        assertThat(february30.explain(1, "2026-11-22T00:00:00Z")).isEmpty();
        assertThat(cron("0 0 31 4,6,9,11 *").next(1, "2026-11-22T00:00:00Z")).isEmpty();
    }

    @Test
    void defect12_anEndInThePastAnswersNone() {
        assertThat(daily("06:00").until("2026-01-01T00:00:00Z").next(1, "2026-11-22T00:00:00Z")).isEmpty();
        assertThat(daily("06:00").until("2026-01-01T00:00:00Z").isDue("2026-11-22T06:00:00Z")).isFalse();
    }

    @Test
    void defect12_theOtherHalfOfAnEitherRuleStillRuns() {
        assertThat(cron("0 6 31 november tuesday,5").next(3, "2026-11-22T00:00:00Z")).containsExactly(
                "2026-11-24T06:00:00Z", "2026-11-27T06:00:00Z", "2027-11-02T06:00:00Z");
    }

    @Test
    void defect12_impossibleDatesAnswerFast() {
        Schedule never = cron("* * 30,31 2 *").in(NEW_YORK).with(Repeat.EACH).schedule();

        // Stepping through the 21 million minutes of 40 years once would take longer than this.
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> assertThat(IntStream.range(0, 20_000)
                .filter(day -> never.nextAfter(Instant.EPOCH.plus(Duration.ofDays(day))).isPresent()))
                .isEmpty());
    }

    @Test
    void defect20_aStepInDayOfMonthStillMeansEitherDay() {
        assertThat(cron("0 0 */10 * monday").next(5, "2026-11-30T12:00:00Z")).containsExactly(
                "2026-12-01T00:00:00Z",
                "2026-12-07T00:00:00Z", "2026-12-11T00:00:00Z", "2026-12-14T00:00:00Z",
                "2026-12-21T00:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1,31", "*/5", "*/10", "1-31/6", "1,15,30", "*/3"})
    void defect21_theFirstOfMarchIsNotSkipped(String dayOfMonth) {
        for (int year = 2023; year <= 2032; year++) {
            assertThat(cron("0 12 " + dayOfMonth + " 3 *").next(1, year + "-02-20T00:00:00Z"))
                    .containsExactly(year + "-03-01T12:00:00Z");
            assertThat(cron("0 12 " + dayOfMonth + " * *").next(20, year + "-02-01T00:00:00Z"))
                    .contains(year + "-03-01T12:00:00Z");
        }
    }
}
