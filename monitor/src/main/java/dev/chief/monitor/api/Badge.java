package dev.chief.monitor.api;

import java.util.Locale;
import java.util.Optional;

/** A picture of a job and its state, for pages of others. */
final class Badge {
    private static final int LETTER_WIDTH = 7;
    private static final int MARGIN = 12;
    private static final int LONGEST_NAME = 60;

    private Badge() {}

    /** @param state none if the job is not known */
    static String svg(String jobName, Optional<String> state) {
        String shown = jobName.codePointCount(0, jobName.length()) <= LONGEST_NAME ? jobName
                : jobName.substring(0, jobName.offsetByCodePoints(0, LONGEST_NAME)) + "…";
        String word = state.orElse("no such job");
        int left = width(shown);
        int right = width(word);
        return String.format(Locale.ROOT,
                """
                        <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="20" role="img" aria-label="%5$s: %6$s">\
                        <rect width="%2$d" height="20" fill="#444"/><rect x="%2$d" width="%3$d" height="20" fill="%4$s"/>\
                        <g fill="#fff" text-anchor="middle" font-family="Verdana,sans-serif" font-size="11">\
                        <text x="%7$d" y="14">%5$s</text><text x="%8$d" y="14">%6$s</text></g></svg>
                        """,
                left + right, left, right, colour(word), escaped(shown), escaped(word), left / 2,
                left + right / 2);
    }

    private static String colour(String state) {
        return switch (state) {
            case "UP", "RUNNING" -> "#1a7f37";
            case "LATE", "OVERRUN" -> "#9a6700";
            case "DOWN", "FAILING" -> "#c62828";
            default -> "#5f6670";
        };
    }

    private static int width(String text) {
        return text.codePointCount(0, text.length()) * LETTER_WIDTH + MARGIN;
    }

    private static boolean isXml(int c) {
        return c > 0xFFFF
                || (c < 0xFFFE && !Character.isISOControl(c) && Character.getType(c) != Character.SURROGATE);
    }

    /** What XML cannot hold at all is left out. */
    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().filter(c -> isXml(c)).forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                default -> escaped.appendCodePoint(c);
            }
        });
        return escaped.toString();
    }
}
