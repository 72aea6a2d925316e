package dev.chief.monitor.web;

import dev.chief.monitor.api.Alerting;
import dev.chief.monitor.api.Gate;
import dev.chief.monitor.api.Live;
import dev.chief.monitor.api.Metrics;
import dev.chief.monitor.api.MonitorApi;
import dev.chief.monitor.auth.Auth;
import dev.chief.monitor.auth.Decision;
import dev.chief.monitor.http.HttpServer;
import dev.chief.monitor.http.Limits;
import dev.chief.monitor.http.Routes;
import dev.chief.monitor.ingest.EventReader;
import dev.chief.monitor.ingest.Ingest;
import dev.chief.monitor.notify.Channels;
import dev.chief.monitor.notify.Silences;
import dev.chief.monitor.notify.email.Email;
import dev.chief.monitor.notify.email.EmailAlerts;
import dev.chief.monitor.notify.slack.Slack;
import dev.chief.monitor.notify.webhook.Webhook;
import dev.chief.monitor.settings.MonitorSettings;
import dev.chief.monitor.settings.MonitorSettings.Admin;
import dev.chief.monitor.settings.MonitorSettings.Listen;
import dev.chief.monitor.settings.MonitorSettings.SignIn;
import dev.chief.monitor.store.AlertTable;
import dev.chief.monitor.store.CheckTable;
import dev.chief.monitor.store.Database;
import dev.chief.monitor.store.DatabaseAddress;
import dev.chief.monitor.store.EventTable;
import dev.chief.monitor.store.NewAlert;
import dev.chief.monitor.store.NewEvent;
import dev.chief.monitor.store.RunTable;
import dev.chief.monitor.store.StoredCheck;
import dev.chief.monitor.store.StoredEvent;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A monitor with its pages, its API and its sign-in, on a real server and a real database. Time stands still in it. */
final class Monitor implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-11-26T14:32:10Z");
    static final String EMAIL = "admin@example.com";
    static final String PASSWORD = "correct horse battery";

    private final HttpServer server;
    private final Live live;
    final Database database;

    private Monitor(Path folder, SignIn signIn, Optional<URI> baseUrl) throws IOException {
        InstantSource time = InstantSource.fixed(NOW);
        DatabaseAddress address = new DatabaseAddress.Sqlite(folder.resolve("monitor.sqlite"));
        MonitorSettings settings = settings(address, signIn, baseUrl);
        database = Database.open(address);
        Auth auth = Auth.open(settings, database, time, new SecureRandom());
        Email email = new Email(settings.mail());
        Channels channels = new Channels(database, List.of(email, new Webhook(), new Slack()), time);
        live = new Live(database);
        Routes.Builder<Decision.Allow> table = Routes.builder();
        MonitorApi.Notifications notifications = new MonitorApi.Notifications(channels,
                new EmailAlerts(database, channels, email), new Silences(database, time));
        Web web = new Web(new Parts(database, auth, notifications, this::close, settings, time, "0.1.0"));
        web.addTo(table);
        new MonitorApi(new MonitorApi.Parts(database, new EventReader(() -> 42), this::accept, this::close,
                auth.apiKeys(), notifications, time), new Metrics(() -> 0), live).addTo(table);
        table.get("/broken", (_, _) -> {
            throw new IllegalStateException("for the log alone");
        }).get("/v1/broken", (_, _) -> {
            throw new IllegalStateException("for the log alone");
        });
        live.start();
        server = HttpServer.start("127.0.0.1", 0, Limits.USUAL, time,
                new Gate(auth.access(), table.build(), web));
    }

    static Monitor withSignIn(Path folder) throws IOException {
        return new Monitor(folder, SignIn.ON, Optional.empty());
    }

    static Monitor open(Path folder) throws IOException {
        return new Monitor(folder, SignIn.OFF, Optional.empty());
    }

    /** One whose settings say where browsers find it. */
    static Monitor knownAs(URI baseUrl, Path folder) throws IOException {
        return new Monitor(folder, SignIn.OFF, Optional.of(baseUrl));
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    private static MonitorSettings settings(DatabaseAddress address, SignIn signIn, Optional<URI> baseUrl) {
        return new MonitorSettings(new Listen("127.0.0.1", 0), address,
                new MonitorSettings.Access(Optional.empty(), signIn,
                        Optional.of("a secret of the tests, long enough").filter(_ -> signIn.isOn()),
                        baseUrl,
                        List.of(), Optional.of(new Admin(EMAIL, PASSWORD)).filter(_ -> signIn.isOn())),
                new MonitorSettings.Mail.None(), Duration.ofDays(30), Duration.ofSeconds(15),
                Duration.ofHours(1));
    }

    private Optional<Alerting.Closed> close(long id, String reason) {
        return database.write(handle -> {
            boolean updated = AlertTable.close(handle, id, NOW, reason);
            return AlertTable.get(handle, id).map(alert -> new Alerting.Closed(updated, alert));
        });
    }

    /** A job in a state, expected again in an hour. */
    void check(String job, String state) {
        check(job, state, List.of());
    }

    /** The same with tags. */
    void check(String job, String state, List<String> tags) {
        StoredCheck.Checkpoint nothing = new StoredCheck.Checkpoint("{}", Optional.empty());
        database.write(handle -> {
            CheckTable.save(handle, List.of(new StoredCheck(job,
                    new StoredCheck.Condition("UP", state, Optional.empty()),
                    new StoredCheck.Policy(true, true, true, 120),
                    new StoredCheck.Progress(Optional.of(NOW.minusSeconds(600)),
                            Optional.of(NOW.plusSeconds(3600)),
                            Optional.of(NOW.minusSeconds(600)), Optional.empty(), 0, NOW),
                    new StoredCheck.Declaration(Optional.of("host"), Optional.of("every hour"),
                            Optional.of("America/New_York"), tags),
                    StoredCheck.Handling.NONE, Optional.empty(),
                    new StoredCheck.History("{}", nothing, nothing, 0))));
            return true;
        });
        live.wake();
    }

    /** An open alert of a job that failed. */
    long failure(String job, String run) {
        return database
                .write(handle -> AlertTable.open(handle,
                        new NewAlert(NewAlert.Subject.job(job), "FAILURE", "ERROR",
                                new NewAlert.Key(job + ":FAILURE", run), "Job " + job + " failed",
                                "{\"returnCode\":2,\"failedScript\":\"load.py\",\"runId\":\"" + run + "\"}",
                                NOW, NOW)))
                .orElseThrow()
                .id();
    }

    /** A run of two scripts, ten minutes long, and what its worker said; the second script failed if so wanted. */
    void run(String job, String run, Instant start, boolean success) {
        List<NewEvent> events = new ArrayList<>();
        events.add(event(start, job, run, "job.started", "", Optional.empty(), "{\"script_count\":2}"));
        events.add(event(start.plusSeconds(1), job, run, "script.started", "extract.py", Optional.empty(),
                "{\"script_index\":1,\"script_total\":2}"));
        events.add(event(start.plusSeconds(60), job, run, "worker.message", "extract.py", Optional.empty(),
                "{\"rows\":1200}"));
        events.add(
                event(start.plusSeconds(120), job, run, "script.completed", "extract.py", Optional.of(true),
                        "{\"script_index\":1,\"stdout_preview\":\"1,200 rows\"}"));
        events.add(event(start.plusSeconds(120), job, run, "script.started", "load.py", Optional.empty(),
                "{\"script_index\":2,\"script_total\":2}"));
        events.add(event(start.plusSeconds(600), job, run, "script.completed", "load.py",
                Optional.of(success),
                "{\"script_index\":2,\"stderr_preview\":\"" + (success ? "" : "IntegrityError") + "\"}"));
        events.add(event(start.plusSeconds(600), job, run, success ? "job.completed" : "job.failed", "",
                Optional.of(success), "{\"scripts_executed\":2,\"scripts_total\":2}"));
        store(events);
    }

    void message(String job, String run, String text) {
        store(List.of(new NewEvent(UUID.randomUUID(), NOW, "worker", "worker.message", "INFO", text,
                new NewEvent.About(Optional.of(job), Optional.empty(), Optional.of(run), Optional.empty()),
                Optional.empty(), Optional.empty(), Optional.empty(), "{}")));
    }

    private static NewEvent event(
        Instant at,
        String job,
        String run,
        String type,
        String script,
        Optional<Boolean> success,
        String metadata
    ) {
        return new NewEvent(UUID.randomUUID(), at, "chief", type,
                success.equals(Optional.of(false)) ? "ERROR" : "INFO", type + " of " + job,
                new NewEvent.About(Optional.of(job), Optional.of(script).filter(path -> !path.isEmpty()),
                        Optional.of(run), Optional.empty()),
                success, success.map(good -> good ? 0L : 2L), Optional.empty(), metadata);
    }

    private void store(List<NewEvent> events) {
        accept(events, NOW);
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

    @Override
    public void close() {
        live.close();
        server.close();
        database.close();
    }
}
