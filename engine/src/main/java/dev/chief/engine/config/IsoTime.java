package dev.chief.engine.config;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads ISO dates and times by hand: the JDK's formatters bring locale data and half a second of class loading. */
final class IsoTime {
    private final String text;
    private int at;

    private IsoTime(String text) {
        this.text = text;
    }

    /** {@code HH:MM}, 00:00 to 23:59. */
    static Optional<LocalTime> hourAndMinute(String text) {
        if (text.length() != 5 || text.charAt(2) != ':') {
            return Optional.empty();
        }
        try {
            IsoTime reader = new IsoTime(text);
            int hour = reader.digits(2);
            reader.expect(':');
            return Optional.of(LocalTime.of(hour, reader.digits(2)));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /** {@code YYYY-MM-DD} and nothing else. */
    static Optional<LocalDate> date(String text) {
        if (text.length() != 10) {
            return Optional.empty();
        }
        try {
            return Optional.of(new IsoTime(text).date());
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /** Whether a text that is no date has the digits and hyphens of one, as 2026-02-30 has. */
    static boolean looksLikeDate(String text) {
        if (text.length() != 10) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean hyphen = i == 4 || i == 7;
            if (hyphen ? c != '-' : (c < '0' || c > '9')) {
                return false;
            }
        }
        return true;
    }

    /**
     * A date, or a date and a time with {@code T} or a blank between, with or without seconds, fractions and offset. What
     * has no offset is local to the zone: in a repeated hour its first pass is meant, and in a gap it keeps its spelling
     * with the offset from before the gap.
     */
    static Optional<OffsetDateTime> dateTime(String text, ZoneId zone) {
        try {
            return Optional.of(new IsoTime(text).dateTime(zone));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private OffsetDateTime dateTime(ZoneId zone) {
        LocalDate date = date();
        if (at == text.length()) {
            return local(date.atStartOfDay(), zone);
        }
        char separator = text.charAt(at++);
        if (separator != 'T' && separator != 't' && separator != ' ') {
            throw malformed();
        }
        int hour = digits(2);
        expect(':');
        int minute = digits(2);
        int second = 0;
        int nano = 0;
        if (at < text.length() && text.charAt(at) == ':') {
            at++;
            second = digits(2);
            nano = fraction();
        }
        LocalDateTime time = date.atTime(hour, minute, second, nano);
        if (at == text.length()) {
            return local(time, zone);
        }
        return time.atOffset(offset()).atZoneSameInstant(zone).toOffsetDateTime();
    }

    private static OffsetDateTime local(LocalDateTime time, ZoneId zone) {
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(time);
        if (!offsets.isEmpty()) {
            return time.atOffset(offsets.getFirst());
        }
        @Nullable
        ZoneOffsetTransition gap = zone.getRules().getTransition(time);
        return time.atOffset(gap == null ? ZoneOffset.UTC : gap.getOffsetBefore());
    }

    private LocalDate date() {
        int year = digits(4);
        expect('-');
        int month = digits(2);
        expect('-');
        int day = digits(2);
        if (year == 0) {
            throw malformed();
        }
        return LocalDate.of(year, month, day);
    }

    /** Up to nine digits behind a point. */
    private int fraction() {
        if (at == text.length() || text.charAt(at) != '.') {
            return 0;
        }
        at++;
        int nano = 0;
        int count = 0;
        while (at < text.length() && isDigit(text.charAt(at))) {
            nano = nano * 10 + text.charAt(at) - '0';
            at++;
            count++;
            if (count > 9) {
                throw malformed();
            }
        }
        if (count == 0) {
            throw malformed();
        }
        for (; count < 9; count++) {
            nano *= 10;
        }
        return nano;
    }

    /** {@code Z}, {@code +HH}, {@code +HHMM} or {@code +HH:MM}, and then the end. */
    private ZoneOffset offset() {
        char sign = text.charAt(at++);
        if (sign == 'Z' || sign == 'z') {
            expectEnd();
            return ZoneOffset.UTC;
        }
        if (sign != '+' && sign != '-') {
            throw malformed();
        }
        int hours = digits(2);
        int minutes = 0;
        if (at < text.length()) {
            if (text.charAt(at) == ':') {
                at++;
            }
            minutes = digits(2);
        }
        expectEnd();
        return sign == '+' ? ZoneOffset.ofHoursMinutes(hours, minutes)
                : ZoneOffset.ofHoursMinutes(-hours, -minutes);
    }

    private int digits(int count) {
        if (at + count > text.length()) {
            throw malformed();
        }
        int number = 0;
        for (int end = at + count; at < end; at++) {
            if (!isDigit(text.charAt(at))) {
                throw malformed();
            }
            number = number * 10 + text.charAt(at) - '0';
        }
        return number;
    }

    private void expect(char wanted) {
        if (at == text.length() || text.charAt(at) != wanted) {
            throw malformed();
        }
        at++;
    }

    private void expectEnd() {
        if (at != text.length()) {
            throw malformed();
        }
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static DateTimeException malformed() {
        return new DateTimeException("not an ISO date or time");
    }
}
