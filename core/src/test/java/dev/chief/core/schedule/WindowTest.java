package dev.chief.core.schedule;

import static dev.chief.core.schedule.Given.daily;
import static dev.chief.core.schedule.Given.every;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chief.core.schedule.DstPolicy.Gap;
import dev.chief.core.schedule.DstPolicy.Repeat;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bounds, exclusions and the edges of time. */
class WindowTest {
    private static final String NEW_YORK = "America/New_York";

    @Test
    void bothBoundsAreInclusive() {
        assertThat(daily("06:00").from("2026-01-02T06:00:00Z")
                .until("2026-01-03T06:00:00Z")
                .next(9, "2025-01-01T00:00:00Z"))
                .containsExactly("2026-01-02T06:00:00Z", "2026-01-03T06:00:00Z");
    }

    @Test
    void aFractionOfASecondIsNotRoundedIntoTheWindow() {
        assertThat(daily("06:00").from("2026-01-02T06:00:00.001Z")
                .until("2026-01-04T05:59:59.999Z")
                .next(9, "2025-01-01T00:00:00Z")).containsExactly("2026-01-03T06:00:00Z");
        assertThat(every("90m").from("2026-01-02T06:00:00.001Z").next(1, "2025-01-01T00:00:00Z"))
                .containsExactly("2026-01-02T06:00:01Z");
    }

    @Test
    void theMinuteOfAStartWithSecondsIsNotDue() {
        assertThat(daily("06:00").from("2026-01-02T06:00:30Z").isDue("2026-01-02T06:00:45Z")).isFalse();
        assertThat(daily("06:00").until("2026-01-02T06:00:30Z").isDue("2026-01-02T06:00:45Z")).isTrue();
    }

    @Test
    void anIntervalThatCronExpressesIsNotAnchoredAtItsStart() {
        assertThat(every("2h").from("2026-01-01T09:30:00Z").next(2, "2025-01-01T00:00:00Z"))
                .containsExactly("2026-01-01T10:00:00Z", "2026-01-01T12:00:00Z");
        assertThat(every("5h").from("2026-01-01T09:30:00Z").next(2, "2025-01-01T00:00:00Z"))
                .containsExactly("2026-01-01T09:30:00Z", "2026-01-01T14:30:00Z");
    }

    @Test
    void anAnchorIsAWallClockTimeWhateverTheOffsetOfTheStart() {
        assertThat(every("2d").in(NEW_YORK).from("2026-03-07T14:00:00Z").next(2, "2026-03-07T12:00:00Z"))
                .containsExactly("2026-03-07T09:00:00-05:00", "2026-03-09T09:00:00-04:00");
    }

    @Test
    void aBoundInARepeatedHourMeansOneOfItsPasses() {
        Given everyTen = every("10m").in(NEW_YORK).with(Repeat.EACH);

        assertThat(everyTen.from("2026-11-01T01:50:00-05:00").next(2, "2026-10-31T00:00:00Z"))
                .containsExactly("2026-11-01T01:50:00-05:00", "2026-11-01T02:00:00-05:00");
        assertThat(everyTen.from("2026-11-01T01:50:00-04:00").next(2, "2026-10-31T00:00:00Z"))
                .containsExactly("2026-11-01T01:50:00-04:00", "2026-11-01T01:00:00-05:00");
        assertThat(everyTen.until("2026-11-01T01:00:00-04:00").next(9, "2026-11-01T04:50:00Z"))
                .containsExactly("2026-11-01T01:00:00-04:00");
    }

    @Test
    void aFirstOccurrenceBeforeTheStartIsNotReplacedByTheSecond() {
        assertThat(
                daily("01:45").in(NEW_YORK).from("2026-11-01T01:30:00-05:00").next(1, "2026-10-31T00:00:00Z"))
                .containsExactly("2026-11-02T01:45:00-05:00");
    }

    @Test
    void aLocalBoundInARepeatedHourLeavesBothPassesIn() {
        assertThat(daily("01:30").in(NEW_YORK)
                .with(Repeat.EACH)
                .from("2026-11-01T01:30:00")
                .until("2026-11-01T01:30:00")
                .next(9, "2026-10-31T00:00:00Z"))
                .containsExactly("2026-11-01T01:30:00-04:00", "2026-11-01T01:30:00-05:00");
    }

    @Test
    void aLocalBoundInAGapBeginsOrEndsAtTheGap() {
        assertThat(every("30m").in(NEW_YORK).from("2026-03-08T02:30:00").next(2, "2026-03-08T05:00:00Z"))
                .containsExactly("2026-03-08T03:00:00-04:00", "2026-03-08T03:30:00-04:00");
        assertThat(every("30m").in(NEW_YORK).until("2026-03-08T02:30:00").next(9, "2026-03-08T06:00:00Z"))
                .containsExactly("2026-03-08T01:30:00-05:00");
        assertThat(daily("02:15").in(NEW_YORK)
                .with(Gap.AFTER)
                .until("2026-03-08T02:30:00")
                .next(9, "2026-03-08T05:00:00Z"))
                .isEmpty();
    }

    @Test
    void aLocalStartInAGapIsStillTheAnchor() {
        assertThat(every("90m").in(NEW_YORK).from("2026-03-08T02:30:00").next(2, "2026-03-08T05:00:00Z"))
                .containsExactly("2026-03-08T04:00:00-04:00", "2026-03-08T05:30:00-04:00");
        assertThat(Window.startAt(LocalDateTime.parse("2026-03-08T02:30"), ZoneId.of(NEW_YORK)))
                .isEqualTo(OffsetDateTime.parse("2026-03-08T02:30-05:00"));
    }

    @Test
    void exclusionsAreLocalDates() {
        assertThat(daily("23:30").in(NEW_YORK).without("2026-12-25").next(2, "2026-12-25T00:00:00Z"))
                .containsExactly("2026-12-24T23:30:00-05:00", "2026-12-26T23:30:00-05:00");
    }

    @Test
    void theStartMayNotBeAfterTheEnd() {
        assertThatThrownBy(() -> daily("06:00").from("2026-01-02T00:00:01Z").until("2026-01-02T00:00:00Z"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("start 2026-01-02T00:00:01Z is after end 2026-01-02T00:00Z");
    }

    @Test
    void boundsNearAnOffsetChangeMayBeOutOfOrderOnTheClockOrInTheirInstants() {
        assertThat(every("10m").in(NEW_YORK)
                .with(Repeat.EACH)
                .from("2026-11-01T01:50:00-04:00")
                .until("2026-11-01T01:00:00-05:00")
                .next(9, "2026-10-31T00:00:00Z"))
                .containsExactly("2026-11-01T01:50:00-04:00", "2026-11-01T01:00:00-05:00");
        assertThat(every("5m").in(NEW_YORK)
                .from("2026-03-08T02:50:00")
                .until("2026-03-08T03:05:00")
                .next(9, "2026-03-07T00:00:00Z"))
                .containsExactly("2026-03-08T03:00:00-04:00", "2026-03-08T03:05:00-04:00");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", NEW_YORK, "Africa/Casablanca", "Pacific/Chatham", "+18:00"})
    void instantsFarOutsideTheCalendarHaveAnAnswer(String zone) {
        Schedule schedule = every("7m").in(zone).schedule();

        assertThat(schedule.nextAfter(Instant.MIN)).isEmpty();
        assertThat(schedule.nextAfter(Instant.MAX)).isEmpty();
        assertThat(schedule.isDue(Instant.MIN)).isFalse();
        assertThat(schedule.isDue(Instant.MAX)).isFalse();
        assertThat(schedule.slotAt(Instant.MAX)).isEmpty();
        assertThat(schedule.explain(Instant.MAX)).isEmpty();
        assertThat(schedule.explain(Instant.MIN)).isEmpty();
    }

    @Test
    void boundsFarOutsideTheCalendarHaveAnAnswer() {
        Window everything = new Window(Optional.of(OffsetDateTime.MIN), Optional.of(OffsetDateTime.MAX));
        Window never = new Window(Optional.of(OffsetDateTime.MAX), Optional.empty());
        Given daily = daily("06:00").in(NEW_YORK);

        assertThat(new Given(daily.recurrence(), daily.zone(), everything, daily.exclusions(), daily.dst())
                .next(1, "2026-01-01T00:00:00Z")).containsExactly("2026-01-01T06:00:00-05:00");
        assertThat(new Given(daily.recurrence(), daily.zone(), never, daily.exclusions(), daily.dst())
                .next(1, "2026-01-01T00:00:00Z")).isEmpty();
    }

    @Test
    void theYearOneIsSearched() {
        assertThat(daily("06:00").next(1, "-0044-03-15T00:00:00Z")).containsExactly("0001-01-01T06:00:00Z");
    }
}
