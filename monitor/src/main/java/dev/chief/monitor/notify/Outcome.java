package dev.chief.monitor.notify;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.Set;

/** What became of an attempt to send. */
public sealed interface Outcome {
    /**
     * All receivers have it.
     *
     * @param code what the last one answered, by HTTP or SMTP
     */
    record Sent(Optional<Integer> code) implements Outcome {
        public Sent {
            requireNonNull(code);
        }
    }

    /**
     * Some receiver does not have it.
     *
     * @param reason for people, one line, without secrets
     * @param permanent whether trying again is of no use
     * @param code what was answered, if anything was
     * @param told the receivers that have it all the same, those of earlier attempts included
     */
    record Failed(
        String reason,
        boolean permanent,
        Optional<Integer> code,
        Set<String> told
    ) implements Outcome {
        public Failed {
            requireNonNull(reason);
            requireNonNull(code);
            told = Set.copyOf(told);
        }
    }

    /** Trying again may help. */
    static Failed passing(String reason, Optional<Integer> code) {
        return new Failed(reason, false, code, Set.of());
    }

    /** Trying again is of no use. */
    static Failed permanent(String reason, Optional<Integer> code) {
        return new Failed(reason, true, code, Set.of());
    }
}
