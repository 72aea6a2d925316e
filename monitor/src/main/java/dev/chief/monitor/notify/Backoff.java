package dev.chief.monitor.notify;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How long a delivery waits after an attempt that failed: five attempts, the last an hour after the first. */
final class Backoff {
    private static final List<Duration> WAITS = List.of(Duration.ofMinutes(1), Duration.ofMinutes(5),
            Duration.ofMinutes(15), Duration.ofMinutes(39));

    private Backoff() {}

    /**
     * The wait after an attempt.
     *
     * @param attempt from 1
     * @return empty if it was the last one
     */
    static Optional<Duration> after(int attempt) {
        return attempt <= WAITS.size() ? Optional.of(WAITS.get(attempt - 1)) : Optional.empty();
    }
}
