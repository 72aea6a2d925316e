package dev.chief.core.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chief.core.dispatch.Dispatch.Step;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Holds the dispatcher to its promises, which are in {@link Witness}, through random sequences of events. A failure names
 * its seed: {@code -Dchief.properties.seed=SEED -Dchief.properties.count=1} repeats it, and a greater count makes a longer
 * run.
 */
class DispatchPropertiesTest {
    private static final long SEED = Long.getLong("chief.properties.seed", 20_261_122L);
    private static final int COUNT = Integer.getInteger("chief.properties.count", 20_000);
    private static final int MOST_EVENTS = 50;

    @Test
    void whateverHappensThePromisesAreKept() {
        for (long seed = SEED; seed < SEED + COUNT; seed++) {
            List<Event> events = new ArrayList<>();
            try {
                live(seed, events);
            } catch (AssertionError | RuntimeException failure) {
                throw new AssertionError(
                        "seed " + seed + ": " + failure.getMessage() + "\n" + String.join("\n",
                                events.stream().map(Event::toString).toList()),
                        failure);
            }
        }
    }

    @Test
    void aStateTakesTheSameEventTheSameWayHoweverOften() {
        for (long seed = SEED; seed < SEED + COUNT / 20 + 1; seed++) {
            var world = new RandomWorld(new SplittableRandom(seed));
            Dispatch state = Dispatch.start(world.limits(), world.jobs(), Map.of());
            for (int i = 0; i < MOST_EVENTS; i++) {
                Event event = world.next(state);
                List<Waiting> waiting = state.waiting();
                Step step = state.step(event);

                assertThat(state.waiting()).isEqualTo(waiting);
                assertThat(state.step(event).effects()).as("seed %d", seed).isEqualTo(step.effects());
                state = step.state();
            }
        }
    }

    @Test
    void theSequencesComeToEveryOutcomeForEveryReason() {
        Set<Class<?>> seen = new HashSet<>();
        for (long seed = SEED; seed < SEED + 500; seed++) {
            var world = new RandomWorld(new SplittableRandom(seed));
            Dispatch state = Dispatch.start(world.limits(), world.jobs(), Map.of());
            for (int i = 0; i < MOST_EVENTS; i++) {
                Step step = state.step(world.next(state));
                step.effects().forEach(effect -> note(effect, seen));
                state = step.state();
            }
        }

        assertThat(seen).contains(Outcome.class.getPermittedSubclasses())
                .contains(Outcome.Reason.class.getPermittedSubclasses())
                .contains(Wait.class.getPermittedSubclasses())
                .contains(Effect.class.getPermittedSubclasses());
    }

    private static void note(Effect effect, Set<Class<?>> seen) {
        seen.add(effect.getClass());
        if (effect instanceof Effect.Decided decided) {
            seen.add(decided.outcome().getClass());
            switch (decided.outcome()) {
                case Outcome.Skipped(var reason) -> seen.add(reason.getClass());
                case Outcome.Queued(var waitsFor) -> seen.add(waitsFor.getClass());
                case Outcome.Ran ran -> {
                }
                case Outcome.Missed missed -> {
                }
                case Outcome.CaughtUp up -> {
                }
            }
        }
    }

    private static void live(long seed, List<Event> events) {
        var random = new SplittableRandom(seed);
        var world = new RandomWorld(random);
        List<Policy> jobs = world.jobs();
        Dispatch state = Dispatch.start(world.limits(), jobs, Map.of());
        var witness = new Witness(world.limits(), jobs);
        int length = 5 + random.nextInt(MOST_EVENTS - 5);
        while (events.size() < length) {
            events.add(world.next(state));
            state = watched(state, events.getLast(), witness);
        }
        // Every trigger that waits gives at most one run, so that this ends or fails.
        int left = state.waiting().size() + state.running().size();
        while (!state.running().isEmpty()) {
            assertThat(left).as("runs that are left").isPositive();
            left--;
            events.add(world.end(state.running().getFirst()));
            state = watched(state, events.getLast(), witness);
        }
        witness.drained(state);
    }

    private static Dispatch watched(Dispatch state, Event event, Witness witness) {
        Step step = state.step(event);
        witness.watch(event, step);
        return step.state();
    }
}
