package dev.chief.monitor.store;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Settings that are made while the monitor runs, as JSON by name. */
public final class SettingTable {
    private SettingTable() {}

    /** The JSON of a setting; none if it was never made. */
    public static Optional<String> get(Handle handle, String name) {
        return handle.createQuery("SELECT value FROM settings WHERE name = :name")
                .bind("name", name)
                .mapTo(String.class)
                .findOne();
    }

    /** Makes a setting, in place of an earlier one. */
    public static void put(Handle handle, String name, String json, Instant now) {
        handle.createUpdate("""
                INSERT INTO settings (name, value, updated_at) VALUES (:name, :value, :now)
                ON CONFLICT (name) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at""")
                .bind("name", name)
                .bind("value", json)
                .bind("now", now)
                .execute();
    }
}
