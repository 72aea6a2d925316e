package dev.chief.bench.monitor;

import dev.chief.monitor.store.DatabaseAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** Databases that come and go: files of SQLite in a folder, or databases of a PostgreSQL server. */
sealed interface Storage {
    /** The name of the product. */
    String product();

    /** Where a database of this name is, which is empty if there was none. */
    DatabaseAddress database(String name) throws SQLException;

    /** A copy of a database that nobody uses. */
    DatabaseAddress copy(String name, String copy) throws IOException, SQLException;

    /** Does to a database that was just filled what its server does in the course of time. */
    void settle(String name) throws SQLException;

    /** Removes a database that nobody uses. */
    void remove(String name) throws IOException, SQLException;

    /** A connection of one's own to a database of the monitor. */
    static Connection connect(DatabaseAddress address) throws SQLException {
        return DriverManager.getConnection(switch (address) {
            case DatabaseAddress.Sqlite(Path file) -> "jdbc:sqlite:" + file;
            case DatabaseAddress.Postgres(String url) -> url;
        });
    }

    /** Files in a folder. */
    record Sqlite(Path folder) implements Storage {
        @Override
        public String product() {
            return "SQLite";
        }

        @Override
        public DatabaseAddress database(String name) {
            return new DatabaseAddress.Sqlite(file(name));
        }

        @Override
        public DatabaseAddress copy(String name, String copy) throws IOException {
            Files.copy(file(name), file(copy));
            return database(copy);
        }

        @Override
        public void settle(String name) {
            // Nothing happens to a file.
        }

        @Override
        public void remove(String name) throws IOException {
            for (String end : new String[]{"", "-wal", "-shm"}) {
                Files.deleteIfExists(Path.of(file(name) + end));
            }
        }

        private Path file(String name) {
            return folder.resolve(name + ".sqlite");
        }
    }

    /**
     * A server.
     *
     * @param url the address of its database {@code postgres}, as {@code jdbc:postgresql://127.0.0.1:5432/postgres?user=postgres}
     */
    record Postgres(String url) implements Storage {
        @Override
        public String product() {
            return "PostgreSQL";
        }

        @Override
        public DatabaseAddress database(String name) throws SQLException {
            DatabaseAddress.Postgres address = address(name);
            try (
                Connection server = DriverManager.getConnection(url);
                Statement statement = server.createStatement()
            ) {
                if (!statement.executeQuery("SELECT 1 FROM pg_database WHERE datname = '" + name + "'")
                        .next()) {
                    statement.execute("CREATE DATABASE " + name);
                }
            }
            return address;
        }

        @Override
        public DatabaseAddress copy(String name, String copy) throws SQLException {
            run("CREATE DATABASE " + copy + " TEMPLATE " + name);
            return address(copy);
        }

        @Override
        public void settle(String name) throws SQLException {
            try (
                Connection database = DriverManager.getConnection(address(name).url());
                Statement statement = database.createStatement()
            ) {
                statement.execute("VACUUM ANALYZE");
                statement.execute("CHECKPOINT");
            }
        }

        @Override
        public void remove(String name) throws SQLException {
            run("DROP DATABASE IF EXISTS " + name);
        }

        private void run(String sql) throws SQLException {
            try (
                Connection server = DriverManager.getConnection(url);
                Statement statement = server.createStatement()
            ) {
                statement.execute(sql);
            }
        }

        private DatabaseAddress.Postgres address(String name) {
            return new DatabaseAddress.Postgres(url.replace("/postgres?", "/" + name + "?"));
        }
    }
}
