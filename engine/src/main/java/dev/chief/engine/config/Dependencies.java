package dev.chief.engine.config;

import dev.chief.engine.config.Node.Sequence;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks that {@code after} names jobs that exist, and that no job waits for itself. */
final class Dependencies {
    private static final int LONGEST_CHAIN = 10;

    private final Problems problems;
    private final Map<String, Waiting> jobs = new LinkedHashMap<>();
    private boolean any;
    private int hintsLeft = 100;

    Dependencies(Problems problems) {
        this.problems = problems;
    }

    private record Waiting(String name, boolean enabled, List<String> after, Fields fields) {
        Node at(int index) {
            return fields.get("after") instanceof Sequence sequence && index < sequence.items().size()
                    ? sequence.items().get(index)
                    : fields.at("after");
        }
    }

    void add(String name, boolean enabled, List<String> after, Fields fields) {
        jobs.putIfAbsent(name, new Waiting(name, enabled, after, fields));
        any |= !after.isEmpty();
    }

    /** To be called once, when every job is there. */
    void check() {
        if (!any) {
            return;
        }
        for (Waiting job : jobs.values()) {
            for (int i = 0; i < job.after().size(); i++) {
                check(job, i);
            }
        }
        cycles();
    }

    private void check(Waiting job, int index) {
        String name = job.after().get(index);
        Place place = job.fields().place("after").item(index);
        @Nullable
        Waiting other = jobs.get(name);
        if (other == null) {
            problems.error(job.at(index), place, "Unknown job " + Quoted.of(name) + " at " + place + ".",
                    hintsLeft-- > 0 ? NearestName.hint(name, jobs.keySet()) : Optional.empty());
        } else if (job.enabled() && !other.enabled()) {
            problems.warning(job.at(index), place,
                    "Job " + Quoted.of(job.name()) + " never runs: it waits for "
                            + Quoted.of(name) + ", which is disabled.",
                    Optional.empty());
        }
    }

    /** Walks the jobs in depth, without recursion since a chain may be as long as the file. */
    private void cycles() {
        Set<String> done = new HashSet<>();
        for (Waiting start : jobs.values()) {
            Deque<Step> path = new ArrayDeque<>();
            Set<String> onPath = new HashSet<>();
            enter(start, path, onPath, done);
            while (!path.isEmpty()) {
                Step step = path.peekLast();
                if (step.next == step.job.after().size()) {
                    path.removeLast();
                    onPath.remove(step.job.name());
                    continue;
                }
                int index = step.next++;
                @Nullable
                Waiting other = jobs.get(step.job.after().get(index));
                if (other != null && onPath.contains(other.name())) {
                    report(step.job, index, path, other);
                } else if (other != null) {
                    enter(other, path, onPath, done);
                }
            }
        }
    }

    private static void enter(Waiting job, Deque<Step> path, Set<String> onPath, Set<String> done) {
        if (done.add(job.name())) {
            path.addLast(new Step(job));
            onPath.add(job.name());
        }
    }

    private void report(Waiting job, int index, Deque<Step> path, Waiting first) {
        List<String> names = new ArrayList<>();
        boolean inCycle = false;
        for (Step step : path) {
            inCycle |= step.job.name().equals(first.name());
            if (inCycle) {
                names.add(step.job.name());
            }
        }
        names.add(first.name());
        String chain = names.size() <= LONGEST_CHAIN
                ? String.join(" after ", names)
                : String.join(" after ", names.subList(0, LONGEST_CHAIN)) + " ... after " + first.name();
        Place place = job.fields().place("after").item(index);
        problems.error(job.at(index), place, place + " closes a circle, so none of its jobs would ever run: "
                + chain + ".");
    }

    /** How far the search has come at one job of the path. */
    private static final class Step {
        private final Waiting job;
        private int next;

        Step(Waiting job) {
            this.job = job;
        }
    }
}
