package dev.chief.core.check;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;

/**
 * How a job wants to be watched ({@code jobs[].monitor.check} of chief.yaml).
 *
 * @param enabled whether its times are watched
 * @param grace how long after a slot a run may begin, not negative
 * @param alertOnFailure whether a failed run opens an alert
 * @param alertOnMiss whether a missed slot opens one
 */
public record Policy(boolean enabled, Duration grace, boolean alertOnFailure, boolean alertOnMiss) {
    /** What holds until a job says otherwise. */
    public static final Policy DEFAULT = new Policy(true, Duration.ofMinutes(2), true, true);

    public Policy {
        if (grace.isNegative()) {
            throw new IllegalArgumentException("A grace must not be negative, got " + grace + ".");
        }
    }

    /** The policy after a change. */
    Policy with(Change change) {
        return new Policy(change.enabled().orElse(enabled), change.grace().orElse(grace),
                change.alertOnFailure().orElse(alertOnFailure), change.alertOnMiss().orElse(alertOnMiss));
    }

    /**
     * What an event says of the policy. What is empty stays as it was.
     *
     * @param grace not negative
     */
    public record Change(
        Optional<Boolean> enabled,
        Optional<Duration> grace,
        Optional<Boolean> alertOnFailure,
        Optional<Boolean> alertOnMiss
    ) {
        /** Nothing changes. */
        public static final Change NONE = new Change(Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty());

        public Change {
            requireNonNull(enabled);
            requireNonNull(alertOnFailure);
            requireNonNull(alertOnMiss);
            if (grace.isPresent() && grace.get().isNegative()) {
                throw new IllegalArgumentException("A grace must not be negative, got " + grace.get() + ".");
            }
        }
    }
}
