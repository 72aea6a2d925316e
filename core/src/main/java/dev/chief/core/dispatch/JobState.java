package dev.chief.core.dispatch;

import dev.chief.core.dispatch.Policy.Overlap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A job in a state.
 *
 * @param listed whether it is in the file; a job that is not stays as long as it runs
 * @param runs the numbers of its runs that go on, in the order of their starts
 * @param waiting its triggers that wait, the next to start first: any number of catch-ups and at most one other
 */
record JobState(Policy policy, boolean listed, Past past, List<Long> runs, List<Pending> waiting) {
    JobState {
        runs = List.copyOf(runs);
        waiting = List.copyOf(waiting);
    }

    /**
     * A trigger that waits.
     *
     * @param catchUp whether it makes up for slots that were slept through
     */
    record Pending(Cause cause, boolean catchUp) {}

    static JobState of(Policy policy, Past past) {
        return new JobState(policy, true, past, List.of(), List.of());
    }

    String name() {
        return policy.name();
    }

    boolean isOpen() {
        return listed && policy.enabled();
    }

    boolean isRunning() {
        return !runs.isEmpty();
    }

    boolean isParallel() {
        return policy.overlap() == Overlap.PARALLEL;
    }

    /** Whether a trigger waits that its own job's runs do not hold back. Catch-ups run one after another. */
    boolean hasFreeTrigger(Limits limits) {
        if (waiting.isEmpty() || !isRunning()) {
            return !waiting.isEmpty();
        }
        return isParallel() && !waiting.getFirst().catchUp() && runs.size() < limits.maxRunsOfJob();
    }

    /** How many slots that were slept through are still to run. */
    int catchUps() {
        return (int) waiting.stream().filter(Pending::catchUp).count();
    }

    /** The trigger on whose account another one is not kept, if there is one. */
    Optional<Cause> inTheWay() {
        boolean any = policy.overlap() == Overlap.SKIP;
        return waiting.stream()
                .filter(pending -> any || !pending.catchUp())
                .map(Pending::cause)
                .findFirst();
    }

    JobState with(Policy changed, boolean nowListed) {
        return new JobState(changed, nowListed, past, runs, waiting);
    }

    JobState with(Past changed) {
        return new JobState(policy, listed, changed, runs, waiting);
    }

    JobState withRuns(List<Long> changed) {
        return new JobState(policy, listed, past, changed, waiting);
    }

    JobState withWaiting(List<Pending> changed) {
        return new JobState(policy, listed, past, runs, changed);
    }

    JobState plus(Pending pending) {
        return withWaiting(appended(waiting, pending));
    }

    JobState plusRun(long run) {
        return withRuns(appended(runs, run));
    }

    JobState minusRun(long run) {
        return withRuns(runs.stream().filter(other -> other != run).toList());
    }

    JobState withoutFirst() {
        return withWaiting(waiting.subList(1, waiting.size()));
    }

    private static <T> List<T> appended(List<T> list, T item) {
        List<T> longer = new ArrayList<>(list);
        longer.add(item);
        return longer;
    }
}
