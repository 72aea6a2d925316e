package dev.chief.core.schedule;

import dev.chief.core.schedule.DstPolicy.Gap;
import dev.chief.core.schedule.DstPolicy.Repeat;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Arrays;
import java.util.NavigableSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds slots: named local times, without those on excluded dates, mapped to instants by the rules of the zone. Instants
 * are seconds of the epoch.
 *
 * <p>Safe for use by several threads: the one field that changes remembers the last look-up. It holds an immutable record, so
 * that threads may overwrite each other's: the loser looks up again.
 */
final class SlotSearch {
    /** Answer when there is no slot. */
    static final long NONE = LocalSlots.NONE;

    static final long FIRST_SECOND = -62_135_596_800L; // 0001-01-01T00:00Z
    static final long LAST_SECOND = 253_370_764_799L; // 9998-12-31T23:59:59Z

    private final LocalSlots slots;
    private final ZoneRules rules;
    private final DstPolicy dst;
    private final long[] excludedDays;
    private final long firstSecond;
    private final long lastSecond;
    private OffsetSpan lastSpan = OffsetSpan.NEVER;

    SlotSearch(
        LocalSlots slots,
        ZoneRules rules,
        Window window,
        NavigableSet<LocalDate> exclusions,
        DstPolicy dst
    ) {
        this.slots = slots;
        this.rules = rules;
        this.dst = dst;
        this.excludedDays = epochDays(exclusions);
        this.firstSecond = Math.max(FIRST_SECOND, window.firstSecond(rules, FIRST_SECOND));
        this.lastSecond = Math.min(LAST_SECOND, window.lastSecond(rules, LAST_SECOND));
    }

    /** The first slot strictly after a second, or {@link #NONE}. */
    long after(long second) {
        long now = Math.max(second, firstSecond - 1);
        if (now >= lastSecond) {
            return NONE;
        }
        OffsetSpan current = spanAt(now);
        long local = now + current.offset();
        long latest = local + LocalSeconds.HORIZON;
        long slot;
        if (current.isUnique(now)) {
            long candidate = allowedFrom(local + 1, latest);
            if (candidate == NONE) {
                return NONE;
            }
            OffsetSpan there = spanAt(candidate - current.offset());
            slot = candidate - there.offset();
            if (!there.isUnique(slot)) {
                slot = acrossChanges(now, local, latest);
            }
        } else {
            slot = acrossChanges(now, local, latest);
        }
        return slot <= lastSecond ? slot : NONE;
    }

    /** The slot in the local minute of a second, in the pass that the second belongs to, or {@link #NONE}. */
    long inMinuteOf(long second) {
        if (second < firstSecond - 60 || second > lastSecond + 60) {
            return NONE;
        }
        int offset = spanAt(second).offset();
        long minute = Math.floorDiv(second + offset, 60L) * 60 - offset;
        long slot = after(minute - 1);
        return slot < minute + 60 ? slot : NONE;
    }

    /** The first named local second in a range (both ends inclusive), also one that does not exist, or {@link #NONE}. */
    long namedFrom(long earliest, long latest) {
        long candidate = earliest > latest ? NONE : allowedFrom(earliest, latest);
        while (candidate != NONE && !isInWindow(candidate)) {
            candidate = candidate < latest ? allowedFrom(candidate + 1, latest) : NONE;
        }
        return candidate;
    }

    private boolean isInWindow(long localSecond) {
        long at = localSecond - rules.getOffset(LocalSeconds.toTime(localSecond)).getTotalSeconds();
        return at >= firstSecond && at <= lastSecond;
    }

    /** The general case: the search begins in, or its candidate falls into, a repeated hour or a gap. */
    private long acrossChanges(long now, long local, long latest) {
        return switch (dst.repeat()) {
            case FIRST -> firstOccurrence(now, local, latest);
            case LAST -> lastOccurrence(now, local, latest);
            case EACH -> Math.min(firstOccurrence(now, local, latest), lastOccurrence(now, local, latest));
        };
    }

    private long firstOccurrence(long now, long local, long latest) {
        return occurrence(now, local + 1, latest, Repeat.FIRST);
    }

    private long lastOccurrence(long now, long local, long latest) {
        @Nullable
        ZoneOffsetTransition repeating = rules.getTransition(LocalSeconds.toTime(local));
        boolean firstPass = repeating != null && repeating.isOverlap() && now < repeating.toEpochSecond();
        // In the first pass every local time of the hour is still to come in the second.
        long earliest = firstPass ? LocalSeconds.of(repeating.getDateTimeAfter()) : local + 1;
        return occurrence(now, earliest, latest, Repeat.LAST);
    }

    private long occurrence(long now, long earliest, long latest, Repeat repeat) {
        long from = earliest;
        while (true) {
            long candidate = allowedFrom(from, latest);
            if (candidate == NONE) {
                return NONE;
            }
            LocalDateTime time = LocalSeconds.toTime(candidate);
            @Nullable
            ZoneOffsetTransition change = rules.getTransition(time);
            long at;
            if (change == null) {
                at = candidate - rules.getOffset(time).getTotalSeconds();
                from = candidate + 1;
            } else if (change.isGap()) {
                from = LocalSeconds.of(change.getDateTimeAfter());
                at = dst.gap() == Gap.AFTER && !isExcluded(from) ? change.toEpochSecond() : now;
            } else {
                ZoneOffset offset = repeat == Repeat.FIRST ? change.getOffsetBefore()
                        : change.getOffsetAfter();
                at = candidate - offset.getTotalSeconds();
                // If this first occurrence is over, so are those of the whole repeated stretch.
                from = LocalSeconds.of(change.getDateTimeBefore());
            }
            if (at > now) {
                return at;
            }
        }
    }

    /** The first named local second in a range with inclusive bounds on a date that is not excluded, or {@link #NONE}. */
    private long allowedFrom(long earliest, long latest) {
        long candidate = slots.from(earliest, latest);
        while (candidate != NONE && isExcluded(candidate)) {
            candidate = slots.from((LocalSeconds.dayOf(candidate) + 1) * LocalSeconds.DAY, latest);
        }
        return candidate;
    }

    private static long[] epochDays(NavigableSet<LocalDate> dates) {
        long[] days = new long[dates.size()];
        int i = 0;
        for (LocalDate date : dates) {
            days[i++] = date.toEpochDay();
        }
        return days;
    }

    private boolean isExcluded(long localSecond) {
        return excludedDays.length > 0
                && Arrays.binarySearch(excludedDays, LocalSeconds.dayOf(localSecond)) >= 0;
    }

    private OffsetSpan spanAt(long second) {
        OffsetSpan known = lastSpan;
        if (known.contains(second)) {
            return known;
        }
        OffsetSpan found = OffsetSpan.at(rules, second);
        lastSpan = found;
        return found;
    }
}
