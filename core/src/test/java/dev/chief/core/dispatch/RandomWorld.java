package dev.chief.core.dispatch;

import dev.chief.core.dispatch.Event.Due;
import dev.chief.core.dispatch.Policy.CatchUp;
import dev.chief.core.dispatch.Policy.Overlap;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Draws jobs, and what may happen to their dispatcher: in any order, by a clock that stands, jumps and is set back. */
final class RandomWorld {
    private static final List<String> NAMES = List.of("a", "b", "c", "d", "e", "f");
    private static final List<Integer> STEPS = List.of(0, 0, 1, 20, 60, 60, 60, 61, 130, 300, 600);

    private final RandomGenerator random;
    private final Map<String, Integer> minutes = new HashMap<>();
    private final Map<String, Instant> looked = new HashMap<>();
    private Instant now = Scene.time("12:00");
    private long requests;
    private final Limits limits;

    RandomWorld(RandomGenerator random) {
        this.random = random;
        this.limits = new Limits(1 + random.nextInt(3), 1 + random.nextInt(3), Duration.ofSeconds(60),
                1 + random.nextInt(4));
        NAMES.forEach(name -> minutes.put(name, 1 + random.nextInt(4)));
    }

    Limits limits() {
        return limits;
    }

    List<Policy> jobs() {
        List<String> names = new ArrayList<>(NAMES.subList(0, 1 + random.nextInt(NAMES.size())));
        if (chance(30)) {
            Collections.shuffle(names, random);
        }
        return names.stream().map(this::job).toList();
    }

    private Policy job(String name) {
        List<String> after = chance(20) ? NAMES.stream().filter(other -> chance(25)).toList() : List.of();
        return new Policy(name, pick(List.of(Overlap.values())), pick(List.of(CatchUp.values())), after,
                !chance(8));
    }

    /** What happens next. */
    Event next(Dispatch state) {
        int kind = random.nextInt(100);
        if (kind < 45) {
            return slotsDue();
        }
        if (kind < 80) {
            return state.running().isEmpty() ? slotsDue() : end(pick(state.running()));
        }
        if (kind < 88) {
            requests++;
            return new Event.Triggered(now, pick(NAMES), requests);
        }
        if (kind < 91) {
            return new Event.RunEnded(now, pick(NAMES), random.nextInt(8), true);
        }
        if (kind < 94) {
            var changed = new Limits(1 + random.nextInt(3), limits.maxRunsOfJob(), limits.lateBound(),
                    limits.catchUpCap());
            return new Event.Reloaded(now, changed, jobs());
        }
        if (kind < 96) {
            return new Event.Cancelled(now, pick(NAMES));
        }
        if (kind < 98) {
            return new Event.RunFound(now, pick(NAMES));
        }
        return chance(25) ? new Event.Stopped(now) : setBack();
    }

    Event end(Running run) {
        return new Event.RunEnded(now, run.job(), run.run(), chance(70));
    }

    /** The slots since the last look, after some time. */
    private Event slotsDue() {
        now = now.plusSeconds(pick(STEPS));
        List<Due> due = new ArrayList<>();
        for (String name : NAMES) {
            long period = 60L * minutes.getOrDefault(name, 1);
            long first = looked.getOrDefault(name, now.minusSeconds(1)).getEpochSecond();
            long jitter = chance(10) ? random.nextInt(20) : 0;
            for (long slot = (Math.floorDiv(first, period) + 1) * period; slot + jitter <= now
                    .getEpochSecond(); slot += period) {
                due.add(new Due(name, Instant.ofEpochSecond(slot), Instant.ofEpochSecond(slot + jitter)));
                looked.put(name, Instant.ofEpochSecond(slot));
            }
        }
        Collections.shuffle(due, random);
        return new Event.SlotsDue(now, due);
    }

    private Event setBack() {
        now = now.minusSeconds(random.nextInt(900));
        looked.clear();
        return slotsDue();
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
