package dev.chief.core.schedule;

import dev.chief.core.schedule.DstPolicy.Gap;
import dev.chief.core.schedule.Example.Bound;
import dev.chief.core.schedule.Example.Named;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The schedule page, followed by foot: every local minute of every day is looked at, filtered, and mapped to the instants
 * at which a clock shows it. Of the zone rules it asks one thing only, the offset at an instant. Made for the years from
 * 2018, in which offsets change on whole minutes by at most a day.
 */
final class MinuteStepper {
    private final Example example;
    private final ZoneRules rules;
    private final Optional<Instant> start;
    private final Optional<Instant> end;
    private final Map<LocalDate, Set<ZoneOffset>> offsets = new HashMap<>();

    MinuteStepper(Example example) {
        this.example = example;
        this.rules = example.zone().getRules();
        this.start = example.start().map(this::firstInstantOf);
        this.end = example.end().map(this::lastInstantOf);
    }

    /** The slots later than {@code after} and not later than {@code until}. */
    NavigableSet<Instant> slots(Instant after, Instant until) {
        NavigableSet<Instant> slots = new TreeSet<>();
        LocalDate last = example.localTime(until).toLocalDate().plusDays(2);
        for (LocalDate day = example.localTime(after).toLocalDate().minusDays(2); !day
                .isAfter(last); day = day.plusDays(1)) {
            slots.addAll(slotsOf(day));
        }
        return new TreeSet<>(slots.subSet(after, false, until, true));
    }

    /** The first slot later than {@code after} among those of the next days, if there is one. */
    Optional<Instant> next(Instant after, int days) {
        LocalDate day = example.localTime(after).toLocalDate().minusDays(2);
        LocalDate last = end.map(bound -> example.localTime(bound).toLocalDate()).orElse(LocalDate.MAX);
        for (int i = 0; i < days && !day.isAfter(last); i++) {
            // The slots of a day may come after those of the next one where the clock goes back at midnight.
            NavigableSet<Instant> slots = new TreeSet<>(slotsOf(day));
            day = day.plusDays(1);
            if (slots.higher(after) != null) {
                slots.addAll(slotsOf(day));
                return Optional.ofNullable(slots.higher(after));
            }
        }
        return Optional.empty();
    }

    /** The local times of a day that the cron trigger names. */
    List<LocalDateTime> triggersOf(LocalDate day) {
        return times(example.rule().triggers(), day);
    }

    boolean isNamed(LocalDateTime time) {
        return example.rule().named().day().test(time.toLocalDate())
                && example.rule().named().minute().test(time);
    }

    boolean isExcluded(LocalDateTime time) {
        return example.exclusions().contains(time.toLocalDate());
    }

    boolean isBeforeStart(Instant instant) {
        return start.isPresent() && instant.isBefore(start.get());
    }

    boolean isAfterEnd(Instant instant) {
        return end.isPresent() && instant.isAfter(end.get());
    }

    /** The instants at which a local time would run if nothing but offset changes forbade it. */
    List<Instant> wanted(LocalDateTime time) {
        List<Instant> occurrences = instantsOf(time);
        return occurrences.isEmpty() ? List.of(afterGap(time)) : chosen(occurrences);
    }

    /** The instants at which a clock shows a local time: none, one, or two in order. */
    List<Instant> instantsOf(LocalDateTime time) {
        return offsets.computeIfAbsent(time.toLocalDate(), this::offsetsNear)
                .stream()
                .filter(offset -> rules.getOffset(time.toInstant(offset)).equals(offset))
                .map(time::toInstant)
                .sorted()
                .toList();
    }

    /** The first instant at which a clock shows a later time than a missing one. */
    Instant afterGap(LocalDateTime missing) {
        Instant instant = missing.minusSeconds(missing.getSecond()).toInstant(ZoneOffset.MAX);
        while (!example.localTime(instant).isAfter(missing)) {
            instant = instant.plusSeconds(60);
        }
        return instant;
    }

    private NavigableSet<Instant> slotsOf(LocalDate day) {
        NavigableSet<Instant> slots = new TreeSet<>();
        if (example.exclusions().contains(day) || !example.rule().named().day().test(day)) {
            return slots;
        }
        for (LocalDateTime time : times(example.rule().named(), day)) {
            slots.addAll(fires(time, instantsOf(time)));
        }
        slots.removeIf(slot -> isBeforeStart(slot) || isAfterEnd(slot));
        return slots;
    }

    private List<Instant> fires(LocalDateTime time, List<Instant> occurrences) {
        if (occurrences.isEmpty()) {
            Instant moved = afterGap(time);
            boolean moves = example.dst().gap() == Gap.AFTER && !isExcluded(example.localTime(moved));
            return moves ? List.of(moved) : List.of();
        }
        return chosen(occurrences);
    }

    private List<Instant> chosen(List<Instant> occurrences) {
        return switch (example.dst().repeat()) {
            case FIRST -> List.of(occurrences.getFirst());
            case LAST -> List.of(occurrences.getLast());
            case EACH -> occurrences;
        };
    }

    private static List<LocalDateTime> times(Named named, LocalDate day) {
        List<LocalDateTime> times = new ArrayList<>();
        if (named.day().test(day)) {
            LocalDateTime time = day.atTime(0, 0, named.second());
            for (int minute = 0; minute < 1440; minute++) {
                if (named.minute().test(time)) {
                    times.add(time);
                }
                time = time.plusMinutes(1);
            }
        }
        return times;
    }

    private Set<ZoneOffset> offsetsNear(LocalDate day) {
        Set<ZoneOffset> near = new TreeSet<>();
        for (int hours = -30; hours <= 54; hours++) {
            near.add(rules.getOffset(day.atStartOfDay().plusHours(hours).toInstant(ZoneOffset.UTC)));
        }
        return near;
    }

    /** The first instant at which a clock shows at least the time of a local bound. */
    private Instant firstInstantOf(Bound bound) {
        if (bound.offset().isPresent()) {
            return bound.local().toInstant(bound.offset().get());
        }
        LocalDateTime minute = bound.local().truncatedTo(ChronoUnit.MINUTES);
        Instant instant = minute.toInstant(ZoneOffset.MAX);
        while (example.localTime(instant).isBefore(minute)) {
            instant = instant.plusSeconds(60);
        }
        boolean exists = example.localTime(instant).equals(minute);
        return exists ? instant.plus(Duration.between(minute, bound.local())) : instant;
    }

    /** The last instant at which a clock shows at most the time of a local bound. */
    private Instant lastInstantOf(Bound bound) {
        if (bound.offset().isPresent()) {
            return bound.local().toInstant(bound.offset().get());
        }
        LocalDateTime minute = bound.local().truncatedTo(ChronoUnit.MINUTES);
        Instant instant = minute.toInstant(ZoneOffset.MIN);
        while (example.localTime(instant).isAfter(minute)) {
            instant = instant.minusSeconds(60);
        }
        boolean exists = example.localTime(instant).equals(minute);
        return exists ? instant.plus(Duration.between(minute, bound.local())) : instant.plusSeconds(59);
    }
}
