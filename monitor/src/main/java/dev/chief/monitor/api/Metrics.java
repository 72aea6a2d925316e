package dev.chief.monitor.api;

import dev.chief.monitor.http.Response;
import dev.chief.monitor.store.AlertTable;
import dev.chief.monitor.store.CheckTable;
import dev.chief.monitor.store.Database;
import dev.chief.monitor.store.DeliveryTable;
import dev.chief.monitor.store.EventTable;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** What the monitor measures of itself. No label holds what clients choose, so that their number is bounded. For any thread. */
public final class Metrics {
    private static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Counter inserted = events("inserted");
    private final Counter duplicates = events("duplicate");
    private final Counter dropped = events("dropped");
    private final Timer latency = Timer.builder("chief.monitor.ingest")
            .description("How long storing the events of a request took.")
            .serviceLevelObjectives(Duration.ofMillis(5), Duration.ofMillis(10), Duration.ofMillis(25),
                    Duration.ofMillis(50),
                    Duration.ofMillis(100), Duration.ofMillis(250), Duration.ofSeconds(1))
            .register(registry);
    private final MultiGauge checks = MultiGauge.builder("chief.monitor.checks")
            .description("Checks by state.")
            .register(registry);
    private final MultiGauge alerts = MultiGauge.builder("chief.monitor.alerts.open")
            .description("Open alerts by type.")
            .register(registry);
    private volatile Numbers numbers = new Numbers(0, 0, 0);

    /** Numbers of the database, as they were when they were asked for last. */
    private record Numbers(long events, long databaseBytes, long waitingDeliveries) {}

    /** @param queue how many requests wait to be stored */
    public Metrics(IntSupplier queue) {
        Gauge.builder("chief.monitor.ingest.queue", queue, IntSupplier::getAsInt)
                .description("Requests that wait to be stored.")
                .register(registry);
        Gauge.builder("chief.monitor.events.stored", this, metrics -> metrics.numbers.events())
                .description("Events in the database.")
                .register(registry);
        Gauge.builder("chief.monitor.database.size", this, metrics -> metrics.numbers.databaseBytes())
                .baseUnit("bytes")
                .description("Size of the database.")
                .register(registry);
        Gauge.builder("chief.monitor.channels.waiting", this, metrics -> metrics.numbers.waitingDeliveries())
                .description("Channels with deliveries that wait to be tried.")
                .register(registry);
    }

    void accepted(int newOnes, int knownOnes, int faultyOnes) {
        inserted.increment(newOnes);
        duplicates.increment(knownOnes);
        dropped.increment(faultyOnes);
    }

    void dropped(int faultyOnes) {
        dropped.increment(faultyOnes);
    }

    <T> T timed(Supplier<T> work) {
        Timer.Sample sample = Timer.start(registry);
        try {
            return work.get();
        } finally {
            sample.stop(latency);
        }
    }

    /** All of it in the text format of Prometheus. */
    Response scrape(Database database) {
        long bytes = database.sizeBytes();
        database.read(handle -> {
            rows(checks, "state", CheckTable.countsByState(handle));
            rows(alerts, "type", AlertTable.openByType(handle));
            numbers = new Numbers(EventTable.totals(handle).events(), bytes,
                    DeliveryTable.waiting(handle).size());
            return true;
        });
        return Response.of(200, TYPE, registry.scrape().getBytes(StandardCharsets.UTF_8));
    }

    private static void rows(MultiGauge gauge, String label, Map<String, Long> counts) {
        gauge.register(counts.entrySet()
                .stream().<MultiGauge
                        .Row<?>>map(
                                entry -> MultiGauge.Row.of(Tags.of(label, entry.getKey()), entry.getValue()))
                .toList(), true);
    }

    private Counter events(String result) {
        return Counter.builder("chief.monitor.events")
                .description("Events received, by what became of them.")
                .tag("result", result)
                .register(registry);
    }
}
