package dev.chief.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chief.core.schedule.DstPolicy.Gap;
import dev.chief.core.schedule.DstPolicy.Repeat;
import dev.chief.core.schedule.Recurrence.Yearly;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every gap and every repeated stretch of every time zone of the JDK from 2018 to 2037: its first, middle and last minute. */
class OffsetChangesEverywhereTest {
    private static final Instant FIRST = Instant.parse("2018-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("2038-01-01T00:00:00Z");
    private static final List<Change> CHANGES = ZoneId.getAvailableZoneIds()
            .stream()
            .sorted()
            .map(ZoneId::of)
            .flatMap(OffsetChangesEverywhereTest::changes)
            .toList();

    private record Change(ZoneId zone, ZoneOffsetTransition transition) {
        /** Local times that the change removes or repeats. */
        List<LocalDateTime> affected() {
            LocalDateTime first = transition.isGap() ? transition.getDateTimeBefore()
                    : transition.getDateTimeAfter();
            Duration length = transition.getDuration().abs();
            return List.of(first, first.plus(length.dividedBy(2)), first.plus(length).minusMinutes(1));
        }

        /** The runs, within two days of the change, of a schedule for one local time. */
        List<Instant> runs(LocalDateTime time, DstPolicy policy) {
            Yearly yearly = new Yearly(time.getMonth(), time.getDayOfMonth(), time.toLocalTime());
            Schedule schedule = Schedule.of(yearly, zone, Window.ALWAYS, List.of(), policy);
            return Slots.after(schedule, transition.getInstant().minus(Duration.ofDays(2)))
                    .limit(10)
                    .takeWhile(slot -> slot.isBefore(transition.getInstant().plus(Duration.ofDays(2))))
                    .toList();
        }
    }

    @Test
    void aGapHasNoRun() {
        gaps().forEach(gap -> gap.affected()
                .forEach(time -> assertThat(gap.runs(time, DstPolicy.DEFAULT))
                        .as("%s in %s", time, gap)
                        .isEmpty()));
    }

    @Test
    void aGapHasOneRunAfterItIfAskedTo() {
        DstPolicy policy = new DstPolicy(Gap.AFTER, Repeat.FIRST);

        gaps().forEach(gap -> gap.affected()
                .forEach(time -> assertThat(gap.runs(time, policy))
                        .as("%s in %s", time, gap)
                        .containsExactly(gap.transition().getInstant())));
    }

    @Test
    void aRepeatedTimeRunsAtItsFirstOccurrence() {
        repeats().forEach(repeat -> repeat.affected()
                .forEach(time -> assertThat(repeat.runs(time, DstPolicy.DEFAULT))
                        .as("%s in %s", time, repeat)
                        .containsExactly(time.toInstant(repeat.transition().getOffsetBefore()))));
    }

    @Test
    void aRepeatedTimeRunsAtItsLastOccurrenceIfAskedTo() {
        DstPolicy policy = new DstPolicy(Gap.SKIP, Repeat.LAST);

        repeats().forEach(repeat -> repeat.affected()
                .forEach(time -> assertThat(repeat.runs(time, policy))
                        .as("%s in %s", time, repeat)
                        .containsExactly(time.toInstant(repeat.transition().getOffsetAfter()))));
    }

    @Test
    void aRepeatedTimeRunsTwiceIfAskedTo() {
        DstPolicy policy = new DstPolicy(Gap.SKIP, Repeat.EACH);

        repeats().forEach(repeat -> repeat.affected()
                .forEach(time -> assertThat(repeat.runs(time, policy))
                        .as("%s in %s", time, repeat)
                        .containsExactly(time.toInstant(repeat.transition().getOffsetBefore()),
                                time.toInstant(repeat.transition().getOffsetAfter()))));
    }

    @Test
    void thereAreThousandsOfChanges() {
        assertThat(gaps()).hasSizeGreaterThan(3_000);
        assertThat(repeats()).hasSizeGreaterThan(3_000);
    }

    private static Stream<Change> gaps() {
        return CHANGES.stream().filter(change -> change.transition().isGap());
    }

    private static Stream<Change> repeats() {
        return CHANGES.stream().filter(change -> change.transition().isOverlap());
    }

    private static Stream<Change> changes(ZoneId zone) {
        List<Change> changes = new ArrayList<>();
        ZoneOffsetTransition transition = zone.getRules().nextTransition(FIRST);
        while (transition != null && transition.getInstant().isBefore(LAST)) {
            changes.add(new Change(zone, transition));
            transition = zone.getRules().nextTransition(transition.getInstant());
        }
        return changes.stream();
    }
}
