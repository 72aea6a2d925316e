package dev.chief.monitor.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;

/** The channels by which people are told of alerts. A channel that was removed is in none of the answers. For any thread. */
public final class ChannelTable {
    private static final String COLUMNS = "SELECT id, kind, name, enabled, alert_types, settings, created_at FROM channels ";

    private ChannelTable() {}

    /**
     * Adds a channel.
     *
     * @return its number
     */
    public static long add(
        Handle handle,
        String kind,
        String name,
        boolean enabled,
        List<String> alertTypes,
        String settings,
        Instant now
    ) {
        return handle.createQuery("""
                INSERT INTO channels (kind, name, enabled, alert_types, settings, created_at)
                VALUES (:kind, :name, :enabled, :types, :settings, :now)
                RETURNING id""")
                .bind("kind", kind)
                .bind("name", name)
                .bind("enabled", enabled)
                .bind("types", String.join(",", alertTypes))
                .bind("settings", settings)
                .bind("now", now)
                .mapTo(Long.class)
                .one();
    }

    /** Replaces a channel by one with the same number. Its kind and the time at which it was made stay. */
    public static void change(Handle handle, StoredChannel channel) {
        handle.createUpdate(
                """
                        UPDATE channels SET name = :name, enabled = :enabled, alert_types = :types, settings = :settings
                        WHERE id = :id AND deleted_at IS NULL""")
                .bind("id", channel.id())
                .bind("name", channel.name())
                .bind("enabled", channel.enabled())
                .bind("types", String.join(",", channel.alertTypes()))
                .bind("settings", channel.settings())
                .execute();
    }

    /** Removes a channel and forgets its settings. What was delivered by it stays on record. */
    public static void remove(Handle handle, long id, Instant now) {
        handle.createUpdate("""
                UPDATE channels SET deleted_at = :now, enabled = 0, settings = '{}'
                WHERE id = :id AND deleted_at IS NULL""").bind("id", id).bind("now", now).execute();
    }

    /** All channels, the oldest first. */
    public static List<StoredChannel> list(Handle handle) {
        return handle.createQuery(COLUMNS + "WHERE deleted_at IS NULL ORDER BY id")
                .map(ChannelTable::channel)
                .list();
    }

    /** A channel by its number. */
    public static Optional<StoredChannel> find(Handle handle, long id) {
        return handle.createQuery(COLUMNS + "WHERE id = :id AND deleted_at IS NULL")
                .bind("id", id)
                .map(ChannelTable::channel)
                .findOne();
    }

    /** A channel by its name. */
    public static Optional<StoredChannel> named(Handle handle, String name) {
        return handle.createQuery(COLUMNS + "WHERE name = :name AND deleted_at IS NULL")
                .bind("name", name)
                .map(ChannelTable::channel)
                .findOne();
    }

    /** The first channel of a kind. */
    public static Optional<StoredChannel> first(Handle handle, String kind) {
        return handle.createQuery(COLUMNS + "WHERE kind = :kind AND deleted_at IS NULL ORDER BY id LIMIT 1")
                .bind("kind", kind)
                .map(ChannelTable::channel)
                .findOne();
    }

    /** A channel that nobody else changes, and for which nobody else adds deliveries, until the transaction ends. */
    public static Optional<StoredChannel> lock(Handle handle, long id) {
        return handle
                .createQuery(COLUMNS + "WHERE id = :id AND deleted_at IS NULL" + Dialect.of(handle)
                        .waitForRows())
                .bind("id", id)
                .map(ChannelTable::channel)
                .findOne();
    }

    /** The channels that are on, the oldest first, locked as by {@link #lock}. */
    public static List<StoredChannel> lockEnabled(Handle handle) {
        return handle
                .createQuery(COLUMNS + "WHERE enabled = 1 AND deleted_at IS NULL ORDER BY id" + Dialect.of(
                        handle).waitForRows())
                .map(ChannelTable::channel)
                .list();
    }

    private static StoredChannel channel(RowView row) {
        String types = row.getColumn("alert_types", String.class);
        return new StoredChannel(row.getColumn("id", Long.class),
                row.getColumn("kind", String.class),
                row.getColumn("name", String.class),
                row.getColumn("enabled", Boolean.class),
                types.isEmpty() ? List.of() : List.of(types.split(",", -1)),
                row.getColumn("settings", String.class),
                row.getColumn("created_at", Instant.class));
    }
}
