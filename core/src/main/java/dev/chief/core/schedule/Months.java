package dev.chief.core.schedule;

import java.time.Month;
import java.util.List;
import java.util.Locale;

/** The English names of the months. */
public final class Months {
    private static final List<String> NAMES = List.of("january", "february", "march", "april", "may", "june",
            "july",
            "august",
            "september", "october", "november", "december");

    private Months() {}

    /** The twelve full English names in lower case, January first. */
    public static List<String> names() {
        return NAMES;
    }

    /**
     * Reads a full English name in any letter case, or a number from 1 to 12.
     *
     * @throws ScheduleSyntaxException if the text is neither
     */
    public static Month parse(String text) {
        String word = text.strip().toLowerCase(Locale.ROOT);
        int named = NAMES.indexOf(word);
        if (named >= 0) {
            return Month.of(named + 1);
        }
        if (!Digits.areAll(word)) {
            throw ScheduleSyntaxException.at("Invalid month \"" + text + "\"");
        }
        int number = Digits.valueOf(word);
        if (number < 1 || number > 12) {
            throw ScheduleSyntaxException.of("must be between 1 and 12.");
        }
        return Month.of(number);
    }

    static String name(Month month) {
        return NAMES.get(month.getValue() - 1);
    }
}
