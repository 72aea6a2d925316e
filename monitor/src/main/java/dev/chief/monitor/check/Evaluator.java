package dev.chief.monitor.check;

import dev.chief.core.check.Presence;
import dev.chief.core.check.Presence.Status;
import dev.chief.monitor.store.CheckTable;
import dev.chief.monitor.store.Database;
import dev.chief.monitor.store.InstanceTable;
import dev.chief.monitor.store.StoredCheck;
import dev.chief.monitor.store.StoredInstance;
import dev.chief.monitor.store.WatchTable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * Does what is due because time has passed: slots that were missed, runs that take too long, Chiefs that are gone. It reads only what is due.
 * Several monitors with one database may each have one, and each change happens once. For one thread.
 */
public final class Evaluator {
    /** So many checks a transaction: whoever has events to store does not wait for long. */
    private static final int PORTION = 200;
    /** How much later than meant a busy machine may look. It is the shortest time that a Chief may be silent. */
    private static final Duration TOLERANCE = Duration.ofSeconds(5);

    private final Database database;
    private final Checks checks;
    private final Duration interval;
    private Optional<Instant> meantToLook = Optional.empty();

    /** @param interval how long the clock is not looked at, at most */
    public Evaluator(Database database, Checks checks, Duration interval) {
        this.database = database;
        this.checks = checks;
        this.interval = interval;
    }

    /**
     * Begins: what came until now is not held against anybody before they had time to tell of it, however short the time was in which
     * nobody listened.
     */
    public void start(Instant now) {
        database.write(handle -> {
            WatchTable.begin(handle, now);
            return now;
        });
        meantToLook = Optional.of(now);
    }

    /**
     * Does what is due. If it comes much later than it was meant to, the process or its machine stood still, or the database was away:
     * then this is a start as well.
     *
     * @return when to look again, at the latest
     */
    public Instant look(Instant now) {
        if (meantToLook.filter(now.minus(TOLERANCE)::isAfter).isPresent()) {
            start(now);
        }
        database.write(handle -> {
            AlertBook alerts = checks.alerts(handle, now);
            chiefs(handle, now, alerts);
            alerts.close(checks.outbox());
            return now;
        });
        int found;
        do {
            found = database.write(handle -> portion(handle, now));
        } while (found == PORTION);
        Instant next = next(now);
        meantToLook = Optional.of(next);
        return next;
    }

    private Instant next(Instant now) {
        Instant latest = now.plus(interval);
        return database.read(handle -> Stream.of(CheckTable.nextLook(handle), InstanceTable.nextLook(handle))
                .flatMap(Optional::stream)
                .filter(latest::isAfter)
                .min(Instant::compareTo)
                // What another monitor is just working on is due as well.
                .map(next -> next.isAfter(now) ? next : now.plusMillis(100))
                .orElse(latest));
    }

    private int portion(Handle handle, Instant now) {
        List<StoredCheck> due = CheckTable.due(handle, now, PORTION);
        if (due.isEmpty()) {
            return 0;
        }
        AlertBook alerts = checks.alerts(handle, now);
        CheckBook book = checks.open(handle, now, alerts);
        book.openClaimed(due);
        due.forEach(check -> book.judge(check.jobName()));
        book.close();
        alerts.close(checks.outbox());
        return due.size();
    }

    private static void chiefs(Handle handle, Instant now, AlertBook alerts) {
        Instant watchingSince = Checks.watchingSince(handle, now);
        List<StoredInstance> changed = new ArrayList<>();
        for (StoredInstance instance : InstanceTable.due(handle, now, PORTION)) {
            Presence presence = Chiefs.presence(instance);
            Presence.Judgement judgement = presence.judge(now, watchingSince);
            if (judgement.status() == Status.OFFLINE && Chiefs.status(instance) != Status.OFFLINE) {
                alerts.chiefIsOffline(instance.instance(), presence);
            }
            changed.add(new StoredInstance(instance.instance(), instance.build(), instance.life(),
                    Chiefs.stored(presence, judgement.status(), judgement, now), instance.declaredAt(), now));
        }
        InstanceTable.save(handle, changed);
    }
}
