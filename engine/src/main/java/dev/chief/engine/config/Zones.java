package dev.chief.engine.config;

import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRulesProvider;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The time zones that a configuration names, and their offset changes in the months to come. */
final class Zones {
    private static final int MONTHS_AHEAD = 24;
    private static final int MOST_HINTS = 100;

    private final Host host;
    private final Map<String, ZoneId> known = new HashMap<>();
    private final Map<String, Optional<String>> hints = new HashMap<>();
    private final Map<ZoneId, List<ZoneOffsetTransition>> changes = new HashMap<>();
    private @Nullable ZoneId system;
    private boolean allKnown = true;

    Zones(Host host) {
        this.host = host;
    }

    /** The zone that a field names; none if it is absent. One that is no zone is reported and taken for UTC. */
    Optional<ZoneId> read(Fields fields, String key) {
        if (fields.isAbsent(key)) {
            return Optional.empty();
        }
        if (!(fields.get(key) instanceof Node.Scalar scalar) || !scalar.isText()) {
            fields.wrong(key, "must be a timezone string");
            return unknown();
        }
        @Nullable
        ZoneId zone = known.get(scalar.text());
        if (zone == null && isRegion(scalar.text())) {
            zone = ZoneId.of(scalar.text());
            known.put(scalar.text(), zone);
        }
        if (zone == null) {
            fields.error(key, "Invalid timezone \"" + scalar.text() + "\" at " + fields.place(key) + ".",
                    hint(scalar.text()));
            return unknown();
        }
        return Optional.of(zone);
    }

    /** The system's zone, for a schedule that names none. If it cannot be told, that is reported once. */
    ZoneId system(Fields schedule) {
        if (system == null) {
            try {
                system = host.systemZone().get();
            } catch (IllegalStateException problem) {
                schedule.error("timezone", String.valueOf(problem.getMessage()),
                        Optional.of("set \"timezone\" under defaults or in the schedule"));
                system = unknown().orElseThrow();
            }
        }
        return system;
    }

    /** Whether every zone so far was one. */
    boolean allKnown() {
        return allKnown;
    }

    /** The offset changes within 24 months from now, in order. */
    List<ZoneOffsetTransition> changesAhead(ZoneId zone) {
        @Nullable
        List<ZoneOffsetTransition> ahead = changes.get(zone);
        if (ahead == null) {
            ahead = changesAhead(zone, host.clock());
            changes.put(zone, ahead);
        }
        return ahead;
    }

    private static List<ZoneOffsetTransition> changesAhead(ZoneId zone, InstantSource clock) {
        var now = clock.instant();
        var end = now.atOffset(ZoneOffset.UTC).plusMonths(MONTHS_AHEAD).toInstant();
        List<ZoneOffsetTransition> ahead = new ArrayList<>();
        @Nullable
        ZoneOffsetTransition change = zone.getRules().nextTransition(now);
        while (change != null && !change.getInstant().isAfter(end)) {
            ahead.add(change);
            change = zone.getRules().nextTransition(change.getInstant());
        }
        return List.copyOf(ahead);
    }

    private Optional<ZoneId> unknown() {
        allKnown = false;
        return Optional.of(ZoneOffset.UTC);
    }

    private static boolean isRegion(String name) {
        // ZoneId.of takes offsets as well, which are no IANA names. UTC is by far the most frequent one.
        return name.equals("UTC") || ZoneRulesProvider.getAvailableZoneIds().contains(name);
    }

    /** Looked for once for each name, and only for the first hundred. */
    private Optional<String> hint(String name) {
        return hints.size() < MOST_HINTS || hints.containsKey(name)
                ? hints.computeIfAbsent(name, Zones::nearest)
                : Optional.empty();
    }

    private static Optional<String> nearest(String name) {
        // SystemV/EST5 and its kin are names of the JDK alone, which nobody means.
        List<String> names = ZoneRulesProvider.getAvailableZoneIds()
                .stream()
                .filter(candidate -> !candidate.startsWith("SystemV/"))
                .sorted()
                .toList();
        String city = name.strip().replace(' ', '_');
        for (String candidate : names) {
            if (candidate.equalsIgnoreCase(city)) {
                return Optional.of("did you mean \"" + candidate + "\"?");
            }
        }
        for (String candidate : names) {
            if (candidate.substring(candidate.lastIndexOf('/') + 1).equalsIgnoreCase(city)) {
                return Optional.of("did you mean \"" + candidate + "\"?");
            }
        }
        return NearestName.find(name, names)
                .map(near -> "did you mean \"" + near + "\"?")
                .or(() -> Optional.of("a timezone is an IANA name such as \"Europe/Berlin\" or \"UTC\""));
    }
}
