package dev.chief.monitor.store;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/** Who is signed in, and where. A session is known by the hash of its token; its number is that hash in hexadecimal. */
public final class SessionTable {
    private static final RowMapper<StoredSession> SESSION = (row, _) -> new StoredSession(
            HexFormat.of().formatHex(row.getBytes("token_hash")), row.getLong("user_id"),
            row.getString("email"),
            row.getString("csrf_token"), Types.instant(row.getLong("created_at")),
            Types.instant(row.getLong("refreshed_at")), Types.instant(row.getLong("expires_at")),
            row.getString("address"), row.getString("user_agent"));

    private SessionTable() {}

    /**
     * A session.
     *
     * @param id the hash of its token, in hexadecimal; from it nobody can tell the token
     * @param email of the account
     * @param csrfToken what its forms have to carry
     * @param refreshedAt when it last was made to last longer
     * @param expiresAt exclusive
     * @param address of whoever signed in
     * @param userAgent what the browser calls itself
     */
    public record StoredSession(
        String id,
        long accountId,
        String email,
        String csrfToken,
        Instant createdAt,
        Instant refreshedAt,
        Instant expiresAt,
        String address,
        String userAgent
    ) {
        public StoredSession {
            requireNonNull(id);
            requireNonNull(email);
            requireNonNull(csrfToken);
            requireNonNull(createdAt);
            requireNonNull(refreshedAt);
            requireNonNull(expiresAt);
            requireNonNull(address);
            requireNonNull(userAgent);
        }

        @Override
        public String toString() {
            return "StoredSession[" + email + ", since " + createdAt + "]";
        }
    }

    /** Adds a session. Its account must be there; the address of that is not looked at. */
    public static void add(Handle handle, StoredSession session) {
        handle.createUpdate(
                """
                        INSERT INTO sessions (token_hash, user_id, csrf_token, created_at, refreshed_at, expires_at, address,
                            user_agent)
                        VALUES (:hash, :account, :csrf, :created, :refreshed, :expires, :address, :agent)""")
                .bind("hash", HexFormat.of().parseHex(session.id()))
                .bind("account", session.accountId())
                .bind("csrf", session.csrfToken())
                .bind("created", session.createdAt())
                .bind("refreshed", session.refreshedAt())
                .bind("expires", session.expiresAt())
                .bind("address", session.address())
                .bind("agent", session.userAgent())
                .execute();
    }

    /** The session of a token's hash, if it has not expired. */
    public static Optional<StoredSession> find(Handle handle, byte[] tokenHash, Instant now) {
        return handle.createQuery("""
                SELECT s.*, u.email FROM sessions s JOIN users u ON u.id = s.user_id
                WHERE s.token_hash = :hash AND s.expires_at > :now""")
                .bind("hash", tokenHash)
                .bind("now", now)
                .map(SESSION)
                .findOne();
    }

    /** The sessions of an account that have not expired, newest first. */
    public static List<StoredSession> list(Handle handle, long accountId, Instant now) {
        return handle.createQuery("""
                SELECT s.*, u.email FROM sessions s JOIN users u ON u.id = s.user_id
                WHERE s.user_id = :account AND s.expires_at > :now
                ORDER BY s.created_at DESC, s.token_hash""")
                .bind("account", accountId)
                .bind("now", now)
                .map(SESSION)
                .list();
    }

    /**
     * Makes a session last longer, unless somebody else just did.
     *
     * @return whether it was done
     */
    public static boolean refresh(Handle handle, StoredSession session, Instant now, Instant expiresAt) {
        return handle.createUpdate("""
                UPDATE sessions SET refreshed_at = :now, expires_at = :expires
                WHERE token_hash = :hash AND refreshed_at = :before""")
                .bind("hash", HexFormat.of().parseHex(session.id()))
                .bind("before", session.refreshedAt())
                .bind("now", now)
                .bind("expires", expiresAt)
                .execute() == 1;
    }

    /** Ends the session of a token's hash, if there is one. */
    public static void end(Handle handle, byte[] tokenHash) {
        handle.createUpdate("DELETE FROM sessions WHERE token_hash = :hash")
                .bind("hash", tokenHash)
                .execute();
    }

    /**
     * Ends a session of an account.
     *
     * @return whether there was one
     */
    public static boolean end(Handle handle, long accountId, byte[] tokenHash) {
        return handle.createUpdate("DELETE FROM sessions WHERE token_hash = :hash AND user_id = :account")
                .bind("hash", tokenHash)
                .bind("account", accountId)
                .execute() == 1;
    }

    /**
     * Ends all sessions of an account but one.
     *
     * @param kept the hash of its token; empty for none
     * @return how many were ended
     */
    public static int endOthers(Handle handle, long accountId, byte[] kept) {
        return handle.createUpdate("DELETE FROM sessions WHERE user_id = :account AND token_hash <> :kept")
                .bind("account", accountId)
                .bind("kept", kept)
                .execute();
    }

    /** Deletes the sessions that have expired. */
    public static int prune(Handle handle, Instant now) {
        return handle.createUpdate("DELETE FROM sessions WHERE expires_at <= :now")
                .bind("now", now)
                .execute();
    }
}
