package dev.chief.core.schedule;

import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The part of time in which a schedule may run. A bound is an instant: inside a repeated hour its offset says which of the
 * two passes is meant, and a slot is within the window when the instant at which it fires is. Slots lie on whole seconds.
 *
 * <p>A bound that was written without an offset becomes one by {@link #startAt} or {@link #endAt}. If the zone skips its
 * local time, it keeps that local time (to be shown, and as the anchor of an interval), and the window begins or ends at
 * the gap.
 *
 * @param start first allowed instant, inclusive; none means no lower bound
 * @param end last allowed instant, inclusive; none means no upper bound
 */
public record Window(Optional<OffsetDateTime> start, Optional<OffsetDateTime> end) {
    /** No bound at all. */
    public static final Window ALWAYS = new Window(Optional.empty(), Optional.empty());

    /** @throws IllegalArgumentException if start is later than end, both on the clock and as instants */
    public Window {
        // Either comparison alone is wrong for some pair of bounds near an offset change.
        if (start.isPresent() && end.isPresent() && start.get().isAfter(end.get())
                && start.get().toLocalDateTime().isAfter(end.get().toLocalDateTime())) {
            throw new IllegalArgumentException("start " + start.get() + " is after end " + end.get());
        }
    }

    /** The start that a local time means: of a repeated one its first occurrence. */
    public static OffsetDateTime startAt(LocalDateTime time, ZoneId zone) {
        return time.atOffset(zone.getRules().getOffset(time));
    }

    /** The end that a local time means: of a repeated one its second occurrence, so that either may run. */
    public static OffsetDateTime endAt(LocalDateTime time, ZoneId zone) {
        @Nullable
        ZoneOffsetTransition change = zone.getRules().getTransition(time);
        ZoneOffset offset = change != null && change.isOverlap()
                ? change.getOffsetAfter()
                : zone.getRules().getOffset(time);
        return time.atOffset(offset);
    }

    /** The first allowed second of the epoch, or {@code unbounded}. */
    long firstSecond(ZoneRules rules, long unbounded) {
        if (start.isEmpty()) {
            return unbounded;
        }
        OffsetDateTime bound = start.get();
        @Nullable
        ZoneOffsetTransition gap = gapAround(bound, rules);
        return gap != null ? gap.toEpochSecond() : ceiling(bound);
    }

    /** The last allowed second of the epoch, or {@code unbounded}. */
    long lastSecond(ZoneRules rules, long unbounded) {
        if (end.isEmpty()) {
            return unbounded;
        }
        OffsetDateTime bound = end.get();
        @Nullable
        ZoneOffsetTransition gap = gapAround(bound, rules);
        return gap != null ? gap.toEpochSecond() - 1 : bound.toEpochSecond();
    }

    /** The local second from which intervals count: that of the start, else 0. */
    long anchor(ZoneRules rules) {
        if (start.isEmpty()) {
            return 0;
        }
        OffsetDateTime bound = start.get();
        ZoneOffset offset = gapAround(bound, rules) != null ? bound.getOffset()
                : rules.getOffset(bound.toInstant());
        return ceiling(bound) + offset.getTotalSeconds();
    }

    private static long ceiling(OffsetDateTime bound) {
        return bound.toEpochSecond() + (bound.getNano() > 0 ? 1 : 0);
    }

    /** The gap that a bound written without an offset fell into. */
    private static @Nullable ZoneOffsetTransition gapAround(OffsetDateTime bound, ZoneRules rules) {
        @Nullable
        ZoneOffsetTransition change = rules.getTransition(bound.toLocalDateTime());
        return change != null && change.isGap() && change.getOffsetBefore().equals(bound.getOffset()) ? change
                : null;
    }
}
