package dev.chief.core.dispatch;

import static dev.chief.core.dispatch.Jobs.catchUp;
import static dev.chief.core.dispatch.Jobs.parallel;
import static dev.chief.core.dispatch.Jobs.queue;
import static dev.chief.core.dispatch.Jobs.skip;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chief.core.dispatch.Policy.CatchUp;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Slots that the daemon slept through. */
class CatchUpTest {
    @Test
    void aSlotLateByTheBoundIsInTime() {
        Scene scene = Scene.of(skip("a"), skip("b")).at("02:01").sees("a", "02:00");

        assertThat(scene.told()).containsExactly("a 02:00 starts");
        assertThat(scene.at("02:01:01").sees("b", "02:00").told()).containsExactly("b 02:00 missed by 1 min");
    }

    @Test
    void aSlotIsNotLateBecauseOfItsJitter() {
        Scene scene = Scene.of(skip("a")).at("02:05").seesJittered("a", "02:00", "02:05");

        assertThat(scene.told()).containsExactly("a 02:00 starts");
    }

    @Test
    void withoutCatchUpWhatWasSleptThroughIsMissed() {
        Scene scene = Scene.of(skip("a")).at("12:00").sees("a", "10:00", "11:00", "12:00");

        assertThat(scene.told()).containsExactly("a 10:00 missed by 120 min", "a 11:00 missed by 60 min",
                "a 12:00 starts");
    }

    @Test
    void catchUpLatestRunsOneForTheLot() {
        Scene scene = Scene.of(catchUp(CatchUp.LATEST, skip("a"))).at("12:30");

        assertThat(scene.sees("a", "10:00", "11:00", "12:00").told()).containsExactly(
                "a 10:00 caught up by 12:00", "a 11:00 caught up by 12:00", "a 12:00 starts");
    }

    @Test
    void catchUpLatestCountsTheSlotOfNowIntoTheLot() {
        Scene scene = Scene.of(catchUp(CatchUp.LATEST, skip("a"))).at("12:00").sees("a", "11:00", "12:00");

        assertThat(scene.told()).containsExactly("a 11:00 caught up by 12:00", "a 12:00 starts");
    }

    @Test
    void aSecondSleepIsCaughtUpTogetherWithTheFirst() {
        Scene scene = Scene.of(skip("slow"), catchUp(CatchUp.LATEST, skip("a"))).at("09:00").due("slow");
        scene.at("10:30").sees("a", "10:00").then();

        assertThat(scene.at("12:30").sees("a", "11:00", "12:00").told()).containsExactly(
                "a 11:00 caught up by 12:00", "a 10:00 caught up by 12:00", "a 12:00 waits in line");
    }

    @Test
    void catchUpAllRunsEachInOrderEvenOfASkipJob() {
        Scene scene = Scene.of(catchUp(CatchUp.ALL, skip("a"))).at("12:00");

        assertThat(scene.sees("a", "10:00", "11:00", "12:00").told()).containsExactly("a 10:00 starts",
                "a 11:00 waits for run 1", "a 12:00 waits behind 11:00");
        assertThat(scene.ends("a").ends("a").told()).containsExactly("a 11:00 starts", "a 12:00 starts");
    }

    @Test
    void catchUpAllOfAParallelJobRunsOneAtATime() {
        Scene scene = Scene.of(catchUp(CatchUp.ALL, parallel("a")))
                .at("12:00")
                .sees("a", "10:00", "11:00")
                .then();

        assertThat(scene.due("a").told()).containsExactly("a 12:00 waits behind 11:00");
        assertThat(scene.ends("a").told()).containsExactly("a 11:00 starts", "a 12:00 starts");
    }

    @Test
    void catchUpAllTakesTheLastOnesIfThereAreTooMany() {
        var limits = new Limits(1, 1, Duration.ofMinutes(1), 2);
        Scene scene = Scene.with(limits, catchUp(CatchUp.ALL, skip("a"))).at("12:00");

        assertThat(scene.sees("a", "09:00", "10:00", "11:00").told()).containsExactly(
                "a 09:00 missed by 180 min, no room", "a 10:00 starts", "a 11:00 waits for run 1");
    }

    @Test
    void otherJobsHaveTheirTurnBetweenTwoCatchUps() {
        Scene scene = Scene.of(catchUp(CatchUp.ALL, skip("a")), skip("b")).at("12:00");
        scene.sees("a", "09:00", "10:00").due("b").then();

        assertThat(scene.ends("a").ends("b").told()).containsExactly("b 12:00 starts", "a 10:00 starts");
    }

    @Test
    void aQueueJobKeepsOneSlotBehindItsCatchUps() {
        Scene scene = Scene.of(catchUp(CatchUp.ALL, queue("a")))
                .at("12:00")
                .sees("a", "10:00", "11:00")
                .then();

        assertThat(scene.due("a").at("12:01").due("a").told()).containsExactly("a 12:00 waits behind 11:00",
                "a 12:01 skipped: 12:00 waits already");
    }

    @Test
    void aSkipJobThatCatchesUpDropsWhatComesMeanwhile() {
        Scene scene = Scene.of(skip("slow"), catchUp(CatchUp.ALL, skip("a"))).at("09:00").due("slow");
        scene.at("12:00").sees("a", "10:00").then();

        assertThat(scene.due("a").told()).containsExactly("a 12:00 skipped: 10:00 waits already");
    }

    @Test
    void aSlotThatWaitedIsNotMissedHoweverLong() {
        Scene scene = Scene.of(skip("slow"), skip("a")).at("00:02").due("slow").at("00:03").due("a").then();

        assertThat(scene.at("23:00").ends("slow").told()).containsExactly("a 00:03 starts");
    }

    @Test
    void aCatchUpWaitsForARunThatWentOnThroughTheSleep() {
        Scene scene = Scene.of(catchUp(CatchUp.LATEST, skip("a"))).at("10:00").due("a");

        assertThat(scene.at("14:30").sees("a", "11:00", "14:00").ends("a").told()).endsWith(
                "a 11:00 caught up by 14:00", "a 14:00 waits for run 1", "a 14:00 starts");
    }
}
