package dev.chief.monitor.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
    @ParameterizedTest
    @CsvSource({"0, 0 ms", "850, 850 ms", "1000, 1.0 s", "9999, 9.9 s", "10000, 10 s", "59999, 59 s",
            "60000, 1 min",
            "185000, 3 min 5 s", "3600000, 1 h", "7500000, 2 h 5 min", "86400000, 1 d", "273600000, 3 d 4 h",
            "-5, 0 ms"})
    void aDurationHasItsTwoLargestUnits(long millis, String words) {
        assertThat(Words.duration(Duration.ofMillis(millis))).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({"0, 0 B", "1023, 1023 B", "1024, 1.0 KiB", "642456780, 612.7 MiB"})
    void aSizeHasItsLargestUnit(long bytes, String words) {
        assertThat(Words.bytes(bytes)).isEqualTo(words);
    }

    @Test
    void aCountAgreesWithItsThing() {
        assertThat(Words.count(1, "job")).isEqualTo("1 job");
        assertThat(Words.count(0, "job")).isEqualTo("0 jobs");
        assertThat(Words.count(1_204_331, "event")).isEqualTo("1,204,331 events");
    }

    @Test
    void anyNameIsOnePartOfAPath() {
        assertThat(Words.jobPath("nightly/etl & more?")).isEqualTo("/jobs/nightly%2Fetl%20%26%20more%3F");
    }

    @Test
    void pathsBreakBehindTheirSigns() {
        assertThat(Words.pieces("shop-01:/srv/chief.yaml")).containsExactly("shop-01:/", "srv/",
                "chief.yaml");
        assertThat(Words.pieces("")).containsExactly("");
    }
}
