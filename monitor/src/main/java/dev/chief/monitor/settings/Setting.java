package dev.chief.monitor.settings;

import java.util.ArrayList;
import java.util.List;

/** Each setting of the monitor: its variable, its option, its help. */
enum Setting {
    /** Address. */
    HOST("MONITOR_HOST", "--host", "HOST", Kind.PLAIN, "the address to listen on (127.0.0.1)"),
    /** Port. */
    PORT("MONITOR_PORT", "--port", "PORT", Kind.PLAIN, "the port to listen on (7410)"),
    /** SQLite. */
    DB_PATH("MONITOR_DB_PATH", "--db-path", "FILE", Kind.PLAIN, "the SQLite file (monitor.sqlite)"),
    /** PostgreSQL. */
    DATABASE_URL("MONITOR_DATABASE_URL", "--database-url", "URL", Kind.ADDRESS,
            "jdbc:postgresql://HOST/NAME, instead of a file"),
    /** Key. */
    API_KEY("MONITOR_API_KEY", "--api-key", "KEY", Kind.SECRET, "the key that opens /v1"),
    /** Sign-in. */
    AUTH_ENABLED("MONITOR_AUTH_ENABLED", "--auth-enabled", "YES|NO", Kind.PLAIN,
            "whether people have to sign in (yes)"),
    /** Secret of sessions. */
    AUTH_SECRET("MONITOR_AUTH_SECRET", "--auth-secret", "SECRET", Kind.SECRET, "what sessions are bound to"),
    /** Address for browsers. */
    AUTH_BASE_URL("MONITOR_AUTH_BASE_URL", "--auth-base-url", "URL", Kind.PLAIN,
            "where browsers find the monitor, such as https://monitor.example"),
    /** Further origins. */
    AUTH_TRUSTED_ORIGINS("MONITOR_AUTH_TRUSTED_ORIGINS", "--auth-trusted-origins", "ORIGINS", Kind.PLAIN,
            "further addresses of the monitor, with commas between"),
    /** Account. */
    AUTH_ADMIN_EMAIL("MONITOR_AUTH_ADMIN_EMAIL", "--auth-admin-email", "EMAIL", Kind.PLAIN,
            "the account to sign in with"),
    /** Its password. */
    AUTH_ADMIN_PASSWORD("MONITOR_AUTH_ADMIN_PASSWORD", "--auth-admin-password", "PASSWORD", Kind.SECRET,
            "its password"),
    /** Retention. */
    RETENTION_DAYS("MONITOR_RETENTION_DAYS", "--retention-days", "DAYS", Kind.PLAIN,
            "how long events are kept (30)"),
    /** Evaluator. */
    EVALUATOR_INTERVAL_SECONDS("MONITOR_EVALUATOR_INTERVAL_SECONDS", "--evaluator-interval-seconds",
            "SECONDS",
            Kind.PLAIN, "how long the evaluator sleeps at most (15)"),
    /** Deleting. */
    RETENTION_INTERVAL_SECONDS("MONITOR_RETENTION_INTERVAL_SECONDS", "--retention-interval-seconds",
            "SECONDS",
            Kind.PLAIN, "how often old events are deleted (3600)"),
    /** Resend. */
    RESEND_API_KEY("MONITOR_RESEND_API_KEY", "--resend-api-key", "KEY", Kind.SECRET,
            "the key for mail by Resend"),
    /** Resend. */
    RESEND_FROM_EMAIL("MONITOR_RESEND_FROM_EMAIL", "--resend-from-email", "ADDRESS", Kind.PLAIN,
            "the sender of mail by Resend"),
    /** Resend. */
    RESEND_API_BASE("MONITOR_RESEND_API_BASE", "--resend-api-base", "URL", Kind.PLAIN,
            "where Resend is (https://api.resend.com)"),
    /** SMTP. */
    SMTP_URL("MONITOR_SMTP_URL", "--smtp-url", "URL", Kind.ADDRESS,
            "smtp://USER:PASSWORD@HOST:587, or smtps:"),
    /** SMTP. */
    MAIL_FROM("MONITOR_MAIL_FROM", "--mail-from", "ADDRESS", Kind.PLAIN, "the sender of mail by SMTP");

    /** How a value may be told, and shown. */
    enum Kind {
        /** By anybody to anybody. */
        PLAIN,
        /** It may hold a password: it is never shown, and with a password it is refused on a command line. */
        ADDRESS,
        /** It is never shown, and has no option but that for a file. */
        SECRET
    }

    /** What is added to the name of a variable that names a file. */
    static final String FILE_VARIABLE = "_FILE";
    private static final String FILE_OPTION = "-file";

    private final String variable;
    private final String option;
    private final String value;
    private final Kind kind;
    private final String help;

    Setting(String variable, String option, String value, Kind kind, String help) {
        this.variable = variable;
        this.option = option;
        this.value = value;
        this.kind = kind;
        this.help = help;
    }

    String variable() {
        return variable;
    }

    String option() {
        return option;
    }

    String fileOption() {
        return option + FILE_OPTION;
    }

    Kind kind() {
        return kind;
    }

    /** What it has on the command line. Everybody on a machine can read the command lines of its processes. */
    List<MonitorOption> options() {
        List<MonitorOption> options = new ArrayList<>();
        if (kind != Kind.SECRET) {
            options.add(new MonitorOption(option, value, help));
        }
        if (kind != Kind.PLAIN) {
            options.add(new MonitorOption(fileOption(), "FILE", "a file that holds it: " + help));
        }
        return options;
    }
}
