package dev.chief.monitor.web.page;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * Turns the instants of one page into words.
 *
 * @param now when the page is made
 * @param zone in which it shows times
 */
public record Clock(Instant now, ZoneId zone) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter ABSOLUTE = DateTimeFormatter
            .ofPattern("EEE d MMM yyyy HH:mm:ss", Locale.ENGLISH);
    private static final DateTimeFormatter YEAR = DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);

    /** The same, with times in another zone. */
    public Clock in(ZoneId other) {
        return new Clock(now, other);
    }

    /** An instant as the page shows it. */
    public Moment moment(Instant time) {
        ZonedDateTime local = time.atZone(zone);
        return new Moment(time.truncatedTo(ChronoUnit.MILLIS).toString(), relative(time), clock(local),
                ABSOLUTE.format(local) + " " + zoneName(zone));
    }

    /** How far an instant is from the page's time: {@code just now}, {@code 3 min ago}, {@code in 2 h}. */
    public String relative(Instant time) {
        Duration distance = Duration.between(time, now);
        if (distance.abs().toSeconds() == 0) {
            return "just now";
        }
        return distance.isNegative() ? "in " + rough(distance.negated()) : rough(distance) + " ago";
    }

    /** The minute of the day in the page's zone, with the day when that is not today. */
    public String minute(Instant time) {
        ZonedDateTime local = time.atZone(zone);
        return local.toLocalDate().equals(today()) ? MINUTE.format(local) : DAY.format(local);
    }

    /** A day as people write it. */
    public static String day(LocalDate day) {
        return YEAR.format(day);
    }

    /** Today in the page's zone. */
    public LocalDate today() {
        return now.atZone(zone).toLocalDate();
    }

    /** A zone as it is printed. */
    public static String zoneName(ZoneId zone) {
        return zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
    }

    private String clock(ZonedDateTime local) {
        return local.toLocalDate().equals(today()) ? TIME.format(local) : DAY.format(local);
    }

    /** A distance in its largest unit, rounded down. */
    private static String rough(Duration distance) {
        if (distance.toMinutes() == 0) {
            return distance.toSeconds() + " s";
        }
        if (distance.toHours() == 0) {
            return distance.toMinutes() + " min";
        }
        if (distance.toHours() < 48) {
            return distance.toHours() + " h";
        }
        return distance.toDays() + " d";
    }
}
