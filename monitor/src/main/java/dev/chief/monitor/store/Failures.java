package dev.chief.monitor.store;

import java.sql.SQLException;
import org.sqlite.SQLiteException;

/** Says in words what a database reports. */
final class Failures {
    private static final int BUSY = 5;
    private static final int LOCKED = 6;
    private static final int READ_ONLY = 8;
    private static final int IO_ERROR = 10;
    private static final int CORRUPT = 11;
    private static final int FULL = 13;
    private static final int CANNOT_OPEN = 14;
    private static final int NOT_A_DATABASE = 26;

    private Failures() {}

    static StoreException of(DatabaseAddress address, Exception cause) {
        String words = cause instanceof SQLiteException sqlite ? sqlite(sqlite)
                : String.valueOf(cause.getMessage());
        return new StoreException("The monitor's database " + address.describe() + " failed: " + words
                + (words.endsWith(".") ? "" : "."), cause, isPassing(cause));
    }

    /** SQLite's result code without its details, which are in the higher bits. */
    private static int code(SQLiteException e) {
        return e.getResultCode().code & 0xff;
    }

    private static String sqlite(SQLiteException e) {
        return switch (code(e)) {
            case BUSY, LOCKED -> "another process has had it locked for 10 s";
            case READ_ONLY, CANNOT_OPEN -> "it cannot be opened or written";
            case IO_ERROR -> "the disk reports an error";
            case CORRUPT, NOT_A_DATABASE -> "it is damaged or not a database of the monitor";
            case FULL -> "the disk is full";
            default -> String.valueOf(e.getMessage());
        };
    }

    private static boolean isPassing(Exception cause) {
        if (cause instanceof SQLiteException sqlite) {
            return switch (code(sqlite)) {
                case BUSY, LOCKED, IO_ERROR, FULL -> true;
                default -> false;
            };
        }
        // Class 08 is the connection, 40 a rolled back transaction, 53 resources, 57 an operator (PostgreSQL, appendix A).
        String state = cause instanceof SQLException sql ? sql.getSQLState() : null;
        return state != null && (state.startsWith("08") || state.startsWith("40") || state.startsWith("53")
                || state.startsWith("57"));
    }
}
