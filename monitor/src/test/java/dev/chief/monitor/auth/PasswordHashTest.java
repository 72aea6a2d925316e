package dev.chief.monitor.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chief.monitor.auth.PasswordHash.BusyException;
import dev.chief.monitor.auth.PasswordHash.Cost;
import java.security.SecureRandom;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordHashTest {
    private static final Cost CHEAP = new Cost(64, 1, 1);
    private final PasswordHash passwords = new PasswordHash(CHEAP, new SecureRandom());

    /** Made by the reference implementation: argon2-cffi of Python. */
    @Test
    void hashesOfTheReferenceImplementationAreUnderstood() throws BusyException {
        Optional<String> hash = Optional.of(
                "$argon2id$v=19$m=128,t=3,p=2$EhD4XwesTxebC1L/oZj2lQ$h0K1iMmexZDigaauNapda7osu+JqND6BlIM2C1MzmjM");
        assertThat(passwords.matches("correct horse", hash)).isTrue();
        assertThat(passwords.matches("correct horsf", hash)).isFalse();
    }

    @Test
    void theParametersAreThoseThatOwaspRecommends() throws BusyException {
        String hash = new PasswordHash(PasswordHash.RECOMMENDED, new SecureRandom()).hash("correct horse");
        assertThat(hash)
                .matches("\\$argon2id\\$v=19\\$m=19456,t=2,p=1\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}");
        assertThat(passwords.matches("correct horse", Optional.of(hash))).isTrue();
    }

    @Test
    void eachHashHasASaltOfItsOwn() throws BusyException {
        assertThat(passwords.hash("same")).isNotEqualTo(passwords.hash("same"));
    }

    @Test
    void nothingMatchesWhereThereIsNoHash() throws BusyException {
        assertThat(passwords.matches("", Optional.empty())).isFalse();
    }

    @Test
    void aHashOfOtherParametersIsOutdated() throws BusyException {
        assertThat(passwords.isOutdated(passwords.hash("x"))).isFalse();
        assertThat(passwords.isOutdated(new PasswordHash(new Cost(64, 2, 1), new SecureRandom()).hash("x")))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "$argon2i$v=19$m=64,t=1,p=1$AAAA$AAAA",
            "$argon2id$v=16$m=64,t=1,p=1$AAAA$AAAA",
            "$argon2id$v=19$m=x,t=1,p=1$AAAA$AAAA", "$argon2id$v=19$t=1,m=64,p=1$AAAA$AAAA", "$2b$10$abc"})
    void whatIsNoHashMatchesNothing(String hash) throws BusyException {
        assertThat(passwords.matches("x", Optional.of(hash))).isFalse();
    }
}
