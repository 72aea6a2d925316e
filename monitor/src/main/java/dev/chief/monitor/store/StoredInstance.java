package dev.chief.monitor.store;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * A Chief, as far as it was heard of.
 *
 * @param instance its name
 * @param declaredAt when it last said which jobs it has
 */
public record StoredInstance(
    String instance,
    Build build,
    Life life,
    Presence presence,
    Optional<Instant> declaredAt,
    Instant updatedAt
) {
    public StoredInstance {
        requireNonNull(instance);
        requireNonNull(build);
        requireNonNull(life);
        requireNonNull(presence);
        requireNonNull(declaredAt);
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
}
