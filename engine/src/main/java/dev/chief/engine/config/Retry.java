package dev.chief.engine.config;

import java.time.Duration;

/**
 * What happens after a failed attempt of a script.
 *
 * @param attempts how many more attempts there may be, zero or more
 * @param delay the wait before the second attempt
 * @param backoff what each further wait is multiplied by, at least 1
 * @param maxDelay the longest wait
 */
public record Retry(int attempts, Duration delay, double backoff, Duration maxDelay) {
    /** One attempt only. */
    public static final Retry NEVER = new Retry(0, Duration.ofSeconds(30), 1, Duration.ofMinutes(10));

    /**
     * The wait before a further attempt.
     *
     * @param failures how many attempts have failed so far, at least 1
     */
    public Duration delayAfter(int failures) {
        double millis = delay.toMillis() * Math.pow(backoff, failures - 1);
        return millis >= maxDelay.toMillis() ? maxDelay : Duration.ofMillis((long) millis);
    }
}
