package dev.chief.core.schedule;

import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Local time as a count of seconds, 1970-01-01T00:00 being 0: the number line on which slots are searched. */
final class LocalSeconds {
    static final long DAY = 86_400;
    /** 40 years, the search limit of the schedule page. */
    static final long HORIZON = (40L * 365 + 10) * DAY;

    private LocalSeconds() {}

    static long of(LocalDateTime time) {
        return time.toEpochSecond(ZoneOffset.UTC);
    }

    static LocalDateTime toTime(long localSecond) {
        return LocalDateTime.ofEpochSecond(localSecond, 0, ZoneOffset.UTC);
    }

    /** The day of the epoch. */
    static long dayOf(long localSecond) {
        return Math.floorDiv(localSecond, DAY);
    }
}
