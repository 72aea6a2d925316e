package dev.chief.monitor.store;

import static java.sql.Types.BIGINT;
import static java.sql.Types.SMALLINT;
import static java.sql.Types.VARCHAR;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * One statement for many rows, whose values are given one after another. It goes past Jdbi, which looks each value's type up: that
 * would be a third of what it takes to store an event.
 */
final class Values implements AutoCloseable {
    private final PreparedStatement statement;
    private int position;

    Values(Handle handle, String sql) {
        try {
            Connection connection = handle.getConnection();
            this.statement = connection.prepareStatement(sql);
        } catch (SQLException e) {
            throw new RowException(e);
        }
    }

    Values text(String value) {
        return put(VARCHAR, value);
    }

    Values optionalText(Optional<String> value) {
        return put(VARCHAR, value.orElse(null));
    }

    Values texts(List<String> values) {
        return text(Types.text(values));
    }

    Values instant(Instant value) {
        return number(Types.micros(value));
    }

    Values optionalInstant(Optional<Instant> value) {
        return value.isPresent() ? instant(value.get()) : put(BIGINT, null);
    }

    Values number(long value) {
        try {
            statement.setLong(++position, value);
        } catch (SQLException e) {
            throw new RowException(e);
        }
        return this;
    }

    Values optionalNumber(Optional<Long> value) {
        return value.isPresent() ? number(value.get()) : put(BIGINT, null);
    }

    Values flag(boolean value) {
        return put(SMALLINT, value ? 1 : 0);
    }

    Values optionalFlag(Optional<Boolean> value) {
        return value.isPresent() ? flag(value.get()) : put(SMALLINT, null);
    }

    Values uuid(UUID value) {
        try {
            statement.setBytes(++position, Types.bytes(value));
        } catch (SQLException e) {
            throw new RowException(e);
        }
        return this;
    }

    /** Ends a row. */
    void end() {
        try {
            statement.addBatch();
        } catch (SQLException e) {
            throw new RowException(e);
        }
        position = 0;
    }

    /** Runs the statement for each row that was ended; how many rows each of them changed. */
    int[] execute() {
        try {
            return statement.executeBatch();
        } catch (SQLException e) {
            throw new RowException(e);
        }
    }

    @Override
    public void close() {
        try {
            statement.close();
        } catch (SQLException e) {
            throw new RowException(e);
        }
    }

    private Values put(int type, @Nullable Object value) {
        try {
            if (value == null) {
                statement.setNull(++position, type);
            } else {
                statement.setObject(++position, value);
            }
        } catch (SQLException e) {
            throw new RowException(e);
        }
        return this;
    }
}
