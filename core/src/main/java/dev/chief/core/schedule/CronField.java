package dev.chief.core.schedule;

import java.util.List;
import java.util.Locale;

/**
 * One field of a custom schedule: {@code *}, a number, a range {@code a-b}, a step {@code *}{@code /n}, {@code a-b/n} or
 * {@code a/n}, or several of those between commas. Months and weekdays may be full English names in any letter case.
 */
public final class CronField {
    private final String text;
    private final long bits;

    private CronField(String text, long bits) {
        this.text = text;
        this.bits = bits;
    }

    /** Which field, and with it the bounds of its numbers (inclusive) and its names. */
    public enum Kind {
        MINUTE(0, 59), HOUR(0, 23), DAY_OF_MONTH(1, 31), MONTH(1, 12), DAY_OF_WEEK(0, 7);

        private final int least;
        private final int most;

        Kind(int least, int most) {
            this.least = least;
            this.most = most;
        }

        /** The names that stand for numbers, the first for the least number. */
        private List<String> names() {
            return switch (this) {
                case MINUTE, HOUR, DAY_OF_MONTH -> List.of();
                case MONTH -> Months.names();
                case DAY_OF_WEEK -> Weekdays.names();
            };
        }
    }

    /** A field that lets every value pass. */
    public static CronField any(Kind kind) {
        return parse("*", kind);
    }

    /**
     * Reads a field.
     *
     * @throws ScheduleSyntaxException if the text is empty, has an unknown form or name, or leaves the bounds
     */
    public static CronField parse(String text, Kind kind) {
        String token = text.strip();
        if (token.isEmpty()) {
            throw ScheduleSyntaxException.of("cannot be empty.");
        }
        String numeric = kind.names().isEmpty() ? token : withNumbersForNames(token, kind);
        if (!isCronText(numeric)) {
            throw ScheduleSyntaxException.at("Invalid cron token \"" + numeric + "\"");
        }
        long bits = 0;
        for (String element : numeric.split(",", -1)) {
            if (element.isEmpty()) {
                throw ScheduleSyntaxException.at("Invalid cron token \"" + numeric + "\"");
            }
            bits |= element(element, kind);
        }
        if (kind == Kind.DAY_OF_WEEK && (bits & (1 << 7)) != 0) {
            bits = (bits & 0x7f) | 1;
        }
        return new CronField(numeric, bits);
    }

    /** Whether this is anything but {@code *}, which decides how the two day fields combine (cron's rule). */
    boolean restricted() {
        return !text.equals("*");
    }

    /** Bit n for value n; Sunday is bit 0. */
    long bits() {
        return bits;
    }

    /** As in a cron expression: as written, with numbers for names. */
    @Override
    public String toString() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CronField field && text.equals(field.text) && bits == field.bits;
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    private static long element(String element, Kind kind) {
        int slash = element.indexOf('/');
        String base = slash < 0 ? element : element.substring(0, slash);
        int step = slash < 0 ? 1 : step(element, element.substring(slash + 1), kind);
        int from;
        int to;
        int dash = base.indexOf('-');
        if (base.equals("*")) {
            from = kind.least;
            to = kind == Kind.DAY_OF_WEEK ? 6 : kind.most;
        } else if (dash >= 0) {
            from = number(base.substring(0, dash), "Invalid range \"" + base + "\"");
            to = number(base.substring(dash + 1), "Invalid range \"" + base + "\"");
            if (from > to) {
                throw ScheduleSyntaxException.at("Invalid range \"" + base + "\"");
            }
            if (from < kind.least || to > kind.most) {
                throw ScheduleSyntaxException
                        .at("Range \"" + base + "\" out of bounds " + kind.least + "-" + kind.most);
            }
        } else {
            from = number(base, "Invalid token \"" + base + "\"");
            to = slash < 0 ? from : kind.most;
            if (from < kind.least || from > kind.most) {
                throw ScheduleSyntaxException
                        .at("Value \"" + base + "\" out of bounds " + kind.least + "-" + kind.most);
            }
        }
        long bits = 0;
        for (int value = from; value <= to; value += step) {
            bits |= 1L << value;
        }
        return bits;
    }

    private static int step(String element, String text, Kind kind) {
        int step = number(text, "Invalid step \"" + element + "\"");
        if (step == 0) {
            throw ScheduleSyntaxException.at("Invalid step \"" + element + "\"");
        }
        if (step > kind.most - kind.least + 1) {
            throw ScheduleSyntaxException.at("Step \"" + text + "\" too large");
        }
        return step;
    }

    private static int number(String text, String problem) {
        if (!Digits.areAll(text)) {
            throw ScheduleSyntaxException.at(problem);
        }
        return Digits.valueOf(text);
    }

    private static boolean isCronText(String text) {
        for (int i = 0; i < text.length(); i++) {
            if ("0123456789*,/-".indexOf(text.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    private static String withNumbersForNames(String token, Kind kind) {
        StringBuilder numeric = new StringBuilder();
        int i = 0;
        while (i < token.length()) {
            int end = i;
            while (end < token.length() && Character.isLetter(token.charAt(end))) {
                end++;
            }
            if (end == i) {
                numeric.append(token.charAt(i));
                i++;
                continue;
            }
            String word = token.substring(i, end).toLowerCase(Locale.ROOT);
            int index = kind.names().indexOf(word);
            if (index < 0) {
                throw ScheduleSyntaxException.at("Invalid token \"" + word + "\"");
            }
            numeric.append(index + kind.least);
            i = end;
        }
        return numeric.toString();
    }
}
