package dev.chief.monitor.notify;

import java.util.Optional;

/** A way to tell people, ready to be used. For any thread. */
public interface Channel {
    /** Why it cannot send to anybody as things are, as a sentence; empty if it can. */
    default Optional<String> obstacle() {
        return Optional.empty();
    }

    /** How many receivers it has. */
    default int receivers() {
        return 1;
    }

    /**
     * Tries once to tell all receivers but those that were told in an earlier attempt. When the thread is interrupted, because
     * the attempt has taken too long, it returns at once.
     */
    Outcome send(Message message);
}
