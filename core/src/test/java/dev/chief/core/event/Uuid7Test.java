package dev.chief.core.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class Uuid7Test {
    private static final Instant MOMENT = Instant.parse("2026-11-23T11:00:00.123456Z");

    @Test
    void itIsOfVersionSevenAndHoldsTheMilliseconds() {
        var id = Uuid7.of(MOMENT, -1);
        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(MOMENT.toEpochMilli());
    }

    @Test
    void theExampleOfTheStandardComesOut() {
        var id = Uuid7.of(Instant.ofEpochMilli(0x017F22E279B0L), 0x18C4DC0C0C07398FL << 2);
        assertThat(id.toString()).isEqualTo("017f22e2-79b0-7000-98c4-dc0c0c07398f");
    }

    @Test
    void textsSortByTimeDownToTheMicrosecond() {
        List<String> ids = new ArrayList<>();
        for (int micros = 0; micros < 5_000; micros++) {
            ids.add(Uuid7.of(MOMENT.plusNanos(micros * 1000L), Long.hashCode(micros) * 0x9E3779B97F4A7C15L)
                    .toString());
        }
        assertThat(ids).isSorted().doesNotHaveDuplicates();
    }
}
