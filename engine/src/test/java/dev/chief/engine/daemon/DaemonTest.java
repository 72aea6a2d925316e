package dev.chief.engine.daemon;

import static dev.chief.engine.daemon.Simulation.answer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chief.engine.run.RunStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DaemonTest {
    private static final String EVERY_HOUR = "schedule: {frequency: interval, every: 1h}";
    private static final String EVERY_MINUTE = "schedule: {frequency: interval, every: 1m}";

    @TempDir
    private Path folder;

    @Test
    void runsAJobAtItsSlotsAndNotAtItsStart() {
        try (Simulation daemon = at("2026-11-23T10:00:00Z").jobs("hourly, " + EVERY_HOUR)) {
            daemon.start().until("2026-11-23T13:30:00Z");
            assertThat(daemon.ledger("hourly")).containsExactly("2026-11-23T11:00:00Z RAN",
                    "2026-11-23T12:00:00Z RAN", "2026-11-23T13:00:00Z RAN");
            assertThat(daemon.starts("hourly")).containsExactly("2026-11-23T11:00:00Z",
                    "2026-11-23T12:00:00Z",
                    "2026-11-23T13:00:00Z");
        }
    }

    @Test
    void oneJobRunsAtATimeInFileOrder() {
        try (Simulation daemon = at("2026-11-23T10:30:00Z").jobs("b, " + EVERY_HOUR, "a, " + EVERY_HOUR)) {
            daemon.time.takes("b", Duration.ofMinutes(5));
            daemon.start().until("2026-11-23T11:30:00Z");
            assertThat(daemon.starts("b")).containsExactly("2026-11-23T11:00:00Z");
            assertThat(daemon.starts("a")).containsExactly("2026-11-23T11:05:00Z");
            assertThat(daemon.ledger("a")).containsExactly("2026-11-23T11:00:00Z RAN");
        }
    }

    @Test
    void aLongWaitIsToldOnceWithTheKeyThatEndsIt() {
        try (Simulation daemon = at("2026-11-23T10:30:00Z").jobs("a, " + EVERY_HOUR, "b, " + EVERY_HOUR)) {
            daemon.time.takes("a", Duration.ofMinutes(2));
            daemon.start().until("2026-11-23T13:30:00Z");
            assertThat(daemon.said).containsOnlyOnce("b delayed PT2M");
        }
    }

    @Test
    void moreJobsRunAtATimeIfTheFileSaysSo() {
        try (
            Simulation daemon = at("2026-11-23T10:30:00Z").jobs("daemon: {max_parallel_jobs: 2}",
                    "a, " + EVERY_HOUR,
                    "b, " + EVERY_HOUR, "c, " + EVERY_HOUR)
        ) {
            daemon.time.takes("a", Duration.ofMinutes(2));
            daemon.time.takes("b", Duration.ofMinutes(3));
            daemon.start().until("2026-11-23T11:30:00Z");
            assertThat(daemon.starts("b")).containsExactly("2026-11-23T11:00:00Z");
            assertThat(daemon.starts("c")).containsExactly("2026-11-23T11:02:00Z");
        }
    }

    @Test
    void aSlotDuringTheJobsOwnRunIsSkippedAndSaysWhy() {
        try (Simulation daemon = at("2026-11-23T10:30:00Z").jobs("hog, " + EVERY_MINUTE)) {
            daemon.time.takes("hog", Duration.ofSeconds(90));
            daemon.start().until("2026-11-23T10:33:30Z");
            assertThat(daemon.ledger("hog")).containsExactly("2026-11-23T10:31:00Z RAN",
                    "2026-11-23T10:32:00Z SKIPPED its last run was still going on",
                    "2026-11-23T10:33:00Z RAN");
        }
    }

    @Test
    void aQueuedSlotRunsAsItselfWhenTheRunEnds() {
        try (Simulation daemon = at("2026-11-23T10:30:30Z").jobs("q, overlap: queue, " + EVERY_MINUTE)) {
            daemon.time.takes("q", Duration.ofSeconds(90));
            daemon.start().until("2026-11-23T10:32:10Z");
            assertThat(daemon.ledger("q")).containsExactly("2026-11-23T10:31:00Z RAN",
                    "2026-11-23T10:32:00Z QUEUED for the end of its own run");
            daemon.until("2026-11-23T10:32:40Z");
            assertThat(daemon.ledger("q")).endsWith("2026-11-23T10:32:00Z RAN");
            assertThat(daemon.starts("q")).endsWith("2026-11-23T10:32:30Z");
        }
    }

    @Test
    void slotsThatTheProcessWasStoppedForAreMissed() {
        try (Simulation daemon = at("2026-11-23T10:30:00Z").jobs("m, " + EVERY_MINUTE)) {
            daemon.start().until("2026-11-23T10:31:30Z");
            daemon.time.freeze(Duration.ofMinutes(3));
            daemon.until("2026-11-23T10:35:10Z");
            assertThat(daemon.ledger("m")).containsExactly("2026-11-23T10:31:00Z RAN",
                    "2026-11-23T10:32:00Z MISSED seen 2 min 30 s late: the daemon slept, or the clock was set",
                    "2026-11-23T10:33:00Z MISSED seen 1 min 30 s late: the daemon slept, or the clock was set",
                    "2026-11-23T10:34:00Z RAN", "2026-11-23T10:35:00Z RAN");
        }
    }

    @Test
    void theLatestOfTheMissedSlotsIsMadeUpForIfAsked() {
        try (Simulation daemon = at("2026-11-23T10:30:00Z").jobs("h, catch_up: latest, " + EVERY_HOUR)) {
            daemon.start().until("2026-11-23T11:30:00Z");
            daemon.time.freeze(Duration.ofMinutes(200));
            daemon.until("2026-11-23T14:55:00Z");
            assertThat(daemon.ledger("h")).containsExactly("2026-11-23T11:00:00Z RAN",
                    "2026-11-23T12:00:00Z MISSED the run for 2026-11-23T14:00:00Z makes up for it",
                    "2026-11-23T13:00:00Z MISSED the run for 2026-11-23T14:00:00Z makes up for it",
                    "2026-11-23T14:00:00Z RAN caught up");
        }
    }

    @Test
    void aClockSetForwardIsToldAndItsSlotsAreMissed() {
        try (Simulation daemon = at("2026-11-23T10:30:00Z").jobs("h, " + EVERY_HOUR)) {
            daemon.start().until("2026-11-23T10:40:00Z");
            daemon.time.setClock(Duration.ofHours(2));
            daemon.until("2026-11-23T13:10:00Z");
            assertThat(daemon.said).contains("clock stepped PT2H");
            assertThat(daemon.ledger("h")).containsExactly(
                    "2026-11-23T11:00:00Z MISSED seen 1 h 40 min late: the daemon slept, or the clock was set",
                    "2026-11-23T12:00:00Z MISSED seen 40 min 0 s late: the daemon slept, or the clock was set",
                    "2026-11-23T13:00:00Z RAN");
        }
    }

    @Test
    void aClockSetBackRunsNoSlotTwice() {
        try (Simulation daemon = at("2026-11-23T10:30:00Z").jobs("h, " + EVERY_HOUR)) {
            daemon.start().until("2026-11-23T12:10:00Z");
            daemon.time.setClock(Duration.ofHours(-2));
            daemon.until("2026-11-23T13:10:00Z");
            assertThat(daemon.ledger("h")).containsExactly("2026-11-23T11:00:00Z RAN",
                    "2026-11-23T12:00:00Z RAN",
                    "2026-11-23T13:00:00Z RAN");
            assertThat(daemon.runs("h")).hasSize(3);
        }
    }

    @Test
    void theNextDaemonRecordsWhatNobodyWasThereFor() {
        try (Simulation daemon = at("2026-11-23T10:30:00Z").jobs("h, " + EVERY_HOUR)) {
            daemon.start().until("2026-11-23T11:30:00Z").stop();
        }
        try (Simulation next = at("2026-11-23T13:30:00Z")) {
            next.jobs("h, " + EVERY_HOUR).start().until("2026-11-23T14:30:00Z");
            assertThat(next.ledger("h")).containsExactly("2026-11-23T11:00:00Z RAN",
                    "2026-11-23T12:00:00Z MISSED no daemon was running",
                    "2026-11-23T13:00:00Z MISSED no daemon was running", "2026-11-23T14:00:00Z RAN");
            assertThat(next.said).containsExactly("started, missed 2, next 2026-11-23T14:00:00Z");
        }
    }

    @Test
    void theNextDaemonMakesUpForTheLatestIfAsked() {
        String job = "h, catch_up: latest, " + EVERY_HOUR;
        try (Simulation daemon = at("2026-11-23T10:30:00Z").jobs(job)) {
            daemon.start().until("2026-11-23T11:30:00Z").stop();
        }
        try (Simulation next = at("2026-11-23T13:30:00Z").jobs(job)) {
            next.start().until("2026-11-23T13:40:00Z");
            assertThat(next.ledger("h")).endsWith(
                    "2026-11-23T12:00:00Z MISSED the run for 2026-11-23T13:00:00Z makes up for it",
                    "2026-11-23T13:00:00Z RAN caught up");
        }
    }

    @Test
    void anotherScheduleHasMissedNothing() {
        try (Simulation daemon = at("2026-11-23T10:30:00Z").jobs("h, " + EVERY_HOUR)) {
            daemon.start().until("2026-11-23T11:30:00Z").stop();
        }
        try (Simulation next = at("2026-11-23T13:30:00Z")) {
            next.jobs("h, catch_up: all, " + EVERY_MINUTE).start().until("2026-11-23T13:31:30Z");
            assertThat(next.ledger("h")).containsExactly("2026-11-23T11:00:00Z RAN",
                    "2026-11-23T13:31:00Z RAN");
        }
    }

    @Test
    void aJobThatHasNotHadASlotYetCanMissItsFirst() {
        try (Simulation daemon = at("2026-11-23T10:30:00Z").jobs("h, " + EVERY_HOUR)) {
            daemon.start().until("2026-11-23T10:40:00Z").stop();
        }
        try (Simulation next = at("2026-11-23T11:30:00Z").jobs("h, " + EVERY_HOUR)) {
            next.start().until("2026-11-23T11:40:00Z");
            assertThat(next.ledger("h"))
                    .containsExactly("2026-11-23T11:00:00Z MISSED no daemon was running");
        }
    }

    @Test
    void aScheduleHasMissedNothingOfTheTimeBeforeIt() {
        String job = "h, catch_up: all, " + EVERY_MINUTE;
        try (Simulation daemon = at("2026-11-23T10:30:00Z").jobs("h, " + EVERY_HOUR)) {
            daemon.start().until("2026-11-23T11:30:00Z").stop();
        }
        try (Simulation daemon = at("2026-11-23T13:30:10Z").jobs(job)) {
            daemon.start().until("2026-11-23T13:30:20Z").stop();
        }
        try (Simulation next = at("2026-11-23T13:32:30Z").jobs(job)) {
            next.start().until("2026-11-23T13:32:40Z");
            assertThat(next.ledger("h")).containsExactly("2026-11-23T11:00:00Z RAN",
                    "2026-11-23T13:31:00Z RAN caught up", "2026-11-23T13:32:00Z RAN caught up");
        }
    }

    @Test
    void whatManySlotsWereMissedIsSummedUp() {
        try (Simulation daemon = at("2026-11-23T10:30:00Z").jobs("m, " + EVERY_MINUTE)) {
            daemon.start().until("2026-11-23T10:31:30Z").stop();
        }
        try (Simulation next = at("2026-11-24T10:30:00Z").jobs("m, " + EVERY_MINUTE)) {
            next.start().until("2026-11-24T10:30:30Z");
            assertThat(next.ledger("m")).hasSize(102)
                    .element(1)
                    .isEqualTo("2026-11-23T10:32:00Z MISSED "
                            + "no daemon was running; this line stands for 1339 slots, up to 2026-11-24T08:50:00Z");
        }
    }

    @Test
    void aReloadTakesTheNewScheduleAndNothingOfThePast() {
        try (Simulation daemon = at("2026-11-23T10:30:00Z").jobs("h, " + EVERY_HOUR)) {
            daemon.start().until("2026-11-23T11:30:00Z");
            daemon.jobs("h, schedule: {frequency: hourly_not}");
            assertThat(answer(daemon.daemon().reload())).isFalse();
            daemon.until("2026-11-23T12:10:00Z");
            assertThat(daemon.ledger("h")).hasSize(2);
            daemon.jobs("h, schedule: {frequency: custom, minute: 5, hour: 12-14}", "new, " + EVERY_HOUR);
            assertThat(answer(daemon.daemon().reload())).isTrue();
            daemon.until("2026-11-23T13:20:00Z");
            assertThat(daemon.ledger("h")).containsExactly("2026-11-23T11:00:00Z RAN",
                    "2026-11-23T12:00:00Z RAN",
                    "2026-11-23T13:05:00Z RAN");
            assertThat(daemon.ledger("new")).containsExactly("2026-11-23T13:00:00Z RAN");
        }
    }

    @Test
    void disablingAJobRecordsItsSlotsAsSkipped() {
        try (
            Simulation daemon = at("2026-11-23T10:30:00Z").jobs("h, enabled: false, " + EVERY_HOUR,
                    "o, " + EVERY_HOUR)
        ) {
            daemon.start().until("2026-11-23T11:30:00Z");
            assertThat(daemon.ledger("h"))
                    .containsExactly("2026-11-23T11:00:00Z SKIPPED the job is disabled");
        }
    }

    @Test
    void aJobWaitsForTheJobsItComesAfter() {
        try (
            Simulation daemon = at("2026-11-23T10:30:00Z").jobs("report, after: [load], " + EVERY_HOUR,
                    "load, " + EVERY_HOUR)
        ) {
            daemon.time.takes("load", Duration.ofMinutes(5));
            daemon.time.exits("load", 0, 3);
            daemon.start().until("2026-11-23T12:30:00Z");
            assertThat(daemon.starts("report")).containsExactly("2026-11-23T11:05:00Z");
            assertThat(daemon.ledger("report")).endsWith(
                    "2026-11-23T12:00:00Z SKIPPED no success of load since its last run, and none under way");
        }
    }

    @Test
    void jitterDelaysAJobByTheSameTimeAgain() {
        String job = "j, jitter: 30m, " + EVERY_HOUR;
        try (Simulation daemon = at("2026-11-23T10:30:00Z").jobs(job)) {
            Duration delay = new Jitter("host").of(daemon.config().jobs().getFirst());
            assertThat(delay).isBetween(Duration.ofSeconds(1), Duration.ofMinutes(30))
                    .isNotEqualTo(new Jitter("other").of(daemon.config().jobs().getFirst()));
            daemon.start().until("2026-11-23T12:00:00Z");
            assertThat(daemon.ledger("j")).containsExactly("2026-11-23T11:00:00Z RAN");
            assertThat(daemon.runs("j").getFirst().startedAt())
                    .isEqualTo(Instant.parse("2026-11-23T11:00:00Z").plus(delay));
        }
    }

    @Test
    void aSlotThatAJitterHoldsBackOutlivesTheDaemon() {
        String job = "j, jitter: 30m, " + EVERY_HOUR;
        try (Simulation daemon = at("2026-11-23T10:30:00Z").jobs(job)) {
            daemon.start().until("2026-11-23T12:00:01Z").stop();
        }
        try (Simulation next = at("2026-11-23T12:00:02Z").jobs(job)) {
            next.start().until("2026-11-23T12:59:00Z");
            assertThat(next.ledger("j")).containsExactly("2026-11-23T11:00:00Z RAN",
                    "2026-11-23T12:00:00Z RAN");
        }
    }

    @Test
    void aStopLetsRunsEndAndStartsNothing() {
        try (Simulation daemon = at("2026-11-23T10:30:00Z").jobs("a, " + EVERY_HOUR, "b, " + EVERY_HOUR)) {
            daemon.time.takes("a", Duration.ofSeconds(20));
            daemon.start().until("2026-11-23T11:00:05Z").stop();
        }
        try (Simulation next = at("2026-11-23T11:01:00Z").jobs("a, " + EVERY_HOUR, "b, " + EVERY_HOUR)) {
            next.start().until("2026-11-23T11:02:00Z");
            assertThat(next.runs("a").getFirst().status()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(next.ledger("b"))
                    .containsExactly("2026-11-23T11:00:00Z SKIPPED the daemon was stopping");
        }
    }

    @Test
    void aStopEndsRunsThatTakeLongerThanTheGrace() {
        try (Simulation daemon = at("2026-11-23T10:30:00Z").jobs("a, " + EVERY_HOUR)) {
            daemon.time.takes("a", Duration.ofMinutes(20));
            daemon.start().until("2026-11-23T11:00:05Z").daemon().stop();
            daemon.until("2026-11-23T11:00:34Z");
            assertThat(daemon.runs("a").getFirst().status()).isEqualTo(RunStatus.RUNNING);
            daemon.until("2026-11-23T11:00:35Z").awaitEnd();
        }
        try (Simulation next = at("2026-11-23T11:01:00Z").jobs("a, " + EVERY_HOUR)) {
            next.start().until("2026-11-23T11:02:00Z");
            assertThat(next.runs("a").getFirst().status()).isEqualTo(RunStatus.CANCELLED);
        }
    }

    @Test
    void aRunByHandStandsForNoSlot() {
        try (Simulation daemon = at("2026-11-23T10:30:00Z").jobs("a, " + EVERY_HOUR)) {
            daemon.start().until("2026-11-23T10:40:00Z");
            assertThat(answer(daemon.daemon().trigger("a")).words())
                    .startsWith("started a:");
            assertThat(answer(daemon.daemon().trigger("b")).done()).isFalse();
            daemon.until("2026-11-23T11:10:00Z");
            assertThat(daemon.ledger("a")).containsExactly("2026-11-23T11:00:00Z RAN");
            assertThat(daemon.runs("a")).hasSize(2);
        }
    }

    @Test
    void aRunCanBeCancelled() {
        try (Simulation daemon = at("2026-11-23T10:30:00Z").jobs("a, " + EVERY_HOUR)) {
            daemon.time.takes("a", Duration.ofMinutes(20));
            daemon.start().until("2026-11-23T11:00:05Z");
            assertThat(answer(daemon.daemon().cancel("a")).words())
                    .startsWith("cancelled a:");
            daemon.time.awaitNoRuns();
            assertThat(daemon.runs("a").getFirst().status()).isEqualTo(RunStatus.CANCELLED);
            assertThat(answer(daemon.daemon().cancel("a")).done()).isFalse();
        }
    }

    private Simulation at(String start) {
        return new Simulation(folder, start);
    }
}
