package dev.chief.monitor.demo;

import static java.util.Objects.requireNonNull;

import dev.chief.core.schedule.Schedule;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A job of the demo.
 *
 * @param chief whose it is
 * @param tags by which people filter
 * @param longest what its scripts may take together
 * @param slowdown by how much its runs take longer at the end of the history than at its beginning; 0 for not at all
 * @param plot what becomes of its slots
 */
record Role(
    String name,
    String chief,
    List<String> tags,
    Schedule schedule,
    Duration longest,
    List<Script> scripts,
    double slowdown,
    Plot plot
) {
    /** How long after a slot a run may begin. */
    static final Duration GRACE = Duration.ofMinutes(5);

    Role {
        requireNonNull(name);
        requireNonNull(chief);
        tags = List.copyOf(tags);
        requireNonNull(schedule);
        requireNonNull(longest);
        scripts = List.copyOf(scripts);
        requireNonNull(plot);
    }

    /** Decides what becomes of slots. */
    @FunctionalInterface
    interface Plot {
        /**
         * Decides about one slot.
         *
         * @param left how many slots come after it until the end of the history
         */
        Fate of(int left, RandomGenerator random);
    }
}
