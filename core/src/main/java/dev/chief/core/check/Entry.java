package dev.chief.core.check;

import static java.util.Objects.requireNonNull;

import dev.chief.core.event.Metadata;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Something in the history of a check.
 *
 * @param moment when
 * @param change what it says of the policy
 * @param what what happened
 */
public record Entry(Moment moment, Policy.Change change, What what) {
    public Entry {
        requireNonNull(moment);
        requireNonNull(change);
        requireNonNull(what);
    }

    /**
     * Makes an entry.
     *
     * @param id what tells it from others, such as the id of an event
     */
    public static Entry of(Instant at, String id, Policy.Change change, What what) {
        return new Entry(new Moment(at, what.rank(), id), change, what);
    }

    /** When it happened. */
    Instant at() {
        return moment.at();
    }

    /** What happened. */
    public sealed interface What {
        /**
         * A run began.
         *
         * @param run its id; what has none is not followed
         * @param slot the slot that it was made for, for what was scheduled
         * @param longest how long it may take at most, if that is known
         */
        record Started(Optional<String> run, Optional<Instant> slot, Optional<Duration> longest)
                implements
                    What {
            public Started {
                requireNonNull(run);
                requireNonNull(slot);
                requireNonNull(longest);
            }
        }

        /**
         * A run ended.
         *
         * @param run its id, if it has one; of several ends of a run the first counts
         * @param evidence what was said of it, for people
         */
        record Ended(Optional<String> run, Outcome outcome, Metadata evidence) implements What {
            public Ended {
                requireNonNull(run);
                requireNonNull(outcome);
                requireNonNull(evidence);
            }
        }

        /** A Chief says when the job runs next, or that it does not. */
        record Expected(Optional<Instant> slot) implements What {
            public Expected {
                requireNonNull(slot);
            }
        }

        /** The job is in the file of a Chief, which says when it runs next. */
        record Declared(String instance, Optional<Instant> slot) implements What {
            public Declared {
                requireNonNull(instance);
                requireNonNull(slot);
            }
        }

        /** The job is not, or not any more, in the file of a Chief. */
        record Undeclared(String instance) implements What {
            public Undeclared {
                requireNonNull(instance);
            }
        }

        /** A Chief decided, by the rules of its file, that no run of its own begins for a slot. */
        record Settled(Instant slot) implements What {
            public Settled {
                requireNonNull(slot);
            }
        }

        /** Anything else that was said of the job. */
        record Other() implements What {}

        /**
         * The monitor decided that a slot was missed.
         *
         * @param evidence what it went by
         */
        record Missed(Instant slot, Metadata evidence) implements What {
            public Missed {
                requireNonNull(slot);
                requireNonNull(evidence);
            }
        }

        /**
         * The monitor decided that a run takes too long.
         *
         * @param evidence what it went by
         */
        record Overran(String run, Metadata evidence) implements What {
            public Overran {
                requireNonNull(run);
                requireNonNull(evidence);
            }
        }

        /**
         * A person closed the open alert with a key.
         *
         * @param reason what the person said
         */
        record Closed(String dedupeKey, String reason) implements What {
            public Closed {
                requireNonNull(dedupeKey);
                requireNonNull(reason);
            }
        }

        /** How a run ended. */
        enum Outcome {
            /** Well. */
            SUCCEEDED,
            /** In a failure. */
            FAILED,
            /** It is over, and it was not said how. */
            UNSAID
        }

        /** See {@link Moment#rank}. */
        private int rank() {
            return switch (this) {
                case Started _ -> 0;
                case Settled _,Other _ -> 1;
                case Ended _ -> 2;
                case Expected _,Declared _,Undeclared _ -> 3;
                case Missed _,Overran _ -> 4;
                case Closed _ -> 5;
            };
        }
    }
}
