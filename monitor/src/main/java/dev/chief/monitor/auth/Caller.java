package dev.chief.monitor.auth;

import static java.util.Objects.requireNonNull;

import dev.chief.monitor.store.SessionTable.StoredSession;

/** Whose request it is. */
public sealed interface Caller {
    /** Somebody who need not say who they are. */
    record Anonymous() implements Caller {
        @Override
        public String name() {
            return "somebody";
        }
    }

    /** Whoever holds MONITOR_API_KEY. */
    record MonitorKey() implements Caller {
        @Override
        public String name() {
            return "MONITOR_API_KEY";
        }
    }

    /**
     * Whoever holds a named API key.
     *
     * @param keyName what it is called
     */
    record NamedKey(long id, String keyName, Scope scope) implements Caller {
        public NamedKey {
            requireNonNull(keyName);
            requireNonNull(scope);
        }

        @Override
        public String name() {
            return "key " + keyName;
        }
    }

    /** Somebody who is signed in. */
    record Person(StoredSession session) implements Caller {
        public Person {
            requireNonNull(session);
        }

        @Override
        public String name() {
            return session.email();
        }

        /** What each form of theirs carries in a field {@code csrf}. */
        public String csrfToken() {
            return session.csrfToken();
        }

        /** Whether a form of theirs carries what it must. */
        public boolean isFormToken(String token) {
            return Tokens.same(session.csrfToken(), token);
        }
    }

    /** For records of who did something. */
    String name();
}
