package dev.chief.core.dispatch;

import dev.chief.core.dispatch.Policy.CatchUp;
import dev.chief.core.dispatch.Policy.Overlap;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.stream.Stream;

/**
 * A state while one step works on it. {@link Dispatch} copies it before each step, so that no state which was handed out
 * ever changes. Confined to one thread.
 */
final class Board {
    private Limits limits;
    private Map<String, Integer> places;
    private JobState[] jobs;
    private final SequencedMap<String, Instant> line;
    private final SequencedSet<String> held;
    private int busy;
    private long lastRun;
    private Instant moment;
    private boolean stopped;

    Board(Limits limits, List<JobState> inFileOrder) {
        this.limits = limits;
        this.jobs = inFileOrder.toArray(JobState[]::new);
        this.places = placesOf(jobs);
        this.line = new LinkedHashMap<>();
        this.held = new LinkedHashSet<>();
        this.moment = inFileOrder.stream()
                .flatMap(job -> Stream.of(job.past().lastStart(), job.past().lastSuccess()))
                .flatMap(Optional::stream)
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH);
    }

    private Board(Board other) {
        this.limits = other.limits;
        this.places = other.places;
        this.jobs = other.jobs.clone();
        this.line = new LinkedHashMap<>(other.line);
        this.held = new LinkedHashSet<>(other.held);
        this.busy = other.busy;
        this.lastRun = other.lastRun;
        this.moment = other.moment;
        this.stopped = other.stopped;
    }

    Board copy() {
        return new Board(this);
    }

    Limits limits() {
        return limits;
    }

    /** The jobs in file order; those that are no longer in the file come last. */
    List<JobState> jobs() {
        return Collections.unmodifiableList(Arrays.asList(jobs));
    }

    Optional<JobState> find(String name) {
        return Optional.ofNullable(places.get(name)).map(place -> jobs[place]);
    }

    /** A job that is known to be there. */
    JobState job(String name) {
        return find(name).orElseThrow();
    }

    /** Its place in the file; behind all others for a job that is not there. */
    int place(String name) {
        return places.getOrDefault(name, Integer.MAX_VALUE);
    }

    void put(JobState job) {
        int place = place(job.name());
        busy += (job.isRunning() ? 1 : 0) - (jobs[place].isRunning() ? 1 : 0);
        jobs[place] = job;
    }

    /** Changes the jobs. All that run must be among them. */
    void replace(Limits newLimits, List<JobState> inFileOrder) {
        limits = newLimits;
        jobs = inFileOrder.toArray(JobState[]::new);
        places = placesOf(jobs);
    }

    /** Adds a job that is not in the file, for the sake of its run. */
    void addStray(String name) {
        var policy = new Policy(name, Overlap.SKIP, CatchUp.NONE, List.of(), false);
        List<JobState> all = new ArrayList<>(jobs());
        all.add(JobState.of(policy, Past.NONE).with(policy, false));
        replace(limits, all);
    }

    void removeStray(String name) {
        replace(limits, jobs().stream().filter(job -> !job.name().equals(name)).toList());
    }

    /** Jobs whose next trigger may start as soon as a lane is free, the first to start first, since when. */
    SequencedMap<String, Instant> line() {
        return line;
    }

    /** Jobs whose next trigger waits for the jobs of {@code after}. */
    SequencedSet<String> held() {
        return held;
    }

    boolean hasFreeLane() {
        return busy < limits.maxParallelJobs();
    }

    long nextRun() {
        lastRun++;
        return lastRun;
    }

    /** The time of this step for telling before from after: like the clock, but it never stands and never goes back. */
    Instant moment() {
        return moment;
    }

    void advance(Instant now) {
        moment = now.isAfter(moment) ? now : moment.plusNanos(1);
    }

    boolean isStopped() {
        return stopped;
    }

    void stop() {
        stopped = true;
    }

    /** The jobs of {@code after} that have not succeeded since the last run started; none for a manual trigger. */
    List<String> missing(JobState job, Cause cause) {
        return switch (cause) {
            case Cause.Manual manual -> List.of();
            case Cause.Slot slot -> job.policy()
                    .after()
                    .stream()
                    .filter(other -> !hasSucceededSince(other, job.past().lastStart()))
                    .toList();
        };
    }

    private boolean hasSucceededSince(String name, Optional<Instant> start) {
        return find(name).filter(JobState::listed)
                .flatMap(job -> job.past().lastSuccess())
                .filter(success -> start.isEmpty() || success.isAfter(start.get()))
                .isPresent();
    }

    /** What a trigger that waits is waiting for. */
    Wait wait(JobState job, Cause cause) {
        Cause first = job.waiting().getFirst().cause();
        if (!first.equals(cause)) {
            return new Wait.Behind(first);
        }
        Optional<Instant> since = Optional.ofNullable(line.get(job.name()));
        if (since.isPresent()) {
            return new Wait.InLine(since.get());
        }
        return held.contains(job.name()) ? new Wait.After(missing(job, cause))
                : new Wait.OwnRun(job.runs().getLast());
    }

    private static Map<String, Integer> placesOf(JobState[] jobs) {
        Map<String, Integer> places = HashMap.newHashMap(jobs.length);
        for (int place = 0; place < jobs.length; place++) {
            if (places.put(jobs[place].name(), place) != null) {
                throw new IllegalArgumentException("Two jobs have the name \"" + jobs[place].name() + "\".");
            }
        }
        return places;
    }
}
