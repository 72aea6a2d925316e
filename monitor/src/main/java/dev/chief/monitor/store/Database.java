package dev.chief.monitor.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.Properties;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * The database, its schema up to date. For any thread. Work that changes something is one transaction: when {@link #write}
 * returns, it survives {@code kill -9} and a power cut; when it throws, nothing of it took effect. In SQLite one such
 * transaction runs after another, in PostgreSQL beside others.
 */
public final class Database implements AutoCloseable {
    private static final int SQLITE_READERS = 4;
    private static final int POSTGRES_CONNECTIONS = 12;
    private static final int BUSY_MILLIS = 10_000;
    private static final int CONNECT_MILLIS = 10_000;

    private final DatabaseAddress address;
    private final Dialect dialect;
    private final HikariDataSource readers;
    private final Jdbi reading;
    private final Writer writer;

    /** What is left after a power cut. In no case is the database harmed by it. */
    public enum Durability {
        /** All that was committed. */
        EACH_TRANSACTION,
        /** Perhaps not the last transactions, which is what makes them cheap. */
        MOST
    }

    /** Runs transactions that change something. */
    private interface Writer extends AutoCloseable {
        <T> T write(Function<Handle, T> work);

        @Override
        void close();
    }

    private Database(DatabaseAddress address, Dialect dialect, HikariDataSource readers, Writer writer) {
        this.address = address;
        this.dialect = dialect;
        this.readers = readers;
        this.reading = Types.register(Jdbi.create(readers));
        this.writer = writer;
    }

    /**
     * Opens a database and brings its schema up to date.
     *
     * @throws StoreException if it cannot be opened, or was written by a newer Chief
     */
    public static Database open(DatabaseAddress address) {
        return open(address, Durability.EACH_TRANSACTION);
    }

    /**
     * The same for somebody who fills a database with what can be had again.
     *
     * @throws StoreException if it cannot be opened, or was written by a newer Chief
     */
    public static Database open(DatabaseAddress address, Durability durability) {
        Database database = guarded(address, () -> switch (address) {
            case DatabaseAddress.Sqlite sqlite -> sqlite(sqlite, durability);
            case DatabaseAddress.Postgres postgres -> postgres(postgres, durability);
        });
        try {
            Migrations.apply(database);
            return database;
        } catch (StoreException e) {
            database.close();
            throw e;
        }
    }

    /** Where it is. */
    public DatabaseAddress address() {
        return address;
    }

    Dialect dialect() {
        return dialect;
    }

    /**
     * Runs work in a transaction that may change something.
     *
     * @throws StoreException if the database fails; nothing of the work has taken effect then
     */
    public <T> T write(Function<Handle, T> work) {
        return guarded(address, () -> writer.write(work));
    }

    /**
     * The same for work without a result.
     *
     * @throws StoreException if the database fails; nothing of the work has taken effect then
     */
    public void change(Consumer<Handle> work) {
        write(handle -> {
            work.accept(handle);
            return true;
        });
    }

    /**
     * Runs queries that all see the same state.
     *
     * @throws StoreException if the database fails
     */
    public <T> T read(Function<Handle, T> work) {
        return guarded(address,
                () -> reading.inTransaction(TransactionIsolationLevel.UNKNOWN, work::apply));
    }

    /**
     * Makes sure that the database can be written, by writing to it.
     *
     * @throws StoreException if it cannot
     */
    public void probe() {
        change(handle -> handle.execute("""
                INSERT INTO counters (name, value) VALUES ('probes', 1)
                ON CONFLICT (name) DO UPDATE SET value = counters.value + 1"""));
    }

    /**
     * How many bytes the database takes on its disk, room for more included.
     *
     * @throws StoreException if the database fails
     */
    public long sizeBytes() {
        return read(handle -> handle.createQuery(dialect.size()).mapTo(Long.class).one());
    }

    @Override
    public void close() {
        // The writer last: whoever leaves a SQLite database last puts its log into the file, if it may write.
        readers.close();
        writer.close();
    }

    private static Database sqlite(DatabaseAddress.Sqlite address, Durability durability) {
        makePrivate(address.file());
        // The writer first: it sets the journal mode, which the readers cannot.
        SqliteWriter writer = new SqliteWriter(address, durability);
        try {
            HikariConfig pool = new HikariConfig();
            pool.setPoolName("sqlite-readers");
            pool.setMaximumPoolSize(SQLITE_READERS);
            pool.setReadOnly(true);
            pool.setDataSource(reading(address));
            return new Database(address, Dialect.SQLITE, new HikariDataSource(pool), writer);
        } catch (RuntimeException e) {
            writer.close();
            throw e;
        }
    }

    /** A new database is for its owner alone, since it holds the keys of channels; SQLite's other files take after it. */
    private static void makePrivate(Path file) {
        try {
            Files.createFile(file,
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (IOException | UnsupportedOperationException e) {
            // It is there already, or SQLite says what is wrong.
            return;
        }
    }

    /** Connections that only read. */
    static SQLiteDataSource reading(DatabaseAddress.Sqlite address) {
        SQLiteConfig config = SqliteWriter.config();
        config.setReadOnly(true);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl(SqliteWriter.url(address));
        return source;
    }

    private static Database postgres(DatabaseAddress.Postgres address, Durability durability) {
        HikariConfig pool = new HikariConfig();
        pool.setPoolName("postgres");
        pool.setJdbcUrl(address.url());
        pool.setMaximumPoolSize(POSTGRES_CONNECTIONS);
        pool.setConnectionTimeout(CONNECT_MILLIS);
        Properties properties = new Properties();
        // An answer that never comes must not hold a connection for ever.
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("socketTimeout", "60");
        properties.setProperty("ApplicationName", "chief-monitor");
        pool.setDataSourceProperties(properties);
        if (durability == Durability.MOST) {
            pool.setConnectionInitSql("SET synchronous_commit = off");
        }
        HikariDataSource source = new HikariDataSource(pool);
        Jdbi writing = Types.register(Jdbi.create(source));
        return new Database(address, Dialect.POSTGRES, source, new Writer() {
            @Override
            public <T> T write(Function<Handle, T> work) {
                return writing.inTransaction(TransactionIsolationLevel.READ_COMMITTED, work::apply);
            }

            @Override
            public void close() {
                // The connections belong to the pool.
            }
        });
    }

    /** One connection, kept open: opening SQLite takes longer than most transactions. */
    private static final class SqliteWriter implements Writer {
        /** Room for the pages of all indexes that new events go to. */
        private static final int CACHE_KIBIBYTES = 32 << 10;
        /** 16 MB, so that pages which change with every transaction are seldom copied out of the journal. */
        private static final int JOURNAL_PAGES = 4_000;

        private final ReentrantLock lock = new ReentrantLock(true);
        private final Handle handle;

        SqliteWriter(DatabaseAddress.Sqlite address, Durability durability) {
            SQLiteConfig config = config();
            if (durability == Durability.MOST) {
                config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
            }
            config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
            config.setCacheSize(-CACHE_KIBIBYTES);
            config.setPragma(SQLiteConfig.Pragma.WAL_AUTOCHECKPOINT, String.valueOf(JOURNAL_PAGES));
            SQLiteDataSource source = new SQLiteDataSource(config);
            source.setUrl(url(address));
            this.handle = Types.register(Jdbi.create(source)).open();
        }

        static SQLiteConfig config() {
            SQLiteConfig config = new SQLiteConfig();
            config.setJournalMode(SQLiteConfig.JournalMode.WAL);
            // What was acknowledged survives a power cut. Transactions of many events make the price small.
            config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
            config.enforceForeignKeys(true);
            config.setBusyTimeout(BUSY_MILLIS);
            return config;
        }

        /** As an address the path may hold a question mark or a percent sign. */
        static String url(DatabaseAddress.Sqlite address) {
            return "jdbc:sqlite:file:" + address.file().toUri().getRawPath();
        }

        @Override
        public <T> T write(Function<Handle, T> work) {
            // Held while SQLite writes to the disk, because that is what it orders.
            lock.lock();
            try {
                return handle.inTransaction(work::apply);
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void close() {
            lock.lock();
            try {
                handle.close();
            } finally {
                lock.unlock();
            }
        }
    }

    private static <T> T guarded(DatabaseAddress address, Supplier<T> work) {
        try {
            return work.get();
        } catch (JdbiException e) {
            throw Failures.of(address, e.getCause() instanceof SQLException cause ? cause : e);
        } catch (PoolInitializationException e) {
            throw Failures.of(address, e.getCause() instanceof SQLException cause ? cause : e);
        }
    }
}
