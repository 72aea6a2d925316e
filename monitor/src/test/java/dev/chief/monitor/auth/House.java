package dev.chief.monitor.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chief.monitor.auth.RequestFacts.Headers;
import dev.chief.monitor.settings.MonitorSettings;
import dev.chief.monitor.settings.MonitorSettings.Admin;
import dev.chief.monitor.settings.MonitorSettings.Listen;
import dev.chief.monitor.settings.MonitorSettings.Mail;
import dev.chief.monitor.settings.MonitorSettings.SignIn;
import dev.chief.monitor.store.Database;
import dev.chief.monitor.store.DatabaseAddress;
import dev.chief.monitor.store.Databases;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** A database with everybody who may want to come in. */
final class House implements AutoCloseable {
    static final String EMAIL = "ada@example.com";
    static final String PASSWORD = "correct horse";
    static final String SECRET = "a secret of 25 characters";
    static final String MONITOR_KEY = "the key of the monitor";
    static final InetAddress HERE = address("192.0.2.1");

    final SettableTime time = new SettableTime();
    final Database database;
    private final SecureRandom random = new SecureRandom();
    final Semaphore hashing = new Semaphore(2);
    private final PasswordHash passwords = new PasswordHash(new PasswordHash.Cost(64, 1, 1), random, hashing,
            Duration.ZERO);

    House(Databases kind) {
        this.database = Database.open(kind.fresh());
    }

    Auth open(SignIn signIn, boolean keySet) {
        return open(signIn, keySet, PASSWORD, SECRET, Optional.empty());
    }

    Auth open(String password, String secret) {
        return open(SignIn.ON, true, password, secret, Optional.empty());
    }

    Auth open(SignIn signIn, boolean keySet, String password, String secret, Optional<URI> baseUrl) {
        return Auth.open(
                settings(new MonitorSettings.Access(keySet ? Optional.of(MONITOR_KEY) : Optional.empty(),
                        signIn,
                        Optional.of(secret).filter(_ -> signIn.isOn()), baseUrl, List.of(),
                        Optional.of(new Admin(EMAIL, password)).filter(_ -> signIn.isOn()))),
                database, time, random, passwords);
    }

    static MonitorSettings settings(MonitorSettings.Access access) {
        return new MonitorSettings(new Listen("127.0.0.1", 7410),
                new DatabaseAddress.Sqlite(Path.of("unused")), access,
                new Mail.None(), Duration.ofDays(30), Duration.ofSeconds(15), Duration.ofHours(1));
    }

    /** Signs in and gives back the Cookie header that a browser sends from then on. */
    static String signIn(Auth auth) {
        Login.Outcome outcome = auth.login().orElseThrow().signIn(EMAIL, PASSWORD, HERE, "a browser");
        assertThat(outcome).isInstanceOf(Login.Outcome.SignedIn.class);
        return cookie(((Login.Outcome.SignedIn) outcome).setCookie());
    }

    static String cookie(String setCookie) {
        return "theme=dark; " + setCookie.substring(0, setCookie.indexOf(';'));
    }

    static String key(Auth auth, Scope scope) {
        return auth.apiKeys().make(scope.key(), scope, new Caller.MonitorKey()).orElseThrow().text();
    }

    static Headers with(Optional<String> key, Optional<String> cookie) {
        return new Headers(key, cookie, Optional.of("127.0.0.1:7410"), Optional.empty(), Optional.empty(),
                Optional.empty());
    }

    static RequestFacts request(String methodAndPath, Headers headers) {
        String[] words = methodAndPath.split(" ", -1);
        return new RequestFacts(words[0], words[1].split("\\?", -1)[0], words[1], headers);
    }

    static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Override
    public void close() {
        database.close();
    }
}
