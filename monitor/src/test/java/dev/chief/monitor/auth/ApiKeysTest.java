package dev.chief.monitor.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chief.monitor.auth.ApiKeys.Made;
import dev.chief.monitor.settings.MonitorSettings.SignIn;
import dev.chief.monitor.store.ApiKeyTable.StoredApiKey;
import dev.chief.monitor.store.Databases;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ApiKeysTest {
    private static final Caller ADA = new Caller.MonitorKey();

    @ParameterizedTest
    @EnumSource
    void aKeyIsShownOnceAndKnownByItsHash(Databases kind) {
        try (House house = new House(kind)) {
            ApiKeys keys = house.open(SignIn.ON, true).apiKeys();
            Made made = keys.make(" workers ", Scope.INGEST, ADA).orElseThrow();
            assertThat(made.text()).matches("chief_i[0-9a-f]{48}");
            assertThat(made.toString()).doesNotContain(made.text());
            StoredApiKey stored = keys.list().getFirst();
            assertThat(stored).isEqualTo(made.key());
            assertThat(stored.name()).isEqualTo("workers");
            assertThat(stored.scope()).isEqualTo("ingest");
            assertThat(made.text()).startsWith(stored.prefix())
                    .hasSizeGreaterThan(stored.prefix().length() + 40);
            assertThat(house.database.<byte[]>read(
                    handle -> handle.createQuery("SELECT key_hash FROM api_keys").mapTo(byte[].class).one()))
                    .isEqualTo(Tokens.sha256(made.text()));
            assertThat(keys.find(made.text()))
                    .contains(new Caller.NamedKey(stored.id(), "workers", Scope.INGEST));
            assertThat(keys.find(made.text().replace('i', 'a'))).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRevokedKeyIsNoneFromTheNextRequestOn(Databases kind) {
        try (House house = new House(kind)) {
            ApiKeys keys = house.open(SignIn.ON, true).apiKeys();
            Made first = keys.make("first", Scope.READ, ADA).orElseThrow();
            Made second = keys.make("second", Scope.ADMIN, ADA).orElseThrow();
            assertThat(keys.revoke(second.key().id())).isTrue();
            assertThat(keys.revoke(second.key().id())).isFalse();
            assertThat(keys.revoke(4_711)).isFalse();
            assertThat(keys.find(second.text())).isEmpty();
            assertThat(keys.list()).extracting(StoredApiKey::name).containsExactly("first", "second");
            assertThat(keys.list().getLast().revokedAt()).contains(house.time.instant());
            assertThat(keys.find(first.text())).isPresent();
        }
    }

    @ParameterizedTest
    @EnumSource
    void theLastUseIsNotedOnceAMinute(Databases kind) {
        try (House house = new House(kind)) {
            ApiKeys keys = house.open(SignIn.ON, true).apiKeys();
            Made made = keys.make("workers", Scope.INGEST, ADA).orElseThrow();
            assertThat(keys.list().getFirst().lastUsedAt()).isEmpty();
            Instant first = house.time.instant();
            keys.find(made.text());
            house.time.advance(Duration.ofSeconds(59));
            keys.find(made.text());
            assertThat(keys.list().getFirst().lastUsedAt()).contains(first);
            house.time.advance(Duration.ofSeconds(2));
            keys.find(made.text());
            assertThat(keys.list().getFirst().lastUsedAt()).contains(first.plusSeconds(61));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aKeyNeedsAName(Databases kind) {
        try (House house = new House(kind)) {
            ApiKeys keys = house.open(SignIn.ON, true).apiKeys();
            assertThat(keys.make(" ", Scope.READ, ADA)).isEmpty();
            assertThat(keys.make("a".repeat(101), Scope.READ, ADA)).isEmpty();
            assertThat(keys.make("a\nb", Scope.READ, ADA)).isEmpty();
            assertThat(keys.make("a".repeat(100), Scope.READ, ADA)).isPresent();
            assertThat(keys.list()).hasSize(1);
            assertThat(Scope.of("root")).isEqualTo(Optional.empty());
        }
    }
}
