package dev.chief.core.schedule;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of time in which a zone keeps one offset. Most questions fall into the same stretch as the one before, which
 * saves the look-up in the zone rules.
 *
 * @param start first second, inclusive
 * @param firstUnique first second whose local time has not occurred before, inclusive
 * @param lastUnique last second whose local time does not occur again, inclusive
 * @param end first second of the next stretch, exclusive
 * @param offset seconds to add to get local time
 */
record OffsetSpan(long start, long firstUnique, long lastUnique, long end, int offset) {
    /** Contains nothing. */
    static final OffsetSpan NEVER = new OffsetSpan(0, 0, -1, 0, 0);

    static OffsetSpan at(ZoneRules rules, long epochSecond) {
        Instant instant = Instant.ofEpochSecond(epochSecond);
        ZoneOffset offset = rules.getOffset(instant);
        // previousTransition is exclusive, and a transition belongs to the stretch that it begins.
        @Nullable
        ZoneOffsetTransition before = rules.previousTransition(instant.plusSeconds(1));
        @Nullable
        ZoneOffsetTransition after = rules.nextTransition(instant);
        long start = before == null ? Long.MIN_VALUE : before.toEpochSecond();
        long firstUnique = before == null ? start : start + repeatedSeconds(before);
        long end = after == null ? Long.MAX_VALUE : after.toEpochSecond();
        long lastUnique = after == null ? end : end - 1 - repeatedSeconds(after);
        return new OffsetSpan(start, firstUnique, lastUnique, end, offset.getTotalSeconds());
    }

    boolean contains(long epochSecond) {
        return epochSecond >= start && epochSecond < end;
    }

    /** Whether a second belongs to this stretch and its local time occurs once only. */
    boolean isUnique(long epochSecond) {
        return epochSecond >= firstUnique && epochSecond <= lastUnique;
    }

    private static long repeatedSeconds(ZoneOffsetTransition change) {
        return Math.max(0,
                change.getOffsetBefore().getTotalSeconds() - change.getOffsetAfter().getTotalSeconds());
    }
}
