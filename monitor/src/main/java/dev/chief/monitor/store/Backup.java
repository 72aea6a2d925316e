package dev.chief.monitor.store;

import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.sqlite.SQLiteDataSource;

/** Copies a database while it is in use. */
public final class Backup {
    private Backup() {}

    /**
     * Copies an SQLite database, as it is at one moment, into a file that only its owner may read. The file is there when it is
     * complete and on the disk. Monitors that use the database go on.
     *
     * @throws StoreException if there is no database, the file exists already or cannot be written, or the database is in PostgreSQL,
     *         which has a tool of its own
     */
    public static void copy(DatabaseAddress address, Path file) {
        switch (address) {
            case DatabaseAddress.Sqlite sqlite -> copy(sqlite, file.toAbsolutePath());
            case DatabaseAddress.Postgres postgres ->
                throw refused("The monitor's database " + postgres.describe()
                        + " is in PostgreSQL: back it up with pg_dump.");
        }
    }

    private static void copy(DatabaseAddress.Sqlite address, Path file) {
        if (!Files.exists(address.file())) {
            throw refused("There is no database " + address.describe() + " to back up.");
        }
        if (Files.exists(file)) {
            throw refused("The file " + file + " exists already: a backup overwrites nothing.");
        }
        Path folder = file.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw refused("There is no folder for the backup " + file + ".");
        }
        try {
            // In the same folder, so that it can be given its name at once.
            Path unfinished = Files.createTempFile(folder, ".chief-backup", ".unfinished");
            try {
                vacuum(address, unfinished);
                force(unfinished);
                Files.move(unfinished, file);
            } finally {
                Files.deleteIfExists(unfinished);
            }
            force(folder);
        } catch (IOException e) {
            throw new StoreException("The backup " + file + " could not be written: " + e.getMessage() + ".",
                    e, true);
        } catch (SQLException e) {
            throw Failures.of(address, e);
        }
    }

    private static void vacuum(DatabaseAddress.Sqlite address, Path into) throws SQLException {
        SQLiteDataSource source = Database.reading(address);
        try (
            Connection connection = source.getConnection();
            PreparedStatement statement = connection.prepareStatement("VACUUM INTO ?")
        ) {
            statement.setString(1, into.toString());
            statement.execute();
        }
    }

    private static void force(Path path) throws IOException {
        try (
            FileChannel channel = Files.isDirectory(path) ? FileChannel.open(path, READ)
                    : FileChannel.open(path, WRITE)
        ) {
            channel.force(true);
        }
    }

    private static StoreException refused(String message) {
        return new StoreException(message, new IllegalArgumentException(message), false);
    }
}
