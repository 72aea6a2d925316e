package dev.chief.engine.runs;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.sqlite.JDBC;
import org.sqlite.SQLiteException;

/**
 * One connection to an SQLite file, and as much of a layer over JDBC as the store needs: a statement is text and values.
 * For any thread: one statement, or one {@link #transaction}, runs after another. The lock is held while SQLite writes to the
 * disk, because that is what it orders; nothing else is done under it.
 */
final class Database implements AutoCloseable {
    /** How long a statement waits for other processes. */
    private static final int BUSY_MILLIS = 10_000;

    /** SQLITE_OPEN_READONLY and SQLITE_OPEN_URI. */
    private static final String READ_ONLY_ADDRESS = "65";
    private static final int BUSY = 5;
    private static final int LOCKED = 6;
    private static final int READ_ONLY = 8;
    private static final int IO_ERROR = 10;
    private static final int CORRUPT = 11;
    private static final int FULL = 13;
    private static final int CANNOT_OPEN = 14;
    private static final int NOT_A_DATABASE = 26;

    private final Connection connection;
    private final Path file;
    private final ReentrantLock lock = new ReentrantLock();

    private Database(Connection connection, Path file) {
        this.connection = connection;
        this.file = file;
    }

    /** How a file is opened. */
    enum Mode {
        /** The file is made when there is none. */
        WRITE("?mode=rwc"),
        /** Beside others who write. */
        READ("?mode=ro"),
        /** Where nobody writes, also in a directory in which SQLite can make no files of its own. */
        READ_ALONE("?mode=ro&immutable=1");

        private final String query;

        Mode(String query) {
            this.query = query;
        }
    }

    /** Makes something of a row. */
    interface RowReader<T> {
        T read(Row row) throws SQLException;
    }

    static Database open(Path file, Mode mode) throws SQLException {
        return open(file, mode, new JDBC());
    }

    /** @param driver connects to SQLite */
    static Database open(Path file, Mode mode, Driver driver) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("busy_timeout", Integer.toString(BUSY_MILLIS));
        properties.setProperty("synchronous", "FULL");
        properties.setProperty("foreign_keys", "true");
        if (mode != Mode.WRITE) {
            // Both the address and the flags must say so: SQLite takes the stricter, the driver looks at the flags.
            properties.setProperty("open_mode", READ_ONLY_ADDRESS);
        }
        // As an address the path may hold a question mark or a percent sign.
        String url = "jdbc:sqlite:file:" + file.toUri().getRawPath() + mode.query;
        return new Database(driver.connect(url, properties), file);
    }

    Path file() {
        return file;
    }

    /** Statements that belong together. */
    interface Work<T> {
        T run() throws SQLException;
    }

    /** Runs statements that all take effect, when this returns, or, when it throws, none of them. */
    <T> T transaction(Work<T> work) throws SQLException {
        lock.lock();
        try {
            script("BEGIN IMMEDIATE");
            try {
                T result = work.run();
                script("COMMIT");
                return result;
            } catch (SQLException | RuntimeException e) {
                rollBack(e);
                throw e;
            }
        } finally {
            lock.unlock();
        }
    }

    private void rollBack(Exception cause) {
        try {
            script("ROLLBACK");
        } catch (SQLException e) {
            // SQLite has lost the transaction by itself, as with a full disk.
            cause.addSuppressed(e);
        }
    }

    /** Runs any number of statements without values. */
    void script(String sql) throws SQLException {
        lock.lock();
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        } finally {
            lock.unlock();
        }
    }

    /** Runs a statement that changes rows, and returns how many. */
    int update(String sql, @Nullable Object... values) throws SQLException {
        lock.lock();
        try (PreparedStatement statement = prepare(sql, values)) {
            return statement.executeUpdate();
        } finally {
            lock.unlock();
        }
    }

    <T> List<T> list(RowReader<T> reader, String sql, @Nullable Object... values) throws SQLException {
        List<T> rows = new ArrayList<>();
        lock.lock();
        try (
            PreparedStatement statement = prepare(sql, values);
            ResultSet results = statement.executeQuery()
        ) {
            while (results.next()) {
                rows.add(reader.read(new Row(results)));
            }
        } finally {
            lock.unlock();
        }
        return rows;
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            // What was committed stays committed; there is nothing else to lose.
            return;
        }
    }

    private PreparedStatement prepare(String sql, @Nullable Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        try {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i] instanceof Instant time ? micros(time) : values[i]);
            }
            return statement;
        } catch (SQLException e) {
            statement.close();
            throw e;
        }
    }

    static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    static boolean isBusy(SQLException e) {
        int code = code(e);
        return code == BUSY || code == LOCKED;
    }

    /** Why a statement failed, as a phrase for users. */
    static String words(SQLException e) {
        return switch (code(e)) {
            case BUSY, LOCKED -> "another process has had it locked for " + BUSY_MILLIS / 1000 + " s";
            case READ_ONLY, CANNOT_OPEN -> "it cannot be opened or written";
            case IO_ERROR -> "the disk reports an error";
            case CORRUPT, NOT_A_DATABASE -> "it is damaged or not a run store";
            case FULL -> "the disk is full";
            default -> String.valueOf(e.getMessage());
        };
    }

    /** SQLite's result code without its details, which are in the higher bits. */
    private static int code(SQLException e) {
        return e instanceof SQLiteException sqlite ? sqlite.getResultCode().code & 0xff : 0;
    }

    /** The row that a query is at. Columns are named. */
    record Row(ResultSet results) {
        String text(String column) throws SQLException {
            String text = results.getString(column);
            return text == null ? "" : text;
        }

        Optional<String> optionalText(String column) throws SQLException {
            return Optional.ofNullable(results.getString(column));
        }

        long number(String column) throws SQLException {
            return results.getLong(column);
        }

        Optional<Long> optionalNumber(String column) throws SQLException {
            long number = results.getLong(column);
            return results.wasNull() ? Optional.empty() : Optional.of(number);
        }

        Instant time(String column) throws SQLException {
            return Instant.EPOCH.plus(results.getLong(column), ChronoUnit.MICROS);
        }

        Optional<Instant> optionalTime(String column) throws SQLException {
            return optionalNumber(column).map(micros -> Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
        }
    }
}
