package dev.chief.monitor.notify;

import static dev.chief.monitor.store.StoredDelivery.Status.SENT;
import static dev.chief.monitor.store.StoredDelivery.Status.SUPPRESSED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chief.monitor.notify.Notice.About;
import dev.chief.monitor.store.Databases;
import dev.chief.monitor.store.Silence;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SilenceTest {
    @ParameterizedTest
    @EnumSource
    void aSilentJobNotifiesNobodyAndIsOnRecord(Databases kind) {
        try (PostOffice office = new PostOffice(kind.fresh())) {
            long channel = office.channel("all", "FAILURE");
            silence(office, """
                    {"jobName":"job1","endsAt":"2026-11-26T04:00:00Z","reason":"disk is being replaced"}""");
            office.open(office.failures(1, 2));
            office.settle();
            assertThat(office.told()).containsExactly("job2");
            assertThat(office.statuses(channel)).containsExactlyInAnyOrder(SUPPRESSED, SENT);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aMaintenanceWindowBeginsAtItsStartAndIsOverAtItsEnd(Databases kind) {
        try (PostOffice office = new PostOffice(kind.fresh())) {
            office.channel("all", "FAILURE", "CHIEF_OFFLINE");
            silence(office,
                    """
                            {"startsAt":"2026-11-26T03:10:00Z","endsAt":"2026-11-26T05:20:00+02:00","reason":"upgrade"}""");
            office.advance(Duration.ofMinutes(10).minusNanos(1000));
            office.open(office.failures(1, 1));
            office.advance(Duration.ofNanos(1000));
            office.open(office.failures(2, 1));
            office.open(office.notice("CHIEF_OFFLINE", About.chief("db1")));
            office.advance(Duration.ofMinutes(10));
            office.open(office.failures(3, 1));
            office.settle();
            assertThat(office.told()).containsExactly("job1", "job3");
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatOpenedInAWindowIsSilentAlsoWhenItIsHeardOfLater(Databases kind) {
        try (PostOffice office = new PostOffice(kind.fresh())) {
            office.channel("all", "FAILURE");
            silence(office, """
                    {"endsAt":"2026-11-26T03:10:00Z","reason":"upgrade"}""");
            Notice[] opened = office.failures(1, 1);
            office.advance(Duration.ofHours(1));
            office.open(opened);
            office.settle();
            assertThat(office.told()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCheckMaySilenceItself(Databases kind) {
        try (PostOffice office = new PostOffice(kind.fresh())) {
            office.channel("all", "FAILURE");
            Instant until = PostOffice.START.plusSeconds(60);
            About about = new About(Optional.of("backup"), Optional.empty(), Optional.of(until));
            office.open(office.notice("FAILURE", about));
            office.advance(Duration.ofSeconds(60));
            assertThat(office.told()).isEmpty();
            office.open(office.notice("FAILURE", about));
            office.settle();
            assertThat(office.told()).containsExactly("backup");
        }
    }

    @ParameterizedTest
    @EnumSource
    void silencedAlertsMakeNoBurst(Databases kind) {
        try (PostOffice office = new PostOffice(kind.fresh())) {
            office.channel("all", "FAILURE");
            Silence silence = silence(office, """
                    {"endsAt":"2026-11-27T03:00:00Z","reason":"upgrade"}""");
            office.open(office.failures(1, 50));
            office.advance(Duration.ofSeconds(1));
            new Silences(office.database, office).end(silence.id());
            office.open(office.failures(51, 1));
            office.settle();
            assertThat(office.told()).containsExactly("job51");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSilenceCanBeEndedBeforeItBegins(Databases kind) {
        try (PostOffice office = new PostOffice(kind.fresh())) {
            Silences silences = new Silences(office.database, office);
            Silence planned = silence(office,
                    """
                            {"startsAt":"2026-11-27T03:00:00Z","endsAt":"2026-11-27T04:00:00Z","reason":"upgrade"}""");
            Silence ended = silences.end(planned.id()).orElseThrow();
            assertThat(ended.endsAt()).isEqualTo(ended.startsAt());
            assertThat(silences.list(10, 0)).containsExactly(ended);
            assertThat(silences.end(99)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsWrongWithASilenceIsSaid(Databases kind) {
        try (PostOffice office = new PostOffice(kind.fresh())) {
            assertThatThrownBy(() -> silence(office, """
                    {"endsAt":"tomorrow","until":1}""")).isInstanceOf(InvalidSettings.class)
                    .hasMessageContaining("until: is not known; known are endsAt, jobName, reason, startsAt")
                    .hasMessageContaining("endsAt: \"tomorrow\" is no ISO instant")
                    .hasMessageContaining("reason: must be a text that is not empty");
            assertThatThrownBy(() -> silence(office, """
                    {"endsAt":"2026-11-26T03:00:00Z","reason":"x"}""")).isInstanceOf(InvalidSettings.class)
                    .hasMessageContaining("endsAt: 2026-11-26T03:00:00Z must be after now");
        }
    }

    private static Silence silence(PostOffice office, String json) {
        return new Silences(office.database, office).add(Json.read(json), "ops@example.com");
    }
}
