package dev.chief.monitor.auth;

import dev.chief.monitor.auth.PasswordHash.BusyException;
import dev.chief.monitor.settings.MonitorSettings;
import dev.chief.monitor.settings.MonitorSettings.Admin;
import dev.chief.monitor.settings.MonitorSettings.SignIn;
import dev.chief.monitor.store.AccountTable;
import dev.chief.monitor.store.AccountTable.Seed;
import dev.chief.monitor.store.AccountTable.StoredAccount;
import dev.chief.monitor.store.Database;
import dev.chief.monitor.store.SessionTable;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who may do what.
 *
 * @param access decides about requests
 * @param apiKeys named keys
 * @param login signing in; none when nobody has to
 */
public record Auth(Access access, ApiKeys apiKeys, Optional<Login> login) {
    private static final Logger LOG = LoggerFactory.getLogger(Auth.class);
    private static final byte[] NO_SESSION = {};

    /**
     * Sets it up, and the account that the settings name.
     *
     * @throws AuthSetupException if there are accounts, but the settings have everybody come in
     * @throws dev.chief.monitor.store.StoreException if the database fails
     */
    public static Auth open(
        MonitorSettings settings,
        Database database,
        InstantSource time,
        SecureRandom random
    ) {
        return open(settings, database, time, random, new PasswordHash(PasswordHash.RECOMMENDED, random));
    }

    static Auth open(
        MonitorSettings settings,
        Database database,
        InstantSource time,
        SecureRandom random,
        PasswordHash passwords
    ) {
        MonitorSettings.Access wanted = settings.access();
        if (wanted.signIn() == SignIn.NOT_SET_UP && database.read(AccountTable::any)) {
            throw new AuthSetupException("The database has accounts, but MONITOR_AUTH_ADMIN_EMAIL, "
                    + "MONITOR_AUTH_ADMIN_PASSWORD and MONITOR_AUTH_SECRET are not set, so nobody would have to sign in. "
                    + "Set them, or MONITOR_AUTH_ENABLED=false if that is what you want.");
        }
        ApiKeys keys = new ApiKeys(database, random, time);
        SessionCookie cookie = SessionCookie.of(wanted.baseUrl());
        Optional<Sessions> sessions = Optional.empty();
        if (wanted.signIn().isOn()) {
            sessions = Optional.of(new Sessions(database, wanted.secret().orElseThrow(), random, time));
            seed(wanted.admin().orElseThrow(), wanted.secret().orElseThrow(), database, passwords, time);
        }
        Access access = new Access(new Origins(settings), wanted.apiKey(), keys, sessions, cookie);
        return new Auth(access, keys,
                sessions.map(known -> new Login(database, passwords, known, cookie, time)));
    }

    /**
     * Makes the account of the settings. A password that its owner has changed stays; one that somebody has changed in the
     * environment since the last start counts, because whoever sets the monitor up has forgotten the other one.
     */
    private static void seed(
        Admin admin,
        String secret,
        Database database,
        PasswordHash passwords,
        InstantSource time
    ) {
        String mark = HexFormat.of()
                .formatHex(Tokens.hmac(secret, "password in the environment: " + admin.password()));
        Optional<StoredAccount> account = database
                .read(handle -> AccountTable.byEmail(handle, admin.email()));
        Optional<Seed> before = account.flatMap(StoredAccount::seed);
        if (before.isPresent() && Tokens.same(before.get().mark(), mark)) {
            return;
        }
        try {
            if (before.isPresent() && passwords.matches(admin.password(), before.map(Seed::hash))) {
                Seed same = new Seed(before.get().hash(), mark);
                database.write(handle -> AccountTable.markSeed(handle, account.get().id(), same));
                return;
            }
            plant(admin, account, new Seed(passwords.hash(admin.password()), mark), database, time.instant());
        } catch (BusyException e) {
            throw new IllegalStateException("Nobody else hashes before the monitor has started.", e);
        }
    }

    private static void plant(
        Admin admin,
        Optional<StoredAccount> account,
        Seed seed,
        Database database,
        Instant now
    ) {
        if (account.isEmpty()) {
            String name = admin.email().substring(0, admin.email().indexOf('@'));
            if (database.write(handle -> AccountTable.add(handle, admin.email(), name, seed, now))) {
                LOG.info("The account {} was made.", admin.email());
            }
            return;
        }
        long id = account.get().id();
        int ended = database.write(handle -> {
            AccountTable.seedPassword(handle, id, seed, now);
            return SessionTable.endOthers(handle, id, NO_SESSION);
        });
        LOG.info("The password of {} is now that of MONITOR_AUTH_ADMIN_PASSWORD; sessions ended: {}.",
                admin.email(),
                ended);
    }
}
