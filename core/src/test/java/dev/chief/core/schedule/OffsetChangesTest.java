package dev.chief.core.schedule;

import static dev.chief.core.schedule.Given.cron;
import static dev.chief.core.schedule.Given.daily;
import static dev.chief.core.schedule.Given.every;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chief.core.schedule.DstPolicy.Gap;
import dev.chief.core.schedule.DstPolicy.Repeat;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;

/** Tables of literal times around offset changes that are on record. */
class OffsetChangesTest {
    private static final String BEFORE_SPRING_IN_NEW_YORK = "2026-03-07T17:00:00Z";
    private static final String BEFORE_AUTUMN_IN_NEW_YORK = "2026-10-31T16:00:00Z";

    @Test
    void newYorkSkipsTheMissingHour() {
        assertThat(daily("02:30").in("America/New_York").next(2, BEFORE_SPRING_IN_NEW_YORK))
                .containsExactly("2026-03-09T02:30:00-04:00", "2026-03-10T02:30:00-04:00");
        assertThat(daily("01:59").in("America/New_York").next(2, BEFORE_SPRING_IN_NEW_YORK))
                .containsExactly("2026-03-08T01:59:00-05:00", "2026-03-09T01:59:00-04:00");
        assertThat(daily("03:00").in("America/New_York").next(2, BEFORE_SPRING_IN_NEW_YORK))
                .containsExactly("2026-03-08T03:00:00-04:00", "2026-03-09T03:00:00-04:00");
    }

    @Test
    void newYorkRunsOnceInTheRepeatedHour() {
        assertThat(daily("01:30").in("America/New_York").next(2, BEFORE_AUTUMN_IN_NEW_YORK))
                .containsExactly("2026-11-01T01:30:00-04:00", "2026-11-02T01:30:00-05:00");
        assertThat(daily("02:00").in("America/New_York").next(2, BEFORE_AUTUMN_IN_NEW_YORK))
                .containsExactly("2026-11-01T02:00:00-05:00", "2026-11-02T02:00:00-05:00");
    }

    @Test
    void anIntervalRestsInTheRepeatedHour() {
        assertThat(every("20m").in("America/New_York").next(5, "2026-11-01T05:10:00Z"))
                .containsExactly("2026-11-01T01:20:00-04:00", "2026-11-01T01:40:00-04:00",
                        "2026-11-01T02:00:00-05:00",
                        "2026-11-01T02:20:00-05:00", "2026-11-01T02:40:00-05:00");
    }

    @Test
    void anIntervalRunsOnInTheRepeatedHourIfAskedTo() {
        assertThat(every("20m").in("America/New_York").with(Repeat.EACH).next(6, "2026-11-01T05:10:00Z"))
                .containsExactly("2026-11-01T01:20:00-04:00", "2026-11-01T01:40:00-04:00",
                        "2026-11-01T01:00:00-05:00",
                        "2026-11-01T01:20:00-05:00", "2026-11-01T01:40:00-05:00",
                        "2026-11-01T02:00:00-05:00");
    }

    @Test
    void theSecondOccurrenceIsChosenIfAskedFor() {
        assertThat(daily("01:30").in("America/New_York").with(Repeat.LAST).next(2, BEFORE_AUTUMN_IN_NEW_YORK))
                .containsExactly("2026-11-01T01:30:00-05:00", "2026-11-02T01:30:00-05:00");
        assertThat(daily("01:30").in("America/New_York").with(Repeat.LAST).next(1, "2026-11-01T05:45:00Z"))
                .containsExactly("2026-11-01T01:30:00-05:00");
    }

    @Test
    void aMissingTimeRunsAfterTheGapIfAskedTo() {
        assertThat(daily("02:30").in("America/New_York").with(Gap.AFTER).next(2, BEFORE_SPRING_IN_NEW_YORK))
                .containsExactly("2026-03-08T03:00:00-04:00", "2026-03-09T02:30:00-04:00");
    }

    @Test
    void manyMissingTimesRunOnceAfterTheGap() {
        assertThat(every("20m").in("America/New_York").with(Gap.AFTER).next(3, "2026-03-08T06:30:00Z"))
                .containsExactly("2026-03-08T01:40:00-05:00", "2026-03-08T03:00:00-04:00",
                        "2026-03-08T03:20:00-04:00");
        assertThat(
                cron("10,50 * * * *").in("America/New_York").with(Gap.AFTER).next(3, "2026-03-08T06:30:00Z"))
                .containsExactly("2026-03-08T01:50:00-05:00", "2026-03-08T03:00:00-04:00",
                        "2026-03-08T03:10:00-04:00");
    }

    @Test
    void londonKeepsItsWallClock() {
        assertThat(cron("0 2 * * sunday").in("Europe/London").next(2, "2026-03-28T12:00:00Z"))
                .containsExactly("2026-03-29T02:00:00+01:00", "2026-04-05T02:00:00+01:00");
        assertThat(daily("01:30").in("Europe/London").next(2, "2026-03-28T12:00:00Z"))
                .containsExactly("2026-03-30T01:30:00+01:00", "2026-03-31T01:30:00+01:00");
        assertThat(daily("01:30").in("Europe/London").next(2, "2026-10-24T12:00:00Z"))
                .containsExactly("2026-10-25T01:30:00+01:00", "2026-10-26T01:30:00Z");
    }

    @Test
    void lordHoweChangesByHalfAnHour() {
        assertThat(daily("02:15").in("Australia/Lord_Howe").next(2, "2026-10-03T00:00:00Z"))
                .containsExactly("2026-10-05T02:15:00+11:00", "2026-10-06T02:15:00+11:00");
        assertThat(daily("02:30").in("Australia/Lord_Howe").next(1, "2026-10-03T00:00:00Z"))
                .containsExactly("2026-10-04T02:30:00+11:00");
        assertThat(every("15m").in("Australia/Lord_Howe").next(4, "2026-04-04T14:20:00Z"))
                .containsExactly("2026-04-05T01:30:00+11:00", "2026-04-05T01:45:00+11:00",
                        "2026-04-05T02:00:00+10:30",
                        "2026-04-05T02:15:00+10:30");
    }

    @Test
    void havanaHasNoMidnightInSpringAndTwoInAutumn() {
        assertThat(daily("00:00").in("America/Havana").next(2, "2026-03-07T12:00:00Z"))
                .containsExactly("2026-03-09T00:00:00-04:00", "2026-03-10T00:00:00-04:00");
        assertThat(daily("00:00").in("America/Havana").next(2, "2026-10-31T12:00:00Z"))
                .containsExactly("2026-11-01T00:00:00-04:00", "2026-11-02T00:00:00-05:00");
        assertThat(every("1d").in("America/Havana").with(Gap.AFTER).next(2, "2026-03-07T12:00:00Z"))
                .containsExactly("2026-03-08T01:00:00-04:00", "2026-03-09T00:00:00-04:00");
    }

    @Test
    void santiagoChangesAtMidnight() {
        assertThat(daily("00:00").in("America/Santiago").next(2, "2026-09-05T12:00:00Z"))
                .containsExactly("2026-09-07T00:00:00-03:00", "2026-09-08T00:00:00-03:00");
        assertThat(daily("23:30").in("America/Santiago").next(2, "2026-04-04T12:00:00Z"))
                .containsExactly("2026-04-04T23:30:00-03:00", "2026-04-05T23:30:00-04:00");
        assertThat(every("30m").in("America/Santiago").with(Repeat.EACH).next(5, "2026-04-05T02:10:00Z"))
                .containsExactly("2026-04-04T23:30:00-03:00", "2026-04-04T23:00:00-04:00",
                        "2026-04-04T23:30:00-04:00",
                        "2026-04-05T00:00:00-04:00", "2026-04-05T00:30:00-04:00");
    }

    @Test
    void apiaHadNo30December2011() {
        assertThat(daily("12:00").in("Pacific/Apia").next(3, "2011-12-29T00:00:00Z"))
                .containsExactly("2011-12-29T12:00:00-10:00", "2011-12-31T12:00:00+14:00",
                        "2012-01-01T12:00:00+14:00");
        assertThat(cron("0 9 * * friday").in("Pacific/Apia").next(2, "2011-12-24T00:00:00Z"))
                .containsExactly("2012-01-06T09:00:00+14:00", "2012-01-13T09:00:00+14:00");
        assertThat(cron("0 9 * * friday").in("Pacific/Apia").with(Gap.AFTER).next(2, "2011-12-24T00:00:00Z"))
                .containsExactly("2011-12-31T00:00:00+14:00", "2012-01-06T09:00:00+14:00");
    }

    @Test
    void aMissingDayDoesNotMoveToAnExcludedOne() {
        assertThat(cron("0 9 * * friday").in("Pacific/Apia")
                .with(Gap.AFTER)
                .without("2011-12-31")
                .next(1, "2011-12-24T00:00:00Z")).containsExactly("2012-01-06T09:00:00+14:00");
        assertThat(cron("0 9 * * friday").in("Pacific/Apia")
                .with(Gap.AFTER)
                .without("2011-12-30")
                .next(1, "2011-12-24T00:00:00Z")).containsExactly("2012-01-06T09:00:00+14:00");
    }

    @Test
    void casablancaChangesForRamadan() {
        assertThat(daily("02:30").in("Africa/Casablanca").next(2, "2026-02-14T12:00:00Z"))
                .containsExactly("2026-02-15T02:30:00+01:00", "2026-02-16T02:30:00Z");
        assertThat(daily("02:30").in("Africa/Casablanca").next(2, "2026-03-21T12:00:00Z"))
                .containsExactly("2026-03-23T02:30:00+01:00", "2026-03-24T02:30:00+01:00");
    }

    @Test
    void chathamChangesAtQuarterToThree() {
        assertThat(every("15m").in("Pacific/Chatham").next(3, "2026-04-04T13:50:00Z"))
                .containsExactly("2026-04-05T03:45:00+12:45", "2026-04-05T04:00:00+12:45",
                        "2026-04-05T04:15:00+12:45");
        assertThat(daily("03:00").in("Pacific/Chatham").next(2, "2026-09-26T00:00:00Z"))
                .containsExactly("2026-09-28T03:00:00+13:45", "2026-09-29T03:00:00+13:45");
    }

    @Test
    void aRepeatedMinuteIsDueInTheChosenPassOnly() {
        assertThat(daily("01:30").in("America/New_York").isDue("2026-11-01T05:30:59.999Z")).isTrue();
        assertThat(daily("01:30").in("America/New_York").isDue("2026-11-01T06:30:00Z")).isFalse();
        assertThat(daily("01:30").in("America/New_York").with(Repeat.LAST).isDue("2026-11-01T05:30:00Z"))
                .isFalse();
        assertThat(daily("01:30").in("America/New_York").with(Repeat.LAST).isDue("2026-11-01T06:30:00Z"))
                .isTrue();
        assertThat(daily("01:30").in("America/New_York").with(Repeat.EACH).isDue("2026-11-01T06:30:00Z"))
                .isTrue();
    }

    @Test
    void aMissingMinuteIsDueAfterTheGapIfAskedFor() {
        assertThat(daily("02:30").in("America/New_York").isDue("2026-03-08T07:00:00Z")).isFalse();
        assertThat(daily("02:30").in("America/New_York").with(Gap.AFTER).isDue("2026-03-08T07:00:00Z"))
                .isTrue();
        assertThat(daily("02:30").in("America/New_York").with(Gap.AFTER).isDue("2026-03-08T07:01:00Z"))
                .isFalse();
    }

    @Test
    void theTimesThatARecurrenceNamesIncludeThoseThatAChangeConcerns() {
        LocalDateTime two = LocalDateTime.parse("2026-03-08T02:00");
        LocalDateTime three = LocalDateTime.parse("2026-03-08T03:00");

        assertThat(daily("02:30").in("America/New_York").schedule().firstNamed(two, three))
                .contains(LocalDateTime.parse("2026-03-08T02:30"));
        assertThat(daily("03:00").in("America/New_York").schedule().firstNamed(two, three)).isEmpty();
        assertThat(
                daily("02:30").in("America/New_York").without("2026-03-08").schedule().firstNamed(two, three))
                .isEmpty();
        assertThat(daily("02:30").in("America/New_York")
                .until("2026-03-08T01:00:00")
                .schedule()
                .firstNamed(two, three))
                .isEmpty();
    }
}
