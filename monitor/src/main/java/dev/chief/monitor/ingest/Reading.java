package dev.chief.monitor.ingest;

import static java.util.Objects.requireNonNull;

import dev.chief.monitor.store.NewEvent;
import java.util.List;

/**
 * What was read from a request.
 *
 * @param events those without a fault, in order
 * @param dropped how many others there were
 * @param problems the faults of the first {@value EventReader#LISTED} of those
 */
public record Reading(List<NewEvent> events, int dropped, List<Problem> problems) {
    public Reading {
        events = List.copyOf(events);
        problems = List.copyOf(problems);
    }

    /**
     * A fault of an event.
     *
     * @param index of the event in its request, from 0
     * @param field its name in JSON; empty when the event is no object at all
     * @param message says what the field must be, and what it is
     */
    public record Problem(int index, String field, String message) {
        public Problem {
            requireNonNull(field);
            requireNonNull(message);
        }

        /** For people, who know the index. */
        public String sentence() {
            return field.isEmpty() ? message : field + " " + message;
        }
    }
}
