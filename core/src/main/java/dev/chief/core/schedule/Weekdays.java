package dev.chief.core.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The days of a weekly schedule, in the order in which they were written.
 *
 * @param parts single days and ranges, at least one
 */
public record Weekdays(List<Part> parts) {
    private static final List<String> NAMES = List.of("sunday", "monday", "tuesday", "wednesday", "thursday",
            "friday",
            "saturday");

    /** @throws IllegalArgumentException if there is no part */
    public Weekdays {
        parts = List.copyOf(parts);
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("a weekly schedule needs a day");
        }
    }

    /**
     * A day, or a range of days; Sunday is 0.
     *
     * @param from first day, 0 to 6, inclusive
     * @param to last day, 0 to 6, inclusive, not before {@code from}
     */
    public record Part(int from, int to) {
        /** @throws IllegalArgumentException if a day is out of bounds or the range runs backwards */
        public Part {
            if (from < 0 || to > 6 || from > to) {
                throw new IllegalArgumentException("not a range of weekdays: " + from + "-" + to);
            }
        }

        private String words() {
            return from == to ? NAMES.get(from) : NAMES.get(from) + "-" + NAMES.get(to);
        }

        private String cron() {
            return from == to ? Integer.toString(from) : from + "-" + to;
        }
    }

    /** The seven full English names in lower case, Sunday first. */
    public static List<String> names() {
        return NAMES;
    }

    /**
     * Reads days as written in one string: full English names in any letter case or numbers 0 to 7 (0 and 7 are
     * Sunday), single, as a range {@code monday-friday}, or several of those between commas.
     *
     * @throws ScheduleSyntaxException if the text names no day, an unknown day, or a range that runs backwards
     */
    public static Weekdays parse(String text) {
        if (text.isBlank()) {
            throw ScheduleSyntaxException.at("Invalid weekday \"" + text + "\"");
        }
        List<Part> parts = new ArrayList<>();
        for (String piece : text.split(",", -1)) {
            if (!piece.isBlank()) {
                parts.add(parsePart(piece.strip()));
            }
        }
        if (parts.isEmpty()) {
            throw ScheduleSyntaxException.of("is empty.");
        }
        return new Weekdays(parts);
    }

    /** These days, then the others. */
    public Weekdays and(Weekdays others) {
        List<Part> all = new ArrayList<>(parts);
        all.addAll(others.parts);
        return new Weekdays(all);
    }

    /** Whether this is one day, written once. */
    public boolean isSingleDay() {
        return parts.size() == 1 && parts.getFirst().from() == parts.getFirst().to();
    }

    /** As in a description: {@code monday-wednesday, saturday}. */
    String words() {
        StringBuilder words = new StringBuilder();
        for (Part part : parts) {
            words.append(words.isEmpty() ? "" : ", ").append(part.words());
        }
        return words.toString();
    }

    /** As a cron field: {@code 1-3,6}. */
    String cron() {
        StringBuilder cron = new StringBuilder();
        for (Part part : parts) {
            cron.append(cron.isEmpty() ? "" : ",").append(part.cron());
        }
        return cron.toString();
    }

    /** Bit n for day n, Sunday is bit 0. */
    int bits() {
        int bits = 0;
        for (Part part : parts) {
            for (int day = part.from(); day <= part.to(); day++) {
                bits |= 1 << day;
            }
        }
        return bits;
    }

    private static Part parsePart(String piece) {
        int dash = piece.indexOf('-');
        if (dash < 0) {
            int day = parseDay(piece);
            return new Part(day, day);
        }
        int from = parseDay(piece.substring(0, dash).strip());
        int to = parseDay(piece.substring(dash + 1).strip());
        if (from > to) {
            throw ScheduleSyntaxException.at("Invalid weekday range \"" + piece + "\"");
        }
        return new Part(from, to);
    }

    private static int parseDay(String text) {
        int named = NAMES.indexOf(text.toLowerCase(Locale.ROOT));
        if (named >= 0) {
            return named;
        }
        if (text.length() == 1 && text.charAt(0) >= '0' && text.charAt(0) <= '7') {
            return (text.charAt(0) - '0') % 7;
        }
        throw ScheduleSyntaxException.at("Invalid weekday \"" + text + "\"");
    }
}
