package dev.chief.monitor.store;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * What the monitor knows of itself.
 *
 * @param watchingSince since when it has been watching without a gap
 * @param aliveAt when it last was seen to
 */
public record Watch(Instant watchingSince, Instant aliveAt) {
    public Watch {
        requireNonNull(watchingSince);
        requireNonNull(aliveAt);
    }
}
