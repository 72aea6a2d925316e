package dev.chief.monitor.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Brings the schema of a database up to date: the files 1 to n of this package, of which the table {@code schema_version} says how
 * many were applied. Each runs once, also when several monitors start together.
 */
final class Migrations {
    private static final List<String> FILES = List.of("001_monitor.sql", "002_tags.sql");

    private Migrations() {}

    static void apply(Database database) {
        int found = database.write(handle -> {
            database.dialect().lockSchema(handle);
            handle.execute("CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL)");
            int version = handle.createQuery("SELECT coalesce(max(version), 0) FROM schema_version")
                    .mapTo(Integer.class)
                    .one();
            for (int i = version; i < FILES.size(); i++) {
                migrate(handle, database.dialect().schema(read(FILES.get(i))), i + 1);
            }
            return version;
        });
        if (found > FILES.size()) {
            throw new StoreException("The monitor's database " + database.address().describe()
                    + " was written by a newer Chief (schema " + found + ", this one knows " + FILES.size()
                    + "). Use that one, or another database.",
                    new IllegalStateException("schema " + found), false);
        }
    }

    private static void migrate(Handle handle, String sql, int version) {
        for (String statement : sql.split(";\n", -1)) {
            if (!statement.isBlank()) {
                handle.execute(statement);
            }
        }
        handle.execute("DELETE FROM schema_version");
        handle.execute("INSERT INTO schema_version (version) VALUES (?)", version);
    }

    private static String read(String file) {
        try (InputStream in = Migrations.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("The program lacks its file " + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
