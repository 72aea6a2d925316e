package dev.chief.monitor.check;

import dev.chief.core.check.Entry;
import dev.chief.monitor.notify.Outbox;
import dev.chief.monitor.store.CheckTable;
import dev.chief.monitor.store.NewEvent;
import dev.chief.monitor.store.StoredCheck;
import dev.chief.monitor.store.StoredEvent;
import dev.chief.monitor.store.WatchTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * What is heard changes checks, Chiefs and alerts, in the transaction that stores it. So what was acknowledged has had its effect, whatever
 * happens after. For any thread.
 */
public final class Checks {
    private final Outbox outbox;
    private final Notices notices;
    private final MemoryStore memories = new MemoryStore();

    /** @param outbox takes what is to be told */
    public Checks(Outbox outbox, Notices notices) {
        this.outbox = outbox;
        this.notices = notices;
    }

    /**
     * Takes in events that the same transaction has stored.
     *
     * @return when the clock changes something of what was heard of, if it does
     */
    public Optional<Instant> take(Handle handle, List<StoredEvent> events, Instant now) {
        List<NewEvent> all = events.stream().map(StoredEvent::event).toList();
        ChiefBook chiefs = new ChiefBook(handle, all, now);
        Map<String, List<Entry>> entries = new HashMap<>();
        for (NewEvent event : all) {
            event.about().jobName().ifPresent(job -> {
                List<Entry> ofJob = entries.computeIfAbsent(job, _ -> new ArrayList<>());
                Entries.of(event).ifPresent(ofJob::add);
            });
        }
        Set<String> jobs = new TreeSet<>(entries.keySet());
        Map<String, List<String>> declaredBefore = new HashMap<>();
        for (Fleet fleet : chiefs.fleets()) {
            fleet.items().forEach(item -> jobs.add(item.name()));
            jobs.addAll(declaredBefore.computeIfAbsent(fleet.instance(),
                    instance -> CheckTable.declaredBy(handle, instance)));
        }
        if (jobs.isEmpty() && chiefs.isEmpty()) {
            return Optional.empty();
        }
        AlertBook alerts = new AlertBook(handle, now, notices);
        CheckBook book = open(handle, now, alerts);
        book.open(jobs);
        chiefs.open(watchingSince(handle, now));
        for (ChiefBook.Declared declared : chiefs.declared()) {
            declare(book, declared, declaredBefore.getOrDefault(declared.fleet().instance(), List.of()));
        }
        // Before the checks: what they make of a miss depends on whether their Chief is there.
        Optional<Instant> ofChiefs = chiefs.close(alerts);
        events.forEach(book::latest);
        jobs.forEach(job -> book.hear(job, entries.getOrDefault(job, List.of())));
        Optional<Instant> ofChecks = book.close();
        alerts.close(outbox);
        return Stream.of(ofChiefs, ofChecks).flatMap(Optional::stream).min(Instant::compareTo);
    }

    CheckBook open(Handle handle, Instant now, AlertBook alerts) {
        return new CheckBook(handle, now, watchingSince(handle, now), memories, alerts);
    }

    AlertBook alerts(Handle handle, Instant now) {
        return new AlertBook(handle, now, notices);
    }

    Outbox outbox() {
        return outbox;
    }

    static Instant watchingSince(Handle handle, Instant now) {
        return WatchTable.since(handle).orElse(now);
    }

    private static void declare(CheckBook book, ChiefBook.Declared declared, List<String> before) {
        Fleet fleet = declared.fleet();
        Set<String> left = new HashSet<>(before);
        left.removeIf(job -> !fleet.range().has(job));
        for (Fleet.Item item : fleet.items()) {
            left.remove(item.name());
            book.decide(Verdicts.declared(item, fleet.instance(), declared.at()));
            book.describe(item.name(), new StoredCheck.Declaration(Optional.of(fleet.instance()),
                    item.schedule(), item.timezone(), item.tags()));
        }
        for (String job : left) {
            book.decide(Verdicts.of(job, declared.at(), new Entry.What.Undeclared(fleet.instance())));
        }
    }
}
