package dev.chief.core.schedule;

/** Numbers as the schedule language writes them: ASCII digits, leading zeros allowed. */
final class Digits {
    /** Beyond every bound of the language. */
    private static final int HUGE = 999_999_999;

    private Digits() {}

    /** Whether a text is a number. */
    static boolean areAll(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return !text.isEmpty();
    }

    /** The value of a text that is a number; the greatest that this class tells apart is 999,999,999. */
    static int valueOf(String digits) {
        long value = 0;
        for (int i = 0; i < digits.length() && value < HUGE; i++) {
            value = value * 10 + (digits.charAt(i) - '0');
        }
        return (int) Math.min(value, HUGE);
    }
}
