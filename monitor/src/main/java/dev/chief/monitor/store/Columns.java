package dev.chief.monitor.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads the columns of a row one after another, in the order in which the statement names them. */
final class Columns {
    private final ResultSet row;
    private int position;

    Columns(ResultSet row) {
        this.row = row;
    }

    String text() throws SQLException {
        return row.getString(++position);
    }

    Optional<String> optionalText() throws SQLException {
        return Optional.ofNullable(row.getString(++position));
    }

    List<String> texts() throws SQLException {
        return Types.texts(text());
    }

    Instant instant() throws SQLException {
        return Types.instant(number());
    }

    Optional<Instant> optionalInstant() throws SQLException {
        return optionalNumber().map(Types::instant);
    }

    long number() throws SQLException {
        return row.getLong(++position);
    }

    Optional<Long> optionalNumber() throws SQLException {
        long value = row.getLong(++position);
        return row.wasNull() ? Optional.empty() : Optional.of(value);
    }

    boolean flag() throws SQLException {
        return row.getInt(++position) != 0;
    }

    Optional<Boolean> optionalFlag() throws SQLException {
        int value = row.getInt(++position);
        return row.wasNull() ? Optional.empty() : Optional.of(value != 0);
    }

    UUID uuid() throws SQLException {
        return Types.uuid(row.getBytes(++position));
    }
}
