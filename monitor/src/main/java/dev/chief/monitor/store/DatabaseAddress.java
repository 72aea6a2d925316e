package dev.chief.monitor.store;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/** Where the monitor's data is. */
public sealed interface DatabaseAddress {
    /** An SQLite file, made when there is none. */
    record Sqlite(Path file) implements DatabaseAddress {
        public Sqlite {
            requireNonNull(file);
        }

        @Override
        public String describe() {
            return file.toString();
        }
    }

    /**
     * A PostgreSQL database.
     *
     * @param url as {@code jdbc:postgresql://host:5432/name}; user and password may be parameters of it
     */
    record Postgres(String url) implements DatabaseAddress {
        public Postgres {
            if (!url.startsWith("jdbc:postgresql:")) {
                throw new IllegalArgumentException("A PostgreSQL address begins with jdbc:postgresql:");
            }
        }

        /** Without parameters, and without what may stand before the host: both may hold a password. */
        @Override
        public String describe() {
            int parameters = url.indexOf('?');
            String plain = parameters < 0 ? url : url.substring(0, parameters);
            int at = plain.lastIndexOf('@');
            return at < 0 ? plain : "jdbc:postgresql://" + plain.substring(at + 1);
        }

        /** The same as {@link #describe}: an address must not give its password away in a log. */
        @Override
        public String toString() {
            return describe();
        }
    }

    /** For people, without secrets. */
    String describe();
}
