package dev.chief.monitor.api;

import dev.chief.monitor.auth.Auth;
import dev.chief.monitor.auth.Decision;
import dev.chief.monitor.http.HttpServer;
import dev.chief.monitor.http.Limits;
import dev.chief.monitor.http.Response;
import dev.chief.monitor.http.Routes;
import dev.chief.monitor.ingest.EventReader;
import dev.chief.monitor.ingest.Ingest;
import dev.chief.monitor.notify.Channels;
import dev.chief.monitor.notify.Silences;
import dev.chief.monitor.notify.email.Email;
import dev.chief.monitor.notify.email.EmailAlerts;
import dev.chief.monitor.notify.webhook.Webhook;
import dev.chief.monitor.settings.MonitorSettings;
import dev.chief.monitor.settings.MonitorSettings.Admin;
import dev.chief.monitor.settings.MonitorSettings.Listen;
import dev.chief.monitor.settings.MonitorSettings.Mail;
import dev.chief.monitor.settings.MonitorSettings.SignIn;
import dev.chief.monitor.store.AlertTable;
import dev.chief.monitor.store.CheckTable;
import dev.chief.monitor.store.Database;
import dev.chief.monitor.store.DatabaseAddress;
import dev.chief.monitor.store.EventTable;
import dev.chief.monitor.store.NewAlert;
import dev.chief.monitor.store.NewEvent;
import dev.chief.monitor.store.RunTable;
import dev.chief.monitor.store.StoredAlert;
import dev.chief.monitor.store.StoredCheck;
import dev.chief.monitor.store.StoredEvent;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/** The whole API on a real server and a real database, and somebody who asks it, held against the contract. */
final class House implements AutoCloseable {
    static final String KEY = "the key of the monitor";
    static final Instant NOW = Instant.parse("2026-02-25T18:40:05.250Z");

    private final Contract contract = new Contract();
    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpServer server;
    private final Live live;
    final Database database;
    final Routes<Decision.Allow> routes;

    /** What is answered. */
    record Answer(int status, String body, HttpResponse<String> response) {}

    private House(DatabaseAddress address, boolean keySet) throws IOException {
        this.database = Database.open(address);
        InstantSource time = InstantSource.fixed(NOW);
        MonitorSettings settings = settings(address, keySet);
        Auth auth = Auth.open(settings, database, time, new SecureRandom());
        Email email = new Email(settings.mail());
        Channels channels = new Channels(database, List.of(email, new Webhook()), time);
        this.live = new Live(database);
        MonitorApi.Parts parts = new MonitorApi.Parts(database,
                new EventReader(new SplittableRandom(1)::nextLong), this::accept,
                this::close,
                auth.apiKeys(),
                new MonitorApi.Notifications(channels, new EmailAlerts(database, channels, email),
                        new Silences(database, time)),
                time);
        Routes.Builder<Decision.Allow> table = Routes.builder();
        new MonitorApi(parts, new Metrics(() -> 0), live).addTo(table);
        this.routes = table.build();
        live.start();
        this.server = HttpServer.start("127.0.0.1", 0, Limits.USUAL, time,
                new Gate(auth.access(), routes, (_, _, status, error) -> Response.error(status, error)));
    }

    /** Where nobody has to say who they are. */
    static House open(DatabaseAddress address) throws IOException {
        return new House(address, false);
    }

    /** Where a key is needed. */
    static House locked(DatabaseAddress address) throws IOException {
        return new House(address, true);
    }

    private static MonitorSettings settings(DatabaseAddress address, boolean keySet) {
        return new MonitorSettings(new Listen("127.0.0.1", 7410), address,
                new MonitorSettings.Access(Optional.of(KEY).filter(_ -> keySet), SignIn.OFF, Optional.empty(),
                        Optional.empty(), List.of(), Optional.<Admin>empty()),
                new Mail.None(), Duration.ofDays(30), Duration.ofSeconds(15), Duration.ofHours(1));
    }

    private Ingest.Accepted accept(List<NewEvent> events, Instant receivedAt) {
        List<StoredEvent> stored = database.write(handle -> {
            List<StoredEvent> inserted = EventTable.insert(handle, events, receivedAt);
            RunTable.upsert(handle, inserted.stream().map(StoredEvent::event).toList());
            return inserted;
        });
        live.wake();
        return new Ingest.Accepted(stored.size(), events.size() - stored.size());
    }

    private Optional<Alerting.Closed> close(long id, String reason) {
        return database.write(handle -> {
            boolean updated = AlertTable.close(handle, id, NOW, reason);
            return AlertTable.get(handle, id).map(alert -> new Alerting.Closed(updated, alert));
        });
    }

    /** An open alert of a job. */
    StoredAlert alert(String job) {
        return database
                .write(handle -> AlertTable.open(handle,
                        new NewAlert(NewAlert.Subject.job(job), "FAILURE", "ERROR",
                                new NewAlert.Key(job + ":FAILURE", "a cause"), "Job " + job + " failed",
                                "{\"returnCode\":2}", NOW, NOW)))
                .orElseThrow();
    }

    /** The check of a job. */
    void check(String job) {
        StoredCheck.Checkpoint nothing = new StoredCheck.Checkpoint("{}", Optional.empty());
        database.write(handle -> {
            CheckTable.save(handle,
                    List.of(new StoredCheck(job, new StoredCheck.Condition("UP", "FAILING", Optional.empty()),
                            new StoredCheck.Policy(true, true, true, 120),
                            new StoredCheck.Progress(Optional.of(NOW), Optional.empty(), Optional.empty(),
                                    Optional.of(NOW), 1, NOW),
                            StoredCheck.Declaration.NONE,
                            new StoredCheck.Handling(Optional.empty(), false), Optional.empty(),
                            new StoredCheck.History("{}", nothing, nothing, 0))));
            return true;
        });
    }

    int port() {
        return server.port();
    }

    Answer get(String path) throws IOException, InterruptedException {
        return send("GET", path, "");
    }

    Answer post(String path, String body) throws IOException, InterruptedException {
        return send("POST", path, body);
    }

    Answer send(String method, String path, String body) throws IOException, InterruptedException {
        return send(method, path, body, request -> request.header("x-api-key", KEY));
    }

    /** Sends what the contract does not have. */
    Answer unheld(String method, String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> response = client
                .send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                        .header("x-api-key", KEY)
                        .method(method, BodyPublishers.ofString(body))
                        .build(), BodyHandlers.ofString());
        return new Answer(response.statusCode(), response.body(), response);
    }

    /** Sends a request to which something is added. */
    Answer send(String method, String path, String body, UnaryOperator<HttpRequest.Builder> more)
            throws IOException, InterruptedException {
        URI address = URI.create("http://127.0.0.1:" + port() + path);
        HttpResponse<String> response = client.send(more.apply(HttpRequest.newBuilder(address)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body)))
                .build(),
                BodyHandlers.ofString());
        contract.check(new Contract.Exchange(method, address, body, response.statusCode(),
                response.headers().firstValue("Content-Type").orElse(""), response.body()));
        return new Answer(response.statusCode(), response.body(), response);
    }

    @Override
    public void close() {
        client.close();
        live.close();
        server.close();
        database.close();
    }
}
