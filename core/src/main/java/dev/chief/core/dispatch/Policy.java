package dev.chief.core.dispatch;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What dispatch knows of a job. Its place in the file is its place in the list of policies.
 *
 * @param name unique among the jobs
 * @param overlap what happens to a trigger that comes while the job runs
 * @param catchUp what happens to slots that the daemon slept through
 * @param after names of jobs that must have succeeded since this job's last run started; a name that no job has is never
 *     met
 * @param enabled whether it runs at all
 */
public record Policy(
    String name,
    Overlap overlap,
    CatchUp catchUp,
    List<String> after,
    boolean enabled
) {
    public Policy {
        requireNonNull(name);
        requireNonNull(overlap);
        requireNonNull(catchUp);
        after = List.copyOf(after);
    }

    /** What happens to a trigger that comes while the job runs. */
    public enum Overlap {
        /** It is dropped. */
        SKIP,
        /** One is kept until the run has ended. */
        QUEUE,
        /** It starts at once, beside the other. */
        PARALLEL
    }

    /** What happens to slots that the daemon slept through. */
    public enum CatchUp {
        /** They are missed. */
        NONE,
        /** The last of them runs, for all of them. */
        LATEST,
        /** Each of them runs, one after another. */
        ALL
    }
}
