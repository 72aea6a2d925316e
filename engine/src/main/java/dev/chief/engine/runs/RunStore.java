package dev.chief.engine.runs;

import dev.chief.engine.run.JournalException;
import dev.chief.engine.run.ProcessIdentity;
import dev.chief.engine.run.RunEvent;
import dev.chief.engine.run.RunId;
import dev.chief.engine.run.RunJournal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The run store of a state directory, open for writing. Any number of processes may have it open at a time. For any
 * thread.
 */
public final class RunStore implements RunJournal, AutoCloseable {
    RunStore() {}

    /**
     * Opens the store, making it when there is none, and marks the runs as lost whose process is gone.
     *
     * @throws RunStoreException when it cannot be made, read or written, or was written by a newer Chief
     */
    public static RunStore open(Path stateDirectory, InstantSource clock) throws RunStoreException {
        return new RunStore();
    }

    /** Reads what is in the store. Closed with it. */
    public RunHistory history() {
        return new RunHistory();
    }

    /**
     * Claims a slot for a run. Of all callers in all processes one is granted it, for ever.
     *
     * @param slot the instant that the schedule gave
     * @param run the run that will be started if the claim is granted
     */
    public SlotClaim claimSlot(String job, Instant slot, RunId run) throws RunStoreException {
        return new SlotClaim.Granted();
    }

    @Override
    public void runStarted(RunEvent.RunStarted event, ProcessIdentity owner) throws JournalException {
        throw new UnsupportedOperationException();
    }

    @Override
    public void attemptStarting(RunEvent.ScriptStarted event) throws JournalException {
        throw new UnsupportedOperationException();
    }

    @Override
    public void attemptStarted(RunEvent.ScriptStarted event, ProcessIdentity process)
            throws JournalException {
        throw new UnsupportedOperationException();
    }

    @Override
    public void attemptFinished(RunEvent.ScriptFinished event) throws JournalException {
        throw new UnsupportedOperationException();
    }

    @Override
    public void runFinished(RunEvent.RunFinished event) throws JournalException {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
