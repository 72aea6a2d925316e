package dev.chief.bench.store;

import static java.sql.Types.BIGINT;
import static java.sql.Types.SMALLINT;
import static java.sql.Types.VARCHAR;

import dev.chief.monitor.store.DatabaseAddress;
import dev.chief.monitor.store.NewEvent;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;

/** The same rows into the same tables by a loop over JDBC, which is as fast as Java and the database get. */
public final class BareInserts implements AutoCloseable {
    private final Connection connection;
    private final PreparedStatement insert;
    private long id;

    /** Into a database of the monitor that nobody else writes to. */
    public BareInserts(DatabaseAddress address) throws SQLException {
        connection = switch (address) {
            case DatabaseAddress.Sqlite(Path file) -> sqlite(file);
            case DatabaseAddress.Postgres(String url) -> DriverManager.getConnection(url);
        };
        connection.setAutoCommit(false);
        try (
            Statement statement = connection.createStatement();
            ResultSet last = statement.executeQuery("SELECT coalesce(max(id), 0) FROM events")
        ) {
            last.next();
            id = last.getLong(1);
        }
        insert = connection.prepareStatement(
                """
                        INSERT INTO events (id, received_at, event_id, event_at, source_type, event_type, level, message,
                            job_name, script_path, run_id, scheduled_for, success, return_code, duration_ms, metadata)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (event_id) DO NOTHING""");
    }

    private static Connection sqlite(Path file) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setCacheSize(-(32 << 10));
        config.setPragma(SQLiteConfig.Pragma.WAL_AUTOCHECKPOINT, "4000");
        return config.createConnection("jdbc:sqlite:" + file);
    }

    /** Stores events in a transaction of their own. */
    public void insert(List<NewEvent> events, Instant receivedAt) throws SQLException {
        for (NewEvent event : events) {
            insert.setLong(1, ++id);
            insert.setLong(2, micros(receivedAt));
            insert.setBytes(3, ByteBuffer.allocate(16)
                    .putLong(event.eventId().getMostSignificantBits())
                    .putLong(event.eventId().getLeastSignificantBits())
                    .array());
            insert.setLong(4, micros(event.at()));
            insert.setString(5, event.sourceType());
            insert.setString(6, event.type());
            insert.setString(7, event.level());
            insert.setString(8, event.message());
            set(9, VARCHAR, event.about().jobName());
            set(10, VARCHAR, event.about().scriptPath());
            set(11, VARCHAR, event.about().runId());
            set(12, BIGINT, event.about().scheduledFor().map(BareInserts::micros));
            set(13, SMALLINT, event.success().map(success -> success ? 1 : 0));
            set(14, BIGINT, event.returnCode());
            set(15, BIGINT, event.durationMillis());
            insert.setString(16, event.metadata());
            insert.addBatch();
        }
        insert.executeBatch();
        connection.commit();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private void set(int position, int type, Optional<? extends Object> value) throws SQLException {
        @Nullable
        Object object = value.isPresent() ? value.get() : null;
        if (object == null) {
            insert.setNull(position, type);
        } else {
            insert.setObject(position, object);
        }
    }

    private static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }
}
