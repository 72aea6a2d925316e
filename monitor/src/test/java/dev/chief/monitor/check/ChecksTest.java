package dev.chief.monitor.check;

import static dev.chief.monitor.check.World.CHIEF;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chief.monitor.store.Databases;
import dev.chief.monitor.store.NewEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ChecksTest {
    @ParameterizedTest
    @EnumSource
    void aJobThatRunsOnTimeIsUpAndRaisesNothing(Databases kind) {
        try (World world = new World(kind)) {
            world.started(CHIEF, "06:00", "X").untilWithHeartbeats("06:00", CHIEF).starts("X", "r1");
            assertThat(world.state("X")).isEqualTo("RUNNING");
            world.untilWithHeartbeats("06:05", CHIEF).succeeds("X", "r1").next("X", "07:00");
            assertThat(world.untilWithHeartbeats("06:59", CHIEF).state("X")).isEqualTo("UP");
            assertThat(world.alerts()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFailureIsToldOnceAndRecovers(Databases kind) {
        try (World world = new World(kind)) {
            world.starts("X", "r1").fails("X", "r1").until("05:10").fails("X", "r2");
            assertThat(world.alerts()).containsExactly("FAILURE X open");
            assertThat(world.check("X").progress().consecutiveFailures()).isEqualTo(2);
            assertThat(world.messages()).isEqualTo(1);
            world.until("05:20").succeeds("X", "r3");
            assertThat(world.alerts()).containsExactly("FAILURE X closed", "RECOVERY X open");
            assertThat(world.until("05:36").alerts()).containsExactly("FAILURE X closed",
                    "RECOVERY X closed");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCheckHasTheTagsThatItsChiefLastDeclared(Databases kind) {
        try (World world = new World(kind)) {
            world.declared("X", "\"tags\":[\"etl\",\" etl \",\"\",7,\"night\"],").starts("X", "r1");
            assertThat(world.check("X").declaration().tags()).containsExactly("etl", "night");
            world.declared("X", "\"tags\":\"night\",");
            assertThat(world.check("X").declaration().tags()).isEmpty();
            world.declared("X", "");
            assertThat(world.check("X").declaration().tags()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aMissedSlotIsDownAndHasItsAlert(Databases kind) {
        try (World world = new World(kind)) {
            world.started(CHIEF, "06:00", "X").untilWithHeartbeats("06:03", CHIEF);
            assertThat(world.check("X").condition().status()).isEqualTo("DOWN");
            assertThat(world.alerts()).containsExactly("MISSED X open");
            world.starts("X", "r1");
            assertThat(world.check("X").condition().status()).isEqualTo("UP");
            assertThat(world.alerts()).containsExactly("MISSED X closed", "RECOVERY X open");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aChiefThatDiesWithTwoHundredJobsIsOneAlertAndOneMessage(Databases kind) {
        try (World world = new World(kind)) {
            String[] jobs = IntStream.range(0, 200).mapToObj(number -> "job" + number).toArray(String[]::new);
            world.started(CHIEF, "06:00", jobs).untilWithHeartbeats("05:59:50", CHIEF).until("07:00");
            assertThat(world.messages()).isEqualTo(1);
            assertThat(world.alerts()).hasSize(201)
                    .startsWith("CHIEF_OFFLINE " + CHIEF + " open")
                    .filteredOn(alert -> alert.startsWith("MISSED"))
                    .hasSize(200);
            world.heartbeat(CHIEF);
            assertThat(world.alerts()).contains("CHIEF_OFFLINE " + CHIEF + " closed");
            assertThat(world.messages()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aChiefThatStopsOnPurposeIsNotOffline(Databases kind) {
        try (World world = new World(kind)) {
            world.started(CHIEF, "20:00", "X").until("05:00:10").stopped(CHIEF);
            assertThat(world.until("06:00").alerts()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void theSlotsOfAChiefThatIsNeverStartedAgainAreMissed(Databases kind) {
        try (World world = new World(kind)) {
            world.started(CHIEF, "06:00", "X").until("05:00:10").stopped(CHIEF).until("06:03");
            assertThat(world.alerts()).containsExactly("MISSED X open");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aChiefThatIsRestartedAtOnceRaisesNothing(Databases kind) {
        try (World world = new World(kind)) {
            world.started(CHIEF, "06:00", "X").until("05:00:20").started(CHIEF, "06:00", "X");
            world.untilWithHeartbeats("06:00", CHIEF).starts("X", "r1").untilWithHeartbeats("06:10", CHIEF);
            assertThat(world.alerts()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void ofTwoChiefsEachSpeaksForItsOwnJobs(Databases kind) {
        try (World world = new World(kind)) {
            world.started("a", "06:00", "X")
                    .started("b", "06:00", "Y")
                    .untilWithHeartbeats("05:30", "a", "b");
            world.untilWithHeartbeats("06:03", "a");
            assertThat(world.alerts()).containsExactly("CHIEF_OFFLINE b open", "MISSED Y open",
                    "MISSED X open");
            assertThat(world.messages()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void ofAFleetInPartsEachSpeaksForItsRangeInWhateverOrder(Databases kind) {
        try (World world = new World(kind)) {
            Instant first = World.time("05:00");
            Instant second = World.time("05:10");
            world.part("", "c", first, "a", "b").part("c", "", first, "c", "d");
            assertThat(List.of("a", "b", "c", "d")).allMatch(job -> world.state(job).equals("NEW"));
            world.part("b", "", second, "b", "d");
            assertThat(List.of("a", "b", "d")).allMatch(job -> world.state(job).equals("NEW"));
            assertThat(world.state("c")).isEqualTo("RETIRED");
            world.part("", "b", second).part("", "c", first, "a", "b");
            assertThat(List.of("a", "c")).allMatch(job -> world.state(job).equals("RETIRED"));
            assertThat(List.of("b", "d")).allMatch(job -> world.state(job).equals("NEW"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aJobThatLeavesTheFileIsRetiredWithoutAnAlert(Databases kind) {
        try (World world = new World(kind)) {
            world.started(CHIEF, "06:00", "X", "Y")
                    .untilWithHeartbeats("05:30", CHIEF)
                    .reloaded(CHIEF, "06:00", "Y");
            world.untilWithHeartbeats("06:01", CHIEF).starts("Y", "r1").untilWithHeartbeats("06:10", CHIEF);
            assertThat(world.state("X")).isEqualTo("RETIRED");
            assertThat(world.alerts()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void anOutageOfTheMonitorRaisesNoWaveOfAlarms(Databases kind) {
        try (World world = new World(kind)) {
            world.started(CHIEF, "06:00", "X", "Y")
                    .untilWithHeartbeats("05:30", CHIEF)
                    .monitorIsDownUntil("07:00");
            assertThat(world.state("X")).isEqualTo("UNKNOWN");
            assertThat(world.alerts()).isEmpty();
            NewEvent start = world.event(World.time("06:00"), "job.started", World.about("X", "r1"),
                    Optional.empty(), "{}");
            NewEvent end = world.event(World.time("06:01"), "job.completed", World.about("X", "r1"),
                    Optional.of(true), "{}");
            NewEvent next = world.event(World.time("06:01"), "job.next_scheduled", World.about("X", "r1"),
                    Optional.empty(),
                    "{\"next_run_at\":\"" + World.time("08:00") + "\"}");
            world.until("07:00:20").hear(List.of(start, end, next)).heartbeat(CHIEF).until("07:00:30");
            assertThat(world.state("X")).isEqualTo("UP");
            // Y really was missed: its Chief has told all it knew, and nothing of Y.
            assertThat(world.alerts()).containsExactly("MISSED Y open");
        }
    }

    /** Shorter than any sleep of the evaluator, and yet longer than the Chief may be silent. */
    @ParameterizedTest
    @EnumSource
    void aShortOutageOfTheMonitorIsHeldAgainstNoChief(Databases kind) {
        try (World world = new World(kind)) {
            world.started(CHIEF, "20:00", "X")
                    .untilWithHeartbeats("05:30", CHIEF)
                    .monitorIsDownUntil("05:30:32");
            assertThat(world.until("05:30:40").heartbeat(CHIEF).until("05:30:50").alerts()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aProcessThatWasStoppedForAShortTimeHoldsItAgainstNoChief(Databases kind) {
        try (World world = new World(kind)) {
            world.started(CHIEF, "20:00", "X")
                    .untilWithHeartbeats("05:30", CHIEF)
                    .monitorIsStoppedUntil("05:30:32");
            assertThat(world.until("05:30:40").heartbeat(CHIEF).until("05:30:50").alerts()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPolicyThatAnyEventChangedIsKeptWhenSomethingComesLate(Databases kind) {
        try (World world = new World(kind)) {
            world.says("X", "worker.message", "{\"grace_seconds\":900,\"alert_on_failure\":false}")
                    .until("06:00");
            world.hear(List.of(world.event(World.time("05:30"), "job.next_scheduled", World.about("X", "r0"),
                    Optional.empty(),
                    "{\"next_run_at\":\"" + World.time("07:00") + "\"}")));
            world.fails("X", "r2");
            world.hear(List.of(world.event(World.time("05:45"), "job.started", World.about("X", "r1"),
                    Optional.empty(), "{}")));
            assertThat(world.check("X").policy().graceSeconds()).isEqualTo(900);
            assertThat(world.alerts()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatAPersonClosesStaysClosedUntilTheNextSlotIsMissed(Databases kind) {
        try (World world = new World(kind)) {
            world.next("X", "06:00").until("06:10").close("X");
            assertThat(world.check("X").condition().status()).isEqualTo("DOWN");
            world.next("X", "07:00").until("06:59");
            assertThat(world.alerts()).containsExactly("MISSED X closed");
            assertThat(world.until("07:10").alerts()).containsExactly("MISSED X closed", "MISSED X open");
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatWasOverBeforeItWasHeardOfIsListedAndWakesNobody(Databases kind) {
        try (World world = new World(kind)) {
            world.until("12:00");
            world.hear(List.of(
                    world.event(World.time("06:00"), "job.failed", World.about("X", "r1"), Optional.of(false),
                            "{}"),
                    world.event(World.time("07:00"), "job.completed", World.about("X", "r2"),
                            Optional.of(true), "{}")));
            assertThat(world.alerts()).containsExactly("FAILURE X closed", "RECOVERY X closed");
            assertThat(world.messages()).isZero();
        }
    }

    /** The rules are shown for many traces in the core; here that what is stored follows them. */
    @ParameterizedTest
    @EnumSource
    void theOrderInWhichEventsComeDoesNotMatter(Databases kind) {
        try (World inOrder = new World(kind); World inDisorder = new World(kind)) {
            inOrder.until("12:00");
            inDisorder.until("12:00");
            for (int seed = 0; seed < 25; seed++) {
                Random random = new Random(seed);
                List<NewEvent> trace = trace(inOrder, "X" + seed, random);
                inOrder.hear(trace);
                List<NewEvent> shuffled = new ArrayList<>(trace);
                shuffled.add(trace.get(random.nextInt(trace.size())));
                Collections.shuffle(shuffled, random);
                shuffled.forEach(event -> inDisorder.hear(List.of(event)));
            }
            inOrder.until("12:01");
            inDisorder.until("12:01");
            for (int seed = 0; seed < 25; seed++) {
                assertThat(inDisorder.outcome("X" + seed)).as("seed " + seed)
                        .isEqualTo(inOrder.outcome("X" + seed));
            }
        }
    }

    private static List<NewEvent> trace(World world, String job, Random random) {
        List<NewEvent> trace = new ArrayList<>();
        Instant at = World.time("06:00");
        int length = 1 + random.nextInt(15);
        for (int i = 0; i < length; i++) {
            at = at.plusSeconds(1 + random.nextInt(900));
            // A run ends once: one that ends twice in different ways would take back an alert that people were told of.
            String run = job + "r" + i;
            trace.add(switch (random.nextInt(4)) {
                case 0 -> world.event(at, "job.started", World.about(job, run), Optional.empty(), "{}");
                case 1 -> world.event(at, "job.failed", World.about(job, run), Optional.of(false), "{}");
                case 2 -> world.event(at, "job.completed", World.about(job, run), Optional.of(true), "{}");
                default ->
                    world.event(at, "job.next_scheduled", World.about(job, run), Optional.empty(), "{}");
            });
        }
        return trace;
    }
}
