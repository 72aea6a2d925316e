package dev.chief.core.check;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A check after all entries up to a moment: all that is needed to go on.
 *
 * @param last the moment of the latest entry, if there was any
 * @param policy as it was last changed
 * @param declaration which Chief has the job in its file
 * @param plan when it should run
 * @param past what its runs came to
 * @param active the runs that go on, in the order in which they began
 * @param ended the latest few runs that ended: a second end does not count, nor a start that a clock which was set back puts behind
 *        the end
 * @param open the alerts that are open, in the order in which they opened
 */
public record Situation(
    Optional<Moment> last,
    Policy policy,
    Declaration declaration,
    Plan plan,
    Past past,
    List<ActiveRun> active,
    List<String> ended,
    List<OpenAlert> open
) {
    /** Before anything was heard. */
    public static final Situation EMPTY = new Situation(Optional.empty(), Policy.DEFAULT, Declaration.NONE,
            Plan.NONE, Past.NONE, List.of(), List.of(), List.of());

    public Situation {
        requireNonNull(last);
        requireNonNull(policy);
        requireNonNull(declaration);
        requireNonNull(plan);
        requireNonNull(past);
        active = List.copyOf(active);
        ended = List.copyOf(ended);
        open = List.copyOf(open);
    }

    /**
     * Which Chief has the job in its file.
     *
     * @param instance the one that declared it last, if any did
     * @param retired whether that one has it no more
     */
    public record Declaration(Optional<String> instance, boolean retired) {
        static final Declaration NONE = new Declaration(Optional.empty(), false);

        public Declaration {
            requireNonNull(instance);
        }
    }

    /**
     * When the job should run.
     *
     * @param next the slot that was named last, answered or not
     * @param unanswered the slots that no run has begun for, earliest first
     * @param missed whether the last of the slots that came was missed, and nothing has been heard since
     */
    public record Plan(Optional<Instant> next, List<Instant> unanswered, boolean missed) {
        static final Plan NONE = new Plan(Optional.empty(), List.of(), false);

        public Plan {
            requireNonNull(next);
            unanswered = List.copyOf(unanswered);
        }
    }

    /**
     * What runs came to.
     *
     * @param heartbeatAt when one last began or ended
     * @param successAt when one last succeeded
     * @param failureAt when one last failed
     * @param failuresInARow how many have failed since one succeeded
     */
    public record Past(
        Optional<Instant> heartbeatAt,
        Optional<Instant> successAt,
        Optional<Instant> failureAt,
        long failuresInARow
    ) {
        static final Past NONE = new Past(Optional.empty(), Optional.empty(), Optional.empty(), 0);

        public Past {
            requireNonNull(heartbeatAt);
            requireNonNull(successAt);
            requireNonNull(failureAt);
        }
    }

    /**
     * A run that goes on, as far as is known.
     *
     * @param longest how long it may take at most, if that is known
     * @param overran whether it was found to take longer
     */
    public record ActiveRun(String run, Instant startedAt, Optional<Duration> longest, boolean overran) {
        public ActiveRun {
            requireNonNull(run);
            requireNonNull(startedAt);
            requireNonNull(longest);
        }
    }

    /**
     * An alert that is open.
     *
     * @param dedupeKey of which there is one open alert at a time
     * @param cause what opened it: with the key it is the same alert however often the history is looked at
     */
    public record OpenAlert(AlertType type, String dedupeKey, String cause, Instant openedAt) {
        public OpenAlert {
            requireNonNull(type);
            requireNonNull(dedupeKey);
            requireNonNull(cause);
            requireNonNull(openedAt);
        }
    }
}
