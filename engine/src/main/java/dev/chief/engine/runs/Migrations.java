package dev.chief.engine.runs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;

/**
 * Brings the schema of a store up to date: the files 1 to n of this package, of which the store's {@code user_version}
 * says how many were applied. Each runs once, also when several processes start together.
 */
final class Migrations {
    private static final List<String> FILES = List.of("001_runs.sql", "002_schedules.sql",
            "003_schedule_since.sql");

    private Migrations() {}

    /** Checks the version of a store that is only read. */
    static void check(Database database) throws SQLException, RunStoreException {
        int version = version(database);
        if (version > FILES.size()) {
            throw tooNew(database, version);
        }
    }

    /** Whether a store has any table. */
    static boolean isEmpty(Database database) throws SQLException {
        return version(database) == 0;
    }

    /** Applies what is missing. */
    static void apply(Database database) throws SQLException, RunStoreException {
        check(database);
        if (version(database) == FILES.size()) {
            return;
        }
        int found = database.transaction(() -> {
            // The version is read again under the lock: another process may have been first.
            int version = version(database);
            for (int i = version; i < FILES.size(); i++) {
                database.script(read(FILES.get(i)));
                database.script("PRAGMA user_version = " + (i + 1));
            }
            return version;
        });
        if (found > FILES.size()) {
            throw tooNew(database, found);
        }
    }

    private static int version(Database database) throws SQLException {
        return (int) (long) database.list(row -> row.number("user_version"), "PRAGMA user_version")
                .getFirst();
    }

    private static RunStoreException tooNew(Database database, int version) {
        return new RunStoreException(
                "The run store " + database.file() + " was written by a newer Chief (schema " + version
                        + ", this one knows " + FILES.size()
                        + "). Use that one, or another state directory.");
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
