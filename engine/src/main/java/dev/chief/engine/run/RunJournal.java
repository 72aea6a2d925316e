package dev.chief.engine.run;

/**
 * Records each change of a run before it is acted on. Every call returns when the change would survive a crash. For any
 * thread; calls of one run come one after another.
 */
public interface RunJournal {
    /**
     * A run is about to begin.
     *
     * @param owner the process that runs it
     */
    void runStarted(RunEvent.RunStarted event, ProcessIdentity owner) throws JournalException;

    /** A script is about to be started. */
    void attemptStarting(RunEvent.ScriptStarted event) throws JournalException;

    /**
     * A script was started.
     *
     * @param process its main process
     */
    void attemptStarted(RunEvent.ScriptStarted event, ProcessIdentity process) throws JournalException;

    /** An attempt ended, or a script was skipped. */
    void attemptFinished(RunEvent.ScriptFinished event) throws JournalException;

    /** A run ended. */
    void runFinished(RunEvent.RunFinished event) throws JournalException;
}
