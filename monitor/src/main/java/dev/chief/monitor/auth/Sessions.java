package dev.chief.monitor.auth;

import dev.chief.monitor.store.Database;
import dev.chief.monitor.store.SessionTable;
import dev.chief.monitor.store.SessionTable.StoredSession;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Who is signed in. A browser holds a random token, the database its hash under the monitor's secret: a stolen database signs
 * nobody in, and another secret ends every session. For any thread.
 */
final class Sessions {
    /** How long a session lasts that is not used. */
    static final Duration LIFETIME = Duration.ofDays(7);

    private static final Duration REFRESHED_AFTER = Duration.ofDays(1);
    private static final int LONGEST_AGENT = 200;
    private static final int TOKEN_LENGTH = 43;

    private final Database database;
    private final String secret;
    private final SecureRandom random;
    private final InstantSource time;

    /** A session and the token that only its browser is told. */
    record Opened(String token, StoredSession session) {
        @Override
        public String toString() {
            return "Opened[" + session + "]";
        }
    }

    /** A session that was looked up, and whether the browser has to be told that it lasts longer now. */
    record Found(StoredSession session, boolean refreshed) {}

    Sessions(Database database, String secret, SecureRandom random, InstantSource time) {
        this.database = database;
        this.secret = secret;
        this.random = random;
        this.time = time;
    }

    Opened open(Handle handle, long accountId, String email, InetAddress address, String userAgent) {
        Instant now = time.instant();
        SessionTable.prune(handle, now);
        String token = Tokens.random(random);
        StoredSession session = new StoredSession(HexFormat.of().formatHex(hash(token)), accountId, email,
                Tokens.random(random), now, now, now.plus(LIFETIME), address.getHostAddress(),
                userAgent.length() > LONGEST_AGENT ? userAgent.substring(0, LONGEST_AGENT) : userAgent);
        SessionTable.add(handle, session);
        return new Opened(token, session);
    }

    Optional<Found> find(String token) {
        if (token.length() != TOKEN_LENGTH) {
            return Optional.empty();
        }
        Instant now = time.instant();
        byte[] hash = hash(token);
        Optional<StoredSession> session = database.read(handle -> SessionTable.find(handle, hash, now));
        return session.map(found -> new Found(found, refresh(found, now)));
    }

    void end(String token) {
        byte[] hash = hash(token);
        database.write(handle -> {
            SessionTable.end(handle, hash);
            return true;
        });
    }

    private boolean refresh(StoredSession session, Instant now) {
        return !now.isBefore(session.refreshedAt().plus(REFRESHED_AFTER))
                && database.write(handle -> SessionTable.refresh(handle, session, now, now.plus(LIFETIME)));
    }

    private byte[] hash(String token) {
        return Tokens.hmac(secret, token);
    }
}
