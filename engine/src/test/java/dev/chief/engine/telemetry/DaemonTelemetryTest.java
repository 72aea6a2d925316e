package dev.chief.engine.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chief.core.dispatch.Cause;
import dev.chief.core.dispatch.Outcome;
import dev.chief.core.dispatch.Outcome.Reason;
import dev.chief.core.dispatch.Wait;
import dev.chief.core.event.Metadata;
import dev.chief.core.event.TelemetryEvent;
import dev.chief.engine.config.Config;
import dev.chief.engine.config.DaemonSettings;
import dev.chief.engine.config.Job;
import dev.chief.engine.config.Trigger;
import dev.chief.engine.run.Workshop;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DaemonTelemetryTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Cause SLOT = new Cause.Slot(NOON);
    private static final Duration LATE = Duration.ofSeconds(90);

    @TempDir
    Path directory;
    private final List<TelemetryEvent> told = new ArrayList<>();
    private Optional<Job> nightly = Optional.empty();
    private final DaemonTelemetry daemon = new DaemonTelemetry(new Events(() -> Workshop.NOW, told::add),
            new Identity("host:/chief.yaml", "1.2", 42));

    @BeforeEach
    void makeJob() {
        nightly = Optional.of(job("nightly", true));
    }

    @Test
    void atTheStartTheFleetIsToldAndWhenEachJobRunsNext() {
        Path file = new Workshop(directory).write("chief.yaml", "jobs: []\n");
        daemon.started(config(file, job("nightly", true), job("private", false)));
        assertThat(lines()).containsExactly(
                "chief.started INFO Chief started.",
                "job.next_scheduled INFO Next run for nightly: 2026-11-23T12:00:00Z");
        assertThat(metadata(0)).isEqualTo("{instance=host:/chief.yaml, version=1.2, pid=42, "
                + "config_hash=15b0264ec26fd5e1528b7c0e2e248a0d33e090989563b9e065da626d1c4cc44d, "
                + "jobs=[{job_name=nightly, overlap=skip, catch_up=none, timezone=Z, "
                + "schedule=Runs daily at 12:00 (Z), tags=[], next_run_at=2026-11-23T12:00:00Z, longest_seconds=30, "
                + "check_enabled=false, grace_seconds=0, alert_on_failure=false, alert_on_miss=false}]}");
        assertThat(told.getLast().about().runId()).isEmpty();
    }

    @Test
    void aGreatFleetIsToldInPartsThatEachAreWholeForARangeOfNames() {
        Job[] jobs = IntStream.range(0, 1_001)
                .mapToObj(number -> job("job-%04d".formatted(1_000 - number), true))
                .toArray(Job[]::new);
        daemon.started(config(directory.resolve("chief.yaml"), jobs));
        assertThat(lines()).hasSize(3 + 1_001)
                .startsWith("chief.started INFO Chief started. Jobs 1 to 500 of 1001.",
                        "chief.started INFO Chief started. Jobs 501 to 1000 of 1001.",
                        "chief.started INFO Chief started. Jobs 1001 to 1001 of 1001.");
        assertThat(metadata(0)).contains("part=1, parts=3, jobs_from=null, jobs_before=job-0500, "
                + "jobs=[{job_name=job-0000,");
        assertThat(metadata(1)).contains("part=2, parts=3, jobs_from=job-0500, jobs_before=job-1000, ");
        assertThat(metadata(2)).contains("part=3, parts=3, jobs_from=job-1000, jobs_before=null, ");
        assertThat(told.subList(0, 3).stream().map(event -> event.stamp().at()).distinct()).hasSize(1);
    }

    @Test
    void tagsAreToldAndMakeThePartsOfAFleetSmaller() {
        Job[] jobs = IntStream.range(0, 5)
                .mapToObj(number -> tagged(job("job-" + number, true), List.of("etl", "x".repeat(40_000))))
                .toArray(Job[]::new);
        daemon.started(config(directory.resolve("chief.yaml"), jobs));
        assertThat(lines()).startsWith("chief.started INFO Chief started. Jobs 1 to 2 of 5.",
                "chief.started INFO Chief started. Jobs 3 to 4 of 5.",
                "chief.started INFO Chief started. Jobs 5 to 5 of 5.");
        assertThat(metadata(0)).contains("jobs_from=null, jobs_before=job-2, ", "tags=[etl, xxx");
        assertThat(metadata(2)).contains("jobs_from=job-4, jobs_before=null, ");
    }

    @Test
    void aJitterThatHoldsASlotBackIsPartOfTheGrace() {
        Job job = job("nightly", true);
        Trigger trigger = job.trigger();
        Trigger held = new Trigger(trigger.schedule(), trigger.overlap(), trigger.catchUp(),
                Duration.ofMinutes(5),
                trigger.after());
        assertThat(JobFacts.checkKeys(job).entries()).containsEntry("grace_seconds",
                new Metadata.Value.Whole(0));
        assertThat(JobFacts.checkKeys(with(job, held)).entries())
                .containsEntry("grace_seconds", new Metadata.Value.Whole(300));
    }

    @Test
    void aReloadTellsTheFleetAgain() {
        daemon.reloaded(config(directory.resolve("gone.yaml"), job("nightly", true)));
        assertThat(lines()).containsExactly(
                "config.reloaded INFO Configuration reloaded.",
                "job.next_scheduled INFO Next run for nightly: 2026-11-23T12:00:00Z");
        assertThat(metadata(0)).contains("config_hash=null");
    }

    @Test
    void aTriggerThatStartsARunIsDispatched() {
        decide(SLOT, new Outcome.Ran(1, false));
        decide(new Cause.Manual(7), new Outcome.Ran(2, false));
        assertThat(lines()).containsExactly("daemon.dispatch INFO Dispatching nightly.",
                "daemon.dispatch INFO Dispatching nightly.");
        assertThat(metadata(0))
                .startsWith("{overlap=skip, running_count=1, trigger=schedule, catch_up=false, check_");
        assertThat(told.getFirst().about().scheduledFor()).contains(NOON);
        assertThat(told.getLast().about().scheduledFor()).isEmpty();
    }

    @Test
    void aTriggerThatWaitsForItsOwnRunIsToldWhenItComesAndWhenItGoes() {
        decide(SLOT, new Outcome.Queued(new Wait.OwnRun(1)));
        decide(SLOT, new Outcome.Ran(2, false));
        assertThat(lines()).containsExactly(
                "daemon.queued_pending INFO Queued overlapping trigger for nightly.",
                "daemon.queued_pending INFO Queued pending run for nightly.",
                "daemon.dispatch INFO Dispatching nightly.");
        assertThat(metadata(0)).startsWith("{overlap=skip");
        assertThat(metadata(1)).isEqualTo("{reason=prior run completed}");
    }

    @Test
    void aTriggerThatComesDuringARunIsSkipped() {
        decide(SLOT, new Outcome.Skipped(new Reason.Running(1)));
        decide(SLOT, new Outcome.Skipped(new Reason.AlreadyWaiting(SLOT)));
        assertThat(lines()).containsOnly(
                "daemon.overlap_skipped INFO Skipped overlapping trigger for nightly.")
                .hasSize(2);
    }

    @Test
    void aSlotThatIsNotRunSaysWhy() {
        decide(SLOT, new Outcome.Missed(LATE, Outcome.Missed.Why.NOT_WANTED));
        decide(SLOT, new Outcome.CaughtUp(NOON.plusSeconds(60)));
        decide(SLOT, new Outcome.Skipped(new Reason.NotAfter(List.of("extract"))));
        decide(SLOT, new Outcome.Skipped(new Reason.Stopping()));
        assertThat(lines()).filteredOn(line -> !line.startsWith("job.next_scheduled"))
                .containsExactly(
                        "daemon.slot_missed WARN Slot of nightly not run: Chief was not there in time.",
                        "daemon.slot_missed INFO Slot of nightly not run: a later slot makes up for it.",
                        "daemon.slot_missed WARN Slot of nightly not run: other jobs have not succeeded.",
                        "daemon.slot_missed WARN Slot of nightly not run: Chief is stopping.");
        assertThat(metadata("daemon.slot_missed", 0)).isEqualTo("{reason=not_wanted, late_seconds=90}");
        assertThat(metadata("daemon.slot_missed", 1))
                .isEqualTo("{reason=caught_up, caught_up_by=2026-11-23T12:01:00Z}");
        assertThat(metadata("daemon.slot_missed", 2)).isEqualTo("{reason=after, after=[extract]}");
    }

    @Test
    void theLastOfTheSlotsThatAreMissedSaysWhenTheJobRunsNext() {
        for (int day = 20; day <= 22; day++) {
            decide(new Cause.Slot(Instant.parse("2026-11-" + day + "T12:00:00Z")),
                    new Outcome.Missed(LATE, Outcome.Missed.Why.NOT_WANTED));
        }
        assertThat(lines()).containsExactly(
                "daemon.slot_missed WARN Slot of nightly not run: Chief was not there in time.",
                "daemon.slot_missed WARN Slot of nightly not run: Chief was not there in time.",
                "daemon.slot_missed WARN Slot of nightly not run: Chief was not there in time.",
                "job.next_scheduled INFO Next run for nightly: 2026-11-23T12:00:00Z");
        assertThat(metadata(3)).startsWith("{next_run_at=2026-11-23T12:00:00Z, check_enabled=");
    }

    @ParameterizedTest
    @MethodSource("outcomesThatSayWhatIsNext")
    void whatIsNotRunSaysWhatIsNextUnlessSomethingElseDoes(Outcome outcome, boolean says) {
        decide(new Cause.Slot(Instant.parse("2026-11-22T12:00:00Z")), outcome);
        decide(new Cause.Manual(3), outcome);
        assertThat(lines()).filteredOn(line -> line.startsWith("job.next_scheduled")).hasSize(says ? 1 : 0);
    }

    static Stream<Arguments> outcomesThatSayWhatIsNext() {
        return Stream.of(Arguments.of(new Outcome.Missed(LATE, Outcome.Missed.Why.NO_ROOM), true),
                Arguments.of(new Outcome.Skipped(new Reason.NotAfter(List.of("extract"))), true),
                Arguments.of(new Outcome.Skipped(new Reason.Cancelled()), true),
                Arguments.of(new Outcome.Skipped(new Reason.Running(1)), false),
                Arguments.of(new Outcome.Skipped(new Reason.Disabled()), false),
                Arguments.of(new Outcome.Skipped(new Reason.Stopping()), false),
                Arguments.of(new Outcome.Queued(new Wait.OwnRun(1)), false),
                Arguments.of(new Outcome.Ran(1, false), false));
    }

    @Test
    void aJobWithoutTelemetryIsNotToldOf() {
        daemon.decided(job("private", false), SLOT, new Outcome.Ran(1, false), 1);
        assertThat(told).isEmpty();
    }

    @Test
    void theEndIsTold() {
        daemon.stopped("SIGTERM");
        assertThat(lines()).containsExactly("chief.stopped INFO Chief stopped.");
        assertThat(metadata(0)).isEqualTo("{instance=host:/chief.yaml, version=1.2, pid=42, reason=SIGTERM}");
    }

    private void decide(Cause cause, Outcome outcome) {
        daemon.decided(nightly.orElseThrow(), cause, outcome, 1);
    }

    private Job job(String name, boolean telemetry) {
        Workshop shop = new Workshop(directory);
        return shop.job(name, true, Optional.empty(), telemetry, shop.shell("a.sh", "true"));
    }

    private static Job with(Job job, Trigger trigger) {
        return new Job(job.name(), job.labels(), job.enabled(), job.workingDirectory(), job.stopOnFailure(),
                job.timeout(), trigger, job.scripts(), job.monitor(), job.secrecy());
    }

    private static Job tagged(Job job, List<String> tags) {
        return new Job(job.name(), new Job.Labels(job.labels().description(), tags), job.enabled(),
                job.workingDirectory(), job.stopOnFailure(), job.timeout(), job.trigger(), job.scripts(),
                job.monitor(), job.secrecy());
    }

    private Config config(Path file, Job... jobs) {
        var settings = new DaemonSettings(1, Duration.ZERO, 30, directory, 1 << 20, Duration.ZERO);
        return new Config(file, settings, Bench.settings().in(directory), List.of(jobs));
    }

    private List<String> lines() {
        return told.stream()
                .map(event -> event.type() + " " + event.level() + " " + event.message())
                .toList();
    }

    private String metadata(String type, int index) {
        return RunTelemetryTest.show(new Metadata.Value.Fields(
                told.stream().filter(event -> event.type().equals(type)).toList().get(index).metadata()));
    }

    private String metadata(int index) {
        return RunTelemetryTest
                .show(new Metadata.Value.Fields(told.get(index).metadata()));
    }
}
