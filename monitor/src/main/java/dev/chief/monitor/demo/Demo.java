package dev.chief.monitor.demo;

import dev.chief.monitor.store.Database;
import dev.chief.monitor.store.Database.Durability;
import dev.chief.monitor.store.DatabaseAddress;
import dev.chief.monitor.store.EventTable;
import dev.chief.monitor.store.NewEvent;
import dev.chief.monitor.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Fills a store with a month that never was. */
public final class Demo {
    /** One day less than events are kept for by default, so that retention leaves all of it alone on the first day. */
    static final Duration LENGTH = Duration.ofDays(29);

    private static final Duration SILENCED_BEFORE_END = Duration.ofHours(20);
    private static final Duration CLOSED_BEFORE_END = Duration.ofHours(181);

    private Demo() {}

    /** What came of it. */
    public sealed interface Outcome {
        /** The store holds the demo now. */
        record Filled(int events, int jobs, Duration length) implements Outcome {}

        /** The store is somebody's already, and was left as it is. */
        record NotEmpty(long events) implements Outcome {}
    }

    /**
     * Fills a store that holds no events. Everything goes the way that it goes in a monitor: events are taken in, in order, with the
     * clock at their times, and what they lead to comes of the rules.
     *
     * @param seed what is made up, is made up from it: the same seed at the same time gives the same history
     * @param now its end
     * @throws StoreException if the store cannot be used; it may then hold a part of the history
     */
    public static Outcome fill(DatabaseAddress address, long seed, Instant now) {
        Instant until = now.truncatedTo(ChronoUnit.SECONDS);
        try (Database database = Database.open(address, Durability.MOST)) {
            long there = database.read(EventTable::totals).events();
            if (there > 0) {
                return new Outcome.NotEmpty(there);
            }
            List<NewEvent> events = History.of(seed, until.minus(LENGTH), until);
            play(database, events, until);
            return new Outcome.Filled(events.size(), Cast.roles().size(), LENGTH);
        }
    }

    private static void play(Database database, List<NewEvent> events, Instant until) {
        try (Stage stage = new Stage(database, until.minus(LENGTH))) {
            Instant closed = until.minus(CLOSED_BEFORE_END);
            stage.play(between(events, Instant.MIN, closed));
            stage.passUntil(closed);
            stage.close(Cast.CLOSED, "The supplier's server is down for maintenance.");
            Instant silenced = until.minus(SILENCED_BEFORE_END);
            stage.play(between(events, closed, silenced));
            stage.passUntil(silenced);
            stage.silence(Cast.SILENCED, Duration.ofDays(3));
            stage.play(between(events, silenced, Instant.MAX));
            stage.passUntil(until);
        }
    }

    private static List<NewEvent> between(List<NewEvent> events, Instant from, Instant until) {
        return events.stream()
                .filter(event -> !event.at().isBefore(from) && event.at().isBefore(until))
                .toList();
    }
}
