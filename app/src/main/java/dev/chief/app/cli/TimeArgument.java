package dev.chief.app.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Optional;

/** A time on the command line: an instant, or a date or date-time that each schedule reads in its own zone. */
sealed interface TimeArgument {
    /** @param at the instant */
    record Exact(Instant at) implements TimeArgument {}

    /** @param time in the schedule's zone */
    record Local(LocalDateTime time) implements TimeArgument {}

    /** @param date the whole day in the schedule's zone */
    record Day(LocalDate date) implements TimeArgument {}

    /**
     * The value of an option, if it was given.
     *
     * @throws UsageException if it is none of the forms
     */
    static Optional<TimeArgument> parse(CommandLine line, String option) {
        Optional<String> value = line.value(option);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        String text = value.get().replace(' ', 'T');
        try {
            if (text.indexOf('T') < 0) {
                return Optional.of(new Day(LocalDate.parse(text)));
            }
            int time = text.indexOf('T');
            boolean hasOffset = text.endsWith("Z") || text.indexOf('+', time) >= 0
                    || text.indexOf('-', time) >= 0;
            return Optional.of(hasOffset
                    ? new Exact(OffsetDateTime.parse(text).toInstant())
                    : new Local(LocalDateTime.parse(text)));
        } catch (DateTimeException e) {
            throw new UsageException(line.command(), option + " must be a time such as 2026-03-08T00:00:00Z, "
                    + "2026-03-08T00:00 or 2026-03-08, got \"" + value.get() + "\"");
        }
    }

    /** The first instant that is meant. */
    default Instant in(ZoneId zone) {
        return switch (this) {
            case Exact(Instant at) -> at;
            case Local(LocalDateTime time) -> time.atZone(zone).toInstant();
            case Day(LocalDate date) -> date.atStartOfDay(zone).toInstant();
        };
    }

    /** The last instant that is meant. */
    default Instant endIn(ZoneId zone) {
        return switch (this) {
            case Exact(Instant at) -> at;
            case Local(LocalDateTime time) -> time.atZone(zone).withLaterOffsetAtOverlap().toInstant();
            case Day(LocalDate date) ->
                date.atTime(LocalTime.MAX).atZone(zone).withLaterOffsetAtOverlap().toInstant();
        };
    }
}
