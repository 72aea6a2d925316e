package dev.chief.core.dispatch;

import java.time.Duration;
import java.time.Instant;

/** What is to be done after a step, in the order of the list. */
public sealed interface Effect {
    /** The job that it is about. */
    String job();

    /**
     * What became of a trigger: for a slot its line in the ledger, for a manual one the answer.
     *
     * @param outcome the final one, or that it waits
     */
    record Decided(String job, Cause cause, Outcome outcome) implements Effect {}

    /**
     * A run is to start now. It comes right behind the {@link Decided} that says so, and counts as running until
     * {@link Event.RunEnded}, also when it cannot be started.
     *
     * @param run its number, which no other run of this state had
     * @param running how many runs of the job go on, with this one
     * @param inLine how long it waited for other jobs; not for its own runs or for {@code after}
     */
    record Start(String job, Cause cause, long run, int running, Duration inLine)
            implements
                Effect {}

    /**
     * The run that was found is counted.
     *
     * @param run the number to end it by
     */
    record Adopt(String job, long run) implements Effect {}

    /**
     * A slot was taken before, or lies before one that was: the clock was set back. It has no outcome but the one that it
     * may already have.
     *
     * @param last the last slot of the job that was taken
     */
    record Refuse(String job, Instant slot, Instant last) implements Effect {}
}
