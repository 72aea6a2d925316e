package dev.chief.core.schedule;

import dev.chief.core.schedule.Candidate.Decision;
import dev.chief.core.schedule.Candidate.Decision.Dropped;
import dev.chief.core.schedule.Candidate.Decision.Fires;
import dev.chief.core.schedule.Candidate.Note;
import dev.chief.core.schedule.Candidate.Reason;
import dev.chief.core.schedule.DstPolicy.Gap;
import dev.chief.core.schedule.DstPolicy.Repeat;
import dev.chief.core.schedule.Recurrence.MonthlyByOrdinal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Spliterators;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Steps through the candidates of a schedule one by one and says what becomes of each. It shares no search with
 * {@link SlotSearch}, so that a test can hold the two against each other.
 */
final class Explanation extends Spliterators.AbstractSpliterator<Candidate> {
    private final Schedule schedule;
    private final ZoneRules rules;
    private final LocalSlots candidates;
    private final Instant after;
    private final long firstSecond;
    private final long lastSecond;
    private final long latest;
    private final Deque<Candidate> ready = new ArrayDeque<>();
    private long earliest;
    private boolean ended;
    private Optional<Instant> movedTo = Optional.empty();

    Explanation(Schedule schedule, LocalSlots candidates, Instant after) {
        super(Long.MAX_VALUE, ORDERED | NONNULL);
        this.schedule = schedule;
        this.rules = schedule.zone().getRules();
        this.candidates = candidates;
        this.after = after;
        this.firstSecond = schedule.window().firstSecond(rules, SlotSearch.FIRST_SECOND);
        this.lastSecond = schedule.window().lastSecond(rules, SlotSearch.LAST_SECOND);
        long second = Math.clamp(after.getEpochSecond(), SlotSearch.FIRST_SECOND, SlotSearch.LAST_SECOND);
        LocalDateTime local = local(second);
        @Nullable
        ZoneOffsetTransition change = rules.getTransition(local);
        // Inside a repeated hour both of its passes are looked at; what is not later is left out by offer.
        this.earliest = LocalSeconds.of(change == null ? local : change.getDateTimeAfter());
        this.latest = Math.min(
                LocalSeconds.of(local(Math.max(second, firstSecond - 1))) + LocalSeconds.HORIZON,
                SlotSearch.LAST_SECOND);
    }

    @Override
    public boolean tryAdvance(Consumer<? super Candidate> action) {
        while (ready.isEmpty()) {
            long candidate = ended ? LocalSlots.NONE : candidates.from(earliest, latest);
            if (candidate == LocalSlots.NONE) {
                return false;
            }
            judge(candidate);
        }
        action.accept(ready.remove());
        return true;
    }

    private void judge(long candidate) {
        LocalDateTime local = LocalSeconds.toTime(candidate);
        @Nullable
        ZoneOffsetTransition change = rules.getTransition(local);
        if (change != null && change.isOverlap()) {
            // Pass by pass, so that the decisions come in the order of their instants.
            long end = LocalSeconds.of(change.getDateTimeBefore());
            firstPass(candidate, end, change);
            secondPass(candidate, end, change);
            earliest = end;
            return;
        }
        earliest = candidate + 1;
        if (change == null) {
            Instant at = local.toInstant(rules.getOffset(local));
            offer(local, at, dropped(local, at).orElseGet(() -> new Fires(at, Note.NONE)));
        } else {
            Instant at = change.getInstant();
            offer(local, at, dropped(local, at).orElseGet(() -> inGap(change)));
        }
    }

    private void firstPass(long earliestLocal, long end, ZoneOffsetTransition change) {
        pass(earliestLocal, end, change.getOffsetBefore(), change.getOffsetAfter(),
                schedule.dst().repeat() != Repeat.LAST, Note.FIRST_OCCURRENCE);
    }

    private void secondPass(long earliestLocal, long end, ZoneOffsetTransition change) {
        pass(earliestLocal, end, change.getOffsetAfter(), change.getOffsetBefore(),
                schedule.dst().repeat() != Repeat.FIRST, Note.SECOND_OCCURRENCE);
    }

    private void pass(long from, long end, ZoneOffset offset, ZoneOffset other, boolean taken, Note note) {
        long candidate = from;
        while (candidate < end) {
            LocalDateTime local = LocalSeconds.toTime(candidate);
            Instant at = local.toInstant(offset);
            Optional<Decision> dropped = dropped(local, at);
            if (taken) {
                offer(local, at, dropped.orElseGet(() -> new Fires(at, note)));
            } else if (dropped.isEmpty()) {
                offer(local, at, new Dropped(new Reason.OtherOccurrence(local.toInstant(other))));
            }
            candidate = candidates.from(candidate + 1, end);
        }
    }

    private Decision inGap(ZoneOffsetTransition gap) {
        LocalDateTime target = gap.getDateTimeAfter();
        if (schedule.dst().gap() == Gap.SKIP || movedTo.equals(Optional.of(gap.getInstant()))
                || isSlot(target, gap.getInstant())) {
            return new Dropped(new Reason.InGap(gap.getDateTimeBefore(), target));
        }
        Optional<Decision> excluded = excluded(target.toLocalDate());
        if (excluded.isPresent()) {
            return excluded.get();
        }
        movedTo = Optional.of(gap.getInstant());
        return new Fires(gap.getInstant(), Note.MOVED_AFTER_GAP);
    }

    /** Whether a time fires anyway, so that nothing needs to move there. */
    private boolean isSlot(LocalDateTime local, Instant at) {
        long second = LocalSeconds.of(local);
        return candidates.from(second, second) == second && dropped(local, at).isEmpty();
    }

    private void offer(LocalDateTime local, Instant at, Decision decision) {
        if (at.isAfter(after) && !ended) {
            ready.add(new Candidate(local, decision));
            ended = decision instanceof Dropped(Reason.AfterEnd end);
        }
    }

    private Optional<Decision> dropped(LocalDateTime local, Instant at) {
        Window window = schedule.window();
        if (window.start().isPresent() && at.getEpochSecond() < firstSecond) {
            return Optional.of(new Dropped(new Reason.BeforeStart(window.start().get())));
        }
        if (window.end().isPresent() && at.getEpochSecond() > lastSecond) {
            return Optional.of(new Dropped(new Reason.AfterEnd(window.end().get())));
        }
        if (schedule.recurrence() instanceof MonthlyByOrdinal monthly
                && !monthly.ordinal().includes(local.toLocalDate())) {
            return Optional.of(new Dropped(new Reason.NotTheOrdinal(monthly.ordinal())));
        }
        return excluded(local.toLocalDate());
    }

    private Optional<Decision> excluded(LocalDate date) {
        return schedule.exclusions().contains(date)
                ? Optional.of(new Dropped(new Reason.ExcludedDate(date)))
                : Optional.empty();
    }

    private LocalDateTime local(long second) {
        Instant instant = Instant.ofEpochSecond(second);
        return LocalDateTime.ofInstant(instant, rules.getOffset(instant));
    }
}
