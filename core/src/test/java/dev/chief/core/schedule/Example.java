package dev.chief.core.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A schedule together with its meaning, said a second time in the plainest way, for the stepper to follow.
 *
 * @param rule the local times that it names
 * @param zone the zone
 * @param start the lower bound as written
 * @param end the upper bound as written
 * @param exclusions dates without a run
 * @param dst what happens at offset changes
 */
record Example(
    Rule rule,
    ZoneId zone,
    Optional<Bound> start,
    Optional<Bound> end,
    List<LocalDate> exclusions,
    DstPolicy dst
) {

    /**
     * A recurrence and its meaning.
     *
     * @param recurrence what the schedule is made of
     * @param named the local times that it names
     * @param triggers the local times that its cron trigger names; the same but for ordinals
     */
    record Rule(Recurrence recurrence, Named named, Named triggers) {}

    /**
     * Local times: those of some days, some minutes of the day, at a second of the minute.
     *
     * @param day whether a date has any
     * @param minute whether a time is one, asked for the times of such a date at {@code second}
     * @param second 0, but for intervals that begin in the middle of a minute
     */
    record Named(Predicate<LocalDate> day, Predicate<LocalDateTime> minute, int second) {}

    /** A bound of a window; without an offset it is local to the zone. */
    record Bound(LocalDateTime local, Optional<ZoneOffset> offset) {}

    Schedule schedule() {
        Optional<OffsetDateTime> first = start
                .map(bound -> bound.offset()
                        .map(bound.local()::atOffset)
                        .orElseGet(() -> Window.startAt(bound.local(), zone)));
        Optional<OffsetDateTime> last = end
                .map(bound -> bound.offset()
                        .map(bound.local()::atOffset)
                        .orElseGet(() -> Window.endAt(bound.local(), zone)));
        return Schedule.of(rule.recurrence(), zone, new Window(first, last), exclusions, dst);
    }

    LocalDateTime localTime(Instant instant) {
        return LocalDateTime.ofInstant(instant, zone);
    }
}
