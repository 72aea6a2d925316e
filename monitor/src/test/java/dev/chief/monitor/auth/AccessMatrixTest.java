package dev.chief.monitor.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chief.monitor.auth.RequestFacts.Headers;
import dev.chief.monitor.settings.MonitorSettings.SignIn;
import dev.chief.monitor.store.Databases;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every kind of endpoint with every kind of credential, in each configuration: "ok" goes on, "form" goes on if the form holds the
 * session's token, "login" is led to the sign-in, a number is the status of the refusal.
 */
class AccessMatrixTest {
    private static final Duration WEEK = Duration.ofDays(7);

    @ParameterizedTest
    @EnumSource
    void withSignInAndAKey(Databases kind) {
        assertThat(table(kind, SignIn.ON, true)).isEqualTo(
                """
                                                            none    wrong   KEY     ingest  read    admin   revoked session +wrong  expired bare    csrf    badcsrf origin  host
                        GET /v1/health                      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      403     403
                        POST /v1/health                     401     401     ok      403     403     ok      401     ok      ok      401     403     ok      403     403     403
                        POST /v1/events                     401     401     ok      ok      403     ok      401     401     401     401     401     401     401     403     403
                        POST /v1/events/batch               401     401     ok      ok      403     ok      401     401     401     401     401     401     401     403     403
                        POST /v1/events/                    401     401     ok      403     403     ok      401     ok      ok      401     403     ok      403     403     403
                        GET /v1/events                      401     401     ok      403     ok      ok      401     ok      ok      401     ok      ok      ok      403     403
                        GET /v1/status/summary              401     401     ok      403     ok      ok      401     ok      ok      401     ok      ok      ok      403     403
                        GET /v1/status/jobs/a               401     401     ok      403     ok      ok      401     ok      ok      401     ok      ok      ok      403     403
                        GET /v1/runs/a                      401     401     ok      403     ok      ok      401     ok      ok      401     ok      ok      ok      403     403
                        GET /v1/stream                      401     401     ok      403     ok      ok      401     ok      ok      401     ok      ok      ok      403     403
                        GET /v1/settings/alerts/email       401     401     ok      403     ok      ok      401     ok      ok      401     ok      ok      ok      403     403
                        GET /v1/unknown                     401     401     ok      403     ok      ok      401     ok      ok      401     ok      ok      ok      403     403
                        OPTIONS /v1/alerts                  401     401     ok      403     ok      ok      401     ok      ok      401     ok      ok      ok      403     403
                        POST /v1/alerts/7/close             401     401     ok      403     403     ok      401     ok      ok      401     403     ok      403     403     403
                        PUT /v1/settings/alerts/email       401     401     ok      403     403     ok      401     ok      ok      401     403     ok      403     403     403
                        POST /v1/settings/alerts/email/test 401     401     ok      403     403     ok      401     ok      ok      401     403     ok      403     403     403
                        PATCH /v1/jobs/a                    401     401     ok      403     403     ok      401     ok      ok      401     403     ok      403     403     403
                        DELETE /v1/unknown                  401     401     ok      403     403     ok      401     ok      ok      401     403     ok      403     403     403
                        GET /metrics                        401     401     ok      403     ok      ok      401     ok      ok      401     ok      ok      ok      403     403
                        GET /badge/a.svg                    401     401     ok      403     ok      ok      401     ok      ok      401     ok      ok      ok      403     403
                        GET /openapi.yaml                   ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      403     403
                        GET /assets/a.css                   ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      403     403
                        GET /assets/../settings             login   login   login   login   login   login   login   ok      ok      login   ok      ok      ok      403     403
                        GET /login                          ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      403     403
                        POST /login                         ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      403     403
                        GET /                               login   login   login   login   login   login   login   ok      ok      login   ok      ok      ok      403     403
                        GET /jobs/a                         login   login   login   login   login   login   login   ok      ok      login   ok      ok      ok      403     403
                        HEAD /settings                      login   login   login   login   login   login   login   ok      ok      login   ok      ok      ok      403     403
                        GET /V1/events                      login   login   login   login   login   login   login   ok      ok      login   ok      ok      ok      403     403
                        POST /logout                        login   login   login   login   login   login   login   ok      ok      login   form    ok      form    403     403
                        POST /alerts/7/close                login   login   login   login   login   login   login   ok      ok      login   form    ok      form    403     403
                        """);
    }

    @ParameterizedTest
    @EnumSource
    void withSignInAndNoKey(Databases kind) {
        assertThat(table(kind, SignIn.ON, false)).isEqualTo(
                """
                                                            none    wrong   KEY     ingest  read    admin   revoked session +wrong  expired bare    csrf    badcsrf origin  host
                        GET /v1/health                      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      403     403
                        POST /v1/health                     401     401     401     403     403     ok      401     ok      ok      401     403     ok      403     403     403
                        POST /v1/events                     ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      403     403
                        POST /v1/events/batch               ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      403     403
                        POST /v1/events/                    401     401     401     403     403     ok      401     ok      ok      401     403     ok      403     403     403
                        GET /v1/events                      401     401     401     403     ok      ok      401     ok      ok      401     ok      ok      ok      403     403
                        GET /v1/status/summary              401     401     401     403     ok      ok      401     ok      ok      401     ok      ok      ok      403     403
                        GET /v1/status/jobs/a               401     401     401     403     ok      ok      401     ok      ok      401     ok      ok      ok      403     403
                        GET /v1/runs/a                      401     401     401     403     ok      ok      401     ok      ok      401     ok      ok      ok      403     403
                        GET /v1/stream                      401     401     401     403     ok      ok      401     ok      ok      401     ok      ok      ok      403     403
                        GET /v1/settings/alerts/email       401     401     401     403     ok      ok      401     ok      ok      401     ok      ok      ok      403     403
                        GET /v1/unknown                     401     401     401     403     ok      ok      401     ok      ok      401     ok      ok      ok      403     403
                        OPTIONS /v1/alerts                  401     401     401     403     ok      ok      401     ok      ok      401     ok      ok      ok      403     403
                        POST /v1/alerts/7/close             401     401     401     403     403     ok      401     ok      ok      401     403     ok      403     403     403
                        PUT /v1/settings/alerts/email       401     401     401     403     403     ok      401     ok      ok      401     403     ok      403     403     403
                        POST /v1/settings/alerts/email/test 401     401     401     403     403     ok      401     ok      ok      401     403     ok      403     403     403
                        PATCH /v1/jobs/a                    401     401     401     403     403     ok      401     ok      ok      401     403     ok      403     403     403
                        DELETE /v1/unknown                  401     401     401     403     403     ok      401     ok      ok      401     403     ok      403     403     403
                        GET /metrics                        401     401     401     403     ok      ok      401     ok      ok      401     ok      ok      ok      403     403
                        GET /badge/a.svg                    401     401     401     403     ok      ok      401     ok      ok      401     ok      ok      ok      403     403
                        GET /openapi.yaml                   ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      403     403
                        GET /assets/a.css                   ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      403     403
                        GET /assets/../settings             login   login   login   login   login   login   login   ok      ok      login   ok      ok      ok      403     403
                        GET /login                          ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      403     403
                        POST /login                         ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      403     403
                        GET /                               login   login   login   login   login   login   login   ok      ok      login   ok      ok      ok      403     403
                        GET /jobs/a                         login   login   login   login   login   login   login   ok      ok      login   ok      ok      ok      403     403
                        HEAD /settings                      login   login   login   login   login   login   login   ok      ok      login   ok      ok      ok      403     403
                        GET /V1/events                      login   login   login   login   login   login   login   ok      ok      login   ok      ok      ok      403     403
                        POST /logout                        login   login   login   login   login   login   login   ok      ok      login   form    ok      form    403     403
                        POST /alerts/7/close                login   login   login   login   login   login   login   ok      ok      login   form    ok      form    403     403
                        """);
    }

    @ParameterizedTest
    @EnumSource
    void withoutSignInAndWithAKey(Databases kind) {
        assertThat(table(kind, SignIn.OFF, true)).isEqualTo(
                """
                                                            none    wrong   KEY     ingest  read    admin   revoked session +wrong  expired bare    csrf    badcsrf origin  host
                        GET /v1/health                      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      403     403
                        POST /v1/health                     401     401     ok      403     403     ok      401     401     401     401     401     401     401     403     403
                        POST /v1/events                     401     401     ok      ok      403     ok      401     401     401     401     401     401     401     403     403
                        POST /v1/events/batch               401     401     ok      ok      403     ok      401     401     401     401     401     401     401     403     403
                        POST /v1/events/                    401     401     ok      403     403     ok      401     401     401     401     401     401     401     403     403
                        GET /v1/events                      401     401     ok      403     ok      ok      401     401     401     401     401     401     401     403     403
                        GET /v1/status/summary              401     401     ok      403     ok      ok      401     401     401     401     401     401     401     403     403
                        GET /v1/status/jobs/a               401     401     ok      403     ok      ok      401     401     401     401     401     401     401     403     403
                        GET /v1/runs/a                      401     401     ok      403     ok      ok      401     401     401     401     401     401     401     403     403
                        GET /v1/stream                      401     401     ok      403     ok      ok      401     401     401     401     401     401     401     403     403
                        GET /v1/settings/alerts/email       401     401     ok      403     ok      ok      401     401     401     401     401     401     401     403     403
                        GET /v1/unknown                     401     401     ok      403     ok      ok      401     401     401     401     401     401     401     403     403
                        OPTIONS /v1/alerts                  401     401     ok      403     ok      ok      401     401     401     401     401     401     401     403     403
                        POST /v1/alerts/7/close             401     401     ok      403     403     ok      401     401     401     401     401     401     401     403     403
                        PUT /v1/settings/alerts/email       401     401     ok      403     403     ok      401     401     401     401     401     401     401     403     403
                        POST /v1/settings/alerts/email/test 401     401     ok      403     403     ok      401     401     401     401     401     401     401     403     403
                        PATCH /v1/jobs/a                    401     401     ok      403     403     ok      401     401     401     401     401     401     401     403     403
                        DELETE /v1/unknown                  401     401     ok      403     403     ok      401     401     401     401     401     401     401     403     403
                        GET /metrics                        401     401     ok      403     ok      ok      401     401     401     401     401     401     401     403     403
                        GET /badge/a.svg                    401     401     ok      403     ok      ok      401     401     401     401     401     401     401     403     403
                        GET /openapi.yaml                   ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      403     403
                        GET /assets/a.css                   ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      403     403
                        GET /assets/../settings             ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      403     403
                        GET /login                          ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      403     403
                        POST /login                         ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      403     403
                        GET /                               ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      403     403
                        GET /jobs/a                         ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      403     403
                        HEAD /settings                      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      403     403
                        GET /V1/events                      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      403     403
                        POST /logout                        ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      403     403
                        POST /alerts/7/close                ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      403     403
                        """);
    }

    @ParameterizedTest
    @EnumSource
    void withoutSignInAndKey(Databases kind) {
        assertThat(table(kind, SignIn.OFF, false)).isEqualTo(
                """
                                                            none    wrong   KEY     ingest  read    admin   revoked session +wrong  expired bare    csrf    badcsrf origin  host
                        GET /v1/health                      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      403     403
                        POST /v1/health                     ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      403     403
                        POST /v1/events                     ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      403     403
                        POST /v1/events/batch               ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      403     403
                        POST /v1/events/                    ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      403     403
                        GET /v1/events                      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      403     403
                        GET /v1/status/summary              ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      403     403
                        GET /v1/status/jobs/a               ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      403     403
                        GET /v1/runs/a                      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      403     403
                        GET /v1/stream                      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      403     403
                        GET /v1/settings/alerts/email       ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      403     403
                        GET /v1/unknown                     ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      403     403
                        OPTIONS /v1/alerts                  ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      403     403
                        POST /v1/alerts/7/close             ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      403     403
                        PUT /v1/settings/alerts/email       ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      403     403
                        POST /v1/settings/alerts/email/test ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      403     403
                        PATCH /v1/jobs/a                    ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      403     403
                        DELETE /v1/unknown                  ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      403     403
                        GET /metrics                        ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      403     403
                        GET /badge/a.svg                    ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      403     403
                        GET /openapi.yaml                   ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      403     403
                        GET /assets/a.css                   ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      403     403
                        GET /assets/../settings             ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      403     403
                        GET /login                          ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      403     403
                        POST /login                         ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      403     403
                        GET /                               ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      403     403
                        GET /jobs/a                         ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      403     403
                        HEAD /settings                      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      403     403
                        GET /V1/events                      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      403     403
                        POST /logout                        ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      403     403
                        POST /alerts/7/close                ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      ok      403     403
                        """);
    }

    private static String table(Databases kind, SignIn signIn, boolean keySet) {
        try (House house = new House(kind)) {
            Map<String, Headers> credentials = credentials(house);
            Auth auth = house.open(signIn, keySet);
            String head = line("", credentials.keySet().stream());
            return head + Stream.of("GET /v1/health", "POST /v1/health", "POST /v1/events",
                    "POST /v1/events/batch",
                    "POST /v1/events/", "GET /v1/events", "GET /v1/status/summary", "GET /v1/status/jobs/a",
                    "GET /v1/runs/a", "GET /v1/stream", "GET /v1/settings/alerts/email", "GET /v1/unknown",
                    "OPTIONS /v1/alerts", "POST /v1/alerts/7/close", "PUT /v1/settings/alerts/email",
                    "POST /v1/settings/alerts/email/test", "PATCH /v1/jobs/a", "DELETE /v1/unknown",
                    "GET /metrics",
                    "GET /badge/a.svg", "GET /openapi.yaml", "GET /assets/a.css", "GET /assets/../settings",
                    "GET /login", "POST /login", "GET /", "GET /jobs/a", "HEAD /settings", "GET /V1/events",
                    "POST /logout",
                    "POST /alerts/7/close")
                    .map(request -> line(request,
                            credentials.values()
                                    .stream()
                                    .map(headers -> word(
                                            auth.access().decide(House.request(request, headers))))))
                    .collect(Collectors.joining());
        }
    }

    /** What requests carry. A browser names its origin when it sends something; "bare" is a session from where it is not named. */
    private static Map<String, Headers> credentials(House house) {
        Auth before = house.open(SignIn.ON, true);
        Optional<String> expired = Optional.of(House.signIn(before));
        house.time.advance(WEEK);
        Optional<String> session = Optional.of(House.signIn(before));
        Optional<String> token = Optional.of(((Caller.Person) ((Decision.Allow) before.access()
                .decide(House.request("GET /", House.with(Optional.empty(), session)))).caller())
                .csrfToken());
        String revokedKey = House.key(before, Scope.ADMIN);
        assertThat(before.apiKeys().revoke(before.apiKeys().list().getFirst().id())).isTrue();
        Optional<String> none = Optional.empty();
        Optional<String> monitorKey = Optional.of(House.MONITOR_KEY);
        Optional<String> here = Optional.of("127.0.0.1:7410");
        Optional<String> own = Optional.of("http://127.0.0.1:7410");
        Map<String, Headers> all = new LinkedHashMap<>();
        all.put("none", House.with(none, none));
        all.put("wrong", House.with(Optional.of("wrong"), none));
        all.put("KEY", House.with(monitorKey, none));
        all.put("ingest", House.with(Optional.of(House.key(before, Scope.INGEST)), none));
        all.put("read", House.with(Optional.of(House.key(before, Scope.READ)), none));
        all.put("admin", House.with(Optional.of(House.key(before, Scope.ADMIN)), none));
        all.put("revoked", House.with(Optional.of(revokedKey), none));
        all.put("session", new Headers(none, session, here, own, Optional.of("same-origin"), none));
        all.put("+wrong", new Headers(Optional.of("wrong"), session, here, own, none, none));
        all.put("expired", new Headers(none, expired, here, own, none, none));
        all.put("bare", House.with(none, session));
        all.put("csrf", new Headers(none, session, here, none, none, token));
        all.put("badcsrf", new Headers(none, session, here, none, none, Optional.of("wrong")));
        all.put("origin",
                new Headers(monitorKey, session, here, Optional.of("https://evil.example"), none, token));
        all.put("host", new Headers(monitorKey, session, Optional.of("evil.example:7410"), own, none, token));
        return all;
    }

    private static String word(Decision decision) {
        return switch (decision) {
            case Decision.Allow allow -> allow.formToken() ? "form" : "ok";
            case Decision.SignIn _ -> "login";
            case Decision.Refuse refuse -> "" + refuse.status();
        };
    }

    private static String line(String first, Stream<String> words) {
        StringBuilder line = new StringBuilder(first);
        int width = 36;
        for (String word : words.toList()) {
            line.repeat(' ', width - line.length()).append(word);
            width += 8;
        }
        return line.append('\n').toString();
    }
}
