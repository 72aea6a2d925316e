package dev.chief.monitor.ingest;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Instants as clients write them. */
public final class IsoInstant {
    private static final int FIRST_YEAR = 1970;
    private static final int LAST_YEAR = 2200;

    private IsoInstant() {}

    /**
     * Reads an ISO instant with an offset or Z, to the microsecond, rounded down.
     *
     * @return none if it is none, or not of the years 1970 to 2200 (in UTC)
     */
    public static Optional<Instant> parse(String text) {
        try {
            OffsetDateTime time = OffsetDateTime.parse(text).withOffsetSameInstant(ZoneOffset.UTC);
            if (time.getYear() < FIRST_YEAR || time.getYear() > LAST_YEAR) {
                return Optional.empty();
            }
            return Optional.of(time.toInstant().truncatedTo(ChronoUnit.MICROS));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
