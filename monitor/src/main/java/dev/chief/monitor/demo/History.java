package dev.chief.monitor.demo;

import dev.chief.core.event.EventType;
import dev.chief.core.event.Level;
import dev.chief.monitor.http.Json;
import dev.chief.monitor.store.NewEvent;
import dev.chief.monitor.store.NewEvent.About;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** All that the two Chiefs and their jobs say in a time. */
final class History {
    /** So often a Chief of the demo says that it is there: seldom, since it says so for a month. */
    static final Duration HEARTBEAT = Duration.ofMinutes(15);

    private static final Duration RETIRED_BEFORE_END = Duration.ofDays(9);
    private static final Duration AWAY_BEFORE_END = Duration.ofDays(12);
    private static final Duration AWAY_AT = Duration.ofHours(13);
    private static final Duration AWAY = Duration.ofMinutes(75);

    private final long seed;
    private final Instant from;
    private final Instant until;
    private final Voice voice;

    private History(long seed, Instant from, Instant until) {
        this.seed = seed;
        this.from = from;
        this.until = until;
        this.voice = new Voice(new SplittableRandom(seed));
    }

    /**
     * Makes it up: always the same for the same seed and times.
     *
     * @param from inclusive
     * @param until exclusive
     * @return in the order in which it happened
     */
    static List<NewEvent> of(long seed, Instant from, Instant until) {
        History history = new History(seed, from, until);
        Cast.chiefs().forEach(history::chief);
        Cast.roles().forEach(history::job);
        return history.voice.said()
                .stream()
                .filter(event -> event.at().isBefore(until))
                .sorted(Comparator.comparing(NewEvent::at))
                .toList();
    }

    private void chief(String chief) {
        started(chief, from);
        if (chief.equals(Cast.LAKE)) {
            started(chief, awayUntil());
        } else {
            voice.chief(retired(), EventType.CONFIG_RELOADED, Level.INFO, "Configuration reloaded.",
                    About.NOTHING, out -> fleet(out, chief, retired()));
        }
        // The last one is a moment before the end, so that the Chief is seen to be there.
        for (Instant at = until.minusSeconds(3 + chief.length() % 5); at
                .isAfter(from); at = at.minus(HEARTBEAT)) {
            if (!isAway(chief, at)) {
                voice.chief(at, EventType.CHIEF_HEARTBEAT, Level.INFO, "Chief is alive.", About.NOTHING,
                        out -> identity(out, chief).text("mode", "daemon")
                                .number("ping_interval_seconds", HEARTBEAT.toSeconds()));
            }
        }
    }

    private void started(String chief, Instant at) {
        voice.chief(at, EventType.CHIEF_STARTED, Level.INFO, "Chief started.", About.NOTHING,
                out -> fleet(out, chief, at));
        voice.chief(at.plusMillis(10), EventType.CHIEF_HEARTBEAT, Level.INFO, "Chief is alive.",
                About.NOTHING,
                out -> identity(out, chief).text("mode", "daemon")
                        .number("ping_interval_seconds", HEARTBEAT.toSeconds()));
    }

    private void fleet(Json out, String chief, Instant at) {
        identity(out, chief).text("config_hash", "demo-" + seed)
                .objects("jobs", jobs(chief, at), (item, role) -> Telling.checkKeys(item
                        .text("job_name", role.name())
                        .text("overlap", "skip")
                        .text("catch_up", "none")
                        .text("timezone", role.schedule().zone().getId())
                        .text("schedule", role.schedule().description())
                        .texts("tags", role.tags())
                        .instant("next_run_at", role.schedule().nextAfter(at))
                        .number("longest_seconds", role.longest().toSeconds())));
    }

    private static Json identity(Json out, String chief) {
        return out.text("instance", chief).text("version", "0.1.0").number("pid", 1_000 + chief.length());
    }

    private List<Role> jobs(String chief, Instant at) {
        return Cast.roles()
                .stream()
                .filter(role -> role.chief().equals(chief))
                .filter(role -> at.isBefore(retired()) || !role.name().equals(Cast.RETIRED))
                .toList();
    }

    private void job(Role role) {
        SplittableRandom random = new SplittableRandom(seed * 31 + role.name().hashCode());
        Telling telling = new Telling(role, voice, random);
        List<Instant> slots = slots(role);
        boolean running = false;
        for (int i = 0; i < slots.size(); i++) {
            Instant slot = slots.get(i);
            double progress = (double) Duration.between(from, slot).toMillis()
                    / Duration.between(from, until).toMillis();
            if (running) {
                telling.overlaps(slot);
            } else {
                Fate fate = role.plot().of(slots.size() - 1 - i, random);
                running = fate == Fate.ENDLESS;
                telling.slot(slot, fate, progress);
            }
        }
    }

    private List<Instant> slots(Role role) {
        Instant end = role.name().equals(Cast.RETIRED) ? retired() : until;
        return Stream
                .iterate(role.schedule().nextAfter(from), slot -> slot.filter(end::isAfter).isPresent(),
                        slot -> slot.flatMap(role.schedule()::nextAfter))
                .map(slot -> slot.orElseThrow())
                .filter(slot -> !isAway(role.chief(), slot))
                .toList();
    }

    private boolean isAway(String chief, Instant at) {
        return chief.equals(Cast.LAKE) && at.isAfter(awayFrom()) && at.isBefore(awayUntil());
    }

    /** Between two slots of every job of the Chief's, so that nothing else comes of its absence. */
    private Instant awayFrom() {
        return until.minus(AWAY_BEFORE_END)
                .truncatedTo(ChronoUnit.DAYS)
                .plus(AWAY_AT);
    }

    private Instant awayUntil() {
        return awayFrom().plus(AWAY);
    }

    private Instant retired() {
        return until.minus(RETIRED_BEFORE_END);
    }
}
