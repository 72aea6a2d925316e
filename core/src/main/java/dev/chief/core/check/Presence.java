package dev.chief.core.check;

import static java.util.Objects.requireNonNull;

import dev.chief.core.check.Alert.Closing;
import dev.chief.core.check.Alert.Opening;
import dev.chief.core.check.Situation.OpenAlert;
import dev.chief.core.event.Metadata;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether a Chief that runs as a daemon is there. It comes out the same in whatever order, and however often, it was heard of.
 *
 * @param heardAt the time of the latest heartbeat
 * @param pingInterval how often it says that it sends heartbeats, if it does; positive
 * @param stoppedAt when it last said that it stops on purpose
 */
public record Presence(
    Optional<Instant> heardAt,
    Optional<Duration> pingInterval,
    Optional<Instant> stoppedAt
) {
    /** A Chief that nothing has been heard of. */
    public static final Presence NONE = new Presence(Optional.empty(), Optional.empty(), Optional.empty());

    /** How long a Chief may be silent that does not say how often it sends heartbeats. */
    private static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(45);
    private static final Duration LEAST_PATIENCE = Duration.ofSeconds(5);

    public Presence {
        requireNonNull(heardAt);
        requireNonNull(pingInterval);
        requireNonNull(stoppedAt);
    }

    /** What a Chief is. The names are those of the database. */
    public enum Status {
        /** It is there. */
        ONLINE,
        /** It should be there, and is not heard. */
        OFFLINE,
        /** It said that it stops. */
        STOPPED
    }

    /**
     * What a Chief is at an instant.
     *
     * @param lookAt when that changes if nothing is heard until then
     */
    public record Judgement(Status status, Optional<Instant> lookAt) {
        public Judgement {
            requireNonNull(status);
            requireNonNull(lookAt);
        }
    }

    /** After a heartbeat; of the intervals that of the latest one counts, and of several at one instant the longest. */
    public Presence heard(Instant at, Optional<Duration> interval) {
        if (heardAt.isPresent() && at.isBefore(heardAt.get())) {
            return this;
        }
        boolean tie = heardAt.isPresent() && at.equals(heardAt.get());
        Optional<Duration> longer = pingInterval.filter(
                old -> interval.isEmpty() || old.compareTo(interval.get()) > 0);
        return new Presence(Optional.of(at), tie && longer.isPresent() ? longer : interval, stoppedAt);
    }

    /** After it said that it stops. */
    public Presence stopped(Instant at) {
        boolean latest = stoppedAt.isEmpty() || at.isAfter(stoppedAt.get());
        return new Presence(heardAt, pingInterval, latest ? Optional.of(at) : stoppedAt);
    }

    /** How long it may be silent: twice its interval, at least 5 s; 45 s if it names none. */
    public Duration patience() {
        return pingInterval.map(interval -> interval.multipliedBy(2))
                .map(twice -> twice.compareTo(LEAST_PATIENCE) < 0 ? LEAST_PATIENCE : twice)
                .orElse(DEFAULT_PATIENCE);
    }

    /**
     * What it is at an instant.
     *
     * @param watchingSince since when the monitor has been listening without a gap: after one it waits for what was kept
     */
    public Judgement judge(Instant now, Instant watchingSince) {
        if (stoppedAt.isPresent() && (heardAt.isEmpty() || !heardAt.get().isAfter(stoppedAt.get()))) {
            return new Judgement(Status.STOPPED, Optional.empty());
        }
        Instant end = heardAt.orElse(watchingSince).plus(patience());
        if (heardAt.isEmpty() || heardAt.get().isBefore(watchingSince)) {
            Duration settle = patience().compareTo(Listening.SETTLE) < 0 ? Listening.SETTLE : patience();
            Instant settled = watchingSince.plus(settle);
            end = end.isAfter(settled) ? end : settled;
        }
        return now.isAfter(end) ? new Judgement(Status.OFFLINE, Optional.empty())
                : new Judgement(Status.ONLINE, Optional.of(end.plusNanos(1000)));
    }

    /** The alert that a Chief which was online, and now is offline, makes. */
    public Alert offline(String instance, Instant now) {
        Metadata evidence = Metadata.builder()
                .text("instance", instance)
                .instant("lastHeartbeatAt", heardAt)
                .whole("offlineAfterSeconds", patience().toSeconds())
                .text("observedAt", now.toString())
                .build();
        return new Alert(new OpenAlert(AlertType.CHIEF_OFFLINE, Keys.chief(instance),
                heardAt.map(Instant::toString).orElse("never"), now),
                Optional.of(new Opening("Chief " + instance + " is offline", evidence)), Optional.empty());
    }

    /** How the alert of a Chief closes that is not offline any more, at the time when that is known. */
    public Closing back(Status status, Instant now) {
        return new Closing(now, switch (status) {
            case ONLINE -> "Chief was heard of again";
            case STOPPED -> "Chief had stopped on purpose, which was heard of late";
            case OFFLINE -> throw new IllegalArgumentException("It is still offline.");
        });
    }

    /** The key of a Chief's alert. */
    public static String dedupeKey(String instance) {
        return Keys.chief(instance);
    }
}
