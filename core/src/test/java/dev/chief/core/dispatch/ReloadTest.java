package dev.chief.core.dispatch;

import static dev.chief.core.dispatch.Jobs.after;
import static dev.chief.core.dispatch.Jobs.disabled;
import static dev.chief.core.dispatch.Jobs.parallel;
import static dev.chief.core.dispatch.Jobs.queue;
import static dev.chief.core.dispatch.Jobs.skip;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** chief.yaml was read again while the daemon ran. */
class ReloadTest {
    @Test
    void whatWaitsOfAJobThatIsGoneOrDisabledIsDropped() {
        Scene scene = Scene.of(skip("slow"), skip("a"), skip("b"), skip("c")).at("02:00");
        scene.due("slow", "a", "b", "c").then();

        assertThat(scene.reloads(skip("slow"), disabled(skip("b")), skip("c")).told())
                .containsExactly("b 02:00 skipped: disabled", "a 02:00 skipped: not in the file");
        assertThat(scene.ends("slow").told()).containsExactly("c 02:00 starts");
    }

    @Test
    void aRunOfAJobThatIsGoneGoesOnAndKeepsItsLane() {
        Scene scene = Scene.of(skip("a"), skip("b")).at("02:00").due("a").reloads(skip("b")).due("b").then();

        assertThat(scene.state().running()).containsExactly(new Running("a", 1));
        assertThat(scene.triggers("a").told()).containsExactly("a by hand skipped: not in the file");
        assertThat(scene.ends("a").told()).containsExactly("b 02:00 starts");
    }

    @Test
    void aJobThatComesBackStillRuns() {
        Scene scene = Scene.of(skip("a"), skip("b")).at("02:00").due("a").reloads(skip("b")).then();

        assertThat(scene.reloads(skip("a"), skip("b")).at("02:01").due("a").told())
                .containsExactly("a 02:01 skipped: run 1 goes on");
    }

    @Test
    void aJobThatIsNewTakesNoSlotFromBefore() {
        Scene scene = Scene.of(skip("a"), disabled(skip("b")))
                .at("02:00")
                .reloads(skip("a"), skip("b"), skip("c"));

        assertThat(scene.due("b", "c").told()).containsExactly("b 02:00 refused, 02:00 was taken",
                "c 02:00 refused, 02:00 was taken");
        assertThat(scene.due("a").told()).containsExactly("a 02:00 starts");
    }

    @Test
    void whatWaitsKeepsItsPlaceWhenTheFileIsReordered() {
        Scene scene = Scene.of(skip("slow"), skip("a"), skip("b")).at("02:00").due("slow", "a", "b");

        assertThat(scene.reloads(skip("b"), skip("a"), skip("slow")).then().ends("slow").told())
                .containsExactly("a 02:00 starts");
    }

    @Test
    void moreLanesStartMoreAtOnce() {
        Scene scene = Scene.of(skip("a"), skip("b"), skip("c")).at("02:00").due("a", "b", "c").then();

        assertThat(scene.reloads(2, skip("a"), skip("b"), skip("c")).told())
                .containsExactly("b 02:00 starts");
    }

    @Test
    void fewerLanesEndNoRun() {
        Scene scene = Scene.withLanes(2, skip("a"), skip("b"), skip("c"))
                .at("02:00")
                .due("a", "b", "c")
                .then();

        assertThat(scene.reloads(skip("a"), skip("b"), skip("c")).ends("a").told()).isEmpty();
        assertThat(scene.ends("b").told()).containsExactly("c 02:00 starts");
    }

    @Test
    void aPendingRunStartsAtOnceWhenItsJobBecomesParallel() {
        Scene scene = Scene.of(queue("a")).at("02:00").due("a").at("02:01").due("a").then();

        assertThat(scene.reloads(parallel("a")).told()).containsExactly("a 02:01 starts");
    }

    @Test
    void aPendingRunIsKeptWhenItsJobBecomesSkip() {
        Scene scene = Scene.of(queue("a")).at("02:00").due("a").at("02:01").due("a").then();

        assertThat(scene.reloads(skip("a")).ends("a").told()).containsExactly("a 02:01 starts");
    }

    @Test
    void aSuccessFromBeforeCountsForAnAfterThatIsNew() {
        Scene scene = Scene.of(skip("a"), skip("b"))
                .at("02:00")
                .due("b")
                .ends("b")
                .at("02:01")
                .due("a")
                .ends("a");

        assertThat(scene.reloads(skip("a"), after(skip("b"), "a")).then().at("02:02").due("b").told())
                .containsExactly("b 02:02 starts");
    }
}
