package dev.chief.monitor.store;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Who may sign in. */
public final class AccountTable {
    private AccountTable() {}

    /**
     * An account.
     *
     * @param email in lower case
     * @param passwordHash what the password is held against
     * @param seed the password in the environment that was last made this account's
     */
    public record StoredAccount(
        long id,
        String email,
        String name,
        String passwordHash,
        Optional<Seed> seed
    ) {
        public StoredAccount {
            requireNonNull(email);
            requireNonNull(name);
            requireNonNull(passwordHash);
            requireNonNull(seed);
        }

        @Override
        public String toString() {
            return "StoredAccount[" + id + ", " + email + "]";
        }
    }

    /**
     * What is kept of a password that the environment gave.
     *
     * @param hash as {@link StoredAccount#passwordHash}
     * @param mark a hash under the monitor's secret
     */
    public record Seed(String hash, String mark) {
        public Seed {
            requireNonNull(hash);
            requireNonNull(mark);
        }

        @Override
        public String toString() {
            return "Seed";
        }
    }

    /**
     * Adds an account, unless there is one with this address.
     *
     * @param seed the password, which the environment gave
     * @return whether it was added
     */
    public static boolean add(Handle handle, String email, String name, Seed seed, Instant now) {
        return handle.createUpdate("""
                INSERT INTO users (email, name, password_hash, seed_hash, seed_mark, created_at, updated_at)
                VALUES (:email, :name, :hash, :hash, :mark, :now, :now)
                ON CONFLICT (email) DO NOTHING""")
                .bind("email", email)
                .bind("name", name)
                .bind("hash", seed.hash())
                .bind("mark", seed.mark())
                .bind("now", now)
                .execute() == 1;
    }

    /** The account of an address in lower case. */
    public static Optional<StoredAccount> byEmail(Handle handle, String email) {
        return handle.createQuery(
                """
                        SELECT id, email, name, password_hash, seed_hash, seed_mark FROM users WHERE email = :email""")
                .bind("email", email)
                .map((row, _) -> new StoredAccount(row.getLong("id"), row.getString("email"),
                        row.getString("name"),
                        row.getString("password_hash"),
                        seed(row.getString("seed_hash"), row.getString("seed_mark"))))
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
    public static void seedPassword(Handle handle, long id, Seed seed, Instant now) {
        handle.createUpdate(
                """
                        UPDATE users SET password_hash = :hash, seed_hash = :hash, seed_mark = :mark, updated_at = :now
                        WHERE id = :id""")
                .bind("id", id)
                .bind("hash", seed.hash())
                .bind("mark", seed.mark())
                .bind("now", now)
                .execute();
    }

    /**
     * Marks the same password of the environment anew, because the monitor has another secret.
     *
     * @return whether it still was the same
     */
    public static boolean markSeed(Handle handle, long id, Seed seed) {
        return handle.createUpdate("UPDATE users SET seed_mark = :mark WHERE id = :id AND seed_hash = :hash")
                .bind("id", id)
                .bind("hash", seed.hash())
                .bind("mark", seed.mark())
                .execute() == 1;
    }

    private static Optional<Seed> seed(@Nullable String hash, @Nullable String mark) {
        return hash == null || mark == null ? Optional.empty() : Optional.of(new Seed(hash, mark));
    }
}
