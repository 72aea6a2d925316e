package dev.chief.monitor.settings;

import static java.util.Objects.requireNonNull;

import dev.chief.monitor.settings.MonitorSettings.Access;
import dev.chief.monitor.settings.MonitorSettings.Admin;
import dev.chief.monitor.settings.MonitorSettings.Listen;
import dev.chief.monitor.settings.MonitorSettings.Mail;
import dev.chief.monitor.settings.MonitorSettings.SignIn;
import dev.chief.monitor.store.DatabaseAddress;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the settings from variables and options. It looks at nothing but what it is handed. */
public final class SettingsReader {
    /** What passwords have at least. */
    public static final int LEAST_PASSWORD = 8;
    /** What the secret has at least. */
    static final int LEAST_SECRET = 16;

    private static final int PORT = 7410;
    private static final String HOST = "127.0.0.1";
    private static final String FILE = "monitor.sqlite";
    private static final URI RESEND = URI.create("https://api.resend.com");
    private static final int GUESSABLE_KEY = 16;
    private static final long MOST_DAYS = 36_500;
    private static final long MOST_EVALUATOR_SECONDS = 3_600;
    private static final long MOST_RETENTION_SECONDS = 604_800;

    private final List<String> problems = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final Values values = new Values(problems);
    private final Sources sources;

    /** What came of reading. */
    public sealed interface Outcome {
        /**
         * The monitor can start.
         *
         * @param warnings sentences for the log, without secrets: what is allowed, but perhaps not meant
         */
        record Read(MonitorSettings settings, List<String> warnings) implements Outcome {
            public Read {
                requireNonNull(settings);
                warnings = List.copyOf(warnings);
            }
        }

        /**
         * The monitor must not start.
         *
         * @param problems a sentence for each, at least one; none holds a secret
         */
        record Refused(List<String> problems) implements Outcome {
            public Refused {
                problems = List.copyOf(problems);
            }
        }
    }

    private SettingsReader(Map<String, String> environment, Map<String, String> options, SecretFiles files) {
        this.sources = new Sources(environment, options, files, problems);
    }

    /** Every option of {@code chief monitor}, in the order of its help. */
    public static List<MonitorOption> options() {
        return Arrays.stream(Setting.values()).flatMap(setting -> setting.options().stream()).toList();
    }

    /**
     * Reads the settings. An option counts before a variable, a blank variable counts as none, and what is not given at all has
     * its default; a value that breaks its rule has none.
     *
     * @param environment the variables, those of a {@code .env} file among them
     * @param options the values of options, by names with their dashes
     */
    public static Outcome read(
        Map<String, String> environment,
        Map<String, String> options,
        SecretFiles files
    ) {
        SettingsReader reader = new SettingsReader(environment, options, files);
        MonitorSettings settings = reader.settings();
        return reader.problems.isEmpty()
                ? new Outcome.Read(settings, reader.warnings)
                : new Outcome.Refused(reader.problems);
    }

    private MonitorSettings settings() {
        Listen listen = new Listen(values.host(find(Setting.HOST), HOST),
                values.port(find(Setting.PORT).or(() -> sources.variable("PORT")), PORT));
        return new MonitorSettings(listen, database(), access(listen), mail(),
                values.duration(find(Setting.RETENTION_DAYS), Duration::ofDays, 1, MOST_DAYS, 30),
                values.duration(find(Setting.EVALUATOR_INTERVAL_SECONDS), Duration::ofSeconds, 1,
                        MOST_EVALUATOR_SECONDS, 15),
                values.duration(find(Setting.RETENTION_INTERVAL_SECONDS), Duration::ofSeconds, 1,
                        MOST_RETENTION_SECONDS, 3_600));
    }

    private DatabaseAddress database() {
        Optional<Given> file = find(Setting.DB_PATH);
        Optional<Given> url = address(Setting.DATABASE_URL);
        boolean fileByOption = file.isPresent() && file.get().onCommandLine();
        if (fileByOption && url.isPresent() && url.get().onCommandLine()) {
            problems.add("--db-path and --database-url are both given; one of them must go.");
        }
        if (url.isPresent() && (!fileByOption || url.get().onCommandLine())) {
            if (url.get().value().startsWith("jdbc:postgresql://")) {
                return new DatabaseAddress.Postgres(url.get().value());
            }
            problems.add(
                    url.get().mustBe("like jdbc:postgresql://HOST:5432/NAME?user=USER&password=PASSWORD"));
        }
        try {
            return new DatabaseAddress.Sqlite(Path.of(file.map(Given::value).orElse(FILE)));
        } catch (InvalidPathException _) {
            problems.add(file.orElseThrow().mustBe("the path of a file"));
            return new DatabaseAddress.Sqlite(Path.of(FILE));
        }
    }

    private Access access(Listen listen) {
        Optional<String> apiKey = values.key(find(Setting.API_KEY));
        Optional<Boolean> wanted = values.flag(find(Setting.AUTH_ENABLED));
        Optional<Given> email = find(Setting.AUTH_ADMIN_EMAIL);
        Optional<Given> password = find(Setting.AUTH_ADMIN_PASSWORD);
        Optional<Given> secret = find(Setting.AUTH_SECRET);
        SignIn signIn = signIn(listen, wanted, email, password, secret);
        Optional<String> checkedEmail = values.email(email);
        Optional<String> checkedPassword = values.secret(password, LEAST_PASSWORD);
        Access access = new Access(apiKey, signIn, values.secret(secret, LEAST_SECRET),
                values.site(find(Setting.AUTH_BASE_URL)), values.origins(find(Setting.AUTH_TRUSTED_ORIGINS)),
                checkedEmail.flatMap(name -> checkedPassword.map(word -> new Admin(name, word))));
        warn(listen, access);
        return access;
    }

    private SignIn signIn(
        Listen listen,
        Optional<Boolean> wanted,
        Optional<Given> email,
        Optional<Given> password,
        Optional<Given> secret
    ) {
        if (wanted.isPresent() && !wanted.get()) {
            return SignIn.OFF;
        }
        List<String> missing = new ArrayList<>();
        addIfMissing(missing, email, Setting.AUTH_ADMIN_EMAIL);
        addIfMissing(missing, password, Setting.AUTH_ADMIN_PASSWORD);
        addIfMissing(missing, secret, Setting.AUTH_SECRET);
        boolean nothingGiven = email.isEmpty() && password.isEmpty() && secret.isEmpty();
        if (nothingGiven && wanted.isEmpty() && Loopback.is(listen.host())) {
            return SignIn.NOT_SET_UP;
        }
        if (!missing.isEmpty()) {
            problems.add("People have to sign in"
                    + (wanted.isEmpty() && nothingGiven ? " when the monitor listens on " + listen.host()
                            : "")
                    + ", but what that needs is missing: " + String.join(", ", missing)
                    + ". Set it, or MONITOR_AUTH_ENABLED=false.");
        }
        return SignIn.ON;
    }

    private void warn(Listen listen, Access access) {
        boolean everybody = !Loopback.is(listen.host());
        switch (access.signIn()) {
            case NOT_SET_UP -> warnings
                    .add("Sign-in is off, because no account is set up: everybody on this machine can see "
                            + "and change everything. Set MONITOR_AUTH_ADMIN_EMAIL, MONITOR_AUTH_ADMIN_PASSWORD and "
                            + "MONITOR_AUTH_SECRET.");
            case OFF -> warnings.add("Sign-in is off: everybody who reaches " + listen.host()
                    + " can see and change everything on its pages.");
            case ON -> {
                // As it should be.
            }
        }
        if (access.apiKey().isEmpty() && everybody) {
            warnings.add("MONITOR_API_KEY is not set: everybody who reaches " + listen.host()
                    + " can send events.");
        }
        if (access.apiKey().isPresent() && access.apiKey().get().length() < GUESSABLE_KEY) {
            warnings.add(
                    "MONITOR_API_KEY is shorter than " + GUESSABLE_KEY + " characters and may be guessed.");
        }
        if (access.baseUrl().isEmpty() && everybody) {
            warnings.add("MONITOR_AUTH_BASE_URL is not set: under a name other than " + listen.host()
                    + " the monitor answers 403; an address of numbers works.");
        }
    }

    private Mail mail() {
        Optional<String> resendKey = values.key(find(Setting.RESEND_API_KEY));
        Optional<Given> resendFromGiven = find(Setting.RESEND_FROM_EMAIL);
        Optional<String> resendFrom = values.sender(resendFromGiven);
        URI resendBase = values.base(find(Setting.RESEND_API_BASE), RESEND);
        Optional<Given> smtpGiven = address(Setting.SMTP_URL);
        Optional<URI> smtp = values.smtp(smtpGiven);
        Optional<Given> fromGiven = find(Setting.MAIL_FROM);
        Optional<String> from = values.sender(fromGiven);
        if (resendKey.isPresent() && smtpGiven.isPresent()) {
            problems.add(
                    "MONITOR_RESEND_API_KEY and MONITOR_SMTP_URL are both set; mail goes one way, so one must go.");
        }
        if (smtpGiven.isPresent() && fromGiven.isEmpty()) {
            problems.add("MONITOR_SMTP_URL is set, so MONITOR_MAIL_FROM must name the sender.");
        }
        if (resendKey.isPresent() && resendFromGiven.isEmpty()) {
            problems.add("MONITOR_RESEND_API_KEY is set, so MONITOR_RESEND_FROM_EMAIL must name the sender.");
        }
        if (smtp.isPresent() && from.isPresent()) {
            return new Mail.Smtp(smtp.get(), from.get());
        }
        if (resendKey.isPresent() && resendFrom.isPresent()) {
            return new Mail.Resend(resendKey.get(), resendFrom.get(), resendBase);
        }
        if (resendFrom.isPresent() || from.isPresent()) {
            warnings.add("Mail has a sender but no server: set MONITOR_SMTP_URL or MONITOR_RESEND_API_KEY.");
        }
        return new Mail.None();
    }

    /** What may hold a password, and must not then stand on the command line. */
    private Optional<Given> address(Setting setting) {
        Optional<Given> given = find(setting);
        if (given.isPresent() && given.get().onCommandLine() && holdsPassword(given.get().value())) {
            problems.add(
                    setting.option() + " holds a password, which everybody on this machine could read; use "
                            + setting.fileOption() + " or " + setting.variable() + ".");
        }
        return given;
    }

    private static boolean holdsPassword(String url) {
        int host = url.indexOf("//") + 2;
        int at = url.lastIndexOf('@');
        return url.contains("password=") || (at > host && url.substring(host, at).contains(":"));
    }

    private Optional<Given> find(Setting setting) {
        return sources.find(setting);
    }

    private static void addIfMissing(List<String> missing, Optional<Given> given, Setting setting) {
        if (given.isEmpty()) {
            missing.add(setting.variable());
        }
    }
}
