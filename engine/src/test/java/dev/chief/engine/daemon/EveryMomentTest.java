package dev.chief.engine.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chief.engine.config.Job;
import dev.chief.engine.daemon.Moments.Moment;
import dev.chief.engine.daemon.Moments.Started;
import dev.chief.engine.run.ExitFile;
import dev.chief.engine.run.RunStatus;
import dev.chief.engine.runs.KilledStore;
import dev.chief.engine.runs.KilledStore.Left;
import dev.chief.engine.runs.RunHistory;
import dev.chief.engine.runs.RunStoreException;
import dev.chief.engine.runs.SlotOutcome;
import dev.chief.engine.runs.SlotRecord;
import dev.chief.engine.runs.StoredRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A daemon that is killed at each moment of a few busy minutes at which a kill leaves something else on the disk, and the
 * daemon after it. One take-over is killed at some of its own moments too; with {@code -Dchief.moments=all} every tenth, at
 * each of them, which takes minutes.
 */
class EveryMomentTest {
    private static final boolean ALL = "all".equals(System.getProperty("chief.moments"));
    private static final Instant FAR = Instant.parse("2999-01-01T00:00:00Z");
    private static final Duration AWAY = Duration.ofSeconds(90);
    private static final Duration GOING_ON = Duration.ofSeconds(65);
    private static final Duration WATCHED = Duration.ofSeconds(130);
    private static final List<String> ONE_AT_A_TIME = List.of("skips", "queues");
    /** Read by bench/faults. */
    private static final AtomicInteger KILLS = new AtomicInteger();

    /** Not below a @TempDir: in memory, if there is such a place, because each of thousands of commits waits for the disk. */
    private Path folder = Path.of("");

    /** What becomes of the scripts of a daemon that is killed. */
    enum Fate {
        KILLED_TOO, ENDED_MEANWHILE, GOES_ON
    }

    @BeforeEach
    void makeFolder() throws IOException {
        Path memory = Path.of("/dev/shm");
        folder = Files.isWritable(memory) ? Files.createTempDirectory(memory, "chief-moments")
                : Files.createTempDirectory("chief-moments");
    }

    @AfterEach
    void removeFolder() throws IOException, InterruptedException {
        new ProcessBuilder("rm", "-rf", folder.toString()).start().waitFor();
    }

    @AfterAll
    static void tellHowMany() {
        System.out.println("daemons killed: " + KILLS);
    }

    @ParameterizedTest
    @EnumSource(Fate.class)
    void aKillAtAnyMomentLosesNothingAndRunsNothingTwice(Fate fate) {
        List<Moment> moments = busyMinutes();
        assertThat(moments).hasSizeGreaterThan(100);
        moments.forEach(moment -> takeOver(moment, fate, false));
    }

    @ParameterizedTest
    @EnumSource(Fate.class)
    void aKillOfTheDaemonThatTakesOverDoesNeither(Fate fate) {
        List<Moment> moments = busyMinutes();
        int between = ALL ? 10 : moments.size() / 2;
        for (int i = between; i < moments.size(); i += between) {
            List<Moment> beginning = takeOver(moments.get(i), fate, true);
            assertThat(beginning).hasSizeGreaterThan(20);
            for (int second = 0; second < beginning.size(); second += ALL ? 1 : 5) {
                takeOver(beginning.get(second), fate, false);
            }
        }
    }

    @Test
    void momentsAreSeenInTheMiddleOfATransaction() {
        assertThat(busyMinutes()).extracting(Moment::after)
                .contains("BEGIN IMMEDIATE", "COMMIT", "the start of a script of skips")
                .anyMatch(after -> after.startsWith("UPDATE runs"))
                .anyMatch(after -> after.startsWith("INSERT INTO slots"));
    }

    /** The moments of a daemon's life: runs that overlap, wait, fail and are caught up, a wish, a reload, a stop. */
    private List<Moment> busyMinutes() {
        Simulation daemon = new Simulation(folder, "2026-11-23T10:00:30Z").jobs(jobs());
        for (String job : List.of("skips", "queues", "beside")) {
            daemon.time.takes(job, Duration.ofSeconds(75));
        }
        daemon.time.takes("fails", Duration.ofSeconds(5));
        daemon.time.exits("fails", 0, 1, 2);
        var moments = new Moments(state(), Optional.of(folder.resolve("moments")), daemon.time, List.of());
        try (daemon) {
            daemon.on(moments).start().until("2026-11-23T10:02:10Z");
            var _ = Simulation.answer(daemon.daemon().trigger("catches"));
            daemon.until("2026-11-23T10:02:30Z");
            List<String> more = new ArrayList<>(List.of(jobs()));
            more.add("added, schedule: {frequency: interval, every: 1m}");
            daemon.jobs(more.toArray(String[]::new));
            assertThat(Simulation.answer(daemon.daemon().reload())).isTrue();
            daemon.until("2026-11-23T10:03:20Z").stop();
        }
        assertThat(daemon.said).contains("reloaded").noneMatch(line -> line.startsWith("failed"));
        return moments.all();
    }

    private static String[] jobs() {
        String everyMinute = "schedule: {frequency: interval, every: 1m}";
        return new String[]{"daemon: {max_parallel_jobs: 3}", "skips, " + everyMinute,
                "queues, overlap: queue, " + everyMinute, "beside, overlap: parallel, " + everyMinute,
                "catches, catch_up: all, " + everyMinute, "fails, " + everyMinute,
                "later, after: [catches], schedule: {frequency: interval, every: 2m}"};
    }

    /** Starts another daemon where one was killed, and checks what it makes of it; gives the moments of its own. */
    private List<Moment> takeOver(Moment killed, Fate fate, boolean keep) {
        KILLS.incrementAndGet();
        String about = killed + ", scripts " + fate;
        Moments.copy(killed.copy(), state());
        Left left = KilledStore.orphan(state(), fate != Fate.GOES_ON);
        // One that was killed while it recorded how a script ended knew more than its store.
        Set<ExitFile> ended = ended(killed.started());
        if (fate == Fate.ENDED_MEANWHILE) {
            endScripts(left, killed.started());
        }
        Instant back = killed.at().plus(AWAY);
        Simulation daemon = new Simulation(folder, back);
        Optional<Path> copies = keep ? Optional.of(folder.resolve("again")) : Optional.empty();
        var moments = new Moments(state(), copies, daemon.time, killed.started());
        try (daemon) {
            daemon.on(moments).start();
            daemon.advance(back.plus(GOING_ON));
            if (fate == Fate.GOES_ON) {
                endScripts(left, killed.started());
            }
            daemon.advance(back.plus(WATCHED));
            daemon.stop();
        }
        assertThat(daemon.said).as(about).noneMatch(line -> line.startsWith("failed"));
        List<Started> all = moments.started();
        noSlotStartedTwice(about, all);
        if (fate == Fate.GOES_ON) {
            List<Started> later = all.subList(killed.started().size(), all.size());
            List<Started> going = killed.started()
                    .stream()
                    .filter(script -> left.known().contains(script.exit()) && !ended.contains(script.exit()))
                    .toList();
            nothingStartedBeside(about, going, later, back.plus(GOING_ON));
        }
        try (RunHistory history = RunHistory.open(state())) {
            Map<String, StoredRun> runs = new HashMap<>();
            history.recent(Optional.empty(), 100_000).forEach(run -> runs.put(run.id().toString(), run));
            everyRunHasAnEnd(about, runs, killed, left, fate);
            for (Job job : daemon.config().jobs()) {
                Instant since = left.since().getOrDefault(job.name(), back);
                List<SlotRecord> ledger = history.slots(job.name(), FAR, 100_000);
                everySlotHasOneOutcome(about, job, since, back.plus(WATCHED), ledger);
                everyRunInTheLedgerIsThere(about, ledger, runs);
            }
        } catch (RunStoreException e) {
            throw new AssertionError(about, e);
        }
        return moments.all();
    }

    private Path state() {
        return folder.resolve(".chief");
    }

    private static Set<ExitFile> ended(List<Started> started) {
        return started.stream()
                .map(Started::exit)
                .filter(exit -> Files.exists(exit.path()))
                .collect(Collectors.toSet());
    }

    /** As their watchers do it. */
    private static void endScripts(Left left, List<Started> started) {
        try {
            for (Started script : started) {
                if (left.running().contains(script.exit())) {
                    Files.writeString(script.exit().path(), "0\n");
                }
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void noSlotStartedTwice(String about, List<Started> started) {
        Map<String, String> runs = new HashMap<>();
        for (Started script : started) {
            if (!script.slot().isEmpty()) {
                String before = runs.put(script.job() + " " + script.slot(), script.run());
                assertThat(before).as(about + ": the run for " + script.job() + " " + script.slot())
                        .isIn(null, script.run());
            }
        }
    }

    /** What outlived its daemon counts as running. */
    private static void nothingStartedBeside(
        String about,
        List<Started> going,
        List<Started> later,
        Instant end
    ) {
        for (Started script : going) {
            if (ONE_AT_A_TIME.contains(script.job())) {
                assertThat(later).as(about + ": beside " + script)
                        .noneMatch(other -> other.job().equals(script.job()) && other.at().isBefore(end));
            }
        }
    }

    private static void everyRunHasAnEnd(
        String about,
        Map<String, StoredRun> runs,
        Moment killed,
        Left left,
        Fate fate
    ) {
        assertThat(runs.values()).as(about).extracting(StoredRun::status).doesNotContain(RunStatus.RUNNING);
        left.finished()
                .forEach((id, status) -> assertThat(runs.get(id)).as(about + ": " + id)
                        .isNotNull()
                        .extracting(run -> run.status().name())
                        .isEqualTo(status));
        for (Started script : killed.started()) {
            boolean counted = fate == Fate.GOES_ON ? left.known().contains(script.exit())
                    : left.running().contains(script.exit());
            if (counted) {
                assertThat(runs.get(script.run())).as(about + ": " + script)
                        .isNotNull()
                        .extracting(StoredRun::status)
                        .isEqualTo(fate == Fate.KILLED_TOO ? RunStatus.LOST : RunStatus.SUCCEEDED);
            }
        }
    }

    private static void everySlotHasOneOutcome(
        String about,
        Job job,
        Instant since,
        Instant until,
        List<SlotRecord> ledger
    ) {
        List<Instant> expected = new ArrayList<>();
        for (Optional<Instant> slot = job.trigger().schedule().nextAfter(since); slot.isPresent()
                && !slot.get().isAfter(until); slot = job.trigger().schedule().nextAfter(slot.get())) {
            expected.addFirst(slot.get());
        }
        assertThat(ledger).as(about + ": " + job.name()).extracting(SlotRecord::slot).isEqualTo(expected);
        assertThat(ledger).as(about + ": " + job.name())
                .extracting(SlotRecord::outcome)
                .doesNotContain(SlotOutcome.QUEUED);
    }

    private static void everyRunInTheLedgerIsThere(
        String about,
        List<SlotRecord> ledger,
        Map<String, StoredRun> runs
    ) {
        for (SlotRecord line : ledger) {
            assertThat(line.outcome() == SlotOutcome.RAN).as(about + ": " + line)
                    .isEqualTo(line.run().isPresent());
            line.run().ifPresent(run -> assertThat(runs).as(about).containsKey(run.toString()));
        }
    }
}
