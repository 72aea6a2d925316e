package dev.chief.core.dispatch;

import static dev.chief.core.dispatch.Jobs.disabled;
import static dev.chief.core.dispatch.Jobs.job;
import static dev.chief.core.dispatch.Jobs.parallel;
import static dev.chief.core.dispatch.Jobs.queue;
import static dev.chief.core.dispatch.Jobs.skip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import dev.chief.core.dispatch.Policy.Overlap;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DispatchTest {
    @Test
    void slotsOfTheSameInstantStartInFileOrderOneAtATime() {
        Scene scene = Scene.of(skip("a"), skip("b"), skip("c")).at("02:00").due("c", "b", "a");

        assertThat(scene.told()).containsExactly("a 02:00 starts", "b 02:00 waits in line",
                "c 02:00 waits in line");
        assertThat(scene.ends("a").told()).containsExactly("b 02:00 starts");
        assertThat(scene.ends("b").told()).containsExactly("c 02:00 starts");
    }

    @Test
    void asManyJobsRunAsThereAreLanes() {
        Scene scene = Scene.withLanes(2, skip("a"), skip("b"), skip("c")).at("02:00").due("a", "b", "c");

        assertThat(scene.told()).containsExactly("a 02:00 starts", "b 02:00 starts", "c 02:00 waits in line");
    }

    @Test
    void theOneThatWasDueFirstGoesFirstWhateverTheFileSays() {
        Scene scene = Scene.of(skip("a"), skip("b"), skip("c")).at("02:00").due("c");
        scene.at("02:01").due("b").at("02:02").due("a").then();

        assertThat(scene.ends("c").ends("b").told()).containsExactly("b 02:01 starts", "a 02:02 starts");
    }

    @Test
    void aSlotOfASkipJobThatRunsIsDropped() {
        Scene scene = Scene.of(skip("a")).at("02:00").due("a").at("02:01").due("a");

        assertThat(scene.told()).containsExactly("a 02:00 starts", "a 02:01 skipped: run 1 goes on");
        assertThat(scene.ends("a").at("02:02").due("a").told()).containsExactly("a 02:02 starts");
    }

    @Test
    void aQueueJobKeepsOneSlotWhileItRuns() {
        Scene scene = Scene.of(queue("a")).everyMinute("02:00", "02:02", "a");

        assertThat(scene.told()).containsExactly("a 02:00 starts", "a 02:01 waits for run 1",
                "a 02:02 skipped: 02:01 waits already");
        assertThat(scene.ends("a").told()).containsExactly("a 02:01 starts");
        assertThat(scene.ends("a").told()).isEmpty();
    }

    @Test
    void aParallelJobStartsBesideItselfInItsOneLane() {
        Scene scene = Scene.of(parallel("a"), skip("b")).everyMinute("02:00", "02:02", "a");

        assertThat(scene.told()).containsExactly("a 02:00 starts", "a 02:01 starts", "a 02:02 starts");
        assertThat(scene.at("02:03").due("b").told()).containsExactly("b 02:03 waits in line");
        assertThat(scene.ends("a").ends("a").told()).isEmpty();
        assertThat(scene.ends("a").told()).containsExactly("b 02:03 starts");
    }

    @Test
    void aParallelJobDoesNotGrowWithoutBound() {
        Scene scene = Scene.with(new Limits(1, 2, Duration.ofMinutes(1), 100), parallel("a"));

        assertThat(scene.everyMinute("02:00", "02:03", "a").told()).containsExactly("a 02:00 starts",
                "a 02:01 starts", "a 02:02 waits for run 2", "a 02:03 skipped: 02:02 waits already");
        assertThat(scene.ends("a").told()).containsExactly("a 02:02 starts");
    }

    @Test
    void aParallelJobGoesToTheEndOfTheLineWhenOthersWait() {
        Scene scene = Scene.of(parallel("a"), skip("b"))
                .at("02:00")
                .due("a", "b")
                .at("02:01")
                .due("a")
                .then();

        assertThat(scene.ends("a").told()).containsExactly("b 02:00 starts");
        assertThat(scene.ends("b").told()).containsExactly("a 02:01 starts");
    }

    @Test
    void aTriggerByHandStartsAtOnceAndTakesNoSlot() {
        Scene scene = Scene.of(skip("a")).at("02:00").triggers("a").ends("a").due("a");

        assertThat(scene.told()).containsExactly("a by hand starts", "a 02:00 starts");
    }

    @Test
    void aTriggerByHandObeysOverlapLikeASlot() {
        Scene scene = Scene.withLanes(2, skip("a"), queue("b")).at("02:00").due("a", "b").then();

        assertThat(scene.triggers("a").told()).containsExactly("a by hand skipped: run 1 goes on");
        assertThat(scene.triggers("b").triggers("b").told()).containsExactly("b by hand waits for run 2",
                "b by hand skipped: by hand waits already");
        assertThat(scene.ends("b").told()).containsExactly("b by hand starts");
    }

    @Test
    void onlyAJobThatIsEnabledAndInTheFileStarts() {
        Scene scene = Scene.of(disabled(skip("a")))
                .at("02:00")
                .due("a", "gone")
                .triggers("a")
                .triggers("gone");

        assertThat(scene.told()).containsExactly("a 02:00 skipped: disabled",
                "gone 02:00 skipped: not in the file", "a by hand skipped: disabled",
                "gone by hand skipped: not in the file");
    }

    @Test
    void aRunThatOutlivedItsDaemonCountsForOverlapAndForItsLane() {
        Scene scene = Scene.of(skip("a"), skip("b")).at("02:00").finds("a").due("a", "b");

        assertThat(scene.told()).containsExactly("a goes on", "a 02:00 skipped: run 1 goes on",
                "b 02:00 waits in line");
        assertThat(scene.ends("a").told()).containsExactly("b 02:00 starts");
    }

    @Test
    void aRunThatOutlivedItsJobTakesALaneUntilItEnds() {
        Scene scene = Scene.of(skip("b")).at("02:00").finds("gone").due("b").then();

        assertThat(scene.ends("gone").told()).containsExactly("b 02:00 starts");
    }

    @Test
    void aCancelledTriggerWaitsNoMoreAndTheRunGoesOn() {
        Scene scene = Scene.of(queue("a")).at("02:00").due("a").at("02:01").due("a").then();

        assertThat(scene.cancels("a").told()).containsExactly("a 02:01 skipped: cancelled");
        assertThat(scene.ends("a").told()).isEmpty();
    }

    @Test
    void nothingStartsAfterAStop() {
        Scene scene = Scene.of(queue("a"), skip("b")).at("02:00").due("a", "b").at("02:01").due("a").then();

        assertThat(scene.stops().told()).containsExactly("a 02:01 skipped: stopping",
                "b 02:00 skipped: stopping");
        assertThat(scene.ends("a").at("02:02").due("a").triggers("b").told())
                .containsExactly("a 02:02 skipped: stopping", "b by hand skipped: stopping");
    }

    @Test
    void anEndThatIsToldTwiceCountsOnce() {
        Scene scene = Scene.of(skip("a"), skip("b")).at("02:00").due("a").ends("a").due("b").then();

        assertThat(scene.take(new Event.RunEnded(Scene.time("02:01"), "a", 1, true)).told()).isEmpty();
        assertThat(scene.state().running()).containsExactly(new Running("b", 2));
    }

    @Test
    void aStateThatWasSteppedIsAsItWas() {
        Dispatch state = Scene.of(skip("a"), skip("b")).at("02:00").due("a").state();
        var event = new Event.RunEnded(Scene.time("02:01"), "a", 1, true);

        assertThat(state.step(event).state().running()).isEmpty();
        assertThat(state.running()).containsExactly(new Running("a", 1));
    }

    @Test
    void aStateTellsWhatEachTriggerWaitsFor() {
        Scene scene = Scene.of(queue("a"), skip("b"), Jobs.after(skip("c"), "b")).at("02:00");
        scene.due("a", "b", "c").at("02:01").due("a");

        assertThat(scene.state().waiting()).extracting(Waiting::job, wait -> Scene.words(wait.waitsFor()))
                .containsExactly(tuple("b", "in line"), tuple("a", "for run 1"), tuple("c", "for b"));
    }

    @Test
    void aStartTellsHowLongItStoodInLineForOthers() {
        Scene scene = Scene.of(skip("a"), skip("b")).at("02:00").due("a", "b");
        var end = new Event.RunEnded(Scene.time("02:07"), "a", 1, true);

        assertThat(scene.lineOf(end)).isEqualTo(Duration.ofMinutes(7));
    }

    @Test
    void aStartThatWaitedForItsOwnJobStoodInNoLine() {
        Scene scene = Scene.of(queue("a")).at("02:00").due("a").at("02:01").due("a");
        var end = new Event.RunEnded(Scene.time("02:07"), "a", 1, true);

        assertThat(scene.lineOf(end)).isZero();
    }

    @Test
    void aSlotIsTakenOnceHoweverOftenItIsSeen() {
        Scene scene = Scene.of(skip("a")).at("02:00").due("a").ends("a").due("a");

        assertThat(scene.told()).containsExactly("a 02:00 starts", "a 02:00 refused, 02:00 was taken");
    }

    @Test
    void aSlotThatTheStoreRemembersIsNotTakenAgain() {
        var past = new Past(Optional.of(Scene.time("02:00")), Optional.empty(), Optional.empty());
        Scene scene = Scene.remembering(Map.of("a", past), skip("a"));

        assertThat(scene.at("02:00").due("a").at("02:01").due("a").told())
                .containsExactly("a 02:00 refused, 02:00 was taken", "a 02:01 starts");
    }

    @Test
    void twoJobsOfOneNameAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Scene.of(skip("a"), queue("a")))
                .withMessage("Two jobs have the name \"a\".");
    }

    @Test
    void limitsBelowOneAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Limits.of(0));
    }

    @Test
    void aClockThatIsSetBackRunsNothingTwice() {
        Scene scene = Scene.of(skip("a")).everyMinute("02:00", "02:01", "a").ends("a").then();

        assertThat(scene.everyMinute("02:00", "02:02", "a").told()).containsExactly(
                "a 02:00 refused, 02:01 was taken", "a 02:01 refused, 02:01 was taken", "a 02:02 starts");
    }

    @Test
    void defect14_jobsThatWaitedForALongOneStartOnceEach() {
        Scene scene = Scene.of(skip("slow"), skip("fast"), parallel("wide"), queue("kept")).at("00:02");
        scene.due("slow").everyMinute("00:03", "00:11", "fast", "wide", "kept").then();

        assertThat(scene.at("00:12").ends("slow").ends("fast").ends("wide").ends("kept").told())
                .containsExactly("fast 00:03 starts", "wide 00:03 starts", "kept 00:03 starts");
    }

    @ParameterizedTest
    @EnumSource(Overlap.class)
    void defect14_aSlotIsNotCalledOverlappingWhenItsJobDidNotRun(Overlap overlap) {
        Scene scene = Scene.of(skip("slow"), job("fast", overlap)).at("00:02").due("slow");

        assertThat(scene.at("00:03").due("fast").at("00:04").due("fast").told()).endsWith(
                "fast 00:03 waits in line", "fast 00:04 skipped: 00:03 waits already");
    }

    @ParameterizedTest
    @EnumSource(Overlap.class)
    void defect15_aHogKeepsAnotherJobWaitingForOneRunAtMost(Overlap overlap) {
        Map<String, Duration> lengths = Map.of("hog", Duration.ofSeconds(90), "victim",
                Duration.ofSeconds(1));
        var day = new Simulation(lengths, job("hog", overlap), skip("victim")).everyMinute(22);

        assertThat(day.startsOf("victim")).hasSizeGreaterThanOrEqualTo(11);
        assertThat(day.longestLineOf("victim")).isLessThanOrEqualTo(Duration.ofSeconds(90));
        assertThat(day.startsOf("hog")).hasSizeGreaterThanOrEqualTo(11);
    }

    @Test
    void defect15_aPendingRunGoesBehindThoseThatWaitAndKeepsItsSlot() {
        Scene scene = Scene.of(queue("hog"), skip("victim")).at("17:43").due("hog").at("17:44").due("hog");
        scene.at("17:45").due("victim").then();

        assertThat(scene.at("17:46").ends("hog").ends("victim").told())
                .containsExactly("victim 17:45 starts", "hog 17:44 starts");
    }

    @Test
    void defect16_theNextOneStartsTheMomentThatOneEnds() {
        var lengths = new LinkedHashMap<String, Duration>();
        List<String> names = List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l");
        names.forEach(name -> lengths.put(name, Duration.ofMillis(100)));
        var day = new Simulation(lengths, names.stream().map(Jobs::skip).toArray(Policy[]::new));

        Instant end = day.everyMinute(1).end();

        assertThat(day.order()).isEqualTo(names);
        assertThat(Duration.between(Scene.time("00:00"), end)).isEqualTo(Duration.ofMillis(1200));
    }

    @Test
    void defect16_slotsThatWereSleptThroughDoNotStartInABurst() {
        Scene scene = Scene.of(parallel("a")).at("00:05");

        assertThat(scene.sees("a", "00:01", "00:02", "00:03", "00:04", "00:05").told()).containsExactly(
                "a 00:01 missed by 4 min", "a 00:02 missed by 3 min", "a 00:03 missed by 2 min",
                "a 00:04 starts", "a 00:05 starts");
    }
}
