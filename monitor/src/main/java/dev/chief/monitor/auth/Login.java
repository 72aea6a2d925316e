package dev.chief.monitor.auth;

import static java.util.Objects.requireNonNull;

import dev.chief.monitor.auth.Caller.Person;
import dev.chief.monitor.auth.PasswordHash.BusyException;
import dev.chief.monitor.auth.Sessions.Opened;
import dev.chief.monitor.settings.SettingsReader;
import dev.chief.monitor.store.AccountTable;
import dev.chief.monitor.store.AccountTable.StoredAccount;
import dev.chief.monitor.store.Database;
import dev.chief.monitor.store.SessionTable;
import dev.chief.monitor.store.SessionTable.StoredSession;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Signing in and out, passwords, sessions: what people do for themselves. For any thread. */
public final class Login {
    /** The longest password, in characters. */
    public static final int LONGEST_PASSWORD = 1_000;

    private static final int LONGEST_EMAIL = 254;
    private static final int LONGEST_LANDING = 2_000;
    private static final int REMEMBERED = 10_000;

    private final Database database;
    private final PasswordHash passwords;
    private final Sessions sessions;
    private final SessionCookie cookie;
    private final InstantSource time;
    private final Throttle throttle = new Throttle(REMEMBERED);

    /** What came of a try. Its message is for people. */
    public sealed interface Outcome {
        /**
         * They are signed in.
         *
         * @param setCookie the value of a {@code Set-Cookie} header for the answer
         */
        record SignedIn(Person person, String setCookie) implements Outcome {
            public SignedIn {
                requireNonNull(person);
                requireNonNull(setCookie);
            }

            @Override
            public String message() {
                return "You are signed in.";
            }

            @Override
            public String toString() {
                return "SignedIn[" + person.name() + "]";
            }
        }

        /** The password is another one now. */
        record PasswordChanged() implements Outcome {
            @Override
            public String message() {
                return "The password is changed. Every other browser has to sign in again.";
            }
        }

        /** There is no such account, or its password is another one. Nobody is told which. */
        record Wrong() implements Outcome {
            @Override
            public String message() {
                return "E-mail or password is wrong.";
            }
        }

        /** The password of an account that is signed in is another one. */
        record WrongPassword() implements Outcome {
            @Override
            public String message() {
                return "The current password is wrong.";
            }
        }

        /** The new password breaks the rule. */
        record UnfitPassword() implements Outcome {
            @Override
            public String message() {
                return "A password has " + SettingsReader.LEAST_PASSWORD + " to " + LONGEST_PASSWORD
                        + " characters.";
            }
        }

        /**
         * There were too many tries: the answer is 429.
         *
         * @param remaining for how long no try counts
         */
        record Wait(Duration remaining) implements Outcome {
            public Wait {
                requireNonNull(remaining);
            }

            /** The same in whole seconds, rounded up, for {@code Retry-After}. */
            public long seconds() {
                return remaining.plusNanos(999_999_999).toSeconds();
            }

            @Override
            public String message() {
                return "Too many tries. Try again in " + seconds()
                        + (seconds() == 1 ? " second." : " seconds.");
            }
        }

        /** Too many sign in at this moment: the answer is 503. */
        record Busy() implements Outcome {
            @Override
            public String message() {
                return "Too many people are signing in at this moment. Try again.";
            }
        }

        /** For people. */
        String message();
    }

    Login(
        Database database,
        PasswordHash passwords,
        Sessions sessions,
        SessionCookie cookie,
        InstantSource time
    ) {
        this.database = database;
        this.passwords = passwords;
        this.sessions = sessions;
        this.cookie = cookie;
        this.time = time;
    }

    /**
     * Signs somebody in, in a session of its own.
     *
     * @param address where the connection comes from
     * @param userAgent what the browser calls itself
     */
    public Outcome signIn(String email, String password, InetAddress address, String userAgent) {
        String name = email.strip().toLowerCase(Locale.ROOT);
        if (name.length() > LONGEST_EMAIL || password.length() > LONGEST_PASSWORD) {
            return new Outcome.Wrong();
        }
        Optional<Duration> wait = throttle.admit(name, address, time.instant());
        if (wait.isPresent()) {
            return new Outcome.Wait(wait.get());
        }
        try {
            Optional<StoredAccount> account = checked(name, password);
            Optional<Opened> opened = account.flatMap(found -> open(found, address, userAgent));
            if (opened.isEmpty()) {
                return new Outcome.Wrong();
            }
            throttle.succeeded(name, address);
            renewHash(account.get(), password);
            return new Outcome.SignedIn(new Person(opened.get().session()),
                    cookie.set(opened.get().token(), Sessions.LIFETIME));
        } catch (BusyException _) {
            return new Outcome.Busy();
        }
    }

    /**
     * Ends a session.
     *
     * @param cookieHeader the request's
     * @return the value of a {@code Set-Cookie} header that has the browser forget it
     */
    public String signOut(Optional<String> cookieHeader) {
        cookie.read(cookieHeader).ifPresent(sessions::end);
        return cookie.clear();
    }

    /** Changes a password and ends the account's other sessions. */
    public Outcome changePassword(Person person, String current, String next, InetAddress address) {
        if (next.length() < SettingsReader.LEAST_PASSWORD || next.length() > LONGEST_PASSWORD) {
            return new Outcome.UnfitPassword();
        }
        if (current.length() > LONGEST_PASSWORD) {
            return new Outcome.WrongPassword();
        }
        StoredSession session = person.session();
        Optional<Duration> wait = throttle.admit(session.email(), address, time.instant());
        if (wait.isPresent()) {
            return new Outcome.Wait(wait.get());
        }
        try {
            Optional<StoredAccount> account = checked(session.email(), current);
            if (account.isEmpty()) {
                return new Outcome.WrongPassword();
            }
            throttle.succeeded(session.email(), address);
            String hash = passwords.hash(next);
            return replace(account.get(), hash, session) ? new Outcome.PasswordChanged()
                    : new Outcome.WrongPassword();
        } catch (BusyException _) {
            return new Outcome.Busy();
        }
    }

    /** The sessions of somebody, newest first, their own among them. */
    public List<StoredSession> sessions(Person person) {
        Instant now = time.instant();
        return database.read(handle -> SessionTable.list(handle, person.session().accountId(), now));
    }

    /**
     * Ends a session of somebody's.
     *
     * @param id as {@link StoredSession#id}
     * @return whether they had it
     */
    public boolean endSession(Person person, String id) {
        byte[] hash;
        try {
            hash = HexFormat.of().parseHex(id);
        } catch (IllegalArgumentException _) {
            return false;
        }
        return database.write(handle -> SessionTable.end(handle, person.session().accountId(), hash));
    }

    /**
     * Where to go after signing in.
     *
     * @param next what the address of the sign-in page says, which anybody may have written
     * @return a path of the monitor
     */
    public static String landing(String next) {
        boolean path = next.startsWith("/") && !next.startsWith("//") && !next.startsWith("/login");
        boolean plain = next.length() <= LONGEST_LANDING
                && next.chars().allMatch(c -> c > ' ' && c <= '~' && c != '\\');
        return path && plain ? next : "/";
    }

    private Optional<StoredAccount> checked(String email, String password) throws BusyException {
        Optional<StoredAccount> account = database.read(handle -> AccountTable.byEmail(handle, email));
        return passwords.matches(password, account.map(StoredAccount::passwordHash)) ? account
                : Optional.empty();
    }

    /** Opens a session, unless the password was changed since it was looked at. */
    private Optional<Opened> open(StoredAccount account, InetAddress address, String userAgent) {
        return database.write(handle -> AccountTable.byEmail(handle, account.email())
                .filter(found -> found.passwordHash().equals(account.passwordHash()))
                .map(found -> sessions.open(handle, found.id(), found.email(), address, userAgent)));
    }

    private boolean replace(StoredAccount account, String hash, StoredSession kept) {
        Instant now = time.instant();
        return database.write(handle -> {
            boolean changed = AccountTable.changePassword(handle, account.id(), account.passwordHash(), hash,
                    now);
            if (changed) {
                SessionTable.endOthers(handle, account.id(), HexFormat.of().parseHex(kept.id()));
            }
            return changed;
        });
    }

    /** Hashes a password as it is done today, now that it is known. */
    private void renewHash(StoredAccount account, String password) throws BusyException {
        if (passwords.isOutdated(account.passwordHash())) {
            String hash = passwords.hash(password);
            Instant now = time.instant();
            database.write(
                    handle -> AccountTable.changePassword(handle, account.id(), account.passwordHash(), hash,
                            now));
        }
    }
}
