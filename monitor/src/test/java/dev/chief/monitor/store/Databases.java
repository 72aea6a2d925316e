package dev.chief.monitor.store;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.concurrent.atomic.AtomicInteger;

/** Fresh databases for tests, of both kinds. */
public enum Databases {
    /** A file of its own. */
    SQLITE {
        @Override
        public DatabaseAddress fresh() {
            try {
                return new DatabaseAddress.Sqlite(
                        Files.createTempDirectory("chief-monitor").resolve("monitor.sqlite"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    },
    /** A database of its own on a real server, which is started once and ends with this process. */
    POSTGRES {
        @Override
        public DatabaseAddress fresh() {
            assumeTrue(PostgresServer.isInstalled(), PostgresServer.WHY_NOT);
            return PostgresServer.get().createDatabase("test" + NUMBER.incrementAndGet());
        }
    };

    private static final AtomicInteger NUMBER = new AtomicInteger();

    /** Where a new and empty database is; the test is skipped where there is no server. */
    public abstract DatabaseAddress fresh();
}
