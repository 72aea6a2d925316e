package dev.chief.monitor.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * The connection that changes a SQLite database, kept open: opening one takes longer than most transactions. What the journal holds is
 * copied into the database by another connection meanwhile, which is a third of the work and would hold the transactions up.
 */
final class SqliteWriter implements DatabaseWriter {
    private static final Logger LOG = LoggerFactory.getLogger(SqliteWriter.class);
    private static final int BUSY_MILLIS = 10_000;
    /** Room for the pages of all indexes that new events go to. */
    private static final int CACHE_KIBIBYTES = 32 << 10;
    /** After so many changes of rows the journal is copied: seldom, because pages that changed several times are copied once. */
    private static final int CHANGES = 4_000;
    /**
     * 32 MB of journal. Copying never catches up with transactions that follow each other at once, and the journal begins anew only
     * when it has; so at that size the next transaction copies what little is left.
     */
    private static final int JOURNAL_PAGES = 8_000;

    private final ReentrantLock lock = new ReentrantLock(true);
    private final Handle handle;
    private final Connection copying;
    private final Thread copier = Thread.ofPlatform().name("sqlite-journal").daemon().unstarted(this::copy);
    private final Semaphore wanted = new Semaphore(0);
    private volatile boolean closing;
    /** How many rows had been changed when copying was last asked for. Guarded by the lock. */
    private long changesBefore;

    SqliteWriter(DatabaseAddress.Sqlite address, Database.Durability durability) {
        this.handle = Types.register(Jdbi.create(source(address, durability))).open();
        try {
            this.copying = source(address, durability).getConnection();
        } catch (SQLException e) {
            handle.close();
            throw new RowException(e);
        }
        copier.start();
    }

    private static SQLiteDataSource source(DatabaseAddress.Sqlite address, Database.Durability durability) {
        SQLiteConfig config = config();
        if (durability == Database.Durability.MOST) {
            config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
        }
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        config.setCacheSize(-CACHE_KIBIBYTES);
        config.setPragma(SQLiteConfig.Pragma.WAL_AUTOCHECKPOINT, String.valueOf(JOURNAL_PAGES));
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl(url(address));
        return source;
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
        boolean done = false;
        try {
            T result = handle.inTransaction(work::apply);
            done = true;
            long changes = handle.createQuery("SELECT total_changes()").mapTo(Long.class).one();
            if (changes - changesBefore >= CHANGES) {
                changesBefore = changes;
                wanted.release();
            }
            return result;
        } finally {
            if (!done) {
                // On a full disk the next one needs the room that the journal takes.
                wanted.release();
            }
            lock.unlock();
        }
    }

    private void copy() {
        try (Connection connection = copying) {
            wanted.acquireUninterruptibly();
            while (!closing) {
                wanted.drainPermits();
                copy(connection);
                wanted.acquireUninterruptibly();
            }
        } catch (SQLException e) {
            LOG.debug("The connection that copied the journal could not be closed.", e);
        }
    }

    private static void copy(Connection connection) {
        try (Statement statement = connection.createStatement()) {
            // Waits for nobody, and nobody waits for it.
            statement.execute("PRAGMA wal_checkpoint(PASSIVE)");
        } catch (SQLException e) {
            // Transactions go on, and say what is wrong; the next of them that are many ask for it again.
            LOG.debug("The journal could not be copied.", e);
        }
    }

    @Override
    public void close() {
        closing = true;
        wanted.release();
        lock.lock();
        try {
            copier.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            // The last that leaves puts what is left of the journal into the database.
            handle.close();
            lock.unlock();
        }
    }
}
