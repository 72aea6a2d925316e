package dev.chief.engine.config;

import dev.chief.engine.config.Node.Scalar;
import java.time.Duration;
import java.util.Optional;

/** Durations such as {@code 30s}, {@code 5m} or {@code 2h}. */
final class Durations {
    private static final long LONGEST_SECONDS = 365 * 86_400;

    private Durations() {}

    /** A field that holds a duration, at most 365 days. */
    static Duration read(Fields fields, String key, Duration fallback) {
        if (fields.isAbsent(key)) {
            return fallback;
        }
        Optional<Duration> duration = fields.get(key) instanceof Scalar scalar && scalar.isText()
                ? parse(scalar.text().strip())
                : Optional.empty();
        if (duration.isEmpty()) {
            fields.wrong(key, "must be a duration like 30s, 5m or 2h, at most 365d");
        }
        return duration.orElse(fallback);
    }

    /** What helps somebody who wrote a duration where a number of seconds is wanted. */
    static Optional<String> secondsHint(String key, String text) {
        return key.equals("timeout") || key.endsWith("_seconds")
                ? parse(text.strip()).map(it -> "it is a number of seconds: " + it.toSeconds())
                : Optional.empty();
    }

    private static Optional<Duration> parse(String text) {
        int digits = text.length() - 1;
        if (digits < 1 || digits > 9) {
            return Optional.empty();
        }
        long number = 0;
        for (int i = 0; i < digits; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return Optional.empty();
            }
            number = number * 10 + c - '0';
        }
        long unit = switch (text.charAt(digits)) {
            case 's', 'S' -> 1;
            case 'm', 'M' -> 60;
            case 'h', 'H' -> 3_600;
            case 'd', 'D' -> 86_400;
            default -> 0;
        };
        long seconds = number * unit;
        return unit == 0 || seconds > LONGEST_SECONDS
                ? Optional.empty()
                : Optional.of(Duration.ofSeconds(seconds));
    }
}
