package dev.chief.core.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chief.core.check.Entry.What;
import dev.chief.core.event.Metadata;
import dev.chief.core.event.Metadata.Value;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CheckTest {
    @Test
    void aJobThatRunsOnTimeRaisesNothing() {
        Story story = new Story().next("06:00")
                .at("06:00")
                .started("r1")
                .at("06:01")
                .succeeded("r1")
                .next("07:00");
        assertThat(story.at("06:59").status()).isEqualTo(CheckStatus.UP);
        assertThat(story.alerts()).isEmpty();
    }

    @Test
    void aStartWithinTheGraceIsLateAndRaisesNothing() {
        Story story = new Story().next("06:00").at("06:01");
        assertThat(story.status()).isEqualTo(CheckStatus.LATE);
        story.at("06:01:30").started("r1");
        assertThat(story.status()).isEqualTo(CheckStatus.UP);
        assertThat(story.at("08:00").alerts()).isEmpty();
    }

    @Test
    void aStartIsGivenTimeToArriveBeforeItsSlotIsCalledLate() {
        Story story = new Story().next("06:00").at("06:00:05");
        assertThat(story.status()).isEqualTo(CheckStatus.UP);
        assertThat(story.at("06:00:06").status()).isEqualTo(CheckStatus.LATE);
    }

    @Test
    void aSlotIsMissedOneWholeSecondPastItsGrace() {
        Story story = new Story().next("06:00").at("06:02:00");
        assertThat(story.status()).isEqualTo(CheckStatus.LATE);
        story.at("06:02:01");
        assertThat(story.status()).isEqualTo(CheckStatus.DOWN);
        assertThat(story.alerts()).containsExactly("MISSED 06:02:01 open");
    }

    @Test
    void aMissedAlertSaysWhatWasExpectedAndWhatWasSeen() {
        Story story = new Story().next("06:00").at("07:00");
        assertThat(story.alert(AlertType.MISSED).opening().title())
                .isEqualTo("Job X missed expected heartbeat");
        assertThat(story.alert(AlertType.MISSED).opening().evidence().entries())
                .containsEntry("expectedNextAt", new Value.Text("2026-01-06T06:00:00Z"))
                .containsEntry("graceSeconds", new Value.Whole(120))
                .containsEntry("observedAt", new Value.Text("2026-01-06T06:02:01Z"))
                .containsEntry("lastHeartbeatAt", new Value.None());
    }

    @Test
    void theNextHeartbeatEndsAMissAndTellsOfTheRecovery() {
        Story story = new Story().next("06:00").at("06:10").started("r1").at("06:11").succeeded("r1");
        assertThat(story.status()).isEqualTo(CheckStatus.UP);
        assertThat(story.alerts()).containsExactly("MISSED 06:02:01 to 06:10:00",
                "RECOVERY 06:10:00 to 06:11:00");
    }

    @Test
    void aRecoveryIsOverAfterFifteenMinutesOfSilence() {
        Story story = new Story().at("06:00").failed("r1").at("06:10").succeeded("r2").at("09:00");
        assertThat(story.alerts()).containsExactly("FAILURE 06:00:00 to 06:10:00",
                "RECOVERY 06:10:00 to 06:25:00");
    }

    @Test
    void aRunOfThreeHoursWithAGraceOfTwoMinutesRaisesNothing() {
        Story story = new Story().next("06:00")
                .at("06:00")
                .started("r1", "06:00", Duration.ofHours(4))
                .at("08:59");
        assertThat(story.state()).isEqualTo(CheckState.RUNNING);
        assertThat(story.at("09:00").succeeded("r1").next("10:00").alerts()).isEmpty();
    }

    @Test
    void slotsThatComeWhileARunGoesOnAreItsChiefsToDecide() {
        Story story = new Story().at("06:00")
                .started("r1", "06:00", Duration.ofHours(4))
                .next("07:00")
                .at("08:30");
        assertThat(story.status()).isEqualTo(CheckStatus.UP);
        assertThat(story.succeeded("r1").next("09:00").at("08:59").alerts()).isEmpty();
    }

    @Test
    void aRunBeyondItsLongestTimeIsAnOverrunUntilItEnds() {
        Story story = new Story().at("06:00").started("r1", "06:00", Duration.ofMinutes(10)).at("06:30");
        assertThat(story.state()).isEqualTo(CheckState.OVERRUN);
        assertThat(story.at("06:40").failed("r1").alerts())
                .containsExactly("OVERRUN 06:10:30 to 06:40:00", "FAILURE 06:40:00 open");
    }

    @Test
    void ofParallelRunsEachHasItsOwnEnd() {
        Story story = new Story().at("06:00")
                .started("r1", "06:00", Duration.ofMinutes(30))
                .at("06:20")
                .started("r2", "06:20", Duration.ofMinutes(30))
                .at("06:25")
                .succeeded("r2")
                .at("06:45");
        assertThat(story.alerts()).containsExactly("OVERRUN 06:30:30 open");
        assertThat(story.succeeded("r1").alerts()).containsExactly("OVERRUN 06:30:30 to 06:45:00");
    }

    @Test
    void noNextRunClearsLateAndDown() {
        Story story = new Story().next("06:00").at("06:10").noNext();
        assertThat(story.status()).isEqualTo(CheckStatus.UP);
        assertThat(story.at("12:00").alerts()).containsExactly("MISSED 06:02:01 to 06:10:00");
    }

    @Test
    void aDisabledCheckIsNotWatchedButItsFailuresCount() {
        Story story = new Story().policy(false, 120, true, true).next("06:00").at("12:00");
        assertThat(story.status()).isEqualTo(CheckStatus.UP);
        assertThat(story.state()).isEqualTo(CheckState.PAUSED);
        assertThat(story.failed("r1").alerts()).containsExactly("FAILURE 12:00:00 open");
    }

    @Test
    void nobodyIsAlertedOfWhatThePolicyLeavesOut() {
        Story story = new Story().policy(true, 120, false, false)
                .next("06:00")
                .at("07:00")
                .failed("r1")
                .next("08:00")
                .at("09:00");
        assertThat(story.status()).isEqualTo(CheckStatus.DOWN);
        assertThat(story.alerts()).isEmpty();
    }

    @Test
    void aChangedPolicyHoldsFromThenOn() {
        Story story = new Story().next("06:00")
                .at("06:00:30")
                .policy(true, 600, true, true)
                .message()
                .at("06:09");
        assertThat(story.status()).isEqualTo(CheckStatus.LATE);
        assertThat(story.at("06:11").alerts()).containsExactly("MISSED 06:10:01 open");
    }

    @Test
    void aMessageChangesNoPolicy() {
        Story story = new Story().policy(true, 900, false, false).message();
        story.at("06:00")
                .hear(List.of(
                        Entry.of(Story.time("06:00"), "m", Policy.Change.NONE, new What.Other())));
        assertThat(story.situation().policy())
                .isEqualTo(new Policy(true, Duration.ofMinutes(15), false, false));
    }

    @Test
    void failuresInARowAreOneAlertAndCountUp() {
        Story story = new Story().at("06:00").failed("r1").at("07:00").failed("r2").at("08:00").failed("r3");
        assertThat(story.situation().past().failuresInARow()).isEqualTo(3);
        assertThat(story.state()).isEqualTo(CheckState.FAILING);
        assertThat(story.alerts()).containsExactly("FAILURE 06:00:00 open");
    }

    @Test
    void aSecondEndOfARunDoesNotCount() {
        Story story = new Story().at("06:00").failed("r1").at("06:01").failed("r1");
        assertThat(story.situation().past().failuresInARow()).isEqualTo(1);
    }

    @Test
    void anEndThatAClockSetBackPutsBeforeItsStartIsAnEnd() {
        Story story = new Story().at("06:00")
                .late("05:59:59", new What.Ended(Optional.of("r1"), What.Outcome.SUCCEEDED,
                        Metadata.EMPTY));
        story.started("r1", "06:00", Duration.ofMinutes(1)).at("09:00");
        assertThat(story.state()).isEqualTo(CheckState.UP);
        assertThat(story.alerts()).isEmpty();
    }

    @Test
    void yesterdayHeardTodayChangesNothingOfToday() {
        Story story = new Story().at("12:00").started("r9").succeeded("r9").next("13:00");
        story.late("06:00", new What.Expected(Optional.of(Story.time("07:00"))))
                .late("06:30", new What.Ended(Optional.of("r1"), What.Outcome.FAILED,
                        Metadata.EMPTY));
        assertThat(story.situation().plan().next()).contains(Story.time("13:00"));
        assertThat(story.status()).isEqualTo(CheckStatus.UP);
        // It is told in the list of alerts, where it belongs: as over long ago.
        assertThat(story.alerts()).containsExactly("FAILURE 06:30:00 to 12:00:00",
                "RECOVERY 12:00:00 open");
    }

    @Test
    void anEarlierFailureThatIsHeardOfLateIsTheSameAlert() {
        Story story = new Story().at("07:00")
                .failed("r2")
                .late("06:00", new What.Ended(Optional.of("r1"), What.Outcome.FAILED,
                        Metadata.EMPTY));
        assertThat(story.alerts()).containsExactly("FAILURE 06:00:00 open");
        assertThat(story.situation().past().failuresInARow()).isEqualTo(2);
    }

    @Test
    void aSlotThatCameBeforeTheScheduleWasSaidAgainIsStillExpected() {
        Story story = new Story().next("06:00").at("06:00:20").next("10:00").at("06:10");
        assertThat(story.alerts()).containsExactly("MISSED 06:02:01 open");
    }

    @Test
    void aSlotThatIsReplacedBeforeItComesIsNotExpected() {
        Story story = new Story().next("06:00").at("05:59").next("10:00").at("09:59");
        assertThat(story.status()).isEqualTo(CheckStatus.UP);
        assertThat(story.alerts()).isEmpty();
    }

    @Test
    void aManualRunBeforeASlotDoesNotAnswerIt() {
        Story story = new Story().next("06:00")
                .at("05:50")
                .started("r1")
                .at("05:51")
                .succeeded("r1")
                .at("06:10");
        assertThat(story.alerts()).containsExactly("MISSED 06:02:01 open");
    }

    @Test
    void aSlotThatChiefSkippedByItsRulesIsNotMissed() {
        Story story = new Story().next("06:00").at("06:00:01").skipped("06:00").at("09:00");
        assertThat(story.status()).isEqualTo(CheckStatus.UP);
        assertThat(story.alerts()).isEmpty();
    }

    @Test
    void aMissThatWasClosedByHandOpensAgainAtTheNextSlotMissed() {
        Story story = new Story().next("06:00").at("06:30").closedByHand("X:MISSED", "on holiday");
        assertThat(story.status()).isEqualTo(CheckStatus.DOWN);
        assertThat(story.alert(AlertType.MISSED).closing().orElseThrow().reason()).isEqualTo("on holiday");
        story.next("07:00").at("08:00");
        assertThat(story.alerts()).containsExactly("MISSED 06:02:01 to 06:30:00", "MISSED 07:02:01 open");
    }

    @Test
    void aFailureThatWasClosedByHandOpensAgainAtTheNextOneAndHasNoRecovery() {
        Story story = new Story().at("06:00").failed("r1").at("06:30").closedByHand("X:FAILURE", "known");
        assertThat(story.at("07:00").failed("r2").alerts())
                .containsExactly("FAILURE 06:00:00 to 06:30:00", "FAILURE 07:00:00 open");
        Story other = new Story().at("06:00").failed("r1").at("06:30").closedByHand("X:FAILURE", "known");
        assertThat(other.at("07:00").succeeded("r2").alerts())
                .containsExactly("FAILURE 06:00:00 to 06:30:00");
    }

    @Test
    void anOverrunThatWasClosedByHandIsForgotten() {
        Story story = new Story().at("06:00").started("r1", "06:00", Duration.ofMinutes(10)).at("07:00");
        story.closedByHand("X:OVERRUN:r1", "killed the machine").at("12:00");
        assertThat(story.state()).isEqualTo(CheckState.UP);
        assertThat(story.alerts()).containsExactly("OVERRUN 06:10:30 to 07:00:00");
    }

    @Test
    void aJobThatLeftTheFileIsRetiredAndItsAlertsAreOver() {
        Story story = new Story().declared("06:00")
                .at("06:10")
                .chiefIsHeard()
                .at("06:20")
                .undeclared()
                .at("12:00");
        assertThat(story.state()).isEqualTo(CheckState.RETIRED);
        assertThat(story.alerts()).containsExactly("MISSED 06:10:00 to 06:20:00");
        assertThat(story.declared("13:00").state()).isEqualTo(CheckState.NEW);
    }

    @Test
    void aJobThatNeverRanIsMissedAllTheSame() {
        Story story = new Story().declared("06:00");
        assertThat(story.state()).isEqualTo(CheckState.NEW);
        assertThat(story.at("06:02:10").chiefIsHeard().alerts()).containsExactly("MISSED 06:02:10 open");
    }

    @Test
    void aSlotIsMissedOnlyWhenItsChiefWasHeardSince() {
        Story story = new Story().declared("06:00").at("06:01:59").chiefIsHeard().at("06:02:05");
        assertThat(story.alerts()).isEmpty();
        assertThat(story.state()).isEqualTo(CheckState.LATE);
        // The start was on its way.
        story.late("06:00:01",
                new What.Started(Optional.of("r1"), Optional.of(Story.time("06:00")), Optional.empty()));
        assertThat(story.at("06:02:14").chiefIsHeard().alerts()).isEmpty();
        assertThat(story.status()).isEqualTo(CheckStatus.UP);
    }

    @Test
    void theSlotsOfAChiefThatIsGoneAreMissedWhenThatIsKnown() {
        Story story = new Story().declared("06:00").at("06:02:30");
        assertThat(story.alerts()).isEmpty();
        assertThat(story.chiefIsOffline().alerts()).containsExactly("MISSED 06:02:30 open");
    }

    @Test
    void afterAnOutageOfTheMonitorASlotIsUnknownUntilItsChiefIsHeard() {
        Story story = new Story().declared("06:00").at("05:30").chiefIsHeard().monitorIsDownUntil("06:30");
        assertThat(story.state()).isEqualTo(CheckState.UNKNOWN);
        story.late("06:00",
                new What.Started(Optional.of("r1"), Optional.of(Story.time("06:00")), Optional.empty()))
                .late("06:01",
                        new What.Ended(Optional.of("r1"), What.Outcome.SUCCEEDED,
                                Metadata.EMPTY))
                .late("06:01", new What.Expected(Optional.of(Story.time("07:00"))))
                .chiefIsHeard();
        assertThat(story.state()).isEqualTo(CheckState.UP);
        assertThat(story.alerts()).isEmpty();
    }

    @Test
    void afterAnOutageTheSlotsOfThoseUnknownAreJudgedWhenTheyHadAMinute() {
        Story story = new Story().next("06:00").monitorIsDownUntil("07:00").at("07:00:59");
        assertThat(story.state()).isEqualTo(CheckState.UNKNOWN);
        assertThat(story.alerts()).isEmpty();
        assertThat(story.at("07:01").alerts()).containsExactly("MISSED 07:01:00 open");
    }

    @Test
    void aStartThatIsHeardOfAfterItsSlotWasMissedEndsTheMiss() {
        Story story = new Story().next("06:00")
                .at("06:30")
                .late("06:00:01", new What.Started(Optional.of("r1"), Optional.of(Story.time("06:00")),
                        Optional.empty()));
        assertThat(story.status()).isEqualTo(CheckStatus.UP);
        assertThat(story.alerts()).containsExactly("MISSED 06:02:01 to 06:02:01");
        assertThat(story.alert(AlertType.MISSED).closing().orElseThrow().reason())
                .isEqualTo("a run had begun for the slot, which was heard of late");
    }
}
