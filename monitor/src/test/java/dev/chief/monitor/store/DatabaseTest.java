package dev.chief.monitor.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DatabaseTest {
    @ParameterizedTest
    @EnumSource
    void aSecondStartFindsItsSchemaAndData(Databases kind) {
        DatabaseAddress address = kind.fresh();
        try (Database database = Database.open(address)) {
            database.write(handle -> handle.execute("UPDATE counters SET value = 7 WHERE name = 'events'"));
        }
        try (Database database = Database.open(address)) {
            assertThat(count(database)).isEqualTo(7);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatThrowsChangesNothing(Databases kind) {
        try (Database database = Database.open(kind.fresh())) {
            assertThatThrownBy(() -> database.write(handle -> {
                handle.execute("UPDATE counters SET value = 7 WHERE name = 'events'");
                throw new IllegalArgumentException("no");
            })).isInstanceOf(IllegalArgumentException.class);
            assertThat(count(database)).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void theSchemaOfAnOlderChiefIsBroughtUpToDateWithItsData(Databases kind) {
        DatabaseAddress address = kind.fresh();
        try (Database database = Database.open(address)) {
            database.change(
                    handle -> CheckTable.save(handle, List.of(Samples.check("old", Optional.empty()))));
            database.change(handle -> handle.execute("ALTER TABLE checks DROP COLUMN tags"));
            database.change(handle -> handle.execute("UPDATE schema_version SET version = 1"));
        }
        try (Database database = Database.open(address)) {
            assertThat(database.<Optional<StoredCheck>>read(handle -> CheckTable.get(handle, "old")))
                    .contains(Samples.check("old", Optional.empty()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSchemaOfANewerChiefIsRefused(Databases kind) {
        DatabaseAddress address = kind.fresh();
        try (Database database = Database.open(address)) {
            database.write(handle -> handle.execute("UPDATE schema_version SET version = 1000"));
        }
        assertThatThrownBy(() -> Database.open(address)).isInstanceOf(StoreException.class)
                .hasMessageContaining("written by a newer Chief (schema 1000");
    }

    @ParameterizedTest
    @EnumSource
    void valuesComeBackAsTheyWere(Databases kind) {
        Instant time = Instant.parse("1969-12-31T23:59:59.999999Z");
        UUID id = UUID.fromString("0195a3f0-0000-7000-8000-00000000abcd");
        try (Database database = Database.open(kind.fresh())) {
            database.write(handle -> handle.createUpdate("""
                    INSERT INTO users (email, name, password_hash, created_at, updated_at)
                    VALUES (:email, '', '', :time, :time)""")
                    .bind("email", id.toString())
                    .bind("time", time)
                    .execute());
            Instant found = database.read(
                    handle -> handle.createQuery("SELECT created_at FROM users").mapTo(Instant.class).one());
            assertThat(found).isEqualTo(time);
            assertThat(Types.uuid(Types.bytes(id))).isEqualTo(id);
        }
    }

    private static long count(Database database) {
        return database.read(handle -> handle.createQuery("SELECT value FROM counters WHERE name = 'events'")
                .mapTo(Long.class)
                .one());
    }
}
