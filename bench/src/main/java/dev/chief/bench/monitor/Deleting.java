package dev.chief.bench.monitor;

import dev.chief.bench.Report;
import dev.chief.bench.store.Traffic;
import dev.chief.monitor.store.Database;
import dev.chief.monitor.store.DatabaseAddress;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** What deleting a day's events does to requests. The monitor was told to look often for what is old. */
final class Deleting {
    static final List<String> COLUMNS = List.of("deleted", "requests", "p50 ms", "p99 ms", "longest ms");
    private static final int PORTION = 1_000;

    private final MonitorProcess monitor;
    private final DatabaseAddress address;

    Deleting(MonitorProcess monitor, DatabaseAddress address) {
        this.monitor = monitor;
        this.address = address;
    }

    /** Makes as many events old as a day has of those of a month, and sends others until the old ones are gone. */
    Result measure(int events) throws IOException {
        int old = events / 30;
        Latencies latencies = new Latencies();
        try (
            Database database = Database.open(address);
            Connection connection = new Connection(monitor.port())
        ) {
            int before = monitor.log().length();
            for (int done = 0; done < old; done += PORTION) {
                int last = Math.min(old, done + PORTION);
                int from = done;
                database.change(handle -> handle.execute(
                        "UPDATE events SET received_at = 0 WHERE id > ? AND id <= ?", from, last));
            }
            Traffic traffic = new Traffic(new Traffic.Fleet("later-", Traffic.JOBS), Instant.now(),
                    Duration.ofMillis(1));
            while (!monitor.log().substring(before).contains("Deleted what is older")) {
                byte[] request = Wire.request("/v1/events/batch", Wire.batch(traffic.next(50)));
                long begin = System.nanoTime();
                connection.exchange(request, 202);
                latencies.add(System.nanoTime() - begin);
                LockSupport.parkNanos(5_000_000);
            }
        }
        return new Result(old, latencies);
    }

    /** What came of it. */
    record Result(int old, Latencies latencies) {
        double longest() {
            return latencies.millis(1);
        }

        List<String> cells() {
            return List.of(Report.number(old), Report.number(latencies.count()),
                    Report.number(latencies.millis(0.5)),
                    Report.number(latencies.millis(0.99)), Report.number(longest()));
        }
    }
}
