package dev.chief.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chief.engine.config.Diagnostic.Severity;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WarningsTest {
    @TempDir
    Path folder;
    private Project project;

    @BeforeEach
    void setUp() {
        project = new Project(folder);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "frequency: yearly, month: february, day_of_month: 30, time: '06:00' | february has no day 30.",
            "frequency: custom, month: 4, day_of_month: 31 | no month that it names has such a day.",
            "frequency: daily, time: '06:00', end: 2026-11-22T06:00 | its end \"2026-11-22T06:00\" lies in the past.",
            "frequency: daily, time: '06:00', start: 2027-01-01T07:00, end: 2027-01-02 | no run of it lies between now and its end.",
            "frequency: daily, time: '06:00', start: 2027-01-01, end: 2027-01-02, exclude: [2027-01-01] | every date on which it would run is excluded."
    })
    void aScheduleThatNeverFiresIsWarnedOfWithTheReason(String schedule, String reason) {
        assertThat(project.warnings(Project.scheduled(schedule))).singleElement().satisfies(warning -> {
            assertThat(warning.message()).isEqualTo("jobs[0].schedule never fires: " + reason);
            assertThat(warning.severity()).isEqualTo(Severity.WARNING);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"frequency: yearly, month: 2, day_of_month: 29, time: '06:00'",
            "frequency: custom, month: 2, day_of_month: 30, day_of_week: monday",
            "frequency: daily, time: '06:00', end: 2027-01-01T23:59",
            "frequency: daily, time: '00:00', end: 2027-01-01",
            "frequency: daily, time: '06:00', start: 2099-01-01"})
    void aScheduleThatFiresSometimeIsNotWarnedOf(String schedule) {
        assertThat(project.warnings(Project.scheduled(schedule))).isEmpty();
    }

    @Test
    void anEndThatCutsItsDayOffIsWarnedOf() {
        assertThat(project.warnings(Project.scheduled("frequency: daily, time: '06:00', end: 2027-01-01")))
                .extracting(Project::line)
                .containsExactly("4:54+10 [jobs[0].schedule] jobs[0].schedule.end"
                        + " \"2027-01-01\" is the midnight at which that day begins, so the run at 06:00 on that day is"
                        + " left out. (write 2027-01-01T23:59 to include the day)");
    }

    @Test
    void aRunInAGapIsWarnedOfWithItsDate() {
        assertThat(warnings("America/New_York", "frequency: daily, time: '02:30'")).containsExactly(
                "4:40+7 [jobs[0].schedule] jobs[0].schedule has no run at 02:30 on 2027-03-14: clocks in"
                        + " America/New_York go from 02:00 to 03:00 then, so that time does not exist."
                        + " (dst: {gap: after} in the schedule runs it at 03:00 instead, dst: {gap: skip} says that this"
                        + " is meant)");
    }

    @Test
    void aRunInARepeatedHourIsWarnedOfWithItsDate() {
        assertThat(warnings("America/New_York", "frequency: daily, time: '01:30'")).containsExactly(
                "4:40+7 [jobs[0].schedule] jobs[0].schedule: 01:30 occurs twice on 2027-11-07 in America/New_York, and"
                        + " the job runs once, at the first (-04:00). (dst: {repeat: each} in the schedule runs it both"
                        + " times, dst: {repeat: first} says that this is meant)");
    }

    @Test
    void aFrequentJobIsWarnedOfItsRestInTheRepeatedHourOnly() {
        assertThat(warnings("Europe/Berlin", "frequency: interval, every: 5m")).containsExactly(
                "4:44+2 [jobs[0].schedule] jobs[0].schedule: 02:00 to 03:00 occurs twice on 2027-10-31 in"
                        + " Europe/Berlin, and the job runs the first time (+02:00) and rests for the repeated hour."
                        + " (dst: {repeat: each} in the schedule runs it both times, dst: {repeat: first} says that this"
                        + " is meant)");
        assertThat(warnings("Australia/Lord_Howe", "frequency: interval, every: 5m")).singleElement()
                .asString()
                .contains("01:30 to 02:00 occurs twice on 2027-04-04", "rests for the repeated 30 minutes");
    }

    /** Hourly and more frequent runs go on after the gap as if nothing had happened. */
    @ParameterizedTest
    @ValueSource(strings = {"frequency: interval, every: 1h", "frequency: interval, every: 5m",
            "frequency: interval, every: 7m", "frequency: custom, minute: '*/20'",
            "frequency: custom, minute: 30",
            "frequency: custom, minute: '5,55'"})
    void aGapThatMakesNobodyWaitIsNotWarnedOf(String schedule) {
        assertThat(warnings("America/New_York", schedule + ", dst: {repeat: first}")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"frequency: interval, every: 2h", "frequency: custom, hour: 2, minute: '0,30'",
            "frequency: custom, hour: '0,2', minute: 15", "frequency: weekly, day: sunday, time: '02:00'"})
    void aGapThatSwallowsARunIsWarnedOf(String schedule) {
        assertThat(warnings("America/New_York", schedule + ", dst: {repeat: first}")).singleElement()
                .asString()
                .contains("on 2027-03-14");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"America/Havana | 00:00 | 2027-03-14",
            "America/Santiago | 00:00 | 2027-09-05"})
    void midnightGapsAreWarnedOfToo(String zone, String time, String date) {
        assertThat(warnings(zone, "frequency: daily, time: '" + time + "'")).anyMatch(warning -> warning
                .contains("has no run at 00:00 on " + date));
    }

    @ParameterizedTest
    @ValueSource(strings = {"frequency: daily, time: '04:00'",
            "frequency: weekly, day: monday, time: '02:30'",
            "frequency: daily, time: '02:30', dst: {gap: skip}",
            "frequency: daily, time: '02:30', dst: {gap: after}",
            "frequency: daily, time: '01:30', dst: {repeat: each}",
            "frequency: daily, time: '02:30', exclude: [2027-03-14, 2028-03-12]",
            "frequency: daily, time: '02:30', end: 2027-03-01T12:00"})
    void whatNoOffsetChangeMeetsOrSomebodyDecidedIsNotWarnedOf(String schedule) {
        assertThat(warnings("America/New_York", schedule)).isEmpty();
    }

    @Test
    void aDisabledJobIsNotWarnedOfOffsetChanges() {
        assertThat(project.warnings(Project.daily("enabled: false")
                .replace("timezone: UTC", "timezone: Europe/Berlin")
                .replace("06:00", "02:30"))).isEmpty();
    }

    @Test
    void onlyTheNext24MonthsAreLookedAt() {
        project.at("2026-03-09T00:00:00Z");

        assertThat(
                warnings("America/New_York", "frequency: yearly, month: 3, day_of_month: 12, time: '02:30'"))
                .isEmpty();
        project.at("2026-03-13T00:00:00Z");
        assertThat(
                warnings("America/New_York", "frequency: yearly, month: 3, day_of_month: 12, time: '02:30'"))
                .singleElement()
                .asString()
                .contains("2028-03-12");
    }

    @Test
    void aJobThatWaitsForADisabledOneIsWarnedOf() {
        String jobs = Project.daily("enabled: false")
                + "  - {name: b, after: [a], scripts: [{path: s/ok.py}],"
                + " schedule: {frequency: daily, time: '06:00'}}\n";

        assertThat(project.warnings(jobs)).extracting(Diagnostic::message)
                .containsExactly("Job \"b\" never runs: it waits for \"a\", which is disabled.");
    }

    private List<String> warnings(String zone, String schedule) {
        return project.warnings(Project.scheduled(schedule).replace("timezone: UTC", "timezone: " + zone))
                .stream()
                .map(Project::line)
                .toList();
    }
}
