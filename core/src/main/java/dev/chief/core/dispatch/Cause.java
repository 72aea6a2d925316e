package dev.chief.core.dispatch;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/** Why a job is to run: a trigger. */
public sealed interface Cause {
    /**
     * A slot of its schedule.
     *
     * @param slot the instant that the schedule gave, without jitter
     */
    record Slot(Instant slot) implements Cause {
        public Slot {
            requireNonNull(slot);
        }
    }

    /**
     * A person's wish. It stands for no slot.
     *
     * @param request which wish, as the caller counts them
     */
    record Manual(long request) implements Cause {}
}
