package dev.chief.monitor.api;

import dev.chief.monitor.http.Json;
import dev.chief.monitor.store.AlertFilter;
import dev.chief.monitor.store.AlertTable;
import dev.chief.monitor.store.CheckTable;
import dev.chief.monitor.store.Database;
import dev.chief.monitor.store.ListedCheck;
import dev.chief.monitor.store.Page;
import dev.chief.monitor.store.StoredAlert;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which checks and alerts have changed, as far as somebody was watching. The newest changes are kept for those who are a little
 * behind. For any thread; one at a time looks.
 */
final class Changes {
    private static final int KEPT = 1_000;

    private final Deque<Change> newest = new ArrayDeque<>();
    private Map<String, ListedCheck> checks = Map.of();
    private Map<Long, StoredAlert> open = Map.of();
    private boolean looked;
    private long last;

    /**
     * A change.
     *
     * @param number rises by one with each
     * @param kind check or alert
     * @param json how it is after
     */
    record Change(long number, String kind, Optional<String> jobName, String json) {}

    /** The state of the database at one moment. */
    private record Seen(List<ListedCheck> checks, List<StoredAlert> open, List<StoredAlert> closed) {}

    /** The number of the latest change. */
    synchronized long last() {
        return last;
    }

    /** The changes after one; none at all when some of them are not kept any more. */
    synchronized Optional<List<Change>> after(long number) {
        if (number < last - newest.size()) {
            return Optional.empty();
        }
        return Optional.of(newest.stream().filter(change -> change.number() > number).toList());
    }

    /** Finds out what has changed since the last look; the first one only takes note. */
    void look(Database database) {
        Map<Long, StoredAlert> before = open();
        Seen seen = database.read(handle -> {
            List<StoredAlert> nowOpen = AlertTable
                    .list(handle, new AlertFilter(Optional.empty(), Optional.of("OPEN"),
                            Optional.empty(), Optional.empty()), Page.first(Page.LARGEST))
                    .items();
            List<StoredAlert> closed = new ArrayList<>();
            for (Long id : before.keySet()) {
                if (nowOpen.stream().noneMatch(alert -> alert.id() == id)) {
                    AlertTable.get(handle, id).filter(alert -> !alert.isOpen()).ifPresent(closed::add);
                }
            }
            return new Seen(CheckTable.all(handle), nowOpen, closed);
        });
        note(seen);
    }

    private synchronized Map<Long, StoredAlert> open() {
        return open;
    }

    private synchronized void note(Seen seen) {
        Map<String, ListedCheck> checksNow = new HashMap<>();
        for (ListedCheck check : seen.checks) {
            checksNow.put(check.jobName(), check);
            if (looked && !check.equals(checks.get(check.jobName()))) {
                add("check", Optional.of(check.jobName()), Json.text(out -> Shapes.job(out, check)));
            }
        }
        Map<Long, StoredAlert> openNow = new HashMap<>();
        for (StoredAlert alert : seen.open) {
            openNow.put(alert.id(), alert);
            if (looked && !alert.equals(open.get(alert.id()))) {
                add(alert);
            }
        }
        seen.closed.forEach(this::add);
        checks = checksNow;
        open = openNow;
        looked = true;
    }

    private void add(StoredAlert alert) {
        add("alert", alert.alert().subject().jobName(), Json.text(out -> Shapes.alert(out, alert)));
    }

    private void add(String kind, Optional<String> jobName, String json) {
        newest.addLast(new Change(++last, kind, jobName, json));
        if (newest.size() > KEPT) {
            newest.removeFirst();
        }
    }
}
