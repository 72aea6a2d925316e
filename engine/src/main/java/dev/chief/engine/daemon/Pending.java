package dev.chief.engine.daemon;

import dev.chief.core.dispatch.Event;
import dev.chief.engine.run.RunEvent.RunFinished;
import dev.chief.engine.runs.SlotRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An event that dispatch has still to take.
 *
 * @param ended the run whose end it is
 * @param older lines of the ledger that are recorded with it
 */
record Pending(Event event, Optional<RunFinished> ended, List<SlotRecord> older) {
    Pending {
        older = List.copyOf(older);
    }

    static Pending of(Event event) {
        return new Pending(event, Optional.empty(), List.of());
    }

    /** The event as it is when it is taken at another time: whether a slot is late is a matter of that time. */
    Event at(Instant now) {
        return event instanceof Event.SlotsDue slots ? new Event.SlotsDue(now, slots.due()) : event;
    }
}
