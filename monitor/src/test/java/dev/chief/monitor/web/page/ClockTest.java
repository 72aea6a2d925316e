package dev.chief.monitor.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClockTest {
    private static final Clock CLOCK = new Clock(Instant.parse("2026-11-26T14:32:10Z"),
            ZoneId.of("Europe/Berlin"));

    @ParameterizedTest
    @CsvSource({
            "2026-11-26T14:32:10.900Z, just now",
            "2026-11-26T14:32:09Z, 1 s ago",
            "2026-11-26T14:31:11Z, 59 s ago",
            "2026-11-26T14:31:10Z, 1 min ago",
            "2026-11-26T13:32:11Z, 59 min ago",
            "2026-11-26T13:32:10Z, 1 h ago",
            "2026-11-24T14:32:11Z, 47 h ago",
            "2026-11-24T14:32:10Z, 2 d ago",
            "2026-11-26T14:32:40Z, in 30 s",
            "2026-11-26T16:40:00Z, in 2 h",
            "2026-12-26T16:40:00Z, in 30 d"})
    void distancesAreInTheirLargestUnit(Instant time, String words) {
        assertThat(CLOCK.relative(time)).isEqualTo(words);
    }

    @Test
    void anInstantIsRelativeWithTheAbsoluteAndItsZoneBesideIt() {
        assertThat(CLOCK.moment(Instant.parse("2026-11-26T05:00:00.123456Z"))).isEqualTo(new Moment(
                "2026-11-26T05:00:00.123Z", "9 h ago", "06:00:00", "Thu 26 Nov 2026 06:00:00 Europe/Berlin"));
    }

    @Test
    void whatIsNotTodayHasItsDay() {
        assertThat(CLOCK.moment(Instant.parse("2026-11-25T22:59:59Z")).clock()).isEqualTo("25 Nov 23:59");
        assertThat(CLOCK.moment(Instant.parse("2026-11-25T23:00:00Z")).clock()).isEqualTo("00:00:00");
    }
}
