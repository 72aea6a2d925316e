package dev.chief.core.schedule;

import static java.util.Objects.requireNonNull;

/**
 * What a schedule does with local times that an offset change removes or repeats (schedule page, DST).
 *
 * @param gap what happens to a local time that does not exist
 * @param repeat what happens to a local time that occurs twice
 */
public record DstPolicy(Gap gap, Repeat repeat) {
    /** Skip what does not exist, run what repeats once, at its first occurrence. */
    public static final DstPolicy DEFAULT = new DstPolicy(Gap.SKIP, Repeat.FIRST);

    public DstPolicy {
        requireNonNull(gap);
        requireNonNull(repeat);
    }

    /** The choices for a local time that does not exist. */
    public enum Gap {
        /** No run. */
        SKIP,
        /** One run at the first instant after the gap, however many slots fall into it. */
        AFTER
    }

    /** The choices for a local time that occurs twice. */
    public enum Repeat {
        /** One run, at the earlier of the two instants. */
        FIRST,
        /** One run, at the later of the two instants. */
        LAST,
        /** Two runs. */
        EACH
    }
}
