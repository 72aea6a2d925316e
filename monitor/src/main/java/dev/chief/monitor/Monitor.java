package dev.chief.monitor;

import dev.chief.monitor.api.Alerting;
import dev.chief.monitor.api.Gate;
import dev.chief.monitor.api.Live;
import dev.chief.monitor.api.Metrics;
import dev.chief.monitor.api.MonitorApi;
import dev.chief.monitor.auth.Auth;
import dev.chief.monitor.auth.AuthSetupException;
import dev.chief.monitor.auth.Decision;
import dev.chief.monitor.check.AlertDesk;
import dev.chief.monitor.check.Checks;
import dev.chief.monitor.check.Evaluator;
import dev.chief.monitor.check.Notices;
import dev.chief.monitor.http.HttpServer;
import dev.chief.monitor.http.Limits;
import dev.chief.monitor.http.Routes;
import dev.chief.monitor.ingest.EventReader;
import dev.chief.monitor.ingest.GroupCommit;
import dev.chief.monitor.loop.Alarm;
import dev.chief.monitor.loop.Loop;
import dev.chief.monitor.notify.Channels;
import dev.chief.monitor.notify.Courier;
import dev.chief.monitor.notify.Outbox;
import dev.chief.monitor.notify.Silences;
import dev.chief.monitor.notify.email.Email;
import dev.chief.monitor.notify.email.EmailAlerts;
import dev.chief.monitor.notify.slack.Slack;
import dev.chief.monitor.notify.webhook.Webhook;
import dev.chief.monitor.settings.MonitorSettings;
import dev.chief.monitor.store.Database;
import dev.chief.monitor.store.Retention;
import dev.chief.monitor.store.StoreException;
import dev.chief.monitor.web.Parts;
import dev.chief.monitor.web.Web;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A monitor that is running: it takes telemetry in, watches the clock, tells people, and answers requests. For any thread.
 */
public final class Monitor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Monitor.class);

    private final URI endpoint;
    private final URI address;
    /** What is to be ended, the last that began first. */
    private final Deque<AutoCloseable> parts;

    private Monitor(URI endpoint, URI address, Deque<AutoCloseable> parts) {
        this.endpoint = endpoint;
        this.address = address;
        this.parts = parts;
    }

    /**
     * Starts a monitor. When this returns it answers requests.
     *
     * @param clock says what time it is
     * @throws IOException if it cannot listen where it is to
     * @throws StoreException if the database cannot be used
     * @throws AuthSetupException if nobody could sign in
     */
    public static Monitor start(MonitorSettings settings, InstantSource clock)
            throws IOException {
        Deque<AutoCloseable> parts = new ArrayDeque<>();
        try {
            return start(settings, clock, parts);
        } catch (IOException | RuntimeException e) {
            close(parts);
            throw e;
        }
    }

    private static Monitor start(MonitorSettings settings, InstantSource clock, Deque<AutoCloseable> parts)
            throws IOException {
        Database database = add(parts, Database.open(settings.database()));
        SecureRandom random = new SecureRandom();
        Auth auth = Auth.open(settings, database, clock, random);

        Email email = new Email(settings.mail());
        Channels channels = new Channels(database, List.of(email, new Webhook(), new Slack()), clock);
        Alarm courierAlarm = Alarm.ofMachine();
        Courier courier = add(parts, new Courier(database, channels, clock, courierAlarm));

        Checks checks = new Checks(new Outbox(courierAlarm::wake), new Notices(settings.access().baseUrl()));
        Evaluator evaluator = new Evaluator(database, checks, settings.evaluatorInterval());
        Loop evaluating = add(parts, new Loop("evaluator", clock, Alarm.ofMachine(), evaluator::look));

        Live live = add(parts, new Live(database));
        GroupCommit ingest = add(parts, new GroupCommit(database, checks, (_, lookAt) -> {
            live.wake();
            // What was heard may be due before the evaluator meant to look again.
            lookAt.ifPresent(evaluating::takeBy);
        }));
        AlertDesk desk = new AlertDesk(database, checks, clock);

        MonitorApi.Notifications notifications = new MonitorApi.Notifications(channels,
                new EmailAlerts(database, channels, email), new Silences(database, clock));
        Routes.Builder<Decision.Allow> routes = Routes.builder();
        Web web = new Web(
                new Parts(database, auth, notifications, closing(desk), settings, clock, version()));
        web.addTo(routes);
        new MonitorApi(
                new MonitorApi.Parts(database, new EventReader(random::nextLong), ingest, closing(desk),
                        auth.apiKeys(),
                        notifications, clock),
                new Metrics(ingest::waiting), live).addTo(routes);

        evaluator.start(clock.instant());
        Loop retaining = add(parts, retention(settings, database, clock));
        // Before anything acts: a monitor that finds its port taken has sent nobody half a message. Requests wait for the rest.
        HttpServer server = add(parts,
                HttpServer.start(settings.listen().host(), settings.listen().port(), Limits.USUAL,
                        clock, new Gate(auth.access(), routes.build(), web)));
        // Streams are to end before the server waits for the requests in flight.
        add(parts, live);
        ingest.start();
        live.start();
        evaluating.start();
        courier.start();
        retaining.start();
        URI endpoint = endpoint(settings.listen().host(), server.port());
        return new Monitor(endpoint, settings.access().baseUrl().orElse(endpoint), parts);
    }

    /** That of the jar; a build that is no jar has none. */
    private static String version() {
        return Optional.ofNullable(Monitor.class.getPackage().getImplementationVersion())
                .orElse("from the sources");
    }

    private static Loop retention(MonitorSettings settings, Database database, InstantSource clock) {
        Retention retention = new Retention(database);
        return new Loop("retention", clock, Alarm.ofMachine(), now -> {
            Instant before = now.minus(settings.retention());
            Retention.Deleted deleted = retention.delete(before, now);
            if (deleted.events() + deleted.runs() + deleted.alerts() > 0) {
                LOG.info("Deleted what is older than {}: {} events, {} runs, {} alerts.", before,
                        deleted.events(),
                        deleted.runs(), deleted.alerts());
            }
            return now.plus(settings.retentionInterval());
        });
    }

    private static Alerting closing(AlertDesk desk) {
        return (id, reason) -> desk.close(id, reason)
                .map(closed -> new Alerting.Closed(closed.updated(), closed.alert()));
    }

    private static URI endpoint(String host, int port) {
        // An address of all interfaces is none that anybody can ask.
        String asked = host.equals("0.0.0.0") || host.equals("::") ? "127.0.0.1" : host;
        return URI.create("http://" + (asked.contains(":") ? "[" + asked + "]" : asked) + ":" + port);
    }

    /** Where programs on this machine find it. */
    public URI endpoint() {
        return endpoint;
    }

    /** Where people find it. */
    public URI address() {
        return address;
    }

    /** Takes nothing more, finishes what it has begun, and ends. */
    @Override
    public void close() {
        close(parts);
    }

    private static <T extends AutoCloseable> T add(Deque<AutoCloseable> parts, T part) {
        parts.push(part);
        return part;
    }

    private static void close(Deque<AutoCloseable> parts) {
        while (!parts.isEmpty()) {
            AutoCloseable part = parts.pop();
            try {
                part.close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Exception e) {
                // The others are to be ended all the same, the database above all.
                LOG.warn("{} did not end well.", part.getClass().getSimpleName(), e);
            }
        }
    }
}
