package dev.chief.monitor.web;

import dev.chief.monitor.api.Alerting;
import dev.chief.monitor.api.Gate;
import dev.chief.monitor.api.Live;
import dev.chief.monitor.api.Metrics;
import dev.chief.monitor.api.MonitorApi;
import dev.chief.monitor.auth.Auth;
import dev.chief.monitor.auth.Decision;
import dev.chief.monitor.check.AlertDesk;
import dev.chief.monitor.check.Checks;
import dev.chief.monitor.check.Notices;
import dev.chief.monitor.demo.Demo;
import dev.chief.monitor.http.HttpServer;
import dev.chief.monitor.http.Limits;
import dev.chief.monitor.http.Routes;
import dev.chief.monitor.ingest.EventReader;
import dev.chief.monitor.ingest.GroupCommit;
import dev.chief.monitor.notify.Channels;
import dev.chief.monitor.notify.Outbox;
import dev.chief.monitor.notify.Silences;
import dev.chief.monitor.notify.email.Email;
import dev.chief.monitor.notify.email.EmailAlerts;
import dev.chief.monitor.notify.slack.Slack;
import dev.chief.monitor.notify.webhook.Webhook;
import dev.chief.monitor.settings.MonitorSettings;
import dev.chief.monitor.settings.MonitorSettings.Admin;
import dev.chief.monitor.settings.MonitorSettings.Listen;
import dev.chief.monitor.settings.MonitorSettings.Mail;
import dev.chief.monitor.settings.MonitorSettings.SignIn;
import dev.chief.monitor.store.Database;
import dev.chief.monitor.store.DatabaseAddress;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * The monitor as {@code chief monitor} puts it together, intake, rules, pages and all, but for what acts as time goes by: it stands still at
 * the end of the month that the demo tells of.
 */
final class RealMonitor implements AutoCloseable {
    static final String EMAIL = "admin@example.com";
    static final String PASSWORD = "correct horse battery";
    private static final Instant NOW = Instant.parse("2026-11-26T14:32:10Z");

    private final Database database;
    private final GroupCommit ingest;
    private final Live live;
    private final HttpServer server;

    private RealMonitor(MonitorSettings settings) throws IOException {
        InstantSource time = InstantSource.fixed(NOW);
        SecureRandom random = new SecureRandom();
        database = Database.open(settings.database());
        Auth auth = Auth.open(settings, database, time, random);
        Email email = new Email(settings.mail());
        Channels channels = new Channels(database, List.of(email, new Webhook(), new Slack()), time);
        Checks checks = new Checks(new Outbox(() -> {}), new Notices(Optional.empty()));
        live = new Live(database);
        ingest = new GroupCommit(database, checks, (_, _) -> live.wake());
        AlertDesk desk = new AlertDesk(database, checks, time);
        Alerting closing = (id, reason) -> desk.close(id, reason)
                .map(closed -> new Alerting.Closed(closed.updated(), closed.alert()));
        MonitorApi.Notifications notifications = new MonitorApi.Notifications(channels,
                new EmailAlerts(database, channels, email), new Silences(database, time));
        Routes.Builder<Decision.Allow> routes = Routes.builder();
        Web web = new Web(new Parts(database, auth, notifications, closing, settings, time, "0.1.0"));
        web.addTo(routes);
        new MonitorApi(new MonitorApi.Parts(database, new EventReader(random::nextLong), ingest, closing,
                auth.apiKeys(), notifications, time), new Metrics(ingest::waiting), live).addTo(routes);
        ingest.start();
        live.start();
        server = HttpServer.start("127.0.0.1", 0, Limits.USUAL, time,
                new Gate(auth.access(), routes.build(), web));
    }

    /** Writes the demo to where a monitor of a folder keeps its data. */
    static void fill(Path folder) {
        Demo.fill(store(folder), 1, NOW);
    }

    /** One at which people sign in and programs need a key, and which sends mail by way of a provider at an address. */
    static RealMonitor withSignIn(Path folder, URI provider) throws IOException {
        return new RealMonitor(
                settings(folder, SignIn.ON, new Mail.Resend("re_key", "chief@example.com", provider)));
    }

    static RealMonitor open(Path folder) throws IOException {
        return new RealMonitor(settings(folder, SignIn.NOT_SET_UP, new Mail.None()));
    }

    private static MonitorSettings settings(Path folder, SignIn signIn, Mail mail) {
        boolean on = signIn.isOn();
        return new MonitorSettings(new Listen("127.0.0.1", 0), store(folder),
                new MonitorSettings.Access(Optional.of("the key of this monitor").filter(_ -> on), signIn,
                        Optional.of("a secret of the tests, long enough").filter(_ -> on), Optional.empty(),
                        List.of(), Optional.of(new Admin(EMAIL, PASSWORD)).filter(_ -> on)),
                mail, Duration.ofDays(30), Duration.ofSeconds(15), Duration.ofHours(1));
    }

    private static DatabaseAddress store(Path folder) {
        return new DatabaseAddress.Sqlite(folder.resolve("monitor.sqlite"));
    }

    /** Where a page of it is. */
    String address(String path) {
        return "http://127.0.0.1:" + server.port() + path;
    }

    @Override
    public void close() {
        live.close();
        server.close();
        ingest.close();
        database.close();
    }
}
