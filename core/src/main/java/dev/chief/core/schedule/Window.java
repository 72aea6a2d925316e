package dev.chief.core.schedule;

import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * The part of time in which a schedule may run. Bounds are compared with slots as wall clocks of the schedule's zone, so
 * a bound inside a repeated hour admits both of its passes.
 *
 * @param start first allowed local time, inclusive, with the offset to show it with; none means no lower bound
 * @param end last allowed local time, inclusive, with the offset to show it with; none means no upper bound
 */
public record Window(Optional<OffsetDateTime> start, Optional<OffsetDateTime> end) {
    /** No bound at all. */
    public static final Window ALWAYS = new Window(Optional.empty(), Optional.empty());

    /** @throws IllegalArgumentException if start is later than end, as wall clocks */
    public Window {
        if (start.isPresent() && end.isPresent()
                && start.get().toLocalDateTime().isAfter(end.get().toLocalDateTime())) {
            throw new IllegalArgumentException("start " + start.get() + " is after end " + end.get());
        }
    }
}
