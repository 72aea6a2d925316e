package dev.chief.core.schedule;

import static java.util.Objects.requireNonNull;

import dev.chief.core.schedule.DstPolicy.Repeat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * When a job runs. A recurrence names local times; bounds and exclusions drop some of them; the zone maps the rest to
 * instants, which are the slots. Everything is wall-clock time: a local time that the zone skips has no slot, one that it
 * repeats has its slot at the first occurrence, unless the {@link DstPolicy} says otherwise (schedule page, DST).
 *
 * <p>Immutable and safe for use by several threads: the one field that changes remembers a look-up and holds an immutable
 * value.
 */
public final class Schedule {
    private static final long DAY_SECONDS = 86_400;
    private static final long FIRST_SECOND = LocalDate.of(1, 1, 1).toEpochDay() * DAY_SECONDS;
    private static final long LAST_SECOND = LocalDate.of(9999, 1, 1).toEpochDay() * DAY_SECONDS;
    /** 40 years, the search limit of the schedule page. */
    private static final long HORIZON_SECONDS = (40L * 365 + 10) * DAY_SECONDS;
    /** Later than any local time that a search can reach. */
    static final long NONE = LocalSlots.NONE;

    private final Recurrence recurrence;
    private final ZoneId zone;
    private final Window window;
    private final NavigableSet<LocalDate> exclusions;
    private final DstPolicy dst;
    private final Compiled compiled;
    private final long[] excludedDays;
    private final long firstSecond;
    private final long lastSecond;
    private OffsetSpan span;

    private Schedule(
        Recurrence recurrence,
        ZoneId zone,
        Window window,
        NavigableSet<LocalDate> exclusions,
        DstPolicy dst
    ) {
        this.recurrence = requireNonNull(recurrence);
        this.zone = requireNonNull(zone);
        this.window = requireNonNull(window);
        this.exclusions = exclusions;
        this.dst = requireNonNull(dst);
        this.compiled = Compiled.of(recurrence, window);
        this.excludedDays = exclusions.stream().mapToLong(LocalDate::toEpochDay).toArray();
        this.firstSecond = window.start().map(Schedule::ceilingSecond).orElse(FIRST_SECOND);
        this.lastSecond = window.end().map(end -> localSecond(end.toLocalDateTime())).orElse(LAST_SECOND);
        this.span = OffsetSpan.at(zone.getRules(), 0);
    }

    /** A schedule without bounds and exclusions, with the default treatment of offset changes. */
    public static Schedule of(Recurrence recurrence, ZoneId zone) {
        return of(recurrence, zone, Window.ALWAYS, List.of(), DstPolicy.DEFAULT);
    }

    /**
     * A schedule.
     *
     * @param recurrence the rule that names local times
     * @param zone the zone in which they are local
     * @param window the bounds, inclusive
     * @param exclusions local dates without a run, in any order
     * @param dst what happens to local times that do not exist or occur twice
     */
    public static Schedule of(
        Recurrence recurrence,
        ZoneId zone,
        Window window,
        Iterable<LocalDate> exclusions,
        DstPolicy dst
    ) {
        NavigableSet<LocalDate> sorted = new TreeSet<>();
        exclusions.forEach(sorted::add);
        return new Schedule(recurrence, zone, window, Collections.unmodifiableNavigableSet(sorted),
                dst);
    }

    /** The rule that names local times. */
    public Recurrence recurrence() {
        return recurrence;
    }

    /** The zone in which the recurrence is local. */
    public ZoneId zone() {
        return zone;
    }

    /** The bounds. */
    public Window window() {
        return window;
    }

    /** The local dates without a run, ascending, unmodifiable. */
    public NavigableSet<LocalDate> exclusions() {
        return exclusions;
    }

    /** What happens to local times that do not exist or occur twice. */
    public DstPolicy dst() {
        return dst;
    }

    /** How far cron can express the recurrence; bounds and exclusions do not count. */
    public CronForm cronForm() {
        return compiled.form();
    }

    /** In words, such as {@code Runs daily at 14:30 (UTC)}. */
    public String description() {
        return compiled.words() + " (" + zone.getId() + ")";
    }

    /**
     * The first slot strictly after an instant, or none if there is none within 40 years of the instant or, if that is
     * later, of the start bound.
     */
    public Optional<Instant> nextAfter(Instant instant) {
        long second = nextAfter(instant.getEpochSecond());
        return second == NONE ? Optional.empty() : Optional.of(Instant.ofEpochSecond(second));
    }

    /** Whether the local minute of an instant holds a slot, in the pass that the instant belongs to. */
    public boolean isDue(Instant instant) {
        return slotAt(instant).isPresent();
    }

    /** The slot in the local minute of an instant, in the pass that the instant belongs to. */
    public Optional<Instant> slotAt(Instant instant) {
        long second = instant.getEpochSecond();
        int offset = zone.getRules().getOffset(instant).getTotalSeconds();
        long minute = Math.floorDiv(second + offset, 60L) * 60 - offset;
        return nextAfter(Instant.ofEpochSecond(minute - 1))
                .filter(slot -> slot.getEpochSecond() < minute + 60);
    }

    /**
     * What becomes of each local time that the recurrence (for a hybrid form: its cron trigger) names, in order of local
     * time, from the first whose instant is later than {@code after} until 40 years later. The stream is lazy. Its slots
     * are those of {@link #nextAfter}; in a repeated hour that runs twice, by order of local time.
     */
    public Stream<Candidate> explain(Instant after) {
        return StreamSupport.stream(new Explanation(this, compiled.candidates(), after), false);
    }

    /**
     * The first local time in a range that the recurrence names within bounds and on a date that is not excluded, whether
     * the zone has that time once, twice or not at all. Answers what an offset change does to a schedule.
     *
     * @param from start of the range, inclusive, a whole second
     * @param to end of the range, exclusive, a whole second
     */
    public Optional<LocalDateTime> firstNamed(LocalDateTime from, LocalDateTime to) {
        long earliest = localSecond(from);
        long latest = Math.min(lastSecond, localSecond(to) - 1);
        long named = earliest > latest ? NONE : allowedFrom(earliest, latest);
        return named == NONE ? Optional.empty() : Optional.of(localTime(named));
    }

    /** The first slot strictly after a second of the epoch, or {@link #NONE}. */
    private long nextAfter(long second) {
        long now = Math.max(second, FIRST_SECOND);
        if (now >= LAST_SECOND) {
            return NONE;
        }
        OffsetSpan current = spanAt(now);
        long local = now + current.offset();
        long latest = Math.min(lastSecond, Math.max(local, firstSecond) + HORIZON_SECONDS);
        long candidate = allowedFrom(local + 1, latest);
        if (candidate == NONE) {
            return dst.equals(DstPolicy.DEFAULT) ? NONE : nextAcrossChanges(now, local, latest);
        }
        long at = candidate - current.offset();
        boolean plain = current.isUnique(now) && current.isUnique(at);
        return plain ? at : nextAcrossChanges(now, local, latest);
    }

    /** The general case: the candidate may fall into a gap or a repeated hour, or belong to another offset. */
    private long nextAcrossChanges(long now, long local, long latest) {
        return switch (dst.repeat()) {
            case FIRST -> nextAcrossChanges(now, local, latest, Repeat.FIRST);
            case LAST -> nextAcrossChanges(now, local, latest, Repeat.LAST);
            case EACH -> Math.min(nextAcrossChanges(now, local, latest, Repeat.FIRST),
                    nextAcrossChanges(now, local, latest, Repeat.LAST));
        };
    }

    private long nextAcrossChanges(long now, long local, long latest, Repeat repeat) {
        long earliest = local + 1;
        @Nullable
        ZoneOffsetTransition repeating = zone.getRules().getTransition(localTime(local));
        if (repeat == Repeat.LAST && repeating != null && repeating.isOverlap()
                && now < repeating.toEpochSecond()) {
            // In the first pass every local time of the hour is still to come in the second.
            earliest = localSecond(repeating.getDateTimeAfter());
        }
        while (true) {
            long candidate = allowedFrom(earliest, latest);
            if (candidate == NONE) {
                return NONE;
            }
            LocalDateTime time = localTime(candidate);
            @Nullable
            ZoneOffsetTransition change = zone.getRules().getTransition(time);
            if (change == null) {
                long at = candidate - zone.getRules().getOffset(time).getTotalSeconds();
                if (at > now) {
                    return at;
                }
                earliest = candidate + 1;
            } else if (change.isGap()) {
                if (dst.gap() == DstPolicy.Gap.AFTER && change.toEpochSecond() > now) {
                    return change.toEpochSecond();
                }
                earliest = localSecond(change.getDateTimeAfter());
            } else {
                ZoneOffset offset = repeat == Repeat.FIRST ? change.getOffsetBefore()
                        : change.getOffsetAfter();
                long at = candidate - offset.getTotalSeconds();
                if (at > now) {
                    return at;
                }
                earliest = repeat == Repeat.FIRST ? localSecond(change.getDateTimeBefore()) : candidate + 1;
            }
        }
    }

    /** The first named local second within bounds and on a date that is not excluded, or {@link #NONE}. */
    private long allowedFrom(long earliest, long latest) {
        long candidate = compiled.slots().from(Math.max(earliest, firstSecond), latest);
        while (candidate != NONE && excludedDays.length > 0 && isExcluded(candidate)) {
            candidate = compiled.slots()
                    .from((Math.floorDiv(candidate, DAY_SECONDS) + 1) * DAY_SECONDS, latest);
        }
        return candidate;
    }

    private boolean isExcluded(long localSecond) {
        return Arrays.binarySearch(excludedDays, Math.floorDiv(localSecond, DAY_SECONDS)) >= 0;
    }

    private OffsetSpan spanAt(long second) {
        OffsetSpan known = span;
        if (known.contains(second)) {
            return known;
        }
        OffsetSpan found = OffsetSpan.at(zone.getRules(), second);
        span = found;
        return found;
    }

    private static long ceilingSecond(OffsetDateTime bound) {
        return localSecond(bound.toLocalDateTime()) + (bound.getNano() > 0 ? 1 : 0);
    }

    static long localSecond(LocalDateTime time) {
        return time.toEpochSecond(ZoneOffset.UTC);
    }

    static LocalDateTime localTime(long localSecond) {
        return LocalDateTime.of(LocalDate.ofEpochDay(Math.floorDiv(localSecond, DAY_SECONDS)),
                LocalTime.ofSecondOfDay(Math.floorMod(localSecond, DAY_SECONDS)));
    }
}
