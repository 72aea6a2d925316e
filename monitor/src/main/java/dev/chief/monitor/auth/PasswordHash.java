package dev.chief.monitor.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Argon2id, in PHC strings that carry their parameters, so that these can be raised without anybody losing a password. For any
 * thread; two hash at a time, because each takes megabytes and a processor.
 */
final class PasswordHash {
    /** The least that OWASP recommends: 19 MiB, twice over, in one lane. */
    static final Cost RECOMMENDED = new Cost(19_456, 2, 1);

    private static final String ALGORITHM = "argon2id";
    private static final int PARTS = 6;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int AT_A_TIME = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Cost cost;
    private final SecureRandom random;
    private final Semaphore places;
    private final Duration patience;
    private final String nobody;

    /** What a hash costs. */
    record Cost(int memoryKibibytes, int iterations, int lanes) {
        String parameters() {
            return "m=" + memoryKibibytes + ",t=" + iterations + ",p=" + lanes;
        }
    }

    /** So many hash already that this one would wait too long. */
    static final class BusyException extends Exception {
        private static final long serialVersionUID = 1;
    }

    PasswordHash(Cost cost, SecureRandom random) {
        this(cost, random, new Semaphore(AT_A_TIME, true), PATIENCE);
    }

    /**
     * @param places how many hash at a time
     * @param patience how long others wait for a place
     */
    PasswordHash(Cost cost, SecureRandom random, Semaphore places, Duration patience) {
        this.cost = cost;
        this.random = random;
        this.places = places;
        this.patience = patience;
        // No password has these random bytes for its hash, and to find that out takes as long as with any other.
        this.nobody = phc(cost, randomBytes(SALT_BYTES), randomBytes(HASH_BYTES));
    }

    /** The PHC string of a password, with a salt of its own. */
    String hash(String password) throws BusyException {
        byte[] salt = randomBytes(SALT_BYTES);
        return phc(cost, salt, compute(cost, salt, password, HASH_BYTES));
    }

    /** Whether a password is the one that was hashed. Without a hash it takes as long, and it is not. */
    boolean matches(String password, Optional<String> hash) throws BusyException {
        String[] parts = hash.orElse(nobody).split("\\$", -1);
        Optional<Cost> stored = cost(parts);
        if (stored.isEmpty()) {
            return false;
        }
        byte[] expected = Base64.getDecoder().decode(parts[5]);
        byte[] found = compute(stored.get(), Base64.getDecoder().decode(parts[4]), password, expected.length);
        return MessageDigest.isEqual(expected, found) && hash.isPresent();
    }

    /** Whether a hash was made with other parameters than are used now. */
    boolean isOutdated(String hash) {
        return !cost(hash.split("\\$", -1)).equals(Optional.of(cost));
    }

    private byte[] compute(Cost with, byte[] salt, String password, int bytes) throws BusyException {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        byte[] hash = new byte[bytes];
        takePlace();
        try {
            generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                    .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                    .withMemoryAsKB(with.memoryKibibytes())
                    .withIterations(with.iterations())
                    .withParallelism(with.lanes())
                    .withSalt(salt)
                    .build());
            generator.generateBytes(password.getBytes(UTF_8), hash);
        } finally {
            places.release();
        }
        return hash;
    }

    private void takePlace() throws BusyException {
        try {
            if (places.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        throw new BusyException();
    }

    private byte[] randomBytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private static String phc(Cost cost, byte[] salt, byte[] hash) {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$" + ALGORITHM + "$v=" + Argon2Parameters.ARGON2_VERSION_13 + "$" + cost.parameters() + "$"
                + base64.encodeToString(salt) + "$" + base64.encodeToString(hash);
    }

    /** What the parts of a PHC string say of its cost; none if it is no such string. */
    private static Optional<Cost> cost(String[] parts) {
        if (parts.length != PARTS || !ALGORITHM.equals(parts[1])
                || !("v=" + Argon2Parameters.ARGON2_VERSION_13).equals(parts[2])) {
            return Optional.empty();
        }
        String[] numbers = parts[3].split("[=,]", -1);
        if (numbers.length != PARTS) {
            return Optional.empty();
        }
        try {
            Cost cost = new Cost(Integer.parseInt(numbers[1]), Integer.parseInt(numbers[3]),
                    Integer.parseInt(numbers[5]));
            return Optional.of(cost).filter(found -> found.parameters().equals(parts[3]));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }
}
