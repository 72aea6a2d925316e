package dev.chief.monitor.demo;

import dev.chief.core.event.EventType;
import dev.chief.core.event.Level;
import dev.chief.core.event.SourceType;
import dev.chief.core.event.Uuid7;
import dev.chief.monitor.http.Json;
import dev.chief.monitor.store.NewEvent;
import dev.chief.monitor.store.NewEvent.About;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Makes events of what is said, and keeps them. For one thread. */
final class Voice {
    private final RandomGenerator random;
    private final List<NewEvent> said = new ArrayList<>();

    /** @param random for ids */
    Voice(RandomGenerator random) {
        this.random = random;
    }

    /** How something ended. */
    record Ending(boolean success, long returnCode, Duration duration) {}

    void chief(Instant at, EventType type, Level level, String message, About about, Json.Fields metadata) {
        say(at, SourceType.CHIEF, type, level, message, about, Optional.empty(), metadata);
    }

    void ended(Instant at, EventType type, String message, About about, Ending ending, Json.Fields metadata) {
        say(at, SourceType.CHIEF, type, ending.success() ? Level.INFO : Level.ERROR, message, about,
                Optional.of(ending), metadata);
    }

    void worker(Instant at, Level level, String message, About about, Json.Fields metadata) {
        say(at, SourceType.WORKER, EventType.WORKER_MESSAGE, level, message, about, Optional.empty(),
                metadata);
    }

    /** All that was said, in the order in which it was. */
    List<NewEvent> said() {
        return said;
    }

    private void say(
        Instant at,
        SourceType source,
        EventType type,
        Level level,
        String message,
        About about,
        Optional<Ending> ending,
        Json.Fields metadata
    ) {
        Instant micros = at.truncatedTo(ChronoUnit.MICROS);
        said.add(new NewEvent(Uuid7.of(micros, random.nextLong()), micros, source.text(), type.text(),
                level.name(), message, about, ending.map(Ending::success), ending.map(Ending::returnCode),
                ending.map(end -> end.duration().toMillis()), Json.text(metadata)));
    }
}
