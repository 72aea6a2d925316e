package dev.chief.core.schedule;

/** The local times that a recurrence names, as {@link LocalSeconds}. */
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
