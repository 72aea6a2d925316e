package dev.chief.core.schedule;

import java.util.Locale;

/**
 * The step of an interval schedule, in wall-clock time.
 *
 * @param count how many units, at least 1
 * @param unit minutes, hours or days
 */
public record Every(int count, Unit unit) {
    /** The longest step, in days; a longer one would lie beyond the search for the next run. */
    static final int MOST_DAYS = 14_600;

    /** @throws IllegalArgumentException if the count is not positive or the step is longer than 14,600 days */
    public Every {
        if (count < 1 || !fits(count, unit)) {
            throw new IllegalArgumentException("not a step: " + count + unit.letter());
        }
    }

    /** The units of a step. */
    public enum Unit {
        MINUTES(1), HOURS(60), DAYS(1440);

        private final int minutes;

        Unit(int minutes) {
            this.minutes = minutes;
        }

        private String letter() {
            return name().substring(0, 1).toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Reads {@code <number><m|h|d>}, in any letter case.
     *
     * @throws ScheduleSyntaxException if the text has another form, the number is 0, the unit is seconds, or the step is
     *         longer than 14,600 days
     */
    public static Every parse(String text) {
        String word = text.strip().toLowerCase(Locale.ROOT);
        int digits = word.length() - 1;
        if (digits < 1 || !Digits.areAll(word.substring(0, digits))
                || "smhd".indexOf(word.charAt(digits)) < 0) {
            throw ScheduleSyntaxException.of("must be in format <number><m|h|d>, got \"" + text + "\".");
        }
        int count = Digits.valueOf(word.substring(0, digits));
        if (count == 0) {
            throw ScheduleSyntaxException.of("must be > 0.");
        }
        Unit unit = switch (word.charAt(digits)) {
            case 'm' -> Unit.MINUTES;
            case 'h' -> Unit.HOURS;
            case 'd' -> Unit.DAYS;
            default -> throw ScheduleSyntaxException
                    .fixed("seconds intervals are unsupported. Use m, h, or d in \"every\".");
        };
        if (!fits(count, unit)) {
            throw ScheduleSyntaxException.of("must be at most " + MOST_DAYS + "d, got \"" + text + "\".");
        }
        return new Every(count, unit);
    }

    /** The step in seconds of wall-clock time. */
    long seconds() {
        return 60L * count * unit.minutes;
    }

    /** As written by people: {@code 90m}. */
    @Override
    public String toString() {
        return count + unit.letter();
    }

    private static boolean fits(int count, Unit unit) {
        return (long) count * unit.minutes <= MOST_DAYS * 1440L;
    }
}
