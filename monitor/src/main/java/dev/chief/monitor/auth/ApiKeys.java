package dev.chief.monitor.auth;

import dev.chief.monitor.auth.Caller.NamedKey;
import dev.chief.monitor.store.ApiKeyTable;
import dev.chief.monitor.store.ApiKeyTable.StoredApiKey;
import dev.chief.monitor.store.Database;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Named API keys with a scope. The database has their hashes alone. For any thread. */
public final class ApiKeys {
    /** The longest name of a key, in characters. */
    public static final int LONGEST_NAME = 100;

    private static final String START = "chief_";
    private static final int RANDOM_BYTES = 24;
    private static final int SHOWN = 12;
    private static final Duration TOUCHED_EVERY = Duration.ofMinutes(1);

    private final Database database;
    private final SecureRandom random;
    private final InstantSource time;

    /**
     * A key that was just made.
     *
     * @param text what is shown once and never again
     * @param key the rest of it
     */
    public record Made(String text, StoredApiKey key) {
        @Override
        public String toString() {
            return "Made[" + key + "]";
        }
    }

    ApiKeys(Database database, SecureRandom random, InstantSource time) {
        this.database = database;
        this.random = random;
        this.time = time;
    }

    /**
     * Makes a key.
     *
     * @param name what people call it
     * @param by who makes it
     * @return none if the name is blank, longer than {@link #LONGEST_NAME} or has control characters
     */
    public Optional<Made> make(String name, Scope scope, Caller by) {
        String stripped = name.strip();
        if (stripped.isEmpty() || stripped.length() > LONGEST_NAME
                || stripped.chars().anyMatch(Character::isISOControl)) {
            return Optional.empty();
        }
        String text = START + scope.letter() + HexFormat.of().formatHex(Tokens.bytes(random, RANDOM_BYTES));
        StoredApiKey draft = new StoredApiKey(0, stripped, scope.key(), text.substring(0, SHOWN),
                time.instant(),
                by.name(), Optional.empty(), Optional.empty());
        byte[] hash = Tokens.sha256(text);
        return Optional.of(new Made(text, database.write(handle -> ApiKeyTable.add(handle, draft, hash))));
    }

    /** All keys, those in use before those revoked, newest first. */
    public List<StoredApiKey> list() {
        return database.read(ApiKeyTable::list);
    }

    /**
     * Revokes a key, from the next request on.
     *
     * @return whether there was one that had not been revoked
     */
    public boolean revoke(long id) {
        Instant now = time.instant();
        return database.write(handle -> ApiKeyTable.revoke(handle, id, now));
    }

    /** Whose key a text is, if it is one that has not been revoked. */
    Optional<Caller> find(String text) {
        if (!text.startsWith(START)) {
            return Optional.empty();
        }
        // The look-up takes its time by the hash, of which nobody can choose a part.
        byte[] hash = Tokens.sha256(text);
        Optional<StoredApiKey> key = database.read(handle -> ApiKeyTable.find(handle, hash));
        key.ifPresent(this::touch);
        return key.flatMap(
                found -> Scope.of(found.scope()).map(scope -> new NamedKey(found.id(), found.name(), scope)));
    }

    private void touch(StoredApiKey key) {
        Instant now = time.instant();
        Instant since = now.minus(TOUCHED_EVERY);
        if (key.lastUsedAt().filter(last -> last.isAfter(since)).isEmpty()) {
            database.write(handle -> {
                ApiKeyTable.touch(handle, key.id(), now, since);
                return true;
            });
        }
    }
}
