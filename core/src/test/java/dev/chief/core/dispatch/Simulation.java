package dev.chief.core.dispatch;

import dev.chief.core.dispatch.Event.Due;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/** A daemon in virtual time: jobs with a slot every minute and runs of a fixed length. */
final class Simulation {
    private static final Instant MIDNIGHT = Scene.time("00:00");

    private final Map<String, Duration> lengths;
    private final PriorityQueue<Event> events = new PriorityQueue<>(this::order);
    private final Map<String, List<Effect.Start>> starts = new HashMap<>();
    private final List<String> order = new ArrayList<>();
    private Instant now = MIDNIGHT;
    private Dispatch state;

    /** @param lengths how long the runs of each job take */
    Simulation(Map<String, Duration> lengths, Policy... jobs) {
        this.lengths = lengths;
        this.state = Dispatch.start(Limits.of(1), List.of(jobs), Map.of());
    }

    /** Every job has a slot each minute, for so many minutes. */
    Simulation everyMinute(int minutes) {
        for (int minute = 0; minute < minutes; minute++) {
            Instant slot = MIDNIGHT.plusSeconds(60L * minute);
            events.add(new Event.SlotsDue(slot, lengths.keySet()
                    .stream()
                    .map(job -> new Due(job, slot))
                    .toList()));
        }
        while (!events.isEmpty()) {
            take(events.remove());
        }
        return this;
    }

    private void take(Event event) {
        now = event.now();
        Dispatch.Step step = state.step(event);
        state = step.state();
        for (Effect effect : step.effects()) {
            if (effect instanceof Effect.Start start) {
                starts.computeIfAbsent(start.job(), name -> new ArrayList<>()).add(start);
                order.add(start.job());
                Duration length = lengths.getOrDefault(start.job(), Duration.ZERO);
                events.add(new Event.RunEnded(now.plus(length), start.job(), start.run(), true));
            }
        }
    }

    /** Runs that end at the moment of a slot end before it is looked at. */
    private int order(Event one, Event other) {
        int time = one.now().compareTo(other.now());
        return time != 0 ? time
                : Boolean.compare(one instanceof Event.SlotsDue, other instanceof Event.SlotsDue);
    }

    List<Effect.Start> startsOf(String job) {
        return starts.getOrDefault(job, List.of());
    }

    List<String> order() {
        return order;
    }

    Instant end() {
        return now;
    }

    Duration longestLineOf(String job) {
        return startsOf(job).stream()
                .map(Effect.Start::inLine)
                .max(Duration::compareTo)
                .orElseThrow();
    }
}
