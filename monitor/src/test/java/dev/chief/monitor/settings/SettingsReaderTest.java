package dev.chief.monitor.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chief.monitor.settings.MonitorSettings.Admin;
import dev.chief.monitor.settings.MonitorSettings.Listen;
import dev.chief.monitor.settings.MonitorSettings.Mail;
import dev.chief.monitor.settings.MonitorSettings.SignIn;
import dev.chief.monitor.settings.SettingsReader.Outcome;
import dev.chief.monitor.store.DatabaseAddress;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsReaderTest {
    private static final Map<String, String> ACCOUNT = Map.of("MONITOR_AUTH_ADMIN_EMAIL", "Ada@Example.com",
            "MONITOR_AUTH_ADMIN_PASSWORD", "correct horse", "MONITOR_AUTH_SECRET", "0123456789abcdef");
    private final Map<String, String> environment = new HashMap<>();
    private final Map<String, String> options = new HashMap<>();
    private final Map<String, String> files = new HashMap<>();

    @Test
    void nothingGivenMeansTheDefaultsWithSignInNotSetUp() {
        MonitorSettings settings = settings();
        assertThat(settings.listen()).isEqualTo(new Listen("127.0.0.1", 7410));
        assertThat(settings.database()).isEqualTo(new DatabaseAddress.Sqlite(Path.of("monitor.sqlite")));
        assertThat(settings.mail()).isEqualTo(new Mail.None());
        assertThat(settings.retention()).isEqualTo(Duration.ofDays(30));
        assertThat(settings.evaluatorInterval()).isEqualTo(Duration.ofSeconds(15));
        assertThat(settings.retentionInterval()).isEqualTo(Duration.ofHours(1));
        assertThat(settings.access().signIn()).isEqualTo(SignIn.NOT_SET_UP);
        assertThat(settings.access().apiKey()).isEmpty();
        assertThat(warnings()).singleElement()
                .asString()
                .contains("Sign-in is off, because no account is set up");
    }

    @Test
    void everyVariableReachesItsSetting() {
        environment.putAll(ACCOUNT);
        environment.putAll(
                Map.of("MONITOR_HOST", "0.0.0.0", "MONITOR_PORT", "80", "PORT", "81", "MONITOR_DB_PATH",
                        "/data/m.db", "MONITOR_API_KEY", "a-key-of-nineteen-c", "MONITOR_AUTH_ENABLED", "ON",
                        "MONITOR_AUTH_BASE_URL", "https://Monitor.Example/", "MONITOR_AUTH_TRUSTED_ORIGINS",
                        "http://monitor:7410, https://ops.example"));
        environment.putAll(Map.of("MONITOR_RETENTION_DAYS", "7", "MONITOR_EVALUATOR_INTERVAL_SECONDS", "2",
                "MONITOR_RETENTION_INTERVAL_SECONDS", "60"));
        MonitorSettings settings = settings();
        assertThat(settings.listen()).isEqualTo(new Listen("0.0.0.0", 80));
        assertThat(settings.database()).isEqualTo(new DatabaseAddress.Sqlite(Path.of("/data/m.db")));
        assertThat(settings.access().signIn()).isEqualTo(SignIn.ON);
        assertThat(settings.access().apiKey()).contains("a-key-of-nineteen-c");
        assertThat(settings.access().secret()).contains("0123456789abcdef");
        assertThat(settings.access().admin()).contains(new Admin("ada@example.com", "correct horse"));
        assertThat(settings.access().baseUrl()).contains(URI.create("https://monitor.example"));
        assertThat(settings.access().trustedOrigins()).containsExactly("http://monitor:7410",
                "https://ops.example");
        assertThat(settings.retention()).isEqualTo(Duration.ofDays(7));
        assertThat(settings.evaluatorInterval()).isEqualTo(Duration.ofSeconds(2));
        assertThat(settings.retentionInterval()).isEqualTo(Duration.ofSeconds(60));
        assertThat(warnings()).isEmpty();
    }

    @Test
    void allProblemsAreToldAtOnceAndNoSecretIn() {
        environment.putAll(Map.of("MONITOR_PORT", "abc", "MONITOR_RETENTION_DAYS", "0",
                "MONITOR_AUTH_ENABLED",
                "maybe", "MONITOR_AUTH_BASE_URL", "monitor.example/x", "MONITOR_AUTH_ADMIN_EMAIL", "ada",
                "MONITOR_AUTH_ADMIN_PASSWORD", "geheim", "MONITOR_AUTH_SECRET", "hush",
                "MONITOR_DATABASE_URL",
                "postgresql://ada:geheim@db/x"));
        options.put("--evaluator-interval-seconds", "1.5");
        assertThat(problems()).containsExactlyInAnyOrder(
                "MONITOR_PORT is \"abc\", but must be a whole number from 0 to 65535.",
                "MONITOR_RETENTION_DAYS is \"0\", but must be a whole number from 1 to 36500.",
                "MONITOR_AUTH_ENABLED is \"maybe\", but must be 1, true, yes or on, or 0, false, no or off.",
                "MONITOR_AUTH_BASE_URL is \"monitor.example/x\", but must be an address like "
                        + "https://monitor.example, without a path.",
                "MONITOR_AUTH_ADMIN_EMAIL is \"ada\", but must be an e-mail address.",
                "MONITOR_AUTH_ADMIN_PASSWORD must be at least 8 characters long.",
                "MONITOR_AUTH_SECRET must be at least 16 characters long.",
                "MONITOR_DATABASE_URL must be like "
                        + "jdbc:postgresql://HOST:5432/NAME?user=USER&password=PASSWORD.",
                "--evaluator-interval-seconds is \"1.5\", but must be a whole number from 1 to 3600.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-3", "15abc", "0x10", "+7", "65536", "99999999999999999999", "٣"})
    void aPortIsAPlainNumber(String port) {
        environment.put("MONITOR_PORT", port);
        assertThat(problems()).singleElement().asString().startsWith("MONITOR_PORT is \"" + port + "\"");
    }

    @ParameterizedTest
    @CsvSource({"1,ON", "True,ON", "YES,ON", "on,ON", "0,OFF", "FALSE,OFF", "no,OFF", "Off,OFF"})
    void aFlagHasFourWordsForEachWay(String word, SignIn expected) {
        environment.putAll(ACCOUNT);
        environment.put("MONITOR_AUTH_ENABLED", word);
        assertThat(settings().access().signIn()).isEqualTo(expected);
    }

    @Test
    void aBlankVariableCountsAsNoneAndPortStandsInForMonitorPort() {
        environment.putAll(Map.of("MONITOR_API_KEY", " ", "MONITOR_PORT", "", "PORT", "8080"));
        assertThat(settings().listen().port()).isEqualTo(8080);
        assertThat(settings().access().apiKey()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.168.1.7", "monitor.example", "127.example.com",
            "127.0.0.1.5"})
    void onOtherThanLoopbackAddressesAllThatSignInNeedsIsNamed(String host) {
        environment.put("MONITOR_HOST", host);
        assertThat(problems()).containsExactly("People have to sign in when the monitor listens on " + host
                + ", but what that needs is missing: MONITOR_AUTH_ADMIN_EMAIL, MONITOR_AUTH_ADMIN_PASSWORD, "
                + "MONITOR_AUTH_SECRET. Set it, or MONITOR_AUTH_ENABLED=false.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.1.2.3", "::1", "[::1]", "localhost", "LOCALHOST"})
    void onLoopbackAddressesTheMonitorStartsWithoutAccount(String host) {
        environment.put("MONITOR_HOST", host);
        assertThat(settings().access().signIn()).isEqualTo(SignIn.NOT_SET_UP);
    }

    @Test
    void halfAnAccountIsRefusedOnLoopbackToo() {
        environment.put("MONITOR_AUTH_ADMIN_EMAIL", "ada@example.com");
        assertThat(problems()).containsExactly("People have to sign in, but what that needs is missing: "
                + "MONITOR_AUTH_ADMIN_PASSWORD, MONITOR_AUTH_SECRET. Set it, or MONITOR_AUTH_ENABLED=false.");
    }

    @Test
    void whoAsksForSignInGetsItOrAnError() {
        environment.put("MONITOR_AUTH_ENABLED", "true");
        assertThat(problems()).singleElement().asString().contains("MONITOR_AUTH_SECRET");
    }

    @Test
    void signInCanBeSwitchedOffAnywhereWithAWarning() {
        environment.putAll(Map.of("MONITOR_HOST", "0.0.0.0", "MONITOR_AUTH_ENABLED", "false"));
        assertThat(settings().access().signIn()).isEqualTo(SignIn.OFF);
        assertThat(warnings()).anySatisfy(line -> assertThat(line).contains("everybody who reaches 0.0.0.0"));
    }

    @Test
    void anOptionCountsBeforeAVariable() {
        environment.putAll(Map.of("MONITOR_PORT", "1", "MONITOR_DATABASE_URL", "jdbc:postgresql://db/x"));
        options.putAll(Map.of("--port", "2", "--db-path", "here.db"));
        assertThat(settings().listen().port()).isEqualTo(2);
        assertThat(settings().database()).isEqualTo(new DatabaseAddress.Sqlite(Path.of("here.db")));
    }

    @Test
    void aDatabaseUrlCountsBeforeAFile() {
        environment.putAll(
                Map.of("MONITOR_DB_PATH", "x", "MONITOR_DATABASE_URL",
                        "jdbc:postgresql://db/x?password=geheim"));
        assertThat(settings().database())
                .isEqualTo(new DatabaseAddress.Postgres("jdbc:postgresql://db/x?password=geheim"));
    }

    @Test
    void secretsStandInFilesAndNeverOnTheCommandLine() {
        files.put("/run/secrets/key", "key-of-a-file-12345\n");
        options.put("--api-key-file", "/run/secrets/key");
        assertThat(settings().access().apiKey()).contains("key-of-a-file-12345");
        options.put("--api-key", "key-for-all-to-see");
        assertThat(problems())
                .containsExactly("--api-key would show its value to everybody on this machine; use "
                        + "--api-key-file or MONITOR_API_KEY.");
    }

    @Test
    void aPasswordKeepsItsSpaces() {
        environment.putAll(ACCOUNT);
        environment.put("MONITOR_AUTH_ADMIN_PASSWORD", " correct horse ");
        assertThat(settings().access().admin()).contains(new Admin("ada@example.com", " correct horse "));
        environment.remove("MONITOR_AUTH_ADMIN_PASSWORD");
        files.put("/run/secrets/password", " correct horse \r\n");
        environment.put("MONITOR_AUTH_ADMIN_PASSWORD_FILE", "/run/secrets/password");
        assertThat(settings().access().admin()).contains(new Admin("ada@example.com", " correct horse "));
    }

    @Test
    void aVariableMayNameTheFileOfASecret() {
        files.put("/run/secrets/url", "jdbc:postgresql://db/x");
        environment.put("MONITOR_DATABASE_URL_FILE", "/run/secrets/url");
        assertThat(settings().database()).isEqualTo(new DatabaseAddress.Postgres("jdbc:postgresql://db/x"));
        environment.put("MONITOR_API_KEY_FILE", "/run/secrets/none");
        assertThat(problems())
                .containsExactly("MONITOR_API_KEY_FILE names \"/run/secrets/none\", which cannot be read.");
    }

    @ParameterizedTest
    @CsvSource({"--smtp-url,smtp://ada:geheim@mail.example:587",
            "--database-url,jdbc:postgresql://db/x?password=geheim"})
    void anAddressWithAPasswordIsRefusedOnTheCommandLine(String option, String url) {
        environment.put("MONITOR_MAIL_FROM", "chief@example.com");
        options.put(option, url);
        assertThat(problems()).singleElement()
                .asString()
                .startsWith(option + " holds a password")
                .doesNotContain("geheim");
    }

    @Test
    void mailGoesBySmtpOrResendAndNeverByBoth() {
        environment
                .putAll(Map.of("MONITOR_SMTP_URL", "smtp://ada:x%40y@mail.example:587", "MONITOR_MAIL_FROM",
                        "Chief <chief@example.com>"));
        assertThat(settings().mail()).isEqualTo(new Mail.Smtp(URI.create("smtp://ada:x%40y@mail.example:587"),
                "Chief <chief@example.com>"));
        environment.putAll(
                Map.of("MONITOR_RESEND_API_KEY", "re_123", "MONITOR_RESEND_FROM_EMAIL", "c@example.com"));
        assertThat(problems()).singleElement().asString().contains("both set");
        environment.remove("MONITOR_SMTP_URL");
        environment.put("MONITOR_RESEND_API_BASE", "http://127.0.0.1:9/base//");
        assertThat(settings().mail())
                .isEqualTo(new Mail.Resend("re_123", "c@example.com", URI.create("http://127.0.0.1:9/base")));
    }

    @Test
    void mailNeedsASender() {
        environment.put("MONITOR_SMTP_URL", "smtp://mail.example");
        assertThat(problems())
                .containsExactly("MONITOR_SMTP_URL is set, so MONITOR_MAIL_FROM must name the sender.");
    }

    @Test
    void aPasswordThatBreaksAnAddressIsNotShown() {
        environment.putAll(
                Map.of("MONITOR_SMTP_URL", "smtp://ada:ge heim@mail", "MONITOR_MAIL_FROM", "a@b.example"));
        assertThat(problems()).singleElement()
                .asString()
                .startsWith("MONITOR_SMTP_URL must be")
                .doesNotContain("heim");
    }

    @Test
    void everySettingHasAnOption() {
        assertThat(SettingsReader.options()).extracting(MonitorOption::name)
                .doesNotHaveDuplicates()
                .contains("--host", "--port", "--db-path", "--database-url", "--database-url-file",
                        "--api-key-file",
                        "--auth-admin-password-file")
                .doesNotContain("--api-key", "--auth-secret", "--auth-admin-password", "--resend-api-key")
                .hasSizeGreaterThanOrEqualTo(Setting.values().length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:7410", "http://localhost", "a b", "[localhost]", "x/y"})
    void aHostIsANameOrAnAddressAlone(String host) {
        environment.put("MONITOR_HOST", host);
        assertThat(problems()).contains("MONITOR_HOST is \"" + host
                + "\", but must be a host name or an address, without a port.");
    }

    @Test
    void everySettingIsInTheDocs() throws IOException {
        String docs = Files.readString(Path.of("../docs/monitor.md"));
        assertThat(Arrays.asList(Setting.values()))
                .allSatisfy(setting -> assertThat(docs).contains("| `" + setting.variable() + "`"));
        assertThat(SettingsReader.options())
                .allSatisfy(option -> assertThat(docs).contains("`" + option.name() + "`"));
    }

    @Test
    void nothingThatHoldsSecretsShowsThem() {
        environment.putAll(ACCOUNT);
        environment.put("MONITOR_API_KEY", "a-key-of-nineteen-c");
        assertThat(settings().toString()).doesNotContain("correct horse", "0123456789abcdef", "a-key-of");
        assertThat(new Given("MONITOR_API_KEY", "a-key", false, false).toString()).doesNotContain("a-key");
        assertThat(Arrays.asList(Setting.values()))
                .allMatch(setting -> setting.variable().startsWith("MONITOR_"));
    }

    private MonitorSettings settings() {
        return read().settings();
    }

    private List<String> warnings() {
        return read().warnings();
    }

    private Outcome.Read read() {
        Outcome outcome = outcome();
        assertThat(outcome).isInstanceOf(Outcome.Read.class);
        return (Outcome.Read) outcome;
    }

    private List<String> problems() {
        Outcome outcome = outcome();
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        return ((Outcome.Refused) outcome).problems();
    }

    private Outcome outcome() {
        return SettingsReader.read(environment, options, path -> Optional.ofNullable(files.get(path))
                .orElseThrow(() -> new FileNotFoundException(path)));
    }
}
