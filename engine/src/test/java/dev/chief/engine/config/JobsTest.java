package dev.chief.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chief.core.dispatch.Policy.CatchUp;
import dev.chief.core.dispatch.Policy.Overlap;
import dev.chief.core.schedule.DstPolicy;
import dev.chief.core.schedule.DstPolicy.Gap;
import dev.chief.core.schedule.DstPolicy.Repeat;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JobsTest {
    @TempDir
    Path folder;
    private Project project;

    @BeforeEach
    void setUp() {
        project = Everything.project(folder);
    }

    @Test
    void whatAFileDoesNotSayHasItsDefault() {
        Config config = project.good(Project.daily());
        Job job = config.jobs().getFirst();
        Script script = job.scripts().getFirst();

        assertThat(config.daemon()).isEqualTo(new DaemonSettings(1, Duration.ofSeconds(30), 30,
                project.folder().resolve(".chief"), 64 << 20, Duration.ofSeconds(10)));
        assertThat(config.telemetry())
                .isEqualTo(new TelemetrySettings(false, "http://127.0.0.1:7410", Secret.NONE,
                        Duration.ofMillis(400), Duration.ofSeconds(15), new TelemetrySettings.Buffer(5_000,
                                Duration.ofSeconds(1), 256 << 20,
                                project.folder().resolve(".chief/telemetry_spool.jsonl"))));
        assertThat(job).isEqualTo(new Job("a", new Job.Labels("", List.of()), true, project.folder(), true,
                Optional.empty(), job.trigger(), job.scripts(), job.monitor(), Secrecy.OF_TELLING_NAMES));
        assertThat(job.trigger()).isEqualTo(new Trigger(job.trigger().schedule(), Overlap.SKIP, CatchUp.NONE,
                Duration.ZERO, List.of()));
        assertThat(job.monitor())
                .isEqualTo(new JobMonitor(false,
                        new JobMonitor.Check(false, Duration.ofMinutes(2), true, true)));
        assertThat(script.timeout()).isEqualTo(Duration.ofHours(1));
        assertThat(script.retry()).isEqualTo(Retry.NEVER);
        assertThat(script.name()).isEqualTo("s/ok.py");
    }

    @Test
    void emptyValuesMeanTheDefaults() {
        Config empty = project.good("version:\ndefaults:\nmonitor:\ndaemon:\n" + Project.daily("enabled:",
                "overlap:", "working_dir:", "timezone:", "monitor:", "tags:", "env:", "retry:", "after:",
                "jitter: null"));

        assertThat(empty).usingRecursiveComparison()
                .ignoringFields("jobs.trigger.schedule")
                .isEqualTo(project.good(Project.daily()));
    }

    @Test
    void everyKeyReachesTheModel() {
        Config config = project.good(Everything.yaml());
        Job job = config.jobs().getFirst();

        assertThat(config.daemon()).isEqualTo(new DaemonSettings(4, Duration.ZERO, 90,
                project.folder().resolve("state"), 1 << 20, Duration.ofSeconds(5)));
        assertThat(config.telemetry())
                .isEqualTo(new TelemetrySettings(true, "https://monitor.example:7410/base",
                        new Secret("0123456789"), Duration.ofMillis(500), Duration.ofSeconds(30),
                        new TelemetrySettings.Buffer(100, Duration.ofMillis(200), 1_000_000,
                                project.folder().resolve("spool/events.jsonl"))));
        assertThat(job.labels()).isEqualTo(new Job.Labels("Pulls orders", List.of("etl", "2026")));
        assertThat(job.workingDirectory()).isEqualTo(project.folder().resolve("s"));
        assertThat(job.timeout()).contains(Duration.ofHours(2));
        assertThat(job.trigger().overlap()).isEqualTo(Overlap.PARALLEL);
        assertThat(job.trigger().catchUp()).isEqualTo(CatchUp.ALL);
        assertThat(job.trigger().jitter()).isEqualTo(Duration.ofMinutes(5));
        assertThat(job.trigger().schedule().dst()).isEqualTo(new DstPolicy(Gap.AFTER, Repeat.EACH));
        assertThat(job.monitor())
                .isEqualTo(new JobMonitor(false,
                        new JobMonitor.Check(true, Duration.ofMinutes(1), false, true)));
    }

    @Test
    void aScriptGetsWhatTheDefaultsTheJobAndItselfSayInThisOrder() {
        Config config = project.good(Everything.yaml());
        Script first = config.jobs().getFirst().scripts().getFirst();
        Script second = config.jobs().getFirst().scripts().get(1);
        Script other = config.jobs().get(1).scripts().getFirst();

        assertThat(first.environment()).containsExactly(Map.entry("REGION", "eu west"),
                Map.entry("LEVEL", "debug"), Map.entry("STAGE", "test"),
                Map.entry("WORKERS", "4"), Map.entry("RATIO", "1.50"),
                Map.entry("STEP", "1"));
        assertThat(other.environment()).containsEntry("LEVEL", "info").containsEntry("STAGE", "prod");
        assertThat(first.retry())
                .isEqualTo(new Retry(3, Duration.ofSeconds(1), 1, Duration.ofMinutes(10)));
        assertThat(second.retry()).isEqualTo(new Retry(1, Duration.ofSeconds(30), 1, Duration.ofMinutes(10)));
        assertThat(other.retry()).isEqualTo(new Retry(2, Duration.ofSeconds(10), 1.5, Duration.ofMinutes(5)));
        assertThat(List.of(first.timeout(), second.timeout())).containsExactly(Duration.ofMinutes(2),
                Duration.ofMinutes(10));
        assertThat(second.interpreter()).containsExactly("python3");
        assertThat(other.interpreter()).containsExactly("python3", "-u");
        assertThat(config.jobs().get(1).trigger())
                .extracting(Trigger::overlap, Trigger::catchUp, Trigger::jitter)
                .containsExactly(Overlap.QUEUE, CatchUp.LATEST, Duration.ofSeconds(30));
        assertThat(config.jobs().get(1).stopOnFailure()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"yes,true", "NO,false", "On,true", "off,false", "True,true", "FALSE,false"})
    void booleansMayBeThoseOfOlderYaml(String written, boolean meant) {
        assertThat(project.job(Project.daily("stop_on_failure: " + written)).stopOnFailure())
                .isEqualTo(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"yes\"", "1", "y", "[true]", "tRue"})
    void whatOnlyLooksLikeABooleanIsNone(String written) {
        assertThat(project.errors(Project.daily("stop_on_failure: " + written))).singleElement()
                .extracting(Diagnostic::message)
                .asString()
                .startsWith("jobs[0].stop_on_failure must be true or false, got ");
    }

    @Test
    void aWordWithoutQuotesIsTextWhereTextIsWanted() {
        Job job = project.job(Project.daily("description: 2026-01-01").replace("name: a", "name: off"));

        assertThat(job.name()).isEqualTo("off");
        assertThat(job.labels().description()).isEqualTo("2026-01-01");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "timeout: 0 | timeout must be >= 1, got \"0\".",
            "timeout: 1.5 | timeout must be an integer, got \"1.5\".",
            "retry: {attempts: -1} | retry.attempts must be >= 0, got \"-1\".",
            "retry: {delay: 30} | retry.delay must be a duration like 30s, 5m or 2h, at most 365d, got \"30\".",
            "retry: {backoff: 0.5} | retry.backoff must be a number from 1 to 1000000, got \"0.5\".",
            "retry: {backoff: .inf} | retry.backoff must be a number from 1 to 1000000, got \".inf\".",
            "retry: {delay: 1h, max_delay: 5m} | retry.max_delay must be at least as long as the delay, got \"5m\".",
            "retry: 3 | retry must be a mapping, got \"3\".",
            "jitter: 400d | jitter must be a duration like 30s, 5m or 2h, at most 365d, got \"400d\".",
            "catch_up: some | catch_up must be one of [none, latest, all], got \"some\".",
            "tags: etl | tags must be a list of texts, got \"etl\".",
            "tags: [1] | tags[0] must be a non-empty string, got \"1\".",
            "env: [A] | env must be a mapping.",
            "env: {A: [x]} | env.A must be a scalar without NUL characters.",
            "env: {A: } | env.A has no value.",
            "env: {A=B: x} | env must name variables without \"=\", got \"A=B\".",
            "interpreters: {.py: []} | interpreters..py must be a command as a string or a list, got a list.",
            "interpreters: {.py: \"a 'b\"} | interpreters..py has no closing quotation, got \"a 'b\".",
            "monitor: {check: {grace_seconds: -1}} | monitor.check.grace_seconds must be >= 0, got \"-1\"."
    })
    void aFieldThatBreaksItsRuleIsNamedWithItsValue(String line, String message) {
        assertThat(project.errors(Project.daily(line))).extracting(Diagnostic::message)
                .containsExactly("jobs[0]." + message);
    }

    @Test
    void aMisspeltRequiredKeyIsReportedOnce() {
        assertThat(project.errors(Project.daily().replace("schedule:", "schedul:"))).extracting(Project::line)
                .containsExactly("3:5+7 [jobs[0].schedul] Unknown key \"schedul\" in jobs[0]."
                        + " (did you mean \"schedule\"?)");
        assertThat(project.errors(Project.daily().replace("frequency:", "frequence:")))
                .extracting(Project::line)
                .containsExactly("3:16+9 [jobs[0].schedule.frequence] Unknown key"
                        + " \"frequence\" in jobs[0].schedule. (did you mean \"frequency\"?)");
    }

    @Test
    void aKeyOfAnotherSectionIsSentThere() {
        assertThat(project.errors("grace_seconds: 5\n" + Project.daily("path: x", "time: '06:00'")))
                .extracting(error -> error.hint().orElse(""))
                .containsExactly("\"grace_seconds\" is a key of a job's monitor.check",
                        "\"path\" is a key of an entry of scripts", "\"time\" is a key of a job's schedule");
    }

    @Test
    void slipsOfBeginnersAreAnsweredWithWhatToWrite() {
        assertThat(project.errors("jobs:\n  - name: a\n    after: b\n    timeout: 5m\n"
                + "    schedule: 0 6 * * *\n    scripts: [s/ok.py]\n"
                + "  - name: b\n    schedule: {frequency: daily, time: 7:30, exclude: [2026-02-30, 2026-2-3],"
                + " timezone: EST5}\n    scripts: [{path: s/ok.py, timeout: soon}]\n"))
                .extracting(error -> error.path() + " " + error.hint().orElse("-"))
                .containsExactly("jobs[0].after put it in brackets: [...]",
                        "jobs[0].timeout it is a number of seconds: 300",
                        "jobs[0].schedule its keys go below it, frequency first; a cron line goes there as frequency: custom",
                        "jobs[0].scripts[0] write each script as \"- path: FILE\"",
                        "jobs[1].schedule.time did you mean \"07:30\"?",
                        "jobs[1].schedule.exclude[0] there is no such day",
                        "jobs[1].schedule.exclude[1] -",
                        "jobs[1].schedule.timezone did you mean \"EST5EDT\"?",
                        "jobs[1].scripts[0].timeout -");
        assertThat(project.errors("jobs:\n  a:\n    schedule: x\n")).singleElement()
                .extracting(error -> error.hint().orElse("-"))
                .isEqualTo("each job begins with \"- name: NAME\"");
    }

    @Test
    void nearestNamesAreSuggested() {
        assertThat(project.errors(Project.scheduled("frequency: daly, time: '06:00', timezone: europe/berlin")
                + "  - name: b\n    overlap: paralel\n    timezone: Tokyo\n    scripts: [{path: s/ok.pyy}]\n"
                + "    schedule: {frequency: weekly, day: mon, time: '06:00'}\n"))
                .extracting(error -> error.hint().orElse(""))
                .containsExactly("did you mean \"daily\"?", "did you mean \"Europe/Berlin\"?",
                        "did you mean \"parallel\"?", "did you mean \"Asia/Tokyo\"?",
                        "did you mean \"ok.py\"?",
                        "did you mean \"monday\"?");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "2026-01-15 | 2026-01-15T00:00-05:00", "2026-01-15T06:00 | 2026-01-15T06:00-05:00",
            "2026-07-15 06:00:30.5 | 2026-07-15T06:00:30.500-04:00",
            "2026-01-15T12:00Z | 2026-01-15T07:00-05:00",
            "2026-01-15T12:00:00+0100 | 2026-01-15T06:00-05:00",
            "2026-01-15T12:00-08 | 2026-01-15T15:00-05:00",
            "2026-03-08T02:30 | 2026-03-08T02:30-05:00", "2026-11-01T01:30 | 2026-11-01T01:30-04:00"
    })
    void boundsAreOfTheSchedulesZone(String written, String meant) {
        assertThat(project
                .job(Project.scheduled("frequency: daily, time: '06:00', timezone: America/New_York, start: '"
                        + written + "'"))
                .trigger()
                .schedule()
                .window()
                .start()).contains(OffsetDateTime.parse(meant));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-1-1", "20260101", "2026-01-01T", "2026-01-01T6:00", "2026-01-01T06",
            "2026-01-01T24:00",
            "2026-01-01T06:00:60", "2026-01-01T06:00:00.", "2026-01-01T06:00:00.1234567890",
            "2026-01-01T06:00+1",
            "2026-01-01T06:00+19:00", "2026-01-01T06:00Zx", "0000-01-01", "2026-01-01X06:00", "٢٠٢٦-01-01",
            ""})
    void whatIsNoIsoTimeIsNoBound(String written) {
        assertThat(project
                .errors(Project.scheduled("frequency: daily, time: '06:00', start: '" + written + "'")))
                .extracting(Diagnostic::message)
                .containsExactly("jobs[0].schedule.start must be ISO datetime, got \"" + written + "\".");
    }

    @Test
    void anEmptyBoundIsAnErrorSinceThereIsNoDefault() {
        assertThat(project.errors(Project.scheduled("frequency: daily, time: '06:00', end: ")))
                .extracting(Project::line)
                .containsExactly(
                        "4:49+3 [jobs[0].schedule.end] jobs[0].schedule.end must be an ISO datetime string,"
                                + " got \"\". (leave the key out for no bound)");
    }

    @Test
    void weekdaysMayBeNumbersAndNestedLists() {
        assertThat(project
                .job(Project.scheduled("frequency: weekly, time: '06:00', day: [monday-tuesday, [5, \"7\"]]"))
                .trigger()
                .schedule()
                .description())
                .isEqualTo("Runs every monday-tuesday, friday, sunday at 06:00 (UTC)");
        assertThat(project
                .errors(Project.scheduled("frequency: monthly, ordinal: last, time: '06:00', day: 1-2")))
                .extracting(Diagnostic::message)
                .containsExactly(
                        "jobs[0].schedule.day must be a single weekday for this frequency, got \"1-2\".");
    }

    @Test
    void aJobMayWaitForOthersThatExist() {
        assertThat(project.good(jobs("a: []", "b: [a]", "c: [a, b]")).jobs().get(2).trigger().after())
                .containsExactly("a", "b");
        assertThat(project.errors(jobs("extract: []", "b: [extrct]"))).extracting(Project::line)
                .containsExactly(
                        "3:21+6 [jobs[1].after[0]] Unknown job \"extrct\" at jobs[1].after[0]. (did you mean \"extract\"?)");
    }

    @Test
    void jobsThatWaitForEachOtherAreAnErrorOnce() {
        assertThat(project.errors(jobs("a: [c]", "b: [a]", "c: [b]", "d: [d]", "e: [a, d]")))
                .extracting(Project::line)
                .containsExactly(
                        "3:21+1 [jobs[1].after[0]] jobs[1].after[0] closes a circle, so none of its jobs would ever"
                                + " run: a after c after b after a.",
                        "5:21+1 [jobs[3].after[0]] jobs[3].after[0] closes a circle, so none of its jobs would ever"
                                + " run: d after d.");
    }

    /** One job a line, {@code name: [those it waits for]}. */
    private static String jobs(String... namesAndAfter) {
        StringBuilder yaml = new StringBuilder("jobs:\n");
        for (String job : namesAndAfter) {
            int colon = job.indexOf(':');
            yaml.append("- {name: ")
                    .append(job, 0, colon)
                    .append(", after")
                    .append(job.substring(colon))
                    .append(", schedule: {frequency: daily, time: '06:00'}, scripts: [{path: s/ok.py}]}\n");
        }
        return yaml.toString();
    }
}
