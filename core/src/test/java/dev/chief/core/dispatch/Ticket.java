package dev.chief.core.dispatch;

import java.time.Duration;
import java.util.Optional;

/** A trigger that was given to a dispatcher, as {@link Witness} follows it. */
final class Ticket {
    final String job;
    final Cause cause;
    final int event;
    /** How late it was given, and whether its job catches up what was given with it. */
    final Duration late;
    final boolean catchUp;
    private boolean queued;
    private Optional<Outcome> end = Optional.empty();

    Ticket(String job, Cause cause, int event, Duration late, boolean catchUp) {
        this.job = job;
        this.cause = cause;
        this.event = event;
        this.late = late;
        this.catchUp = catchUp;
    }

    boolean isOpen() {
        return end.isEmpty();
    }

    boolean isQueued() {
        return queued;
    }

    /** Whether anything was said of it. */
    boolean isAnswered() {
        return queued || end.isPresent();
    }

    boolean isMissed() {
        return end.filter(Outcome.Missed.class::isInstance).isPresent();
    }

    void decide(Outcome outcome) {
        Witness.hold(isOpen(), "gets a second end", this, outcome);
        if (outcome.isFinal()) {
            end = Optional.of(outcome);
        } else {
            Witness.hold(!queued, "is queued twice", this);
            queued = true;
        }
    }

    @Override
    public String toString() {
        return job + " " + cause;
    }
}
