package dev.chief.engine.daemon;

import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
final class AlarmTest {
    @Test
    void anInstantLongPastIsNotWaitedFor() {
        Alarm.ofMachine().sleepUntil(Instant.MIN);
        Alarm.ofMachine().sleepUntil(Instant.EPOCH);
    }

    @Test
    void whoSleepsForEverCanBeWoken() {
        Alarm alarm = Alarm.ofMachine();
        Thread sleeper = Thread.ofPlatform().start(() -> alarm.sleepUntil(Instant.MAX));
        while (sleeper.isAlive()) {
            alarm.wake();
            Thread.onSpinWait();
        }
    }
}
