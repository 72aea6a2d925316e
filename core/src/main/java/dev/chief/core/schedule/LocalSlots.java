package dev.chief.core.schedule;

/** The local times that a recurrence names, as seconds of the local time line (1970-01-01T00:00 is 0). */
sealed interface LocalSlots permits CalendarSlots, SteppedSlots {
    /** Answer of {@link #from} when there is none. */
    long NONE = Long.MAX_VALUE;

    /**
     * The first named local time in a range, or {@link #NONE}.
     *
     * @param earliest first second to consider, inclusive
     * @param latest last second to consider, inclusive
     */
    long from(long earliest, long latest);
}
