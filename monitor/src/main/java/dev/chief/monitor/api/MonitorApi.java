package dev.chief.monitor.api;

import static java.util.Objects.requireNonNull;

import dev.chief.monitor.auth.ApiKeys;
import dev.chief.monitor.auth.Decision;
import dev.chief.monitor.http.Response;
import dev.chief.monitor.http.Routes;
import dev.chief.monitor.ingest.EventReader;
import dev.chief.monitor.ingest.Ingest;
import dev.chief.monitor.notify.Channels;
import dev.chief.monitor.notify.Silences;
import dev.chief.monitor.notify.email.EmailAlerts;
import dev.chief.monitor.store.Database;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.InstantSource;

/** Every endpoint of the API. For any thread. */
public final class MonitorApi {
    private static final String CONTRACT = "openapi.yaml";

    private final Parts parts;
    private final Metrics metrics;
    private final Live live;

    /**
     * What the endpoints stand on.
     *
     * @param reader of events
     * @param keys named API keys
     * @param notifications channels and silences
     * @param time for what is said to be now
     */
    public record Parts(
        Database database,
        EventReader reader,
        Ingest ingest,
        Alerting alerting,
        ApiKeys keys,
        Notifications notifications,
        InstantSource time
    ) {
        public Parts {
            requireNonNull(database);
            requireNonNull(reader);
            requireNonNull(ingest);
            requireNonNull(alerting);
            requireNonNull(keys);
            requireNonNull(notifications);
            requireNonNull(time);
        }
    }

    /**
     * Who is told of alerts.
     *
     * @param email the channel of {@code /v1/settings/alerts/email}
     */
    public record Notifications(Channels channels, EmailAlerts email, Silences silences) {
        public Notifications {
            requireNonNull(channels);
            requireNonNull(email);
            requireNonNull(silences);
        }
    }

    /**
     * @param metrics what {@code /metrics} tells
     * @param live what {@code /v1/stream} tells
     */
    public MonitorApi(Parts parts, Metrics metrics, Live live) {
        this.parts = requireNonNull(parts);
        this.metrics = requireNonNull(metrics);
        this.live = requireNonNull(live);
    }

    /** Adds every endpoint to a table. */
    public void addTo(Routes.Builder<Decision.Allow> routes) {
        Database database = parts.database();
        new StatusApi(database, parts.time()).addTo(routes);
        new EventApi(database, parts.reader(), parts.ingest(), metrics, parts.time()).addTo(routes);
        new AlertApi(database, parts.alerting(), parts.time()).addTo(routes);
        new NotificationApi(database, parts.notifications()).addTo(routes);
        new KeyApi(parts.keys()).addTo(routes);
        new JobApi(database, parts.alerting()).addTo(routes);
        byte[] contract = contract();
        routes.get("/v1/stream", (request, _) -> live.stream(request))
                .get("/metrics", (_, _) -> metrics.scrape(database))
                .get("/openapi.yaml", (_, _) -> Response.of(200, "application/yaml", contract));
    }

    private static byte[] contract() {
        try (InputStream in = MonitorApi.class.getResourceAsStream(CONTRACT)) {
            return requireNonNull(in, CONTRACT).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
