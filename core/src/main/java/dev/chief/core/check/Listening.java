package dev.chief.core.check;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How far the monitor can rely on having heard everything.
 *
 * @param source whom it hears of a job from
 * @param watchingSince since when it has been listening without a gap
 */
public record Listening(Source source, Instant watchingSince) {
    /**
     * How long after a gap those that are not known get to deliver what they kept: an attempt of theirs may wait for half a
     * minute.
     */
    public static final Duration SETTLE = Duration.ofSeconds(60);

    public Listening {
        requireNonNull(source);
        requireNonNull(watchingSince);
    }

    /** Whom the monitor hears of a job from. */
    public sealed interface Source {
        /** Somebody of whom nothing is known. */
        record Anyone() implements Source {}

        /**
         * A Chief that declared the job. What it tells arrives in order, so that all of it up to its latest heartbeat has.
         *
         * @param heardUntil the time of its latest heartbeat
         * @param silent whether it will not be heard: it is offline, or stopped on purpose
         */
        record Chief(Optional<Instant> heardUntil, boolean silent) implements Source {
            public Chief {
                requireNonNull(heardUntil);
            }
        }
    }

    /** Whether what had happened until an instant must have been heard of by now. */
    boolean hasHeardAllUntil(Instant deadline, Instant now) {
        return switch (source) {
            case Source.Anyone() ->
                !deadline.isBefore(watchingSince) || !now.isBefore(watchingSince.plus(SETTLE));
            case Source.Chief(Optional<Instant> heardUntil, boolean silent) -> silent
                    || heardUntil.filter(heard -> !heard.isBefore(deadline)).isPresent();
        };
    }
}
