package dev.chief.core.schedule;

import java.time.LocalDate;
import java.util.Locale;

/** Which of a month's weekdays of one name is meant. {@code LAST} may fall on the same day as {@code FOURTH}. */
public enum Ordinal {
    FIRST(1), SECOND(8), THIRD(15), FOURTH(22), LAST(0);

    private final int firstDay;

    Ordinal(int firstDay) {
        this.firstDay = firstDay;
    }

    /** The word of the DSL, such as {@code last}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether a date can hold this ordinal of its weekday. */
    boolean includes(LocalDate date) {
        return (days(date.lengthOfMonth()) >>> date.getDayOfMonth() & 1) != 0;
    }

    /** The days of a month of {@code length} days (28 to 31) that can hold this ordinal, bit n for day n. */
    long days(int length) {
        int first = this == LAST ? length - 6 : firstDay;
        return 0b111_1111L << first;
    }
}
