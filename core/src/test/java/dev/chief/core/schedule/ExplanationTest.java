package dev.chief.core.schedule;

import static dev.chief.core.schedule.Given.cron;
import static dev.chief.core.schedule.Given.daily;
import static dev.chief.core.schedule.Given.every;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chief.core.schedule.DstPolicy.Gap;
import dev.chief.core.schedule.DstPolicy.Repeat;
import dev.chief.core.schedule.Recurrence.MonthlyByOrdinal;
import java.time.DayOfWeek;
import java.time.LocalTime;
import org.junit.jupiter.api.Test;

/** What `preview --explain` can say. */
class ExplanationTest {
    private static final String NEW_YORK = "America/New_York";

    @Test
    void anExcludedDateIsNamed() {
        assertThat(daily("06:00").without("2026-12-25").explain(2, "2026-12-24T12:00:00Z")).containsExactly(
                "2026-12-25T06:00 Dropped[reason=ExcludedDate[date=2026-12-25]]",
                "2026-12-26T06:00 Fires[at=2026-12-26T06:00:00Z, note=NONE]");
    }

    @Test
    void theStartIsNamedAndTheFirstCandidateAfterTheEndIsTheLast() {
        assertThat(daily("06:00").from("2026-12-25T07:00:00Z")
                .until("2026-12-26T12:00:00Z")
                .explain(9, "2026-12-24T12:00:00Z"))
                .containsExactly("2026-12-25T06:00 Dropped[reason=BeforeStart[start=2026-12-25T07:00Z]]",
                        "2026-12-26T06:00 Fires[at=2026-12-26T06:00:00Z, note=NONE]",
                        "2026-12-27T06:00 Dropped[reason=AfterEnd[end=2026-12-26T12:00Z]]");
    }

    @Test
    void aWeekdayThatIsNotTheOrdinalIsNamed() {
        Recurrence lastFriday = new MonthlyByOrdinal(Ordinal.LAST, DayOfWeek.FRIDAY, LocalTime.of(18, 0));

        assertThat(Given.of(lastFriday).without("2026-12-25").explain(3, "2026-12-12T00:00:00Z"))
                .containsExactly(
                        "2026-12-18T18:00 Dropped[reason=NotTheOrdinal[ordinal=LAST]]",
                        "2026-12-25T18:00 Dropped[reason=ExcludedDate[date=2026-12-25]]",
                        "2027-01-01T18:00 Dropped[reason=NotTheOrdinal[ordinal=LAST]]");
    }

    @Test
    void aMissingTimeNamesItsGap() {
        assertThat(daily("02:30").in(NEW_YORK).explain(1, "2026-03-07T12:00:00Z")).containsExactly(
                "2026-03-08T02:30 Dropped[reason=InGap[from=2026-03-08T02:00, to=2026-03-08T03:00]]");
    }

    @Test
    void aTimeMovedAfterItsGapIsNoted() {
        assertThat(cron("10,50 * * * *").in(NEW_YORK).with(Gap.AFTER).explain(3, "2026-03-08T06:55:00Z"))
                .containsExactly(
                        "2026-03-08T02:10 Fires[at=2026-03-08T07:00:00Z, note=MOVED_AFTER_GAP]",
                        "2026-03-08T02:50 Dropped[reason=InGap[from=2026-03-08T02:00, to=2026-03-08T03:00]]",
                        "2026-03-08T03:10 Fires[at=2026-03-08T07:10:00Z, note=NONE]");
    }

    @Test
    void nothingMovesToATimeThatFiresAnyway() {
        assertThat(every("30m").in(NEW_YORK).with(Gap.AFTER).explain(3, "2026-03-08T06:55:00Z"))
                .containsExactly(
                        "2026-03-08T02:00 Dropped[reason=InGap[from=2026-03-08T02:00, to=2026-03-08T03:00]]",
                        "2026-03-08T02:30 Dropped[reason=InGap[from=2026-03-08T02:00, to=2026-03-08T03:00]]",
                        "2026-03-08T03:00 Fires[at=2026-03-08T07:00:00Z, note=NONE]");
    }

    @Test
    void theOtherOccurrenceOfARepeatedTimeIsNamed() {
        assertThat(daily("01:30").in(NEW_YORK).explain(2, "2026-10-31T12:00:00Z")).containsExactly(
                "2026-11-01T01:30 Fires[at=2026-11-01T05:30:00Z, note=FIRST_OCCURRENCE]",
                "2026-11-01T01:30 Dropped[reason=OtherOccurrence[runsAt=2026-11-01T05:30:00Z]]");
        assertThat(daily("01:30").in(NEW_YORK).with(Repeat.LAST).explain(2, "2026-10-31T12:00:00Z"))
                .containsExactly(
                        "2026-11-01T01:30 Dropped[reason=OtherOccurrence[runsAt=2026-11-01T06:30:00Z]]",
                        "2026-11-01T01:30 Fires[at=2026-11-01T06:30:00Z, note=SECOND_OCCURRENCE]");
    }

    @Test
    void aRepeatedHourComesPassByPass() {
        assertThat(every("30m").in(NEW_YORK).with(Repeat.EACH).explain(5, "2026-11-01T04:50:00Z"))
                .containsExactly(
                        "2026-11-01T01:00 Fires[at=2026-11-01T05:00:00Z, note=FIRST_OCCURRENCE]",
                        "2026-11-01T01:30 Fires[at=2026-11-01T05:30:00Z, note=FIRST_OCCURRENCE]",
                        "2026-11-01T01:00 Fires[at=2026-11-01T06:00:00Z, note=SECOND_OCCURRENCE]",
                        "2026-11-01T01:30 Fires[at=2026-11-01T06:30:00Z, note=SECOND_OCCURRENCE]",
                        "2026-11-01T02:00 Fires[at=2026-11-01T07:00:00Z, note=NONE]");
    }

    @Test
    void aTimeMovedToAnExcludedDateNamesThatDate() {
        assertThat(cron("0 9 * * friday").in("Pacific/Apia")
                .with(Gap.AFTER)
                .without("2011-12-31")
                .explain(1, "2011-12-24T00:00:00Z"))
                .containsExactly("2011-12-30T09:00 Dropped[reason=ExcludedDate[date=2011-12-31]]");
    }
}
