package dev.chief.app.cli;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * ISO 8601 date-times with a numeric offset, as the guides show them: {@code 2026-11-23T06:00:00-05:00}. Seconds are always
 * there, a fraction only when it is not zero, and UTC is {@code +00:00}. Written by hand because the formatters of the
 * library load more classes than the rest of a short command.
 */
final class IsoTime {
    private IsoTime() {}

    static String format(Instant instant, ZoneId zone) {
        return format(OffsetDateTime.ofInstant(instant, zone));
    }

    static String format(OffsetDateTime time) {
        StringBuilder text = new StringBuilder(32);
        append(text, time.toLocalDateTime());
        ZoneOffset offset = time.getOffset();
        return text.append(offset.equals(ZoneOffset.UTC) ? "+00:00" : offset.getId()).toString();
    }

    /** Without an offset and to the second, for people: {@code 2026-11-23 06:00:00}. */
    static String forPeople(Instant instant, ZoneId zone) {
        StringBuilder text = new StringBuilder(20);
        append(text, LocalDateTime.ofInstant(instant.truncatedTo(ChronoUnit.SECONDS), zone));
        return text.toString().replace('T', ' ');
    }

    /** A length of time for people: {@code 0.24s}, {@code 12.3s}, {@code 4m05s}, {@code 2h13m}. */
    static String duration(long millis) {
        long seconds = millis / 1000;
        if (seconds < 10) {
            return String.format(Locale.ROOT, "%.2fs", millis / 1000.0);
        }
        if (seconds < 60) {
            return String.format(Locale.ROOT, "%.1fs", Math.floor(millis / 100.0) / 10);
        }
        if (seconds < 3600) {
            return String.format(Locale.ROOT, "%dm%02ds", seconds / 60, seconds % 60);
        }
        return String.format(Locale.ROOT, "%dh%02dm", seconds / 3600, seconds / 60 % 60);
    }

    private static void append(StringBuilder text, LocalDateTime time) {
        text.append(time.toLocalDate()).append('T');
        two(text, time.getHour()).append(':');
        two(text, time.getMinute()).append(':');
        two(text, time.getSecond());
        int fraction = time.get(ChronoField.MICRO_OF_SECOND);
        if (fraction != 0) {
            String micros = Integer.toString(1_000_000 + fraction);
            text.append('.').append(micros, 1, micros.length());
        }
    }

    private static StringBuilder two(StringBuilder text, int number) {
        return text.append(number < 10 ? "0" : "").append(number);
    }
}
