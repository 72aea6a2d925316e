package dev.chief.monitor.settings;

import static java.util.Objects.requireNonNull;

import dev.chief.monitor.store.DatabaseAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the monitor is told at its start, with every default applied.
 *
 * @param listen where it takes requests
 * @param database where its data is
 * @param access who may do what
 * @param mail what sends its mail
 * @param retention how long events are kept
 * @param evaluatorInterval how long the evaluator sleeps at most
 * @param retentionInterval how often old events are deleted
 */
public record MonitorSettings(
    Listen listen,
    DatabaseAddress database,
    Access access,
    Mail mail,
    Duration retention,
    Duration evaluatorInterval,
    Duration retentionInterval
) {
    public MonitorSettings {
        requireNonNull(listen);
        requireNonNull(database);
        requireNonNull(access);
        requireNonNull(mail);
        requireNonNull(retention);
        requireNonNull(evaluatorInterval);
        requireNonNull(retentionInterval);
    }

    /**
     * Where requests are taken.
     *
     * @param host a name or address of this machine
     * @param port 0 for any that is free
     */
    public record Listen(String host, int port) {}

    /**
     * Who may do what.
     *
     * @param apiKey the key of MONITOR_API_KEY, if it is set
     * @param signIn whether people have to sign in
     * @param secret what sessions are bound to; set when sign-in is on
     * @param baseUrl where browsers find the monitor, if that is not its own address; in lower case, without a path
     * @param trustedOrigins further origins from which browsers may send requests; as the base URL
     * @param admin the account that is made at the start; named when sign-in is on
     */
    public record Access(
        Optional<String> apiKey,
        SignIn signIn,
        Optional<String> secret,
        Optional<URI> baseUrl,
        List<String> trustedOrigins,
        Optional<Admin> admin
    ) {
        public Access {
            requireNonNull(apiKey);
            requireNonNull(signIn);
            requireNonNull(secret);
            requireNonNull(baseUrl);
            trustedOrigins = List.copyOf(trustedOrigins);
            requireNonNull(admin);
        }

        @Override
        public String toString() {
            return "Access[signIn=" + signIn + "]";
        }
    }

    /** Whether people have to sign in. */
    public enum SignIn {
        /** They do. */
        ON,
        /** They do not, because somebody said so. */
        OFF,
        /** They do not, because nothing is set up yet; only on loopback addresses. The log and the pages say so. */
        NOT_SET_UP;

        /** Whether they do. */
        public boolean isOn() {
            return this == ON;
        }
    }

    /**
     * The account that is made at the start.
     *
     * @param email in lower case
     */
    public record Admin(String email, String password) {
        @Override
        public String toString() {
            return "Admin[" + email + "]";
        }
    }

    /** What sends mail. */
    public sealed interface Mail {
        /** Nothing: mail cannot be sent. */
        record None() implements Mail {}

        /**
         * An SMTP server.
         *
         * @param url {@code smtp://user:password@host:port}, or {@code smtps:}
         * @param from the sender's address, with a name or without
         */
        record Smtp(URI url, String from) implements Mail {
            @Override
            public String toString() {
                return "Smtp[" + url.getHost() + "]";
            }
        }

        /**
         * The HTTP API of Resend.
         *
         * @param base without a slash at its end
         */
        record Resend(String apiKey, String from, URI base) implements Mail {
            @Override
            public String toString() {
                return "Resend[" + base + "]";
            }
        }
    }
}
