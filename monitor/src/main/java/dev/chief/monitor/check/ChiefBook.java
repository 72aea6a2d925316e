package dev.chief.monitor.check;

import dev.chief.core.check.Presence;
import dev.chief.core.check.Presence.Status;
import dev.chief.core.event.EventType;
import dev.chief.monitor.store.InstanceTable;
import dev.chief.monitor.store.NewEvent;
import dev.chief.monitor.store.StoredInstance;
import dev.chief.monitor.store.StoredInstance.Build;
import dev.chief.monitor.store.StoredInstance.Life;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The Chiefs that one transaction hears of. For one transaction. */
final class ChiefBook {
    private static final String DAEMON = "daemon";

    private final Handle handle;
    private final Instant now;
    private final Map<String, List<NewEvent>> heard = new LinkedHashMap<>();
    private final Map<String, List<Declared>> newest = new LinkedHashMap<>();
    private final List<Declared> declared = new ArrayList<>();
    private Map<String, StoredInstance> stored = new HashMap<>();
    private Instant watchingSince = Instant.EPOCH;

    /** A fleet, or a part of it, and when it was declared; all its parts say the same time. */
    record Declared(Fleet fleet, Instant at) {}

    ChiefBook(Handle handle, List<NewEvent> events, Instant now) {
        this.handle = handle;
        this.now = now;
        events.stream()
                .filter(ChiefBook::isOfDaemon)
                .sorted(Comparator.comparing(NewEvent::at))
                .forEach(event -> {
                    String instance = Fleet.instance(MetadataReader.of(event.metadata()));
                    heard.computeIfAbsent(instance, _ -> new ArrayList<>()).add(event);
                    if (isFleet(event)) {
                        note(instance, new Declared(Fleet.of(event), event.at()));
                    }
                });
    }

    private void note(String instance, Declared fleet) {
        List<Declared> parts = newest.computeIfAbsent(instance, _ -> new ArrayList<>());
        parts.removeIf(part -> part.at().isBefore(fleet.at()));
        parts.add(fleet);
    }

    boolean isEmpty() {
        return heard.isEmpty();
    }

    /** The newest of the fleets that each of them declares in this transaction, with all its parts. */
    List<Fleet> fleets() {
        return newest.values().stream().flatMap(List::stream).map(Declared::fleet).toList();
    }

    /** Reads what is known of the Chiefs, which stay this transaction's until it ends. */
    void open(Instant since) {
        watchingSince = since;
        stored = InstanceTable.lock(handle, heard.keySet());
        newest.forEach((instance, parts) -> {
            // One that is older than what is known tells nothing new: what it did not have may have come since, and the reverse.
            Optional<Instant> known = Optional.ofNullable(stored.get(instance))
                    .flatMap(StoredInstance::declaredAt);
            // Parts of a fleet may come one after another, and at one time.
            parts.stream()
                    .filter(part -> known.isEmpty() || !part.at().isBefore(known.get()))
                    .forEach(declared::add);
        });
    }

    /** The fleets that count. */
    List<Declared> declared() {
        return declared;
    }

    /** Writes what was heard, and closes the alerts of those that are back; when the first of them is to be looked at again. */
    Optional<Instant> close(AlertBook alerts) {
        List<StoredInstance> changed = new ArrayList<>();
        heard.forEach((instance, events) -> changed.add(changed(instance, events, alerts)));
        InstanceTable.save(handle, changed);
        return changed.stream()
                .map(instance -> instance.presence().lookAt())
                .flatMap(Optional::stream)
                .min(Instant::compareTo);
    }

    private StoredInstance changed(String instance, List<NewEvent> events, AlertBook alerts) {
        Optional<StoredInstance> before = Optional.ofNullable(stored.get(instance));
        Presence presence = before.map(Chiefs::presence).orElse(Presence.NONE);
        Life life = before.map(StoredInstance::life)
                .orElse(new Life(DAEMON, Optional.empty(), Optional.empty(), Optional.empty()));
        Build build = before.map(StoredInstance::build).orElse(new Build(Optional.empty(), Optional.empty()));
        for (NewEvent event : events) {
            MetadataReader metadata = MetadataReader.of(event.metadata());
            // A clock that is ahead must not make its Chief look present for longer than it is.
            Instant at = event.at().isAfter(now) ? now : event.at();
            Optional<Instant> started = life.startedAt();
            switch (Entries.type(event).orElseThrow()) {
                case CHIEF_HEARTBEAT ->
                    presence = presence.heard(at, metadata.seconds("ping_interval_seconds")
                            .filter(Duration::isPositive));
                case CHIEF_STOPPED -> presence = presence.stopped(at);
                case CHIEF_STARTED ->
                    started = started.filter(it -> it.isAfter(at)).or(() -> Optional.of(at));
                default -> {
                    // Which jobs it has now is in its fleet.
                }
            }
            life = new Life(DAEMON, metadata.whole("pid").or(life::pid), started, presence.stoppedAt());
            build = new Build(metadata.text("version").or(build::version), build.configHash());
        }
        Optional<Declared> fleet = declared.stream()
                .filter(it -> it.fleet().instance().equals(instance))
                .findFirst();
        if (fleet.isPresent()) {
            build = new Build(fleet.get().fleet().version().or(build::version),
                    fleet.get().fleet().configHash());
        }
        Presence.Judgement judgement = presence.judge(now, watchingSince);
        Status status = Chiefs.judged(before, judgement);
        if (before.filter(it -> Chiefs.status(it) == Status.OFFLINE).isPresent()
                && status != Status.OFFLINE) {
            alerts.chiefIsBack(instance, presence, status);
        }
        return new StoredInstance(instance, build, life, Chiefs.stored(presence, status, judgement, now),
                fleet.map(Declared::at).or(() -> before.flatMap(StoredInstance::declaredAt)), now);
    }

    private static boolean isFleet(NewEvent event) {
        return event.type().equals(EventType.CHIEF_STARTED.text())
                || event.type().equals(EventType.CONFIG_RELOADED.text());
    }

    /** Whether it is a daemon's: a run that was started by hand or by cron comes and goes, and nobody waits for it. */
    private static boolean isOfDaemon(NewEvent event) {
        if (event.type().equals(EventType.CHIEF_HEARTBEAT.text())) {
            return MetadataReader.of(event.metadata()).text("mode").filter(DAEMON::equals).isPresent();
        }
        return isFleet(event) || event.type().equals(EventType.CHIEF_STOPPED.text());
    }
}
