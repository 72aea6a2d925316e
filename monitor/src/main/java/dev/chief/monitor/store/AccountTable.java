package dev.chief.monitor.store;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Who may sign in. */
public final class AccountTable {
    private AccountTable() {}

    /**
     * An account.
     *
     * @param email in lower case
     * @param passwordHash what the password is held against
     * @param seedHash of the password in the environment that was last made this account's
     */
    public record StoredAccount(
        long id,
        String email,
        String name,
        String passwordHash,
        Optional<String> seedHash
    ) {
        public StoredAccount {
            requireNonNull(email);
            requireNonNull(name);
            requireNonNull(passwordHash);
            requireNonNull(seedHash);
        }

        @Override
        public String toString() {
            return "StoredAccount[" + id + ", " + email + "]";
        }
    }

    /**
     * Adds an account, unless there is one with this address.
     *
     * @param passwordHash of the password, which the environment gave
     * @return whether it was added
     */
    public static boolean add(Handle handle, String email, String name, String passwordHash, Instant now) {
        return handle.createUpdate("""
                INSERT INTO users (email, name, password_hash, seed_hash, created_at, updated_at)
                VALUES (:email, :name, :hash, :hash, :now, :now)
                ON CONFLICT (email) DO NOTHING""")
                .bind("email", email)
                .bind("name", name)
                .bind("hash", passwordHash)
                .bind("now", now)
                .execute() == 1;
    }

    /** The account of an address in lower case. */
    public static Optional<StoredAccount> byEmail(Handle handle, String email) {
        return handle.createQuery("""
                SELECT id, email, name, password_hash, seed_hash FROM users WHERE email = :email""")
                .bind("email", email)
                .map((row, _) -> new StoredAccount(row.getLong("id"), row.getString("email"),
                        row.getString("name"),
                        row.getString("password_hash"), Optional.ofNullable(row.getString("seed_hash"))))
                .findOne();
    }

    /** Whether there is any account. */
    public static boolean any(Handle handle) {
        return handle.createQuery("SELECT 1 FROM users LIMIT 1").mapTo(Integer.class).findOne().isPresent();
    }

    /**
     * Changes a password, if it still is what somebody looked at.
     *
     * @return whether it was changed
     */
    public static boolean changePassword(
        Handle handle,
        long id,
        String oldHash,
        String newHash,
        Instant now
    ) {
        return handle.createUpdate(
                """
                        UPDATE users SET password_hash = :new, updated_at = :now WHERE id = :id AND password_hash = :old""")
                .bind("id", id)
                .bind("old", oldHash)
                .bind("new", newHash)
                .bind("now", now)
                .execute() == 1;
    }

    /** Makes the password of the environment that of an account. */
    public static void seedPassword(Handle handle, long id, String hash, Instant now) {
        handle.createUpdate(
                """
                        UPDATE users SET password_hash = :hash, seed_hash = :hash, updated_at = :now WHERE id = :id""")
                .bind("id", id)
                .bind("hash", hash)
                .bind("now", now)
                .execute();
    }
}
