package dev.chief.core.dispatch;

import static dev.chief.core.dispatch.Jobs.after;
import static dev.chief.core.dispatch.Jobs.disabled;
import static dev.chief.core.dispatch.Jobs.queue;
import static dev.chief.core.dispatch.Jobs.skip;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Jobs that run after others. */
class AfterTest {
    private static final Policy REPORT = after(skip("report"), "extract");

    @Test
    void aSlotStartsWhenTheOtherHasSucceededSinceItsLastRun() {
        Scene scene = Scene.of(skip("extract"), REPORT).at("02:00").due("extract").ends("extract").then();

        assertThat(scene.at("03:00").due("report").told()).containsExactly("report 03:00 starts");
    }

    @Test
    void aSlotWaitsForTheOtherThatIsRunning() {
        Scene scene = Scene.of(skip("extract"), REPORT).at("02:00").due("extract").then();

        assertThat(scene.at("02:30").due("report").told()).containsExactly("report 02:30 waits for extract");
        assertThat(scene.at("02:40").ends("extract").told()).containsExactly("report 02:30 starts");
    }

    @Test
    void aSlotOfTheSameTimeWaitsWhateverTheFileOrder() {
        Scene scene = Scene.of(REPORT, skip("extract")).at("02:00").due("report", "extract");

        assertThat(scene.told()).containsExactly("extract 02:00 starts", "report 02:00 waits for extract");
        assertThat(scene.ends("extract").told()).containsExactly("report 02:00 starts");
    }

    @Test
    void aSlotIsDroppedWhenTheOtherFails() {
        Scene scene = Scene.of(skip("extract"), REPORT).at("02:00").due("extract", "report").then();

        assertThat(scene.fails("extract").told())
                .containsExactly("report 02:00 skipped: no success of extract");
    }

    @Test
    void aSlotWaitsOnWhenAPendingRunOfTheOtherMayStillSucceed() {
        Scene scene = Scene.of(queue("extract"), REPORT).at("02:00").due("extract", "report").at("02:01");

        assertThat(scene.due("extract").then().fails("extract").told())
                .containsExactly("extract 02:01 starts");
        assertThat(scene.ends("extract").told()).containsExactly("report 02:00 starts");
    }

    @Test
    void aSlotIsDroppedWhenTheOtherHasNotRunSinceAndDoesNotNow() {
        Scene scene = Scene.of(skip("extract"), REPORT).at("02:00").due("extract", "report");
        scene.ends("extract").ends("report").then();

        assertThat(scene.at("03:00").due("report").told())
                .containsExactly("report 03:00 skipped: no success of extract");
    }

    @Test
    void aSuccessDuringTheLastRunCountsForTheNext() {
        Scene scene = Scene.withLanes(2, skip("extract"), REPORT).at("02:00").due("extract", "report");
        scene.ends("extract").triggers("extract").ends("extract").ends("report").then();

        assertThat(scene.at("03:00").due("report").told()).containsExactly("report 03:00 starts");
    }

    @Test
    void allOfSeveralMustHaveSucceeded() {
        Scene scene = Scene.withLanes(3, skip("a"), skip("b"), after(skip("c"), "a", "b")).at("02:00");

        assertThat(scene.due("a", "b", "c").told()).endsWith("c 02:00 waits for a, b");
        assertThat(scene.ends("b").told()).isEmpty();
        assertThat(scene.ends("a").told()).containsExactly("c 02:00 starts");
    }

    @Test
    void aFailureAtTheHeadOfAChainEndsTheWaitOfAll() {
        Scene scene = Scene.of(after(skip("c"), "b"), after(skip("b"), "a"), skip("a")).at("02:00");

        assertThat(scene.due("a", "b", "c").told()).containsExactly("a 02:00 starts", "c 02:00 waits for b",
                "b 02:00 waits for a");
        assertThat(scene.fails("a").told()).containsExactlyInAnyOrder("b 02:00 skipped: no success of a",
                "c 02:00 skipped: no success of b");
    }

    @Test
    void jobsThatWaitForEachOtherAreDropped() {
        Scene scene = Scene.of(after(skip("a"), "b"), after(skip("b"), "a")).at("02:00").due("a", "b");

        assertThat(scene.told()).containsExactly("a 02:00 skipped: no success of b",
                "b 02:00 skipped: no success of a");
    }

    @Test
    void aTriggerByHandDoesNotAskForTheOther() {
        Scene scene = Scene.of(skip("extract"), REPORT).at("02:00").triggers("report");

        assertThat(scene.told()).containsExactly("report by hand starts");
    }

    @Test
    void aSlotIsDroppedWhenTheOtherIsCancelled() {
        Scene scene = Scene.of(skip("slow"), skip("extract"), REPORT)
                .at("02:00")
                .due("slow", "extract", "report");

        assertThat(scene.then().cancels("extract").told()).containsExactly("extract 02:00 skipped: cancelled",
                "report 02:00 skipped: no success of extract");
    }

    @Test
    void aSlotIsDroppedWhenTheOtherIsDisabled() {
        Scene scene = Scene.of(skip("slow"), skip("extract"), REPORT)
                .at("02:00")
                .due("slow", "extract", "report");

        assertThat(scene.then().reloads(skip("slow"), disabled(skip("extract")), REPORT).told())
                .containsExactly("extract 02:00 skipped: disabled",
                        "report 02:00 skipped: no success of extract");
    }

    @Test
    void whatTheStoreRemembersCounts() {
        var report = new Past(Optional.empty(), Optional.of(Scene.time("01:00")), Optional.empty());
        var extract = new Past(Optional.empty(), Optional.empty(), Optional.of(Scene.time("01:30")));
        Map<String, Past> pasts = Map.of("report", report, "extract", extract);

        assertThat(Scene.remembering(pasts, skip("extract"), REPORT).at("02:00").due("report").told())
                .containsExactly("report 02:00 starts");
    }

    @Test
    void aClockThatIsSetBackDoesNotUndoASuccess() {
        Scene scene = Scene.of(skip("extract"), REPORT).at("02:00").due("extract", "report").ends("extract");
        scene.ends("report").triggers("extract").then();

        assertThat(scene.at("01:00").ends("extract").at("02:01").due("report").told())
                .containsExactly("report 02:01 starts");
    }
}
