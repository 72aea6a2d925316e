package dev.chief.core.schedule;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a schedule answers, in forms that tests compare. */
final class Slots {
    private Slots() {}

    /** The chain of next runs from an instant, lazily; each is asked for at the one before. */
    static Stream<Instant> after(Schedule schedule, Instant instant) {
        return Stream
                .iterate(schedule.nextAfter(instant), Optional::isPresent,
                        slot -> slot.flatMap(schedule::nextAfter))
                .map(Optional::orElseThrow);
    }

    /** The next runs as local times with offset. */
    static List<OffsetDateTime> next(Schedule schedule, Instant instant, int count) {
        return after(schedule, instant).limit(count)
                .map(slot -> slot.atZone(schedule.zone()).toOffsetDateTime())
                .toList();
    }
}
