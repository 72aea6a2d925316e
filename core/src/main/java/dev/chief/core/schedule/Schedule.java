package dev.chief.core.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * When a job runs. A recurrence names local times; bounds and exclusions drop some of them; the zone maps the rest to
 * instants, which are the slots. Everything is wall-clock time: a local time that the zone skips has no slot, one that it
 * repeats has its slot at the first occurrence, unless the {@link DstPolicy} says otherwise. (Schedule page, DST.)
 *
 * <p>Immutable and safe for use by several threads. Slots are searched from year 1 to 9998; an instant outside of them
 * counts as their beginning or end.
 */
public final class Schedule {
    private final Recurrence recurrence;
    private final ZoneId zone;
    private final Window window;
    private final NavigableSet<LocalDate> exclusions;
    private final DstPolicy dst;
    private final Compiled compiled;
    private final SlotSearch search;

    private Schedule(
        Recurrence recurrence,
        ZoneId zone,
        Window window,
        NavigableSet<LocalDate> exclusions,
        DstPolicy dst
    ) {
        this.recurrence = recurrence;
        this.zone = zone;
        this.window = window;
        this.exclusions = exclusions;
        this.dst = dst;
        this.compiled = Compiled.of(recurrence, window.anchor(zone.getRules()));
        this.search = new SlotSearch(compiled.slots(), zone.getRules(), window, exclusions, dst);
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
        for (LocalDate date : exclusions) {
            sorted.add(date);
        }
        return new Schedule(recurrence, zone, window,
                sorted.isEmpty() ? Collections.emptyNavigableSet()
                        : Collections.unmodifiableNavigableSet(sorted),
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
        return slot(search.after(instant.getEpochSecond()));
    }

    /** Whether the local minute of an instant holds a slot, in the pass that the instant belongs to. */
    public boolean isDue(Instant instant) {
        return search.inMinuteOf(instant.getEpochSecond()) != SlotSearch.NONE;
    }

    /** The slot in the local minute of an instant, in the pass that the instant belongs to. */
    public Optional<Instant> slotAt(Instant instant) {
        return slot(search.inMinuteOf(instant.getEpochSecond()));
    }

    /**
     * What becomes of each local time that the recurrence (for a hybrid form: its cron trigger) names, in the order in
     * which they come on the clock, those of a repeated hour once in each pass. It begins with the first later than {@code
     * after} and ends with the first after the end bound, else with the search limit of {@link #nextAfter}. The slots are
     * those of {@code nextAfter}. The stream is lazy; before a start bound that is far off it is long.
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
        long named = search.namedFrom(LocalSeconds.of(from), LocalSeconds.of(to) - 1);
        return named == SlotSearch.NONE ? Optional.empty() : Optional.of(LocalSeconds.toTime(named));
    }

    private static Optional<Instant> slot(long second) {
        return second == SlotSearch.NONE ? Optional.empty() : Optional.of(Instant.ofEpochSecond(second));
    }
}
