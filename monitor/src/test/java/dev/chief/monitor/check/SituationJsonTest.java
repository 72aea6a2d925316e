package dev.chief.monitor.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chief.core.check.AlertType;
import dev.chief.core.check.Moment;
import dev.chief.core.check.Policy;
import dev.chief.core.check.Situation;
import dev.chief.core.check.Situation.ActiveRun;
import dev.chief.core.check.Situation.Declaration;
import dev.chief.core.check.Situation.OpenAlert;
import dev.chief.core.check.Situation.Past;
import dev.chief.core.check.Situation.Plan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SituationJsonTest {
    private static final Instant AT = Instant.parse("2026-01-06T06:00:00.123456Z");

    @Test
    void aSituationComesBackAsItWas() {
        Situation full = new Situation(Optional.of(new Moment(AT, 2, "id")),
                new Policy(false, Duration.ofSeconds(7), false, true),
                new Declaration(Optional.of("host:/chief.yaml"), true),
                new Plan(Optional.of(AT), List.of(AT, AT.plusSeconds(1)), true),
                new Past(Optional.of(AT), Optional.empty(), Optional.of(AT), 3),
                List.of(new ActiveRun("r1", AT, Optional.of(Duration.ofHours(4)), true),
                        new ActiveRun("r2", AT, Optional.empty(), false)),
                List.of("r0"), List.of(new OpenAlert(AlertType.MISSED, "X:MISSED", "cause", AT)));
        assertThat(SituationJson.read(SituationJson.write(full))).isEqualTo(full);
        assertThat(SituationJson.read(SituationJson.write(Situation.EMPTY))).isEqualTo(Situation.EMPTY);
    }

    @Test
    void whatIsNoSituationIsNamed() {
        assertThatThrownBy(() -> SituationJson.read("{\"last\":7}")).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("{\"last\":7}");
    }
}
