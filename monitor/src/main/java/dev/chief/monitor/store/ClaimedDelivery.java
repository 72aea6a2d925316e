package dev.chief.monitor.store;

import static java.util.Objects.requireNonNull;

import dev.chief.monitor.store.StoredDelivery.Kind;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A delivery that is being tried.
 *
 * @param attempt which one this is, from 1
 * @param notice the alert as it was when it opened, as JSON; none in a summary
 * @param told the receivers that have it from an earlier attempt
 */
public record ClaimedDelivery(
    long id,
    UUID key,
    Kind kind,
    int attempt,
    Optional<String> notice,
    Set<String> told
) {
    public ClaimedDelivery {
        requireNonNull(key);
        requireNonNull(kind);
        requireNonNull(notice);
        told = Set.copyOf(told);
    }

    /**
     * Why an attempt failed.
     *
     * @param error for people, without secrets
     * @param responseCode what the receiver answered
     * @param told the receivers that have it all the same, those of earlier attempts included
     */
    public record Fault(String error, Optional<Integer> responseCode, Set<String> told) {
        public Fault {
            requireNonNull(error);
            requireNonNull(responseCode);
            told = Set.copyOf(told);
        }
    }
}
