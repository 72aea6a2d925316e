package dev.chief.monitor.store;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * A Chief, as far as it was heard of.
 *
 * @param instance its name
 * @param declared the jobs that it said it has
 */
public record StoredInstance(
    String instance,
    Build build,
    Life life,
    Presence presence,
    Optional<Declared> declared,
    Instant updatedAt
) {
    public StoredInstance {
        requireNonNull(instance);
        requireNonNull(build);
        requireNonNull(life);
        requireNonNull(presence);
        requireNonNull(declared);
        requireNonNull(updatedAt);
    }

    /** What it runs. */
    public record Build(Optional<String> version, Optional<String> configHash) {
        public Build {
            requireNonNull(version);
            requireNonNull(configHash);
        }
    }

    /**
     * Its process.
     *
     * @param mode daemon or run
     * @param stoppedAt when it said that it ends
     */
    public record Life(
        String mode,
        Optional<Long> pid,
        Optional<Instant> startedAt,
        Optional<Instant> stoppedAt
    ) {
        public Life {
            requireNonNull(mode);
            requireNonNull(pid);
            requireNonNull(startedAt);
            requireNonNull(stoppedAt);
        }
    }

    /**
     * Whether it is there.
     *
     * @param status ONLINE, OFFLINE or STOPPED
     * @param lookAt when to look at it again though nothing is heard of it
     */
    public record Presence(
        String status,
        Optional<Instant> lastHeartbeatAt,
        Optional<Long> pingIntervalSeconds,
        Optional<Instant> lookAt
    ) {
        public Presence {
            requireNonNull(status);
            requireNonNull(lastHeartbeatAt);
            requireNonNull(pingIntervalSeconds);
            requireNonNull(lookAt);
        }
    }

    /**
     * What it said it has.
     *
     * @param text of whatever form, stored compressed
     */
    public record Declared(Instant at, String text) {
        public Declared {
            requireNonNull(at);
            requireNonNull(text);
        }
    }
}
