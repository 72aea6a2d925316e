package dev.chief.monitor.store;

import dev.chief.monitor.store.StoredInstance.Build;
import dev.chief.monitor.store.StoredInstance.Life;
import dev.chief.monitor.store.StoredInstance.Presence;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** The Chiefs. */
public final class InstanceTable {
    private static final String COLUMNS = """
            instance, version, config_hash, mode, pid, started_at, stopped_at, status, last_heartbeat_at,
            ping_interval_seconds, look_at, declared_at, updated_at""";
    private static final String SELECT = "SELECT " + COLUMNS + " FROM instances ";
    private static final String UPSERT = "INSERT INTO instances (" + COLUMNS + """
            ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (instance) DO UPDATE SET\s""" + Lists.excluded(COLUMNS);

    private InstanceTable() {}

    /**
     * Some Chiefs, as far as there are any. Until the transaction ends nobody else changes them, or makes those that are missing. To
     * be called once in a transaction, with all Chiefs and after {@link CheckTable#lock}.
     */
    public static Map<String, StoredInstance> lock(Handle handle, Collection<String> instances) {
        Map<String, StoredInstance> found = new HashMap<>();
        if (instances.isEmpty()) {
            return found;
        }
        Dialect dialect = Dialect.of(handle);
        dialect.lockNames(handle, Dialect.Names.INSTANCES, instances);
        for (List<String> names : Lists.chunks(new TreeSet<>(instances))) {
            handle.createQuery(
                    SELECT + "WHERE instance IN (<names>) ORDER BY instance" + dialect.waitForRows())
                    .bindList("names", names)
                    .map(InstanceTable::read)
                    .forEach(instance -> found.put(instance.instance(), instance));
        }
        return found;
    }

    /** Stores Chiefs, new ones and changed ones. */
    public static void save(Handle handle, Collection<StoredInstance> instances) {
        if (instances.isEmpty()) {
            return;
        }
        try (Values values = new Values(handle, UPSERT)) {
            instances.forEach(instance -> put(values, instance));
            values.execute();
        }
    }

    /**
     * The Chiefs that are to be looked at, the longest due first. Until the transaction ends nobody else is given them or changes
     * them; those that somebody else is changing are left out.
     *
     * @param now inclusive
     */
    public static List<StoredInstance> due(Handle handle, Instant now, int limit) {
        return handle.createQuery(SELECT + "WHERE look_at <= :now ORDER BY look_at LIMIT :limit"
                + Dialect.of(handle).claimRows())
                .bind("now", now)
                .bind("limit", limit)
                .map(InstanceTable::read)
                .list();
    }

    /** When the next Chief is to be looked at. */
    public static Optional<Instant> nextLook(Handle handle) {
        return handle.createQuery("SELECT min(look_at) FROM instances WHERE look_at IS NOT NULL")
                .map((row, _) -> new Columns(row).optionalInstant())
                .one();
    }

    /** One Chief, to look at only. */
    public static Optional<StoredInstance> get(Handle handle, String instance) {
        return handle.createQuery(SELECT + "WHERE instance = :instance")
                .bind("instance", instance)
                .map(InstanceTable::read)
                .findOne();
    }

    /** All Chiefs by name. */
    public static List<StoredInstance> all(Handle handle) {
        return handle.createQuery(SELECT + "ORDER BY instance")
                .map(InstanceTable::read)
                .list();
    }

    private static void put(Values values, StoredInstance instance) {
        values.text(instance.instance())
                .optionalText(instance.build().version())
                .optionalText(instance.build().configHash())
                .text(instance.life().mode())
                .optionalNumber(instance.life().pid())
                .optionalInstant(instance.life().startedAt())
                .optionalInstant(instance.life().stoppedAt())
                .text(instance.presence().status())
                .optionalInstant(instance.presence().lastHeartbeatAt())
                .optionalNumber(instance.presence().pingIntervalSeconds())
                .optionalInstant(instance.presence().lookAt())
                .optionalInstant(instance.declaredAt())
                .instant(instance.updatedAt())
                .end();
    }

    private static StoredInstance read(ResultSet row, StatementContext context) throws SQLException {
        Columns columns = new Columns(row);
        return new StoredInstance(columns.text(), new Build(columns.optionalText(), columns.optionalText()),
                new Life(columns.text(), columns.optionalNumber(), columns.optionalInstant(),
                        columns.optionalInstant()),
                new Presence(columns.text(), columns.optionalInstant(), columns.optionalNumber(),
                        columns.optionalInstant()),
                columns.optionalInstant(), columns.instant());
    }
}
