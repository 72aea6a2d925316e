package dev.chief.monitor.store;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/** The named API keys, revoked ones included. */
public final class ApiKeyTable {
    private static final RowMapper<StoredApiKey> KEY = (row, _) -> {
        long used = row.getLong("last_used_at");
        Optional<Instant> lastUsedAt = row.wasNull() ? Optional.empty() : Optional.of(Types.instant(used));
        long revoked = row.getLong("revoked_at");
        Optional<Instant> revokedAt = row.wasNull() ? Optional.empty() : Optional.of(Types.instant(revoked));
        return new StoredApiKey(row.getLong("id"), row.getString("name"), row.getString("scope"),
                row.getString("prefix"), Types.instant(row.getLong("created_at")),
                row.getString("created_by"),
                lastUsedAt, revokedAt);
    };

    private ApiKeyTable() {}

    /**
     * A key, without what is secret about it.
     *
     * @param scope ingest, read or admin
     * @param prefix its first characters
     * @param createdBy who made it
     * @param lastUsedAt to the minute
     */
    public record StoredApiKey(
        long id,
        String name,
        String scope,
        String prefix,
        Instant createdAt,
        String createdBy,
        Optional<Instant> lastUsedAt,
        Optional<Instant> revokedAt
    ) {
        public StoredApiKey {
            requireNonNull(name);
            requireNonNull(scope);
            requireNonNull(prefix);
            requireNonNull(createdAt);
            requireNonNull(createdBy);
            requireNonNull(lastUsedAt);
            requireNonNull(revokedAt);
        }
    }

    /** Adds a key and gives it back with its number. The number, the last use and the revocation handed over do not count. */
    public static StoredApiKey add(Handle handle, StoredApiKey key, byte[] hash) {
        return handle.createQuery("""
                INSERT INTO api_keys (name, scope, prefix, key_hash, created_at, created_by)
                VALUES (:name, :scope, :prefix, :hash, :created, :by)
                RETURNING *""")
                .bind("name", key.name())
                .bind("scope", key.scope())
                .bind("prefix", key.prefix())
                .bind("hash", hash)
                .bind("created", key.createdAt())
                .bind("by", key.createdBy())
                .map(KEY)
                .one();
    }

    /** The key of a hash, if it has not been revoked. */
    public static Optional<StoredApiKey> find(Handle handle, byte[] hash) {
        return handle.createQuery("SELECT * FROM api_keys WHERE key_hash = :hash AND revoked_at IS NULL")
                .bind("hash", hash)
                .map(KEY)
                .findOne();
    }

    /** All keys, those in use before those revoked, newest first. */
    public static List<StoredApiKey> list(Handle handle) {
        return handle.createQuery("""
                SELECT * FROM api_keys
                ORDER BY CASE WHEN revoked_at IS NULL THEN 0 ELSE 1 END, created_at DESC, id DESC""")
                .map(KEY)
                .list();
    }

    /** Notes that a key was used, unless that is noted since an instant. */
    public static void touch(Handle handle, long id, Instant now, Instant since) {
        handle.createUpdate("""
                UPDATE api_keys SET last_used_at = :now
                WHERE id = :id AND (last_used_at IS NULL OR last_used_at < :since)""")
                .bind("id", id)
                .bind("now", now)
                .bind("since", since)
                .execute();
    }

    /**
     * Revokes a key.
     *
     * @return whether there was one that had not been revoked
     */
    public static boolean revoke(Handle handle, long id, Instant now) {
        return handle
                .createUpdate("UPDATE api_keys SET revoked_at = :now WHERE id = :id AND revoked_at IS NULL")
                .bind("id", id)
                .bind("now", now)
                .execute() == 1;
    }
}
