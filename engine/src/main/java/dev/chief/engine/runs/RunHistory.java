package dev.chief.engine.runs;

import dev.chief.engine.run.RunId;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads the run store. For any thread. */
public final class RunHistory implements AutoCloseable {
    RunHistory() {}

    /**
     * Opens the history of a state directory without writing to it. Without a store there the history is empty.
     *
     * @throws RunStoreException when it cannot be read
     */
    public static RunHistory open(Path stateDirectory) throws RunStoreException {
        return new RunHistory();
    }

    /**
     * The latest runs, newest first.
     *
     * @param job only those of this job
     * @param limit at most so many, at least 1
     */
    public List<StoredRun> recent(Optional<String> job, int limit) throws RunStoreException {
        return List.of();
    }

    /**
     * The runs that a user may mean: the one with exactly this id, else those whose id begins with the text, newest
     * first, at most ten.
     */
    public List<StoredRun> find(String idOrPrefix) throws RunStoreException {
        return List.of();
    }

    /** The attempts of the scripts of a run, in the order of the job and then of the attempts. */
    public List<StoredScript> scripts(RunId run) throws RunStoreException {
        return List.of();
    }

    @Override
    public void close() {}
}
