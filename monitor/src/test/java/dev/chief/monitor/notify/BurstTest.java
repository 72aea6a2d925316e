package dev.chief.monitor.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chief.monitor.notify.Burst.Plan;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BurstTest {
    private static final Instant NOW = Instant.parse("2026-11-26T03:00:00Z");

    @Test
    void tenAlertsWithinAMinuteAreToldOneByOne() {
        assertThat(Burst.plan(0, 10, Optional.empty(), NOW)).isEqualTo(new Plan.Alone());
        assertThat(Burst.plan(9, 1, Optional.empty(), NOW)).isEqualTo(new Plan.Alone());
    }

    @Test
    void fromTheEleventhOnTheyAreGatheredForHalfAMinute() {
        Plan summary = new Plan.Summarise(Instant.parse("2026-11-26T03:00:30Z"));
        assertThat(Burst.plan(10, 1, Optional.empty(), NOW)).isEqualTo(summary);
        assertThat(Burst.plan(0, 11, Optional.empty(), NOW)).isEqualTo(summary);
        assertThat(Burst.plan(250, 1, Optional.empty(), NOW)).isEqualTo(summary);
    }

    @Test
    void aSummaryThatWaitsTakesThemIn() {
        assertThat(Burst.plan(11, 3, Optional.of(7L), NOW)).isEqualTo(new Plan.Join(7));
    }

    @Test
    void aSummaryThatWaitsTakesNothingInWhenTheBurstIsOver() {
        assertThat(Burst.plan(3, 1, Optional.of(7L), NOW)).isEqualTo(new Plan.Alone());
    }
}
