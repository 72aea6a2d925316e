package dev.chief.app.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.chief.core.schedule.Candidate;
import dev.chief.core.schedule.Candidate.Decision;
import dev.chief.core.schedule.Candidate.Note;
import dev.chief.core.schedule.Candidate.Reason;
import dev.chief.core.schedule.DstPolicy;
import dev.chief.core.schedule.Ordinal;
import dev.chief.core.schedule.Schedule;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The next runs of a schedule, and on request what was dropped between them.
 *
 * @param lines in order of time
 */
record Upcoming(List<Line> lines) {
    /** So many candidates are looked at for one explanation; a start bound years ahead drops millions of them. */
    private static final int MOST_CANDIDATES = 2_000_000;
    /** Runs of at most so many dropped candidates are listed one by one. */
    private static final int LISTED = 3;

    /** A line of the list. */
    sealed interface Line permits Line.Run, Line.Drop {
        /**
         * A run.
         *
         * @param at when
         * @param note what is unusual about it
         */
        record Run(Instant at, Note note) implements Line {}

        /**
         * Candidates in a row that were dropped for one reason.
         *
         * @param first local time of the first
         * @param last local time of the last
         * @param count how many
         * @param more whether there are further ones that were not looked at
         * @param reason why
         */
        record Drop(LocalDateTime first, LocalDateTime last, int count, boolean more, Reason reason)
                implements
                    Line {
            private String span() {
                if (reason instanceof Reason.AfterEnd) {
                    return time(first) + " and all later times";
                }
                return count == 1
                        ? time(first)
                        : count + (more ? " times and more" : " times") + " from " + time(first) + " to "
                                + time(last);
            }
        }

        default boolean runs() {
            return this instanceof Run;
        }

        default String text(ZoneId zone) {
            return switch (this) {
                case Run(Instant at, Note note) -> "- " + IsoTime.format(at, zone) + switch (note) {
                    case NONE -> "";
                    case MOVED_AFTER_GAP -> "  (moved: its local time does not exist that day)";
                    case FIRST_OCCURRENCE -> "  (first of two occurrences)";
                    case SECOND_OCCURRENCE -> "  (second of two occurrences)";
                };
                case Drop drop -> "  x " + drop.span() + ": " + why(drop.reason(), zone);
            };
        }
    }

    /** The runs after an instant, until a last instant (inclusive) if there is one, at most {@code count}. */
    static Upcoming of(Schedule schedule, Instant after, Optional<Instant> last, int count) {
        boolean usual = schedule.dst().equals(DstPolicy.DEFAULT);
        List<Line> lines = new ArrayList<>();
        Optional<Instant> next = schedule.nextAfter(after);
        while (next.isPresent() && lines.size() < count
                && (last.isEmpty() || !next.get().isAfter(last.get()))) {
            lines.add(new Line.Run(next.get(), usual ? Note.NONE : note(schedule, next.get())));
            next = schedule.nextAfter(next.get());
        }
        return new Upcoming(lines);
    }

    /** The same, with what was dropped before each run. Past the last slot, one line says why there is no further one. */
    static Upcoming explained(Schedule schedule, Instant after, Optional<Instant> last, int count) {
        List<Line> runs = of(schedule, after, last, count).lines;
        Instant end = runs.size() == count ? ((Line.Run) runs.getLast()).at() : last.orElse(Instant.MAX);
        Drops drops = new Drops();
        Iterator<Candidate> candidates = schedule.explain(after).iterator();
        for (int i = 0; candidates.hasNext(); i++) {
            Candidate candidate = candidates.next();
            Instant at = candidate.local().atZone(schedule.zone()).toInstant();
            if (at.isAfter(end)) {
                break;
            }
            if (candidate.decision() instanceof Decision.Dropped(Reason reason)) {
                if (i >= MOST_CANDIDATES || reason instanceof Reason.AfterEnd) {
                    drops.endWith(candidate.local(), at, reason);
                    break;
                }
                drops.add(candidate.local(), at, reason);
            } else {
                drops.interrupt();
            }
        }
        List<Timed> all = new ArrayList<>(drops.lines());
        for (Line line : runs) {
            all.add(new Timed(((Line.Run) line).at(), line));
        }
        all.sort(Comparator.comparing(Timed::at));
        return new Upcoming(all.stream().map(Timed::line).toList());
    }

    /** The instants of the runs, as ISO text in a zone. */
    List<String> runs(ZoneId zone) {
        List<String> runs = new ArrayList<>();
        for (Line line : lines) {
            if (line instanceof Line.Run(Instant at, Note _)) {
                runs.add(IsoTime.format(at, zone));
            }
        }
        return runs;
    }

    /** The lines for JSON. */
    List<Entry> entries(ZoneId zone) {
        return lines.stream().map(line -> Entry.of(line, zone)).toList();
    }

    /**
     * A line for JSON.
     *
     * @param run when it runs, or null for what was dropped
     * @param note what is unusual about the run
     * @param first local time of the first that was dropped
     * @param last local time of the last that was dropped
     * @param count how many were dropped
     * @param reason why
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Entry(
        @Nullable String run,
        @Nullable String note,
        @Nullable String first,
        @Nullable String last,
        @Nullable Integer count,
        @Nullable String reason
    ) {
        static Entry of(Line line, ZoneId zone) {
            return switch (line) {
                case Line.Run(Instant at, Note note) -> new Entry(IsoTime.format(at, zone),
                        note == Note.NONE ? null : note.name().toLowerCase(Locale.ROOT), null, null, null,
                        null);
                case Line.Drop drop -> new Entry(null, null, drop.first().toString(), drop.last().toString(),
                        drop.count(), why(drop.reason(), zone));
            };
        }
    }

    private static Note note(Schedule schedule, Instant at) {
        Iterator<Candidate> candidates = schedule.explain(at.minusNanos(1)).iterator();
        while (candidates.hasNext()) {
            if (candidates.next().decision() instanceof Decision.Fires(Instant slot, Note note)
                    && slot.equals(at)) {
                return note;
            }
        }
        return Note.NONE;
    }

    /** Why a candidate is no slot, a phrase without a full stop. */
    static String why(Reason reason, ZoneId zone) {
        return switch (reason) {
            case Reason.ExcludedDate(LocalDate date) -> "excluded date " + date;
            case Reason.BeforeStart(OffsetDateTime start) ->
                "before the start bound " + IsoTime.format(start);
            case Reason.AfterEnd(OffsetDateTime end) -> "after the end bound " + IsoTime.format(end);
            case Reason.InGap(LocalDateTime from, LocalDateTime to) ->
                "does not exist: clocks go from " + time(from)
                        + " to " + time(to);
            case Reason.OtherOccurrence(Instant runsAt) -> "occurs twice; the other occurrence runs, at "
                    + IsoTime.format(runsAt, zone);
            case Reason.NotTheOrdinal(Ordinal ordinal) -> "not the " + ordinal.word() + " of its month";
        };
    }

    private static String time(LocalDateTime time) {
        return time.toLocalDate() + " " + time.toLocalTime();
    }

    /** A line and the instant by which it is ordered. */
    private record Timed(Instant at, Line line) {}

    /** Gathers candidates in a row that were dropped for the same reason. */
    private static final class Drops {
        private final List<Timed> lines = new ArrayList<>();
        private final List<Timed> single = new ArrayList<>();
        private Optional<Reason> reason = Optional.empty();
        private LocalDateTime last = LocalDateTime.MIN;
        private int count;

        void add(LocalDateTime local, Instant at, Reason why) {
            if (!reason.equals(Optional.of(why))) {
                interrupt();
                reason = Optional.of(why);
            }
            if (count <= LISTED) {
                single.add(new Timed(at, new Line.Drop(local, local, 1, false, why)));
            }
            last = local;
            count++;
        }

        void interrupt() {
            close(false);
        }

        /** The last line: the candidate and all that follow it. */
        void endWith(LocalDateTime local, Instant at, Reason why) {
            if (reason.equals(Optional.of(why))) {
                close(true);
            } else {
                close(false);
                lines.add(new Timed(at, new Line.Drop(local, local, 1, true, why)));
            }
        }

        List<Timed> lines() {
            close(false);
            return lines;
        }

        private void close(boolean more) {
            if (count > LISTED || more) {
                Timed first = single.getFirst();
                if (first.line() instanceof Line.Drop drop) {
                    lines.add(new Timed(first.at(),
                            new Line.Drop(drop.first(), last, count, more, drop.reason())));
                }
            } else {
                lines.addAll(single);
            }
            single.clear();
            reason = Optional.empty();
            count = 0;
        }
    }
}
