package dev.chief.monitor.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chief.core.check.Entry;
import dev.chief.core.check.Entry.What;
import dev.chief.core.check.Policy;
import dev.chief.core.event.Metadata.Value;
import dev.chief.monitor.store.NewEvent;
import dev.chief.monitor.store.NewEvent.About;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EntriesTest {
    private static final Instant AT = Instant.parse("2026-01-06T06:00:00Z");
    private static final Instant SLOT = Instant.parse("2026-01-06T05:59:00Z");

    @Test
    void aStartCarriesItsSlotAndItsLongestTime() {
        assertThat(what("job.started", Optional.empty(), "{\"longest_seconds\":3600}"))
                .isEqualTo(new What.Started(Optional.of("r1"), Optional.of(SLOT),
                        Optional.of(Duration.ofHours(1))));
        assertThat(what("job.started", Optional.empty(), "{}"))
                .isEqualTo(new What.Started(Optional.of("r1"), Optional.of(SLOT), Optional.empty()));
    }

    @Test
    void anEndSaysHowItWas() {
        assertThat(outcome("job.completed", Optional.of(true))).isEqualTo(What.Outcome.SUCCEEDED);
        assertThat(outcome("job.completed", Optional.of(false))).isEqualTo(What.Outcome.FAILED);
        assertThat(outcome("job.completed", Optional.empty())).isEqualTo(What.Outcome.UNSAID);
        assertThat(outcome("job.failed", Optional.of(true))).isEqualTo(What.Outcome.FAILED);
    }

    @Test
    void aFailureIsKeptAsEvidence() {
        What.Ended end = (What.Ended) what("job.failed", Optional.of(false),
                "{\"failed_script\":\"load.py\"}");
        assertThat(end.evidence().entries()).containsEntry("eventType", new Value.Text("job.failed"))
                .containsEntry("returnCode", new Value.None())
                .containsEntry("runId", new Value.Text("r1"))
                .containsEntry("failedScript", new Value.Text("load.py"))
                .containsEntry("message", new Value.Text("Said."));
    }

    @Test
    void theNextRunMayBeNoneButNotUnreadable() {
        assertThat(what("job.next_scheduled", Optional.empty(),
                "{\"next_run_at\":\"2026-01-07T06:00:00+01:00\"}"))
                .isEqualTo(new What.Expected(Optional.of(Instant.parse("2026-01-07T05:00:00Z"))));
        assertThat(what("job.next_scheduled", Optional.empty(), "{\"next_run_at\":null}"))
                .isEqualTo(new What.Expected(Optional.empty()));
        assertThat(what("job.next_scheduled", Optional.empty(), "{}"))
                .isEqualTo(new What.Expected(Optional.empty()));
        assertThat(entry("job.next_scheduled", Optional.empty(), "{\"next_run_at\":\"tomorrow\"}")).isEmpty();
    }

    @Test
    void aSlotThatChiefDecidedAgainstIsSettled() {
        assertThat(what("daemon.overlap_skipped", Optional.empty(), "{}")).isEqualTo(new What.Settled(SLOT));
        assertThat(what("daemon.slot_missed", Optional.empty(), "{\"reason\":\"caught_up\"}"))
                .isEqualTo(new What.Settled(SLOT));
        assertThat(what("daemon.queued_pending", Optional.empty(), "{\"after\":[\"load\"]}"))
                .isEqualTo(new What.Settled(SLOT));
        assertThat(
                entry("daemon.queued_pending", Optional.empty(), "{\"reason\":\"other jobs are running\"}"))
                .isEmpty();
        assertThat(entry("daemon.slot_missed", Optional.empty(), "{\"reason\":\"not_wanted\"}")).isEmpty();
    }

    @Test
    void anyEventMayCarryCheckKeysAndMostDoNot() {
        assertThat(entry("worker.message", Optional.empty(), "{\"rows\":7}")).isEmpty();
        Entry entry = entry("custom.type", Optional.empty(),
                "{\"check_enabled\":\"FALSE\",\"grace_seconds\":\"-3\",\"alert_on_miss\":7}").orElseThrow();
        assertThat(entry.what()).isEqualTo(new What.Other());
        assertThat(entry.change()).isEqualTo(new Policy.Change(Optional.of(false), Optional.of(Duration.ZERO),
                Optional.empty(), Optional.empty()));
    }

    @Test
    void aGraceIsCutToWholeSecondsAndNeverOverflows() {
        assertThat(entry("job.started", Optional.empty(), "{\"grace_seconds\":2.9}").orElseThrow()
                .change()
                .grace())
                .contains(Duration.ofSeconds(2));
        assertThat(entry("job.started", Optional.empty(), "{\"grace_seconds\":1e999}").orElseThrow()
                .change()
                .grace())
                .isEmpty();
    }

    private static What.Outcome outcome(String type, Optional<Boolean> success) {
        return ((What.Ended) what(type, success, "{}")).outcome();
    }

    private static What what(String type, Optional<Boolean> success, String metadata) {
        return entry(type, success, metadata).orElseThrow().what();
    }

    private static Optional<Entry> entry(String type, Optional<Boolean> success, String metadata) {
        return Entries.of(new NewEvent(new UUID(1, 2), AT, "chief", type, "INFO", "Said.",
                new About(Optional.of("X"), Optional.empty(), Optional.of("r1"), Optional.of(SLOT)), success,
                Optional.empty(), Optional.empty(), metadata));
    }
}
