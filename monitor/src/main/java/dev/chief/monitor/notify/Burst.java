package dev.chief.monitor.notify;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Decides whether alerts are told one by one or together, for one channel. */
final class Burst {
    /** As many alerts within the window are told one by one. */
    static final int LIMIT = 10;
    static final Duration WINDOW = Duration.ofMinutes(1);
    /** How long a summary waits for more alerts. */
    static final Duration COLLECTING = Duration.ofSeconds(30);

    private Burst() {}

    /** How alerts are told. */
    sealed interface Plan {
        /** Each by a message of its own, at once. */
        record Alone() implements Plan {}

        /** In a summary that waits already. */
        record Join(long summaryId) implements Plan {}

        /**
         * In a new summary.
         *
         * @param due when it is sent
         */
        record Summarise(Instant due) implements Plan {}
    }

    /**
     * @param recent how many alerts the channel was given within the window
     * @param fresh how many are added now
     * @param open the summary that nobody has begun to send
     */
    static Plan plan(int recent, int fresh, Optional<Long> open, Instant now) {
        if (recent + fresh <= LIMIT) {
            return new Plan.Alone();
        }
        return open.<Plan>map(Plan.Join::new).orElseGet(() -> new Plan.Summarise(now.plus(COLLECTING)));
    }
}
