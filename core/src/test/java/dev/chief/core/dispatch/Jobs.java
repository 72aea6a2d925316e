package dev.chief.core.dispatch;

import dev.chief.core.dispatch.Policy.CatchUp;
import dev.chief.core.dispatch.Policy.Overlap;
import java.util.List;

/** Policies in the words of chief.yaml. */
final class Jobs {
    private Jobs() {}

    static Policy skip(String name) {
        return job(name, Overlap.SKIP);
    }

    static Policy queue(String name) {
        return job(name, Overlap.QUEUE);
    }

    static Policy parallel(String name) {
        return job(name, Overlap.PARALLEL);
    }

    static Policy job(String name, Overlap overlap) {
        return new Policy(name, overlap, CatchUp.NONE, List.of(), true);
    }

    static Policy catchUp(CatchUp catchUp, Policy job) {
        return new Policy(job.name(), job.overlap(), catchUp, job.after(), job.enabled());
    }

    static Policy after(Policy job, String... others) {
        return new Policy(job.name(), job.overlap(), job.catchUp(), List.of(others), job.enabled());
    }

    static Policy disabled(Policy job) {
        return new Policy(job.name(), job.overlap(), job.catchUp(), job.after(), false);
    }
}
