package dev.chief.monitor.check;

import static java.util.Objects.requireNonNull;

import dev.chief.core.check.Alert;
import dev.chief.core.check.Listening.Source;
import dev.chief.core.check.Memory;
import dev.chief.core.check.Moment;
import dev.chief.core.check.Presence;
import dev.chief.core.check.Situation.OpenAlert;
import dev.chief.monitor.notify.Outbox;
import dev.chief.monitor.store.AlertTable;
import dev.chief.monitor.store.NewAlert;
import dev.chief.monitor.store.StoredAlert;
import dev.chief.monitor.store.StoredCheck;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * The alerts that one transaction opens and closes, and at its end what is to be told of them. Told is what is open then: what was over
 * before it was heard of stands in the list, and wakes nobody. For one transaction.
 */
final class AlertBook {
    /** Why an alert is over that was opened before something was heard of. */
    private static final String WITHDRAWN = "what was heard of late shows that it was not so";

    private final Handle handle;
    private final Instant now;
    private final Notices notices;
    private final Map<Long, Told> opened = new LinkedHashMap<>();

    private record Told(StoredAlert alert, Optional<Instant> silencedUntil) {}

    /**
     * The check that alerts are about.
     *
     * @param instance the Chief that has the job
     */
    record About(String job, StoredCheck.Handling handling, Source source, Optional<String> instance) {
        About {
            requireNonNull(job);
            requireNonNull(handling);
            requireNonNull(source);
            requireNonNull(instance);
        }
    }

    AlertBook(Handle handle, Instant now, Notices notices) {
        this.handle = handle;
        this.now = now;
        this.notices = notices;
    }

    /** Notes what became of alerts when something was heard. */
    void note(About about, Memory.Heard heard) {
        if (heard.again().isPresent()) {
            Optional<Instant> from = heard.again().get().last().map(Moment::at);
            match(about, heard.alerts(), AlertTable.ofJobSince(handle, about.job(), from));
        } else {
            heard.alerts().forEach(alert -> note(about, alert));
        }
    }

    /** Notes what became of an alert. */
    void note(About about, Alert alert) {
        if (alert.opening().isPresent() && alert.closing().isPresent()) {
            Alert.Closing closing = alert.closing().get();
            AlertTable.record(handle, row(NewAlert.Subject.job(about.job()), alert),
                    new StoredAlert.Closing(closing.at(), closing.reason()));
        } else if (alert.opening().isPresent()) {
            open(about, alert);
        } else if (alert.closing().isPresent()) {
            find(alert.alert()).ifPresent(row -> close(row, alert.closing().get()));
        }
    }

    /** Notes that a Chief is offline. */
    void chiefIsOffline(String instance, Presence presence) {
        Alert alert = presence.offline(instance, now);
        AlertTable.open(handle, row(NewAlert.Subject.instance(instance), alert))
                .ifPresent(row -> opened.put(row.id(), new Told(row, Optional.empty())));
    }

    /** Notes that a Chief is not offline any more. */
    void chiefIsBack(String instance, Presence presence, Presence.Status status) {
        AlertTable.openByKey(handle, Presence.dedupeKey(instance))
                .ifPresent(row -> close(row, presence.back(status, now)));
    }

    /** Hands over what is to be told. To be called last. */
    void close(Outbox outbox) {
        outbox.enqueue(handle, opened.values()
                .stream()
                .map(told -> notices.of(told.alert(), told.silencedUntil()))
                .toList(), now);
    }

    /** Gives alerts that are as they would be if all had been heard in time to those that are in the database. */
    private void match(About about, List<Alert> alerts, List<StoredAlert> stored) {
        Set<NewAlert.Key> wanted = alerts.stream()
                .map(alert -> key(alert.alert()))
                .collect(Collectors.toSet());
        List<StoredAlert> leftover = new ArrayList<>();
        for (StoredAlert row : stored) {
            if (!wanted.contains(row.alert().key())) {
                leftover.add(row);
            }
        }
        for (Alert alert : alerts) {
            if (alert.opening().isPresent() && find(alert.alert()).isEmpty()) {
                // An alert whose beginning has moved is the same alert: it is not told of again.
                leftover.stream()
                        .filter(row -> row.alert().key().dedupeKey().equals(alert.alert().dedupeKey()))
                        .findFirst()
                        .ifPresent(row -> {
                            leftover.remove(row);
                            AlertTable.change(handle, row.id(), alert.alert().cause(),
                                    alert.alert().openedAt(),
                                    MetadataJson.write(alert.opening().get().evidence()));
                        });
            }
        }
        leftover.stream()
                .filter(row -> row.closing().isEmpty())
                .forEach(row -> close(row, new Alert.Closing(now, WITHDRAWN)));
        for (Alert alert : alerts) {
            if (alert.closing().isPresent()) {
                find(alert.alert()).ifPresent(row -> close(row, alert.closing().get()));
            }
        }
        for (Alert alert : alerts) {
            if (alert.opening().isPresent() && find(alert.alert()).isEmpty()) {
                note(about, alert);
            }
        }
    }

    private void open(About about, Alert alert) {
        AlertTable.open(handle, row(NewAlert.Subject.job(about.job()), alert)).ifPresent(row -> {
            if (!isCovered(about, row)) {
                opened.put(row.id(), new Told(row, about.handling().silencedUntil()));
            }
        });
    }

    /** Whether the alert of its Chief, which is gone, speaks for this one. */
    private boolean isCovered(About about, StoredAlert row) {
        boolean silent = about.source() instanceof Source.Chief chief && chief.silent();
        Optional<StoredAlert> chief = silent
                ? about.instance().flatMap(it -> AlertTable.openByKey(handle, Presence.dedupeKey(it)))
                : Optional.empty();
        chief.ifPresent(it -> AlertTable.cover(handle, List.of(row.id()), it.id()));
        return chief.isPresent();
    }

    private void close(StoredAlert row, Alert.Closing closing) {
        opened.remove(row.id());
        if (!AlertTable.close(handle, row.id(), closing.at(), closing.reason())) {
            AlertTable.correctClosing(handle, row.id(), closing.at(), closing.reason());
        }
    }

    private Optional<StoredAlert> find(OpenAlert alert) {
        return AlertTable.byCause(handle, key(alert));
    }

    private NewAlert row(NewAlert.Subject subject, Alert alert) {
        OpenAlert open = alert.alert();
        Alert.Opening opening = alert.opening().orElseThrow();
        return new NewAlert(subject, open.type().name(), open.type().severity().name(), key(open),
                opening.title(),
                MetadataJson.write(opening.evidence()), open.openedAt(), now);
    }

    private static NewAlert.Key key(OpenAlert alert) {
        return new NewAlert.Key(alert.dedupeKey(), alert.cause());
    }
}
