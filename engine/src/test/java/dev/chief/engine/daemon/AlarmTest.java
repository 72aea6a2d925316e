package dev.chief.engine.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 1, unit = TimeUnit.MINUTES)
final class AlarmTest {
    @Test
    void anInstantLongPastIsNotWaitedFor() {
        Alarm.ofMachine().sleepUntil(Instant.MIN);
        Alarm.ofMachine().sleepUntil(Instant.EPOCH);
    }

    @Test
    void whoWakesBeforeTheFirstSleepIsNotForgotten() {
        Alarm alarm = Alarm.ofMachine();
        alarm.wake();
        alarm.sleepUntil(Instant.MAX);
    }

    @Test
    void whoSleepsForEverCanBeWoken() throws InterruptedException {
        Alarm alarm = Alarm.ofMachine();
        Thread sleeper = Thread.ofPlatform().start(() -> alarm.sleepUntil(Instant.MAX));
        alarm.wake();
        assertThat(sleeper.join(Duration.ofSeconds(50))).isTrue();
    }
}
