package dev.chief.monitor.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chief.monitor.auth.RequestFacts.Headers;
import dev.chief.monitor.settings.MonitorSettings.Access;
import dev.chief.monitor.settings.MonitorSettings.SignIn;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OriginsTest {
    private final Origins origins = new Origins(
            House.settings(new Access(Optional.empty(), SignIn.OFF, Optional.empty(),
                    Optional.of(URI.create("https://monitor.example")), List.of("http://monitor:7410"),
                    Optional.empty())));

    @ParameterizedTest
    @CsvSource(textBlock = """
            127.0.0.1:7410        | UNKNOWN
            127.8.8.8             | UNKNOWN
            localhost:9999        | UNKNOWN
            LOCALHOST:7410        | UNKNOWN
            a.localhost           | UNKNOWN
            [::1]:7410            | UNKNOWN
            [2001:db8::1]:7410    | UNKNOWN
            192.168.1.7:80        | UNKNOWN
            monitor.example       | UNKNOWN
            Monitor.Example:443   | UNKNOWN
            monitor:8080          | UNKNOWN
            evil.example          | FOREIGN_HOST
            evil.example:7410     | FOREIGN_HOST
            monitor.example.evil  | FOREIGN_HOST
            evil.monitor.example  | FOREIGN_HOST
            127.0.0.1.evil.example| FOREIGN_HOST
            127.0.0.1@evil.example| FOREIGN_HOST
            evil.example#127.0.0.1| FOREIGN_HOST
            evil.example/localhost| FOREIGN_HOST
            localhost.evil        | FOREIGN_HOST
            localhost evil        | FOREIGN_HOST
            127.0.0.256           | FOREIGN_HOST
            2130706433            | FOREIGN_HOST
            0x7f.0.0.1            | FOREIGN_HOST
            localhost:a           | FOREIGN_HOST
            ''                    | FOREIGN_HOST
            ,                     | FOREIGN_HOST
                                  | UNKNOWN
            """, delimiter = '|')
    void aHostIsOwnWhenNobodyElseCanOwnIt(String host, Origins.Source expected) {
        assertThat(source("POST", Optional.ofNullable(host), Optional.empty(), Optional.empty()))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            POST| 127.0.0.1:7410 | http://127.0.0.1:7410   |             | OWN
            POST| 127.0.0.1:7410 | http://127.0.0.1:3000   |             | FOREIGN_ORIGIN
            POST| 127.0.0.1:7410 | http://localhost:7410   |             | FOREIGN_ORIGIN
            POST| localhost:8080 | http://localhost:8080   |             | OWN
            POST| monitor.example| https://monitor.example |             | OWN
            POST| monitor.example| https://monitor.example:443 |         | OWN
            POST| 127.0.0.1:7410 | https://monitor.example |             | OWN
            POST| 127.0.0.1:7410 | http://monitor:7410     |             | OWN
            POST| 127.0.0.1:7410 | http://monitor          |             | FOREIGN_ORIGIN
            POST| 127.0.0.1:7410 | https://evil.example    |             | FOREIGN_ORIGIN
            POST| 127.0.0.1:7410 | https://evil.example    | same-origin | FOREIGN_ORIGIN
            GET | 127.0.0.1:7410 | https://evil.example    |             | FOREIGN_ORIGIN
            POST| 127.0.0.1:7410 | null                    |             | FOREIGN_ORIGIN
            POST| 127.0.0.1:7410 | null                    | same-origin | OWN
            POST| 127.0.0.1:7410 | null                    | cross-site  | FOREIGN_ORIGIN
            POST| 127.0.0.1:7410 | file://                 |             | FOREIGN_ORIGIN
            POST| 127.0.0.1:7410 | nonsense                |             | FOREIGN_ORIGIN
            POST| 127.0.0.1:7410 |                         | same-origin | OWN
            POST| 127.0.0.1:7410 |                         | same-site   | FOREIGN_ORIGIN
            POST| 127.0.0.1:7410 |                         | cross-site  | FOREIGN_ORIGIN
            POST| 127.0.0.1:7410 |                         | none        | UNKNOWN
            POST| 127.0.0.1:7410 |                         |             | UNKNOWN
            GET | 127.0.0.1:7410 |                         | cross-site  | UNKNOWN
            POST| [::1]:7410     | http://[::1]:7410       |             | OWN
            """, delimiter = '|')
    void anOriginIsOwnWhenItIsWhereTheRequestGoes(
        String method,
        String host,
        String origin,
        String site,
        Origins.Source expected
    ) {
        assertThat(source(method, Optional.of(host), Optional.ofNullable(origin), Optional.ofNullable(site)))
                .isEqualTo(expected);
    }

    private Origins.Source source(
        String method,
        Optional<String> host,
        Optional<String> origin,
        Optional<String> site
    ) {
        return origins.of(House.request(method + " /v1/alerts/7/close",
                new Headers(Optional.empty(), Optional.empty(), host, origin, site, Optional.empty())));
    }
}
