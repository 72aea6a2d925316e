package dev.chief.monitor.demo;

import dev.chief.monitor.check.AlertDesk;
import dev.chief.monitor.check.Checks;
import dev.chief.monitor.check.Evaluator;
import dev.chief.monitor.check.Notices;
import dev.chief.monitor.ingest.GroupCommit;
import dev.chief.monitor.notify.Outbox;
import dev.chief.monitor.store.AlertTable;
import dev.chief.monitor.store.CheckTable;
import dev.chief.monitor.store.Database;
import dev.chief.monitor.store.InstanceTable;
import dev.chief.monitor.store.NewEvent;
import dev.chief.monitor.store.StoredAlert;
import dev.chief.monitor.store.StoredCheck.Handling;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A monitor for which time passes as fast as it can take in what happens: the same intake, rules and evaluator as in any other, and nobody
 * to tell. For one thread.
 */
final class Stage implements AutoCloseable {
    /** An evaluator that is woken for whatever is due need not look more often. */
    private static final Duration INTERVAL = Duration.ofHours(2);
    /** What comes within it is delivered together, as by a Chief that is far away. */
    private static final Duration FLUSH = Duration.ofSeconds(30);

    private final Database database;
    private final Evaluator evaluator;
    private final GroupCommit ingest;
    private final AlertDesk desk;
    private Instant now;
    private Instant due;

    /** @param start no event is earlier */
    Stage(Database database, Instant start) {
        this.database = database;
        this.now = start;
        Checks checks = new Checks(new Outbox(() -> {}), new Notices(Optional.empty()));
        this.evaluator = new Evaluator(database, checks, INTERVAL);
        this.ingest = new GroupCommit(database, checks, (_, _) -> {});
        this.desk = new AlertDesk(database, checks, () -> now);
        ingest.start();
        evaluator.start(start);
        this.due = start.plus(INTERVAL);
    }

    /** Takes in events that are in order, and looks at the clock whenever something is due in between. */
    void play(List<NewEvent> events) {
        int next = 0;
        while (next < events.size()) {
            Instant first = events.get(next).at();
            passUntil(first);
            int end = next + 1;
            while (end < events.size() && isTogether(events.get(end).at(), first)) {
                end++;
            }
            now = events.get(end - 1).at();
            ingest.accept(events.subList(next, end), now);
            Instant latest = due;
            due = database
                    .read(handle -> Stream.of(CheckTable.nextLook(handle), InstanceTable.nextLook(handle))
                            .flatMap(Optional::stream)
                            .filter(latest::isAfter)
                            .min(Instant::compareTo)
                            .orElse(latest));
            next = end;
        }
    }

    /** Lets time pass. */
    void passUntil(Instant target) {
        while (due.isBefore(target)) {
            now = due.isAfter(now) ? due : now;
            due = evaluator.look(now);
        }
        now = target.isAfter(now) ? target : now;
    }

    /** Has a person close what is open of a job. */
    void close(String job, String reason) {
        for (StoredAlert alert : database.read(handle -> AlertTable.openOfJob(handle, job))) {
            desk.close(alert.id(), reason);
        }
    }

    /** Has a person silence a job. */
    void silence(String job, Duration length) {
        Optional<Instant> until = Optional.of(now.plus(length));
        database.change(handle -> CheckTable.save(handle, CheckTable.lock(handle, List.of(job))
                .values()
                .stream()
                .map(check -> check.withHandling(new Handling(until, check.handling().archived())))
                .toList()));
    }

    private boolean isTogether(Instant at, Instant first) {
        return at.isBefore(due) && at.isBefore(first.plus(FLUSH));
    }

    @Override
    public void close() {
        ingest.close();
    }
}
