package dev.chief.monitor.check;

import dev.chief.core.check.Presence;
import dev.chief.core.check.Presence.Status;
import dev.chief.monitor.store.StoredInstance;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Chiefs between the database and the rules. */
final class Chiefs {
    private Chiefs() {}

    static Presence presence(StoredInstance instance) {
        return new Presence(instance.presence().lastHeartbeatAt(),
                instance.presence().pingIntervalSeconds().map(Duration::ofSeconds),
                instance.life().stoppedAt());
    }

    static Status status(StoredInstance instance) {
        return Status.valueOf(instance.presence().status());
    }

    /**
     * What a Chief is now, where that one is offline is said by nobody but who looks at the clock, since an alert has to go with it.
     *
     * @param before as it was
     */
    static Status judged(Optional<StoredInstance> before, Presence.Judgement judgement) {
        return judgement.status() == Status.OFFLINE ? before.map(Chiefs::status).orElse(Status.ONLINE)
                : judgement.status();
    }

    /** What is stored of a Chief; of one that is offline by now, and was not yet found to be, that it is to be looked at. */
    static StoredInstance.Presence stored(
        Presence presence,
        Status status,
        Presence.Judgement judgement,
        Instant now
    ) {
        boolean due = judgement.status() == Status.OFFLINE && status != Status.OFFLINE;
        return new StoredInstance.Presence(status.name(), presence.heardAt(),
                presence.pingInterval().map(Duration::toSeconds),
                due ? Optional.of(now) : judgement.lookAt());
    }
}
