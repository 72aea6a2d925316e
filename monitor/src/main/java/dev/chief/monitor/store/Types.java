package dev.chief.monitor.store;

import static java.sql.Types.BIGINT;
import static java.sql.Types.BINARY;
import static java.sql.Types.SMALLINT;

import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.argument.ArgumentFactory;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * How values stand in columns, the same in both databases: an instant as microseconds since 1970, rounded down; a truth value as 0 or 1; a
 * UUID as its 16 bytes; a list of texts as a JSON array.
 */
final class Types {
    private static final int UUID_BYTES = 16;
    private static final JsonMapper JSON = new JsonMapper();
    private static final String NO_TEXTS = "[]";

    private Types() {}

    static Jdbi register(Jdbi jdbi) {
        return jdbi.registerArgument(new Arguments())
                .registerColumnMapper(Instant.class, Types::instant)
                .registerColumnMapper(Boolean.class, Types::flag)
                .registerColumnMapper(boolean.class, Types::flag)
                .registerColumnMapper(UUID.class, Types::uuid);
    }

    static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(UUID_BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    static UUID uuid(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new UUID(buffer.getLong(), buffer.getLong());
    }

    static String text(List<String> texts) {
        return texts.isEmpty() ? NO_TEXTS : JSON.writeValueAsString(texts);
    }

    static List<String> texts(String text) {
        // Read for each job of a list, of which most have none.
        return text.equals(NO_TEXTS) ? List.of() : List.of(JSON.readValue(text, String[].class));
    }

    private static @Nullable Instant instant(ResultSet row, int column, StatementContext context)
            throws SQLException {
        long micros = row.getLong(column);
        return row.wasNull() ? null : instant(micros);
    }

    private static @Nullable Boolean flag(ResultSet row, int column, StatementContext context)
            throws SQLException {
        int number = row.getInt(column);
        return row.wasNull() ? null : number != 0;
    }

    private static @Nullable UUID uuid(ResultSet row, int column, StatementContext context)
            throws SQLException {
        byte[] bytes = row.getBytes(column);
        return bytes == null ? null : uuid(bytes);
    }

    /** Preparable, because Jdbi asks such factories first, and has one of its own for instants. */
    private static final class Arguments implements ArgumentFactory.Preparable {
        @Override
        public Optional<Function<Object, Argument>> prepare(Type type, ConfigRegistry config) {
            if (type == Instant.class) {
                return Optional
                        .of(value -> argument(BIGINT, value instanceof Instant time ? micros(time) : null));
            }
            if (type == Boolean.class || type == boolean.class) {
                return Optional
                        .of(value -> argument(SMALLINT, value instanceof Boolean flag ? flag ? 1 : 0 : null));
            }
            if (type == UUID.class) {
                return Optional.of(value -> argument(BINARY, value instanceof UUID id ? bytes(id) : null));
            }
            return Optional.empty();
        }

        private static Argument argument(int type, @Nullable Object value) {
            return (at, statement, _) -> {
                if (value == null) {
                    statement.setNull(at, type);
                } else {
                    statement.setObject(at, value);
                }
            };
        }
    }
}
