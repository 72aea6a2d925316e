package dev.chief.monitor.notify;

import static dev.chief.monitor.store.StoredDelivery.Status.FAILED;
import static dev.chief.monitor.store.StoredDelivery.Status.PENDING;
import static dev.chief.monitor.store.StoredDelivery.Status.SENT;
import static dev.chief.monitor.store.StoredDelivery.Status.SUMMARISED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chief.monitor.notify.Message.Content;
import dev.chief.monitor.notify.Notice.About;
import dev.chief.monitor.store.ChannelTable;
import dev.chief.monitor.store.ClaimedDelivery;
import dev.chief.monitor.store.ClaimedDelivery.Fault;
import dev.chief.monitor.store.Databases;
import dev.chief.monitor.store.DeliveryTable;
import dev.chief.monitor.store.StoredDelivery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DeliveryTest {
    private static final Outcome.Failed AWAY = Outcome.passing("nobody is there", Optional.empty());

    @ParameterizedTest
    @EnumSource
    void everyChannelThatWantsAnAlertIsToldOnce(Databases kind) {
        try (PostOffice office = new PostOffice(kind.fresh())) {
            long all = office.channel("all", "FAILURE", "MISSED");
            long missed = office.channel("missed", "MISSED");
            office.open(office.notice("FAILURE", About.job("backup")));
            office.advance(Duration.ofHours(2));
            assertThat(office.told()).containsExactly("backup");
            assertThat(office.statuses(all)).containsExactly(SENT);
            assertThat(office.statuses(missed)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aDeadChiefIsToldWhereMissedSlotsAre(Databases kind) {
        try (PostOffice office = new PostOffice(kind.fresh())) {
            office.channel("missed", "MISSED");
            office.channel("failures", "FAILURE");
            office.open(office.notice("CHIEF_OFFLINE", About.chief("db1:/etc/chief.yaml")));
            office.settle();
            assertThat(office.told()).containsExactly("db1:/etc/chief.yaml");
        }
    }

    @ParameterizedTest
    @EnumSource
    void anAlertThatWasNotCommittedIsNotTold(Databases kind) {
        try (PostOffice office = new PostOffice(kind.fresh())) {
            long channel = office.channel("all", "FAILURE");
            assertThatThrownBy(() -> office.openAndFail(office.notice("FAILURE", About.job("backup"))))
                    .isInstanceOf(IllegalStateException.class);
            office.settle();
            assertThat(office.statuses(channel)).isEmpty();
            assertThat(office.told()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void fiveAttemptsAreMadeWithinAnHour(Databases kind) {
        try (PostOffice office = new PostOffice(kind.fresh())) {
            long channel = office.channel("all", "FAILURE");
            office.recorder.answer(AWAY, AWAY, AWAY, AWAY, AWAY);
            office.open(office.failures(1, 1));
            office.advance(Duration.ofHours(2));
            assertThat(office.recorder.messages().stream().map(Message::at)).containsExactly(
                    Instant.parse("2026-11-26T03:00:00Z"),
                    Instant.parse("2026-11-26T03:01:00Z"),
                    Instant.parse("2026-11-26T03:06:00Z"),
                    Instant.parse("2026-11-26T03:21:00Z"),
                    Instant.parse("2026-11-26T04:00:00Z"));
            assertThat(office.recorder.messages().stream().map(Message::key).distinct()).hasSize(1);
            StoredDelivery delivery = office.deliveries(channel).getFirst();
            assertThat(delivery.progress().status()).isEqualTo(FAILED);
            assertThat(delivery.progress().attempts()).isEqualTo(5);
            assertThat(delivery.progress().error()).contains("nobody is there");
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsRefusedForGoodIsNotTriedAgain(Databases kind) {
        try (PostOffice office = new PostOffice(kind.fresh())) {
            long channel = office.channel("all", "FAILURE");
            office.recorder.answer(Outcome.permanent("hooks answered 404", Optional.of(404)));
            office.open(office.failures(1, 1));
            office.advance(Duration.ofHours(2));
            assertThat(office.recorder.messages()).hasSize(1);
            StoredDelivery.Progress progress = office.deliveries(channel).getFirst().progress();
            assertThat(progress.status()).isEqualTo(FAILED);
            assertThat(progress.responseCode()).contains(404);
            assertThat(progress.error()).contains("hooks answered 404");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aLaterAttemptIsToldWhoHasItAlready(Databases kind) {
        try (PostOffice office = new PostOffice(kind.fresh())) {
            office.channel("all", "FAILURE");
            office.recorder.answer(new Outcome.Failed("busy", false, Optional.of(451), Set.of("a@x", "b@x")),
                    new Outcome.Failed("busy", false, Optional.of(451), Set.of("c@x")));
            office.open(office.failures(1, 1));
            office.advance(Duration.ofHours(1));
            assertThat(office.recorder.messages().stream().map(Message::told))
                    .containsExactly(Set.of(), Set.of("a@x", "b@x"), Set.of("a@x", "b@x", "c@x"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSlowOrFailingChannelHoldsUpNoOther(Databases kind) {
        try (PostOffice office = new PostOffice(kind.fresh())) {
            long first = office.channel("first", "FAILURE");
            long second = office.channel("second", "FAILURE");
            office.recorder.answer(AWAY);
            office.open(office.failures(1, 1));
            office.settle();
            assertThat(List.of(office.statuses(first), office.statuses(second)))
                    .containsExactlyInAnyOrder(List.of(PENDING), List.of(SENT));
        }
    }

    @ParameterizedTest
    @EnumSource
    void tenAlertsAreToldOneByOneAndTheRestOfTheMinuteTogether(Databases kind) {
        try (PostOffice office = new PostOffice(kind.fresh())) {
            long channel = office.channel("all", "FAILURE");
            for (int i = 1; i <= 25; i++) {
                office.open(office.failures(i, 1));
                office.advance(Duration.ofSeconds(1));
            }
            office.advance(Duration.ofMinutes(1));
            assertThat(office.told()).hasSize(11);
            assertThat(office.told().getFirst()).isEqualTo("job1");
            assertThat(office.told().getLast()).startsWith("SUMMARY job11 job12").endsWith("job24 job25");
            assertThat(office.statuses(channel)).filteredOn(SUMMARISED::equals).hasSize(15);
            office.open(office.failures(26, 1));
            office.settle();
            assertThat(office.told().getLast()).isEqualTo("job26");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aDatabaseThatTakes200JobsDownIsOneMessage(Databases kind) {
        try (PostOffice office = new PostOffice(kind.fresh())) {
            office.channel("all", "FAILURE");
            office.open(office.failures(1, 4));
            office.open(office.failures(5, 196));
            office.advance(Duration.ofHours(2));
            assertThat(office.told()).singleElement()
                    .asString()
                    .startsWith("SUMMARY job1 job2 ")
                    .endsWith(" job200");
            assertThat(office.recorder.messages().getFirst().content())
                    .isInstanceOfSatisfying(Content.Summary.class,
                            summary -> assertThat(summary.total()).isEqualTo(200));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSummaryThatFindsOneAlertTellsItLikeAnyOther(Databases kind) {
        try (PostOffice office = new PostOffice(kind.fresh())) {
            office.channel("all", "FAILURE");
            office.open(office.failures(1, 10));
            office.settle();
            office.open(office.failures(11, 1));
            office.advance(Duration.ofMinutes(1));
            assertThat(office.told().getLast()).isEqualTo("job11");
        }
    }

    @ParameterizedTest
    @EnumSource
    void howeverAlertsComeEachIsToldExactlyOnce(Databases kind) {
        Random random = new Random(7410);
        try (PostOffice office = new PostOffice(kind.fresh())) {
            office.channel("all", "FAILURE");
            List<String> opened = new ArrayList<>();
            while (opened.size() < 400) {
                int count = random.nextInt(1, 1 + random.nextInt(1, 25));
                for (int i = 0; i < count; i++) {
                    opened.add("job" + (opened.size() + 1));
                }
                if (random.nextInt(4) == 0) {
                    office.recorder.answer(AWAY);
                }
                office.open(office.failures(opened.size() - count + 1, count));
                office.advance(Duration.ofSeconds(random.nextInt(40)));
            }
            office.advance(Duration.ofHours(2));
            List<Message> succeeded = lastOfEachKey(office.recorder.messages());
            List<String> told = succeeded.stream().flatMap(DeliveryTest::jobs).toList();
            assertThat(told).containsExactlyInAnyOrderElementsOf(opened);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatADeadMonitorHadClaimedIsSentWhenTheClaimRunsOut(Databases kind) {
        try (PostOffice office = new PostOffice(kind.fresh())) {
            long channel = office.channel("all", "FAILURE");
            office.open(office.failures(1, 1));
            Instant until = office.instant().plus(Dispatch.CLAIM);
            assertThat(claim(office, channel, until)).isPresent();
            office.advance(Dispatch.CLAIM.minusSeconds(1));
            assertThat(office.told()).isEmpty();
            office.advance(Duration.ofSeconds(1));
            assertThat(office.told()).containsExactly("job1");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFaultOfAClaimThatRanOutChangesNothing(Databases kind) {
        try (PostOffice office = new PostOffice(kind.fresh())) {
            long channel = office.channel("all", "FAILURE");
            office.open(office.failures(1, 1));
            ClaimedDelivery stale = claim(office, channel, office.instant()).orElseThrow();
            ClaimedDelivery later = claim(office, channel, office.instant().plusSeconds(60)).orElseThrow();
            Fault fault = new Fault("late", Optional.empty(), Set.of());
            office.database.write(handle -> {
                DeliveryTable.failed(handle, stale, fault);
                return 0;
            });
            assertThat(later.attempt()).isEqualTo(2);
            assertThat(office.statuses(channel)).containsExactly(PENDING);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatWaitsForAChannelThatIsSwitchedOffOrRemovedIsGivenUp(Databases kind) {
        try (PostOffice office = new PostOffice(kind.fresh())) {
            long off = office.channel("off", "FAILURE");
            long gone = office.channel("gone", "FAILURE");
            office.open(office.failures(1, 1));
            office.channels.change(off, Json.read("{\"enabled\":false}"));
            office.channels.remove(gone);
            office.advance(Duration.ofHours(2));
            assertThat(office.told()).isEmpty();
            assertThat(office.deliveries(off).getFirst().progress().error())
                    .contains("the channel was switched off");
            assertThat(office.deliveries(gone).getFirst().progress().error())
                    .contains("the channel was removed");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aChannelWhoseStoredSettingsAreBrokenSaysSo(Databases kind) {
        try (PostOffice office = new PostOffice(kind.fresh())) {
            long channel = office.database
                    .write(handle -> ChannelTable.add(handle, "recorder", "broken", true,
                            List.of("FAILURE"), "{}", office.instant()));
            office.open(office.failures(1, 1));
            office.settle();
            assertThat(office.deliveries(channel).getFirst().progress().error().orElseThrow())
                    .isEqualTo("the settings of the channel are not right: "
                            + "settings.password: must be a text that is not empty");
        }
    }

    @ParameterizedTest
    @EnumSource
    void anAlertThatCannotBeReadAnyMoreIsSetAside(Databases kind) {
        try (PostOffice office = new PostOffice(kind.fresh())) {
            long channel = office.channel("all", "FAILURE");
            office.open(office.failures(1, 1));
            office.database.write(handle -> handle.execute("UPDATE deliveries SET notice = '{'"));
            office.settle();
            assertThat(office.statuses(channel)).containsExactly(FAILED);
            assertThat(office.deliveries(channel).getFirst().progress().error())
                    .contains("the alert as it was stored cannot be read");
        }
    }

    @ParameterizedTest
    @EnumSource
    void deliveriesAreListedNewestFirstInPages(Databases kind) {
        try (PostOffice office = new PostOffice(kind.fresh())) {
            office.channel("all", "FAILURE");
            for (int i = 1; i <= 5; i++) {
                office.open(office.failures(i, 1));
                office.advance(Duration.ofMinutes(2));
            }
            List<StoredDelivery> first = list(office, Optional.empty(), 2);
            StoredDelivery last = first.getLast();
            List<StoredDelivery> second = list(office,
                    Optional.of(new DeliveryTable.Position(last.createdAt(), last.id())), 10);
            List<Instant> times = new ArrayList<>();
            first.forEach(delivery -> times.add(delivery.createdAt()));
            second.forEach(delivery -> times.add(delivery.createdAt()));
            assertThat(times).hasSize(5).isSortedAccordingTo(Collections.reverseOrder());
        }
    }

    @ParameterizedTest
    @EnumSource
    void oldDeliveriesAreDeletedInChunksAndASummaryAfterItsAlerts(Databases kind) {
        try (PostOffice office = new PostOffice(kind.fresh())) {
            long channel = office.channel("all", "FAILURE");
            office.open(office.failures(1, 20));
            office.advance(Duration.ofHours(1));
            office.recorder.answer(AWAY);
            office.open(office.failures(21, 1));
            office.settle();
            Instant later = office.instant().plusSeconds(1);
            assertThat(delete(office, later, 15)).isEqualTo(15);
            assertThat(delete(office, later, 15)).isEqualTo(5);
            assertThat(delete(office, later, 15)).isEqualTo(1);
            assertThat(office.statuses(channel)).containsExactly(PENDING);
        }
    }

    private static Optional<ClaimedDelivery> claim(PostOffice office, long channel, Instant until) {
        return office.database.write(handle -> DeliveryTable.claim(handle, channel, office.instant(), until));
    }

    private static int delete(PostOffice office, Instant before, int limit) {
        return office.database.write(handle -> DeliveryTable.deleteBefore(handle, before, limit));
    }

    private static List<StoredDelivery> list(
        PostOffice office,
        Optional<DeliveryTable.Position> after,
        int limit
    ) {
        return office.database
                .read(handle -> DeliveryTable.list(handle, DeliveryTable.Filter.ALL, after, limit, 0));
    }

    private static Stream<String> jobs(Message message) {
        return switch (message.content()) {
            case Content.Alert alert -> Stream.of(alert.notice().about().name());
            case Content.Summary summary -> summary.notices().stream().map(notice -> notice.about().name());
            case Content.Test _ -> Stream.of();
        };
    }

    private static List<Message> lastOfEachKey(List<Message> messages) {
        Map<UUID, Message> last = new LinkedHashMap<>();
        messages.forEach(message -> last.put(message.key(), message));
        return List.copyOf(last.values());
    }
}
