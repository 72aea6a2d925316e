package dev.chief.core.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chief.core.event.Metadata.Value;
import dev.chief.core.event.TelemetryEvent.Stamp;
import dev.chief.core.event.TelemetryEvent.Subject;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TelemetryEventTest {
    private static final Instant MOMENT = Instant.parse("2026-11-23T11:00:00Z");

    @Test
    void anEventWithoutWordsIsRefused() {
        assertThatThrownBy(() -> event("job.started", " "))
                .hasMessageContaining("needs a type and a message");
        assertThatThrownBy(() -> event("", "x")).hasMessageContaining("needs a type and a message");
    }

    @Test
    void metadataKeepsItsOrderAndIsNotChangedAfterwards() {
        var entries = new LinkedHashMap<String, Value>();
        entries.put("z", new Value.Whole(1));
        entries.put("a", new Value.None());
        Metadata metadata = new Metadata(entries);
        entries.clear();
        assertThat(metadata.entries()).containsOnlyKeys("z", "a");
        assertThat(metadata.entries().firstEntry().getKey()).isEqualTo("z");
    }

    @Test
    void metadataHoldsOnlyNumbersThatJsonKnows() {
        assertThatThrownBy(() -> new Value.Decimal(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aSubjectIsNarrowedStepByStep() {
        Subject script = Subject.job("etl", Optional.of(MOMENT)).run("etl:1").script("/w/a.py");
        assertThat(script).isEqualTo(
                new Subject(
                        Optional.of("etl"),
                        Optional.of("/w/a.py"),
                        Optional.of("etl:1"),
                        Optional.of(MOMENT)));
    }

    private static TelemetryEvent event(String type, String message) {
        var stamp = new Stamp(Uuid7.of(MOMENT, 1), MOMENT, SourceType.CHIEF);
        return new TelemetryEvent(
                stamp,
                type,
                Level.INFO,
                message,
                Subject.NONE,
                Optional.empty(),
                Metadata.EMPTY);
    }
}
