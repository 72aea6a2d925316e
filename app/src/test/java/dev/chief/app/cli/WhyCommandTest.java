package dev.chief.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chief.app.cli.Console.Result;
import dev.chief.engine.run.JournalException;
import dev.chief.engine.run.RunId;
import dev.chief.engine.runs.Decision;
import dev.chief.engine.runs.PlannedRun;
import dev.chief.engine.runs.RunStore;
import dev.chief.engine.runs.RunStoreException;
import dev.chief.engine.runs.SlotOutcome;
import dev.chief.engine.runs.SlotRecord;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class WhyCommandTest {
    private static final Instant SLOT = Instant.parse("2026-11-22T12:00:00Z");
    private static final RunId RUN = new RunId("j", "20261122120000-000000-1");

    @TempDir
    Path directory;
    private Console console;

    @BeforeEach
    void openConsole() {
        console = new Console(directory).at("2026-11-22T12:30:00Z");
        job("{frequency: daily, time: \"12:00\"}");
    }

    private void job(String schedule, String... more) {
        console.chiefYaml("""
                defaults: {timezone: UTC}
                jobs:
                  - name: j
                    schedule: %s
                    scripts: [{path: s/ok.py}]
                """.formatted(schedule) + String.join("\n", more));
    }

    /** Records what became of the slot of noon. */
    private void noon(SlotOutcome outcome, String reason) {
        record(new SlotRecord("j", SLOT, outcome, reason, Optional.empty()), List.of());
    }

    /** Records a run for the slot of noon, which goes on. */
    private void noonRuns(String reason) {
        record(new SlotRecord("j", SLOT, SlotOutcome.RAN, reason, Optional.of(RUN)),
                List.of(new PlannedRun(RUN, Optional.of(SLOT), 1)));
    }

    private void record(SlotRecord slot, List<PlannedRun> runs) {
        try (RunStore store = RunStore.open(directory.resolve(".chief"), InstantSource.fixed(SLOT))) {
            assertThat(store.decide(new Decision(List.of(slot), runs, List.of(), Optional.empty())))
                    .isEmpty();
        } catch (RunStoreException | JournalException e) {
            throw new AssertionError(e);
        }
    }

    /** The run for the slot of noon has ended. */
    private void ended(String status, String reason) {
        try (
            Connection store = DriverManager
                    .getConnection("jdbc:sqlite:" + directory.resolve(".chief/state.db"));
            Statement statement = store.createStatement()
        ) {
            assertThat(statement.executeUpdate("UPDATE runs SET status = '" + status
                    + "', duration = 1500000, reason = '" + reason + "'")).isEqualTo(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static String sentence(Result result) {
        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isZero();
        return result.out().lines().findFirst().orElseThrow();
    }

    @Test
    void aSlotThatRanIsToldWithHowItEnded() {
        noonRuns("");
        ended("SUCCEEDED", "");
        assertThat(sentence(console.chief("why", "j")))
                .isEqualTo("j ran for its slot 2026-11-22 12:00: succeeded in 1.50s.");
    }

    @Test
    void aRunThatFailedIsARun() {
        noonRuns("");
        ended("FAILED", "ok.py: return code 3");
        assertThat(sentence(console.chief("why", "j")))
                .isEqualTo("j ran for its slot 2026-11-22 12:00: failed in 1.50s: ok.py: return code 3.");
    }

    @Test
    void aRunThatMadeUpForMissedSlotsSaysSo() {
        noonRuns("caught up");
        ended("SUCCEEDED", "");
        assertThat(sentence(console.chief("why", "j"))).endsWith(": caught up, succeeded in 1.50s.");
    }

    @Test
    void aRunThatGoesOnIsNotOver() {
        noonRuns("");
        assertThat(sentence(console.chief("why", "j")))
                .isEqualTo("j is running for its slot 2026-11-22 12:00.");
    }

    @ParameterizedTest
    @CsvSource({"SKIPPED, its last run was still going on, did not run for its slot 2026-11-22 12:00: ",
            "MISSED, no daemon was running, did not run for its slot 2026-11-22 12:00: ",
            "QUEUED, for the end of its own run, has not run yet for its slot 2026-11-22 12:00: it waits "})
    void aSlotThatDidNotRunIsToldWithTheReason(SlotOutcome outcome, String reason, String words) {
        noon(outcome, reason);
        assertThat(sentence(console.chief("why", "j")))
                .isEqualTo("j " + words.stripTrailing() + " " + reason + ".");
    }

    @Test
    void aSlotOfWhichNothingIsRecordedWasNobodys() {
        assertThat(sentence(console.chief("why", "j"))).isEqualTo(
                "j did not run for its slot 2026-11-22 12:00: no daemon has taken this slot.");
        assertThat(directory.resolve(".chief")).doesNotExist();
    }

    @Test
    void theSlotsBeforeAreListedLatestFirstAndTheNextOneIsNamed() {
        noon(SlotOutcome.SKIPPED, "its last run was still going on");
        String out = console.chief("why", "j").out();
        assertThat(out.lines().toList()).hasSize(11)
                .startsWith(
                        "j did not run for its slot 2026-11-22 12:00: its last run was still going on.",
                        "",
                        "SLOT              OUTCOME     WHY",
                        "2026-11-22 12:00  skipped     its last run was still going on",
                        "2026-11-21 12:00  unrecorded  no daemon has taken this slot");
        assertThat(out).endsWith("\nThe next slot is 2026-11-23T12:00:00+00:00.\n");
    }

    @Test
    void aDateThatTheScheduleExcludesHasNoSlot() {
        job("{frequency: daily, time: \"12:00\", exclude: [2026-11-22]}");
        assertThat(sentence(console.chief("why", "j")))
                .isEqualTo("j has no slot at 2026-11-22 12:00: excluded date 2026-11-22.");
    }

    @Test
    void aTimeThatTheClocksLeaveOutHasNoSlot() {
        job("{frequency: daily, time: \"02:30\", timezone: America/New_York}");
        assertThat(sentence(console.at("2026-03-08T18:00:00Z").chief("why", "j", "--at", "2026-03-08T02:30")))
                .startsWith("j has no slot at 2026-03-08 02:30: does not exist: clocks go from ");
    }

    @Test
    void beforeItsStartAJobHasNoSlot() {
        job("{frequency: daily, time: \"12:00\", start: \"2026-12-01\"}");
        assertThat(sentence(console.chief("why", "j"))).contains("j has ").doesNotContain("did not run");
    }

    @ParameterizedTest
    @CsvSource({"2026-11-22T12:00:00Z, 2026-11-22 12:00", "2026-11-22T11:59:59Z, 2026-11-21 12:00",
            "2026-11-20, 2026-11-20 12:00", "2026-11-20 11:00, 2026-11-19 12:00",
            "2026-11-22T14:00+02:00, 2026-11-22 12:00"})
    void anotherTimeCanBeAskedFor(String at, String slot) {
        assertThat(sentence(console.chief("why", "j", "--at", at))).contains("its slot " + slot + ":");
    }

    @Test
    void aTimeToComeIsNotOver() {
        assertThat(sentence(console.chief("why", "j", "--at", "2026-11-25T13:00:00Z")))
                .isEqualTo("j has yet to come to its slot 2026-11-25 12:00.");
    }

    @Test
    void aTimeThatIsNoneIsWrongUsage() {
        Result result = console.chief("why", "j", "--at", "noon");
        assertThat(result.err()).contains("--at must be a time such as ", "got \"noon\"");
        assertThat(result.code()).isEqualTo(2);
    }

    @Test
    void aDisabledJobIsSaidToBe() {
        job("{frequency: daily, time: \"12:00\"}", "    enabled: false\n");
        assertThat(sentence(console.chief("why", "j"))).endsWith(" It is disabled in the file now.");
    }

    @Test
    void anUnknownJobIsNamed() {
        Result result = console.chief("why", "ghost");
        assertThat(result.err()).isEqualTo("Unknown job \"ghost\".\n");
        assertThat(result.code()).isEqualTo(1);
    }

    @Test
    void theSecondsOfASlotAreTold() {
        job("{frequency: interval, every: 7m, start: \"2026-11-22T12:00:03Z\"}");
        assertThat(sentence(console.chief("why", "j"))).contains("its slot 2026-11-22 12:28:03:");
    }

    @Test
    void jsonHasTheSameWithStableNames() {
        noonRuns("");
        ended("SUCCEEDED", "");
        JsonNode document = console.chief("why", "j", "--format", "json").json();
        assertThat(document.propertyNames()).containsExactly("job", "at", "sentence", "slots", "next");
        assertThat(document.get("at").asString()).isEqualTo("2026-11-22T12:30:00Z");
        assertThat(document.get("next").asString()).isEqualTo("2026-11-23T12:00:00Z");
        JsonNode slot = document.get("slots").get(0);
        assertThat(slot.propertyNames()).containsExactly("local", "slot", "outcome", "reason", "run_id",
                "run_status");
        assertThat(slot.get("slot").asString()).isEqualTo("2026-11-22T12:00:00Z");
        assertThat(slot.get("outcome").asString()).isEqualTo("ran");
        assertThat(slot.get("run_id").asString()).isEqualTo(RUN.toString());
        assertThat(slot.get("run_status").asString()).isEqualTo("succeeded");
        assertThat(document.get("slots").get(1).get("reason").asString())
                .isEqualTo("no daemon has taken this slot");
    }
}
