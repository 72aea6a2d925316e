package dev.chief.engine.daemon;

import dev.chief.core.dispatch.Cause;
import dev.chief.core.dispatch.Effect;
import dev.chief.core.dispatch.Event;
import dev.chief.engine.config.Job;
import dev.chief.engine.config.Script;
import dev.chief.engine.run.JournalException;
import dev.chief.engine.run.RunEvent.RunFinished;
import dev.chief.engine.run.RunId;
import dev.chief.engine.run.RunStatus;
import dev.chief.engine.runs.PlannedRun;
import dev.chief.engine.runs.StoredRun;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The runs that go on: those of this daemon, each on a virtual thread, and those that an earlier one left behind. For the
 * daemon's thread.
 */
final class Runs {
    /** How often it is looked whether what an earlier daemon left behind has ended. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final DaemonSetup setup;
    private final DaemonListener listener;
    private final BiConsumer<Planned, RunFinished> ended;
    private final Map<RunId, Own> own = new LinkedHashMap<>();
    private final Map<RunId, Adopted> adopted = new LinkedHashMap<>();
    private final Deque<StoredRun> toAdopt = new ArrayDeque<>();
    private Instant lookAt = Instant.EPOCH;

    /** @param ended is told of the end of a run, on the run's thread */
    Runs(DaemonSetup setup, DaemonListener listener, BiConsumer<Planned, RunFinished> ended) {
        this.setup = setup;
        this.listener = listener;
        this.ended = ended;
    }

    /**
     * A run that is about to start.
     *
     * @param number what dispatch calls it
     */
    record Planned(long number, RunId id, Job job, Optional<Instant> slot) {
        PlannedRun record() {
            return new PlannedRun(id, slot, job.scripts().size());
        }
    }

    private record Own(Planned run, Instant since, Thread thread) {}

    private record Adopted(long number, StoredRun run) {}

    Planned plan(Effect.Start start, Job job) {
        RunId id = RunId.next(job.name(), setup.clock().instant(), ProcessHandle.current().pid());
        Optional<Instant> slot = start.cause() instanceof Cause.Slot(Instant at) ? Optional.of(at)
                : Optional.empty();
        return new Planned(start.run(), id, job, slot);
    }

    /** Starts a run that is recorded. */
    void start(Planned planned) {
        Thread thread = Thread.ofVirtual()
                .name("run " + planned.id())
                .unstarted(() -> ended.accept(planned, run(planned)));
        own.put(planned.id(), new Own(planned, setup.clock().instant(), thread));
        thread.start();
    }

    private RunFinished run(Planned planned) {
        Instant began = setup.clock().instant();
        try {
            return setup.runner().run(planned.id(), planned.job(), planned.slot(), listener);
        } catch (RuntimeException | Error e) {
            // Never seen. But a job whose run did not report its end would never run again.
            return new RunFinished(planned.id(), planned.job(), planned.slot(), RunStatus.FAILED, began,
                    Duration.ZERO,
                    List.of(), "Chief itself failed: " + e);
        }
    }

    /** A run of this daemon has ended. */
    void remove(Planned planned) {
        own.remove(planned.id());
    }

    /** The events that say which runs of an earlier daemon still go on. */
    List<Event> find(List<StoredRun> survivors, Instant now) {
        List<Event> found = new ArrayList<>();
        for (StoredRun run : survivors) {
            toAdopt.add(run);
            found.add(new Event.RunFound(now, run.job()));
        }
        return found;
    }

    /** Dispatch has counted the next of the runs that were found. */
    void adopt(Effect.Adopt adopt) {
        StoredRun run = toAdopt.remove();
        adopted.put(run.id(), new Adopted(adopt.run(), run));
        listener.adopted(run);
    }

    /**
     * The ends of adopted runs, looked for once a second. One that goes on for longer than its job may is ended.
     *
     * @param jobs the jobs by name, as they are now
     */
    List<Event> adoptedEnds(Instant now, Map<String, Job> jobs) {
        if (adopted.isEmpty() || (now.isBefore(lookAt) && lookAt.isBefore(now.plus(LOOK_AGAIN)))) {
            return List.of();
        }
        lookAt = now.plus(LOOK_AGAIN);
        List<Event> ends = new ArrayList<>();
        for (Adopted run : List.copyOf(adopted.values())) {
            Optional<StoredRun> settled = settled(run.run().id());
            if (settled.isPresent()) {
                adopted.remove(run.run().id());
                listener.settled(settled.get());
                boolean succeeded = settled.get().status() == RunStatus.SUCCEEDED;
                ends.add(new Event.RunEnded(now, run.run().job(), run.number(), succeeded));
            } else if (isOverdue(run.run(), jobs.get(run.run().job()), now)) {
                cancel(run.run().id());
            }
        }
        return ends;
    }

    /** Whether a run has gone on for longer than its time-out, or all that its scripts may take together, retries included. */
    private static boolean isOverdue(StoredRun run, @Nullable Job job, Instant now) {
        return job != null && Duration.between(run.startedAt(), now)
                .compareTo(job.timeout().orElseGet(() -> longest(job))) > 0;
    }

    private static Duration longest(Job job) {
        Duration longest = Duration.ZERO;
        for (Script script : job.scripts()) {
            int retries = script.retry().attempts();
            longest = longest.plus(script.timeout().multipliedBy(retries + 1L))
                    .plus(script.retry().maxDelay().multipliedBy(retries));
        }
        return longest;
    }

    private Optional<StoredRun> settled(RunId run) {
        try {
            return setup.store().settled(run);
        } catch (JournalException e) {
            // What cannot be read now is asked again; until then the run counts as going on, which starts nothing twice.
            return Optional.empty();
        }
    }

    /** When to look again for the ends of adopted runs. */
    Optional<Instant> lookAt() {
        return adopted.isEmpty() ? Optional.empty() : Optional.of(lookAt);
    }

    /** How many runs of this daemon go on. */
    int ownGoing() {
        return own.size();
    }

    List<DaemonStatus.Going> going() {
        List<DaemonStatus.Going> going = new ArrayList<>();
        for (Adopted entry : adopted.values()) {
            StoredRun run = entry.run();
            going.add(new DaemonStatus.Going(run.job(), run.id(), run.scheduledFor(), run.startedAt(), true));
        }
        for (Own entry : own.values()) {
            Planned run = entry.run();
            going.add(new DaemonStatus.Going(run.job().name(), run.id(), run.slot(), entry.since(), false));
        }
        return going;
    }

    /**
     * The runs that a person may mean by an id, the beginning of one, or a job's name. The beginning of an id holds more than
     * the job's name, so that nobody who names one job means another one whose name begins like it.
     */
    List<RunId> meantBy(String what) {
        List<RunId> all = going().stream().map(DaemonStatus.Going::run).toList();
        List<RunId> ofJob = all.stream().filter(run -> run.job().equals(what)).toList();
        return ofJob.isEmpty()
                ? all.stream()
                        .filter(run -> what.length() > run.job().length() && run.toString().startsWith(what))
                        .toList()
                : ofJob;
    }

    /** Ends a run that goes on; it reports its end as always. */
    void cancel(RunId id) {
        Own run = own.get(id);
        if (run != null) {
            run.thread().interrupt();
        } else if (adopted.containsKey(id)) {
            Thread.ofVirtual()
                    .name("cancel " + id)
                    .start(() -> {
                        var _ = setup.runner().endLeftBehind(id);
                    });
        }
    }
}
