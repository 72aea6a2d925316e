package dev.chief.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chief.core.schedule.Candidate.Decision.Dropped;
import dev.chief.core.schedule.Candidate.Decision.Fires;
import dev.chief.core.schedule.Candidate.Reason;
import dev.chief.core.schedule.Recurrence.Interval;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Holds random schedules in every time zone of the JDK against {@link MinuteStepper}. A failure names its seed:
 * {@code -Dchief.properties.seed=SEED -Dchief.properties.count=1} repeats it, and a greater count makes a longer run.
 */
class SchedulePropertiesTest {
    private static final long SEED = Long.getLong("chief.properties.seed", 20_261_122L);
    private static final int COUNT = Integer.getInteger("chief.properties.count", 4_000);
    private static final int MOST_SLOTS = 200;
    private static final List<ZoneId> ZONES = ZoneId.getAvailableZoneIds()
            .stream()
            .sorted()
            .map(ZoneId::of)
            .toList();

    @Test
    void theChainOfNextRunsIsThatOfTheStepper() {
        forAll(COUNT, sample -> {
            List<Instant> expected = sample.slots().stream().limit(MOST_SLOTS).toList();

            assertThat(Slots.after(sample.schedule(), sample.from())
                    .limit(MOST_SLOTS)
                    .takeWhile(slot -> !slot.isAfter(sample.until()))).isEqualTo(expected);
        });
    }

    @Test
    void theNextRunAfterAnyInstantIsThatOfTheStepper() {
        forAll(COUNT, sample -> {
            NavigableSet<Instant> slots = sample.slots();
            for (int i = 0; i < 10; i++) {
                Instant instant = sample.instant();
                Optional<Instant> next = sample.schedule()
                        .nextAfter(instant)
                        .filter(slot -> !slot.isAfter(sample.until()));

                assertThat(next).isEqualTo(Optional.ofNullable(slots.higher(instant)));
            }
        });
    }

    @Test
    void aScheduleIsDueInTheMinutesOfItsSlotsOnly() {
        forAll(COUNT, sample -> {
            NavigableSet<Instant> slots = sample.stepper()
                    .slots(sample.from().minusSeconds(300), sample.until().plusSeconds(300));
            for (int i = 0; i < 10; i++) {
                Instant instant = sample.instantNear(slots);
                Instant minute = instant.truncatedTo(ChronoUnit.MINUTES);
                Optional<Instant> due = slots.subSet(minute, minute.plusSeconds(60)).stream().findFirst();

                assertThat(sample.schedule().isDue(instant)).as("due at %s", instant)
                        .isEqualTo(due.isPresent());
                assertThat(sample.schedule().slotAt(instant)).isEqualTo(due);
            }
        });
    }

    @Test
    void aSparseScheduleRunsNextWhereTheStepperFindsIt() {
        forAll(COUNT / 4, sample -> {
            if (sample.example().rule().recurrence() instanceof Interval) {
                return;
            }
            assertThat(sample.schedule().nextAfter(sample.from()))
                    .isEqualTo(sample.stepper().next(sample.from(), 40 * 365));
        });
    }

    @Test
    void anExplanationFiresWhereTheScheduleRuns() {
        forAll(COUNT, sample -> {
            List<Instant> explained = new ArrayList<>();
            sample.explained().forEach(candidate -> {
                if (candidate.decision() instanceof Fires(Instant at, var note)
                        && !at.isAfter(sample.until())) {
                    explained.add(at);
                }
            });

            assertThat(explained).isEqualTo(List.copyOf(sample.slots()));
        });
    }

    @Test
    void anExplanationIsTrue() {
        forAll(COUNT / 3,
                sample -> assertThat(sample.explained()).allMatch(candidate -> isTrue(candidate, sample)));
    }

    @Test
    void anExplanationLeavesNoCandidateOut() {
        forAll(COUNT / 3, sample -> {
            Set<LocalDateTime> explained = sample.explained()
                    .stream()
                    .map(Candidate::local)
                    .collect(Collectors.toSet());

            assertThat(sample.candidatesBeforeTheEnd()).allMatch(explained::contains);
        });
    }

    private static boolean isTrue(Candidate candidate, Sample sample) {
        MinuteStepper stepper = sample.stepper();
        LocalDateTime local = candidate.local();
        List<Instant> occurrences = stepper.instantsOf(local);
        List<Instant> wanted = stepper.wanted(local);
        return switch (candidate.decision()) {
            case Fires(Instant at, var note) -> wanted.contains(at) && occurrences.size() == switch (note) {
                case NONE -> 1;
                case MOVED_AFTER_GAP -> 0;
                case FIRST_OCCURRENCE, SECOND_OCCURRENCE -> 2;
            };
            case Dropped(Reason.ExcludedDate(LocalDate date)) -> sample.example().exclusions().contains(date);
            case Dropped(Reason.BeforeStart start) -> wanted.stream().anyMatch(stepper::isBeforeStart);
            case Dropped(Reason.AfterEnd end) -> wanted.stream().anyMatch(stepper::isAfterEnd);
            case Dropped(Reason.InGap gap) -> occurrences.isEmpty();
            case Dropped(Reason.OtherOccurrence(Instant runsAt)) ->
                occurrences.size() == 2 && wanted.equals(List.of(runsAt));
            case Dropped(Reason.NotTheOrdinal ordinal) -> !stepper.isNamed(local);
        };
    }

    private static void forAll(int count, Consumer<Sample> property) {
        for (long seed = SEED; seed < SEED + count; seed++) {
            Sample sample = Sample.of(seed);
            try {
                property.accept(sample);
            } catch (AssertionError | RuntimeException failure) {
                throw new AssertionError("seed " + seed + ": " + sample, failure);
            }
        }
    }

    /** A random schedule, seen from an instant until another. */
    private record Sample(
        Example example,
        Schedule schedule,
        MinuteStepper stepper,
        Instant from,
        Instant until,
        RandomGenerator random
    ) {
        /** Everything follows from the seed; successive seeds go through all zones. */
        static Sample of(long seed) {
            RandomGenerator random = new SplittableRandom(seed);
            RandomExamples examples = new RandomExamples(random,
                    ZONES.get((int) Math.floorMod(seed, (long) ZONES.size())));
            Example example = examples.example();
            Instant from = examples.instant();
            Instant until = from.plus(Duration.ofHours(List.of(3, 30, 120).get(random.nextInt(3))));
            return new Sample(example, example.schedule(), new MinuteStepper(example), from, until, random);
        }

        NavigableSet<Instant> slots() {
            return stepper.slots(from, until);
        }

        Instant instant() {
            return from.plusMillis(random.nextLong(Duration.between(from, until).toMillis()));
        }

        /** An instant near a slot, if there is one. */
        Instant instantNear(NavigableSet<Instant> slots) {
            Optional<Instant> near = Optional.ofNullable(slots.higher(instant()))
                    .filter(slot -> !slot.isAfter(until));
            return near.map(slot -> slot.plusMillis(random.nextLong(-90_000, 90_000)))
                    .orElseGet(this::instant);
        }

        List<Candidate> explained() {
            LocalDateTime limit = example.localTime(until).plusDays(1);
            return schedule.explain(from).takeWhile(candidate -> !candidate.local().isAfter(limit)).toList();
        }

        /** The local times that the cron trigger names between the two instants, up to the end bound. */
        List<LocalDateTime> candidatesBeforeTheEnd() {
            List<LocalDateTime> candidates = new ArrayList<>();
            LocalDate last = example.localTime(until).toLocalDate().plusDays(1);
            for (LocalDate day = example.localTime(from).toLocalDate().minusDays(1); !day
                    .isAfter(last); day = day.plusDays(1)) {
                for (LocalDateTime time : stepper.triggersOf(day)) {
                    if (stepper.wanted(time).stream().anyMatch(this::isSeen)) {
                        candidates.add(time);
                    }
                }
            }
            return candidates;
        }

        private boolean isSeen(Instant instant) {
            return instant.isAfter(from) && !instant.isAfter(until) && !stepper.isAfterEnd(instant);
        }

        @Override
        public String toString() {
            return example.rule().recurrence() + " in " + example.zone() + " from " + example.start() + " to "
                    + example.end() + " without " + example.exclusions() + " with " + example.dst()
                    + ", asked at " + from;
        }
    }
}
