package dev.chief.monitor.store;

import static dev.chief.monitor.store.Samples.NOON;
import static dev.chief.monitor.store.Samples.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupTest {
    private final DatabaseAddress address = Databases.SQLITE.fresh();
    @TempDir
    private Path folder;

    @Test
    void aBackupOfADatabaseInUseIsADatabase() throws IOException {
        Path file = folder.resolve("it's a backup?.sqlite");
        try (Database database = Database.open(address)) {
            insert(database, 1);
            database.change(handle -> {
                EventTable.insert(handle, List.of(message(2, "etl", NOON, "not yet there")), NOON);
                Backup.copy(address, file);
            });
        }
        try (Database copy = Database.open(new DatabaseAddress.Sqlite(file))) {
            assertThat(copy.<Totals>read(EventTable::totals).events()).isEqualTo(1);
            insert(copy, 2);
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
    }

    @Test
    void aBackupOverwritesNothingAndLeavesNothingBehind() throws IOException {
        Path file = Files.writeString(folder.resolve("backup"), "precious");
        Database.open(address).close();
        assertThatThrownBy(() -> Backup.copy(address, file)).isInstanceOf(StoreException.class)
                .hasMessage("The file " + file + " exists already: a backup overwrites nothing.");
        Files.writeString(folder.resolve("broken"),
                "This is no database, though long enough to be one.".repeat(99));
        assertThatThrownBy(() -> Backup.copy(new DatabaseAddress.Sqlite(folder.resolve("broken")),
                folder.resolve("copy"))).isInstanceOf(StoreException.class)
                .hasMessageContaining("damaged or not a database of the monitor");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(Path::getFileName).map(Path::toString)).containsExactlyInAnyOrder("backup",
                    "broken");
        }
    }

    @Test
    void whatCannotBeBackedUpIsSaid() {
        Path missing = folder.resolve("missing");
        assertThatThrownBy(() -> Backup.copy(new DatabaseAddress.Sqlite(missing), folder.resolve("copy")))
                .hasMessage("There is no database " + missing + " to back up.");
        assertThatThrownBy(
                () -> Backup.copy(new DatabaseAddress.Postgres("jdbc:postgresql://box/chief?password=x"),
                        folder.resolve("copy")))
                .isInstanceOf(StoreException.class)
                .hasMessage(
                        "The monitor's database jdbc:postgresql://box/chief is in PostgreSQL: back it up with "
                                + "pg_dump.");
    }

    private static void insert(Database database, long number) {
        assertThat(database.<List<StoredEvent>>write(
                handle -> EventTable.insert(handle, List.of(message(number, "etl", NOON, "text")), NOON)))
                .hasSize(1);
    }
}
