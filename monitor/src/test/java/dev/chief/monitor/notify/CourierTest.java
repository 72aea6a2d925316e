package dev.chief.monitor.notify;

import static dev.chief.monitor.store.StoredDelivery.Status.PENDING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chief.monitor.loop.Alarm;
import dev.chief.monitor.store.ChannelTable;
import dev.chief.monitor.store.Database;
import dev.chief.monitor.store.DatabaseAddress;
import dev.chief.monitor.store.Databases;
import dev.chief.monitor.store.DeliveryTable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

class CourierTest {
    /** So far ahead of the machine's clock that only a wake-up ends a sleep. */
    private static final Instant FAR = Instant.parse("2100-01-01T00:00:00Z");
    private static final int ALERTS = 60;

    @ParameterizedTest
    @EnumSource
    void aCommitWakesTheCourier(Databases kind) throws InterruptedException {
        try (PostOffice office = new PostOffice(kind.fresh())) {
            office.channel("all", "FAILURE");
            Alarm alarm = Alarm.ofMachine();
            try (
                Courier courier = new Courier(office.database, office.channels, InstantSource.fixed(FAR),
                        alarm)
            ) {
                courier.start();
                // The office itself does nothing here: its clock is another one.
                new Enqueue(office, new Outbox(alarm::wake)).failures(1, 2);
                office.recorder.await(2);
            }
            assertThat(office.told()).containsExactly("job1", "job2");
        }
    }

    @Test
    void anAttemptThatGoesOnWhenTheMonitorStopsIsBrokenOffAndTriedAgain() throws InterruptedException {
        try (PostOffice office = new PostOffice(Databases.SQLITE.fresh())) {
            Stuck stuck = new Stuck();
            Channels channels = new Channels(office.database, List.of(stuck), office);
            long channel = office.database.write(handle -> ChannelTable.add(handle, "stuck", "stuck", true,
                    List.of("FAILURE"), "{}", FAR));
            Alarm alarm = Alarm.ofMachine();
            Courier courier = new Courier(office.database, channels, InstantSource.fixed(FAR), alarm,
                    new Sending(Courier.LIMIT), Duration.ZERO);
            courier.start();
            new Enqueue(office, new Outbox(alarm::wake)).failures(1, 1);
            stuck.begun.await();
            courier.close();
            assertThat(office.statuses(channel)).containsExactly(PENDING);
            assertThat(office.deliveries(channel).getFirst().progress().error()).contains("stopped");
        }
    }

    @Test
    void anAttemptThatTakesTooLongIsBrokenOff() {
        Message message = new Message(new UUID(1, 2), new Message.Content.Test("stuck", "x", FAR, List.of()),
                FAR,
                Set.of());
        assertThat(new Sending(Duration.ofSeconds(1)).attempt(new Stuck(), message))
                .isEqualTo(Outcome.passing("it took longer than 1 s", Optional.empty()));
    }

    @Test
    void twoMonitorsOnOneDatabaseSendNothingTwice() throws ExecutionException, InterruptedException {
        DatabaseAddress address = Databases.POSTGRES.fresh();
        try (PostOffice office = new PostOffice(address); Database other = Database.open(address)) {
            for (int i = 0; i < 4; i++) {
                office.channel("channel" + i, "FAILURE");
            }
            // One at a time, minutes apart, so that they are no burst.
            for (int i = 1; i <= ALERTS; i++) {
                new Enqueue(office, new Outbox(() -> {})).at(PostOffice.START.plusSeconds(i * 60L), i);
            }
            List<Future<Integer>> couriers = new ArrayList<>();
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                couriers.add(threads.submit(() -> drain(office.database, office)));
                couriers.add(threads.submit(() -> drain(other, office)));
            }
            int first = couriers.getFirst().get();
            int second = couriers.getLast().get();
            assertThat(office.recorder.messages().stream().map(Message::key)).hasSize(4 * ALERTS)
                    .doesNotHaveDuplicates();
            assertThat(first + second).isPositive();
        }
    }

    /** Looks and sends until nothing waits any more, and says how often it looked. */
    private static int drain(Database database, PostOffice office) {
        Channels channels = new Channels(database, List.of(office.recorder), InstantSource.fixed(FAR));
        Dispatch dispatch = new Dispatch(database, channels, InstantSource.fixed(FAR),
                new Dispatch.Lanes(new Sending(Courier.LIMIT), Runnable::run, () -> {}));
        int looks = 0;
        while (!database.read(DeliveryTable::waiting).isEmpty()) {
            dispatch.look();
            looks++;
        }
        return looks;
    }

    /** Puts alerts into an outbox that is not the office's own. */
    private record Enqueue(PostOffice office, Outbox outbox) {
        void failures(int first, int count) {
            office.open(outbox, FAR, office.failures(first, count));
        }

        void at(Instant time, int number) {
            office.open(outbox, time, office.failures(number, 1));
        }
    }

    /** A channel whose receiver never answers. */
    private static final class Stuck implements ChannelKind, Channel {
        final CountDownLatch begun = new CountDownLatch(1);

        @Override
        public String name() {
            return "stuck";
        }

        @Override
        public Set<String> secrets() {
            return Set.of();
        }

        @Override
        public Channel open(JsonNode settings) {
            return this;
        }

        @Override
        public Optional<String> obstacle() {
            return Optional.empty();
        }

        @Override
        public int receivers() {
            return 1;
        }

        @Override
        public Outcome send(Message message) {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
                throw new AssertionError("nobody counts it down");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Outcome.passing("stopped", Optional.empty());
            }
        }
    }
}
