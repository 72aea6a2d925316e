package dev.chief.engine.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chief.core.event.EventType;
import dev.chief.core.event.Metadata;
import dev.chief.core.event.TelemetryEvent.Subject;
import dev.chief.engine.config.Redaction;
import dev.chief.engine.run.Workshop;
import dev.chief.engine.telemetry.Events.Saying;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutboxTest {
    private static final int MOST = 100;

    @TempDir
    Path directory;
    private final List<String> handed = new ArrayList<>();

    /** Another thread may have been writing for so long that it was given up: what it wrote comes before what is in memory. */
    @Test
    void aSpoolThatTakesEventsIsNotPassedBy() throws IOException {
        try (Spool spool = Spool.open(directory.resolve("spool.jsonl"), 1 << 20)) {
            Outbox outbox = outbox(() -> spool);
            say(outbox, "first");
            assertThat(outbox.flush(Duration.ofSeconds(10))).isTrue();
            say(outbox, "second");
            outbox.deliver(MOST, this::take);
            assertThat(handed).isEmpty();
        }
    }

    @Test
    void aSpoolThatIsBrokenIs() {
        Outbox outbox = outbox(() -> {
            throw new IOException("no disk");
        });
        say(outbox, "first");
        assertThat(outbox.flush(Duration.ZERO)).isFalse();
        outbox.deliver(MOST, this::take);
        assertThat(handed).singleElement().asString().contains("first");
        assertThat(outbox.size()).isZero();
    }

    private static Outbox outbox(Outbox.SpoolSource spool) {
        return new Outbox(spool, Redaction.of(List.of()), MOST,
                new Losses(Delivery.SILENT, System::nanoTime));
    }

    private static void say(Outbox outbox, String message) {
        new Events(() -> Workshop.NOW, outbox::add).say(Saying.info(EventType.CHIEF_HEARTBEAT, message),
                Subject.NONE,
                Metadata.EMPTY);
    }

    private int take(List<byte[]> lines) {
        lines.forEach(line -> handed.add(new String(line, StandardCharsets.UTF_8)));
        return lines.size();
    }
}
