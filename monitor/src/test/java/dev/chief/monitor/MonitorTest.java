package dev.chief.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chief.monitor.notify.Peer;
import dev.chief.monitor.settings.MonitorSettings;
import dev.chief.monitor.settings.MonitorSettings.Listen;
import dev.chief.monitor.settings.MonitorSettings.SignIn;
import dev.chief.monitor.store.AlertTable;
import dev.chief.monitor.store.ChannelTable;
import dev.chief.monitor.store.Database;
import dev.chief.monitor.store.DatabaseAddress;
import dev.chief.monitor.store.DeliveryTable;
import dev.chief.monitor.store.NewAlert;
import dev.chief.monitor.store.NewDelivery;
import dev.chief.monitor.store.StoredDelivery;
import dev.chief.monitor.store.StoredDelivery.Kind;
import dev.chief.monitor.store.StoredDelivery.Progress;
import dev.chief.monitor.store.StoredDelivery.Status;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MonitorTest {
    private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");

    @Test
    void oneThatFindsItsPortTakenHasDoneNothing(@TempDir Path folder) throws IOException {
        DatabaseAddress address = new DatabaseAddress.Sqlite(folder.resolve("monitor.sqlite"));
        try (
            Peer receiver = new Peer();
            ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())
        ) {
            long delivery = pending(address, receiver);
            assertThatThrownBy(
                    () -> Monitor.start(settings(address, taken.getLocalPort()), InstantSource.fixed(NOON)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("Cannot listen");
            assertThat(receiver.requests()).isEmpty();
            try (Database database = Database.open(address)) {
                assertThat(database.<Optional<StoredDelivery>>read(
                        handle -> DeliveryTable.find(handle, delivery)).orElseThrow().progress().attempts())
                        .isZero();
            }
        }
    }

    /** A delivery that is due at noon. */
    private static long pending(DatabaseAddress address, Peer receiver) {
        try (Database database = Database.open(address)) {
            return database.write(handle -> {
                long channel = ChannelTable.add(handle, "webhook", "pager", true, List.of("FAILURE"),
                        "{\"url\":\"" + receiver.address("/") + "\",\"secret\":\"long enough to be one\"}",
                        NOON);
                long alert = AlertTable
                        .open(handle, new NewAlert(NewAlert.Subject.job("X"), "FAILURE", "ERROR",
                                new NewAlert.Key("X:FAILURE", "r1"), "Job X failed", "{}", NOON, NOON))
                        .orElseThrow()
                        .id();
                Progress due = new Progress(Status.PENDING, 0, Optional.of(NOON), Optional.empty(),
                        Optional.empty(), Optional.empty());
                return DeliveryTable.add(handle, new NewDelivery(new UUID(1, 2), channel, Optional.of(alert),
                        Kind.ALERT, due, Optional.empty(), Optional.of("{}")), NOON);
            });
        }
    }

    private static MonitorSettings settings(DatabaseAddress address, int port) {
        return new MonitorSettings(new Listen("127.0.0.1", port), address,
                new MonitorSettings.Access(Optional.empty(), SignIn.NOT_SET_UP, Optional.empty(),
                        Optional.empty(), List.of(), Optional.empty()),
                new MonitorSettings.Mail.None(), Duration.ofDays(30), Duration.ofSeconds(15),
                Duration.ofHours(1));
    }
}
