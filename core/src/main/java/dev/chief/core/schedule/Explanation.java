package dev.chief.core.schedule;

import dev.chief.core.schedule.Candidate.Decision;
import dev.chief.core.schedule.Candidate.Decision.Dropped;
import dev.chief.core.schedule.Candidate.Decision.Fires;
import dev.chief.core.schedule.Candidate.Note;
import dev.chief.core.schedule.Candidate.Reason;
import dev.chief.core.schedule.DstPolicy.Gap;
import dev.chief.core.schedule.DstPolicy.Repeat;
import dev.chief.core.schedule.Recurrence.MonthlyByOrdinal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
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
 * {@link Schedule#nextAfter}, so that a test can hold the two against each other.
 */
final class Explanation extends Spliterators.AbstractSpliterator<Candidate> {
    private static final Duration HORIZON = Duration.ofDays(40 * 365 + 10);

    private final Schedule schedule;
    private final ZoneRules rules;
    private final LocalSlots candidates;
    private final Instant after;
    private final long latest;
    private final Deque<Candidate> ready = new ArrayDeque<>();
    private long earliest;
    private Optional<Instant> movedTo = Optional.empty();

    Explanation(Schedule schedule, LocalSlots candidates, Instant after) {
        super(Long.MAX_VALUE, ORDERED | NONNULL);
        this.schedule = schedule;
        this.rules = schedule.zone().getRules();
        this.candidates = candidates;
        this.after = after;
        LocalDateTime local = LocalDateTime.ofInstant(after, schedule.zone());
        @Nullable
        ZoneOffsetTransition change = rules.getTransition(local);
        // Inside a repeated hour both of its passes are looked at; what lies before the instant is left out below.
        this.earliest = Schedule.localSecond(change == null ? local : change.getDateTimeAfter());
        this.latest = Schedule.localSecond(local.plus(HORIZON));
    }

    @Override
    public boolean tryAdvance(Consumer<? super Candidate> action) {
        while (ready.isEmpty()) {
            long candidate = candidates.from(earliest, latest);
            if (candidate == LocalSlots.NONE) {
                return false;
            }
            earliest = candidate + 1;
            judge(Schedule.localTime(candidate));
        }
        action.accept(ready.remove());
        return true;
    }

    private void judge(LocalDateTime local) {
        Optional<Reason> dropped = reason(local);
        @Nullable
        ZoneOffsetTransition change = rules.getTransition(local);
        if (change == null) {
            Instant at = local.toInstant(rules.getOffset(local));
            offer(local, at, dropped.<Decision>map(Dropped::new).orElseGet(() -> new Fires(at, Note.NONE)));
        } else if (change.isGap()) {
            offer(local, change.getInstant(),
                    dropped.<Decision>map(Dropped::new).orElseGet(() -> inGap(change)));
        } else {
            repeated(local, change, dropped);
        }
    }

    private void repeated(LocalDateTime local, ZoneOffsetTransition change, Optional<Reason> dropped) {
        Instant first = local.toInstant(change.getOffsetBefore());
        Instant second = local.toInstant(change.getOffsetAfter());
        if (dropped.isPresent()) {
            offer(local, first, new Dropped(dropped.get()));
            return;
        }
        Repeat repeat = schedule.dst().repeat();
        offer(local, first, repeat == Repeat.LAST
                ? new Dropped(new Reason.OtherOccurrence(second))
                : new Fires(first, Note.FIRST_OCCURRENCE));
        offer(local, second, repeat == Repeat.FIRST
                ? new Dropped(new Reason.OtherOccurrence(first))
                : new Fires(second, Note.SECOND_OCCURRENCE));
    }

    private Decision inGap(ZoneOffsetTransition change) {
        boolean moves = schedule.dst().gap() == Gap.AFTER
                && !movedTo.equals(Optional.of(change.getInstant()));
        if (!moves) {
            return new Dropped(new Reason.InGap(change.getDateTimeBefore(), change.getDateTimeAfter()));
        }
        movedTo = Optional.of(change.getInstant());
        return new Fires(change.getInstant(), Note.MOVED_AFTER_GAP);
    }

    /** A slot at the instant to which a slot of the gap has already moved is that same slot. */
    private void offer(LocalDateTime local, Instant at, Decision decision) {
        boolean again = movedTo.equals(Optional.of(at)) && decision.equals(new Fires(at, Note.NONE));
        if (at.isAfter(after) && !again) {
            ready.add(new Candidate(local, decision));
        }
    }

    private Optional<Reason> reason(LocalDateTime local) {
        Window window = schedule.window();
        Optional<OffsetDateTime> start = window.start()
                .filter(bound -> local.isBefore(bound.toLocalDateTime()));
        if (start.isPresent()) {
            return start.map(Reason.BeforeStart::new);
        }
        Optional<OffsetDateTime> end = window.end().filter(bound -> local.isAfter(bound.toLocalDateTime()));
        if (end.isPresent()) {
            return end.map(Reason.AfterEnd::new);
        }
        if (schedule.recurrence() instanceof MonthlyByOrdinal monthly
                && (monthly.ordinal().days(local.toLocalDate().lengthOfMonth()) >>> local.getDayOfMonth()
                        & 1) == 0) {
            return Optional.of(new Reason.NotTheOrdinal(monthly.ordinal()));
        }
        return schedule.exclusions().contains(local.toLocalDate())
                ? Optional.of(new Reason.ExcludedDate(local.toLocalDate()))
                : Optional.empty();
    }

}
