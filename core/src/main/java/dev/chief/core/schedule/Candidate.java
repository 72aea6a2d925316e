package dev.chief.core.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;

/**
 * A local time that a recurrence names, and what became of it.
 *
 * @param local the wall-clock time in the schedule's zone
 * @param decision whether it became a slot, and why
 */
public record Candidate(LocalDateTime local, Decision decision) {

    /** What became of a candidate. */
    public sealed interface Decision {
        /**
         * The candidate is a slot.
         *
         * @param at when it fires
         * @param note what is unusual about it
         */
        record Fires(Instant at, Note note) implements Decision {}

        /**
         * The candidate is not a slot.
         *
         * @param reason why
         */
        record Dropped(Reason reason) implements Decision {}
    }

    /** What an offset change did to a slot. */
    public enum Note {
        /** Nothing. */
        NONE,
        /** Its local time does not exist; it fires at the first instant after the gap. */
        MOVED_AFTER_GAP,
        /** Its local time occurs twice; this is the first occurrence. */
        FIRST_OCCURRENCE,
        /** Its local time occurs twice; this is the second occurrence. */
        SECOND_OCCURRENCE
    }

    /** Why a candidate is not a slot. */
    public sealed interface Reason {
        /** @param date the excluded local date */
        record ExcludedDate(LocalDate date) implements Reason {}

        /** @param start the lower bound, inclusive */
        record BeforeStart(OffsetDateTime start) implements Reason {}

        /** @param end the upper bound, inclusive */
        record AfterEnd(OffsetDateTime end) implements Reason {}

        /**
         * The local time does not exist.
         *
         * @param from first missing local time, inclusive
         * @param to first local time after the gap
         */
        record InGap(LocalDateTime from, LocalDateTime to) implements Reason {}

        /** @param runsAt the instant of the occurrence that counts, which fires if the bounds allow it */
        record OtherOccurrence(Instant runsAt) implements Reason {}

        /** @param ordinal the ordinal that the weekday does not have in its month */
        record NotTheOrdinal(Ordinal ordinal) implements Reason {}
    }
}
