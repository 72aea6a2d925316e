package dev.chief.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chief.engine.config.Diagnostic.Severity;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the earlier implementation got wrong in reading configurations, by the numbers of that list. */
class DefectsTest {
    @TempDir
    Path folder;

    @Test
    void defect03_unquotedDatesOfTheGuidesAreAccepted() {
        Job job = new Project(folder).job("""
                jobs:
                  - name: a
                    schedule:
                      frequency: daily
                      time: 14:30
                      start: 2026-01-01T00:00:00
                      end: 2027-01-01
                      timezone: UTC
                      exclude:
                        - 2026-12-25
                    scripts:
                      - path: s/ok.py
                        args: [--start-date, 2026-01-01, --at, 14:30]
                """);

        assertThat(job.trigger().schedule().description()).isEqualTo("Runs daily at 14:30 (UTC)");
        assertThat(job.trigger().schedule().window().start())
                .contains(OffsetDateTime.parse("2026-01-01T00:00:00Z"));
        assertThat(job.trigger().schedule().exclusions()).containsExactly(LocalDate.of(2026, 12, 25));
        assertThat(job.scripts().getFirst().arguments()).containsExactly("--start-date", "2026-01-01", "--at",
                "14:30");
    }

    @Test
    void defect03_anUnquotedDateThatIsNoneIsAnErrorAtItsPlace() {
        assertThat(new Project(folder)
                .errors(Project.scheduled("frequency: daily, time: '06:00', exclude: [2026-02-30]")))
                .extracting(Project::line)
                .containsExactly("4:59+10 [jobs[0].schedule.exclude[0]] jobs[0].schedule.exclude[0] must be"
                        + " YYYY-MM-DD, got \"2026-02-30\". (there is no such day)");
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "frequency: daily, time: '06:00', timezone: ''",
            "frequency: daily, time: '06:00', timezone: /etc/passwd",
            "frequency: daily, time: '06:00', timezone: ../UTC",
            "frequency: daily, time: '06:00', timezone: zone.tab",
            "frequency: interval, every: 99999999999d", "frequency: interval, every: 99999999d",
            "frequency: weekly, time: '06:00', day: '²'", "frequency: weekly, time: '06:00', day: &d [*d]",
            "frequency: monthly, time: '06:00', day_of_month: true",
            "frequency: yearly, time: '06:00', day_of_month: 1, month: true",
            "frequency: daily, time: '06:00', 1: x, foo: y"
    })
    void defect04_whatCrashedIsAnExplicitError(String schedule) {
        List<Diagnostic> errors = new Project(folder).errors(Project.scheduled(schedule));

        assertThat(errors).isNotEmpty().allSatisfy(error -> {
            assertThat(error.location()).hasValueSatisfying(at -> assertThat(at.line()).isEqualTo(4));
            assertThat(error.message()).doesNotContain("Exception", "\n");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"path: s/ok.py, args: 'a \"b'", "path: \"s/ok\\0.py\""})
    void defect04_anUnbalancedQuoteOrANulIsAnExplicitError(String script) {
        assertThat(new Project(folder).errors(Project.scripted(script))).hasSize(1);
    }

    @Test
    void defect04_aFolderOrAFileThatIsNotUtf8IsAnExplicitError() {
        Project project = new Project(folder);

        assertThat(Project.errors(ConfigLoader.load(project.folder().toString(), project.host())))
                .extracting(Diagnostic::message)
                .containsExactly("Config file " + project.folder() + " is a directory, not a file.");
        byte[] latin1 = {'a', ':', ' ', '\n', 'c', 'a', 'f', (byte) 0xE9, '\n'};
        assertThat(Project.errors(project.load(latin1))).extracting(Diagnostic::message)
                .containsExactly("Config file " + project.folder().resolve("chief.yaml")
                        + " is not UTF-8: the byte 0xE9 in line 2 (byte 8 of the file) begins no character.");
    }

    @Test
    void defect04_aSystemZoneThatCannotBeToldIsAnExplicitError() {
        Project project = new Project(folder).systemZone(() -> {
            throw new IllegalStateException("TZ \"/usr/share/zoneinfo/x\" is no time zone.");
        });

        assertThat(project.errors("""
                jobs:
                  - {name: a, schedule: {frequency: daily, time: "06:00"}, scripts: [{path: s/ok.py}]}
                  - {name: b, schedule: {frequency: daily, time: "06:00"}, scripts: [{path: s/ok.py}]}
                """)).extracting(Diagnostic::message)
                .containsExactly("TZ \"/usr/share/zoneinfo/x\" is no time zone.");
    }

    @Test
    void defect18_theZoneIsTheSchedulesThenTheJobsThenTheDefaultsThenTheSystems() {
        Project project = new Project(folder).systemZone(() -> ZoneId.of("America/New_York"));
        String jobs = """
                jobs:
                  - name: a
                    timezone: Europe/Berlin
                    schedule: {frequency: daily, time: "06:00", timezone: Asia/Tokyo}
                    scripts: [{path: s/ok.py}]
                  - name: b
                    timezone: Europe/Berlin
                    schedule: {frequency: daily, time: "06:00"}
                    scripts: [{path: s/ok.py}]
                  - name: c
                    schedule: {frequency: daily, time: "06:00"}
                    scripts: [{path: s/ok.py}]
                """;

        assertThat(zones(project.good(jobs))).containsExactly("Asia/Tokyo", "Europe/Berlin",
                "America/New_York");
        assertThat(zones(project.good("defaults: {timezone: UTC}\n" + jobs)))
                .containsExactly("Asia/Tokyo", "Europe/Berlin", "UTC");
    }

    @Test
    void defect22_anUnknownVersionIsRefused() {
        assertThat(new Project(folder).errors("version: banana\n" + Project.daily()))
                .extracting(Diagnostic::message)
                .containsExactly("version must be 1, got \"banana\".");
    }

    @Test
    void defect22_misspeltKeysOfDefaultsAreRefused() {
        assertThat(new Project(folder).errors("defaults: {stop_on_failur: false, overlp: queue}\n"
                + Project.daily())).extracting(Project::line)
                .containsExactly(
                        "1:12+14 [defaults.stop_on_failur] Unknown key \"stop_on_failur\" in defaults."
                                + " (did you mean \"stop_on_failure\"?)",
                        "1:35+6 [defaults.overlp] Unknown key \"overlp\" in defaults."
                                + " (did you mean \"overlap\"?)");
    }

    @Test
    void defect22_duplicateKeysAreRefused() {
        assertThat(new Project(folder).errors(Project.daily() + "jobs: []\n")).extracting(Project::line)
                .containsExactly("5:1+4 [] Duplicate key \"jobs\", first given in line 1.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"frequency: custom, minute: '*/100'",
            "frequency: daily, time: '06:00', exclude: ['2026-W52-5']",
            "frequency: daily, time: '06:00', timezone: posix/Europe/Berlin",
            "frequency: daily, time: '06:00', timezone: localtime",
            "frequency: daily, time: '06:00', timezone: '+05:00'"})
    void defect22_nonsenseInSchedulesIsRefused(String schedule) {
        assertThat(new Project(folder).errors(Project.scheduled(schedule))).hasSize(1);
    }

    @Test
    void defect22_aTimeoutThatIsABooleanIsRefused() {
        assertThat(new Project(folder).errors(Project.scripted("path: s/ok.py, timeout: true")))
                .extracting(Diagnostic::message)
                .containsExactly("jobs[0].scripts[0].timeout must be an integer, got \"true\".");
    }

    @Test
    void defect22_controlCharactersAndEndlessNamesAreRefused() {
        Project project = new Project(folder);

        assertThat(project.errors(Project.daily().replace("name: a", "name: \"a\\nb\"")))
                .extracting(Diagnostic::message)
                .containsExactly("jobs[0].name must not contain control characters, got \"a\\nb\".");
        assertThat(project.errors(Project.daily().replace("name: a", "name: " + "x".repeat(201))))
                .extracting(Diagnostic::message)
                .containsExactly("jobs[0].name must be at most 200 characters, got 201.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"frequency: daily, time: '06:00', end: 2020-01-01",
            "frequency: daily, time: '06:00', start: 2027-01-01, end: 2027-01-02, exclude: [2027-01-01]",
            "frequency: daily, time: '06:00', end: 2027-01-01"})
    void defect22_aScheduleThatNeverFiresOrLosesADayIsWarnedOf(String schedule) {
        assertThat(new Project(folder).warnings(Project.scheduled(schedule)))
                .extracting(Diagnostic::severity)
                .containsExactly(Severity.WARNING);
    }

    @Test
    void defect23_aTimeoutIsEitherUsableOrRefusedWithItsBound() {
        Project project = new Project(folder);

        assertThat(project.errors(Project.scripted("path: s/ok.py, timeout: 99999999999")))
                .extracting(Diagnostic::message)
                .containsExactly("jobs[0].scripts[0].timeout must be <= 2147483647, got \"99999999999\".");
        assertThat(project.job(Project.scripted("path: s/ok.py, timeout: 2147483647"))
                .scripts()
                .getFirst()
                .timeout()).isEqualTo(Duration.ofSeconds(2_147_483_647L));
    }

    private static List<String> zones(Config config) {
        return config.jobs().stream().map(job -> job.trigger().schedule().zone().getId()).toList();
    }
}
