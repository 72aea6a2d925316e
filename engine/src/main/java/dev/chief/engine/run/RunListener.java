package dev.chief.engine.run;

/**
 * Is told what happens in a run while it happens, after it was recorded. All calls of one run come one after another on
 * the thread that runs it, but for {@link #output}, which comes on another thread, between the start and the end of the
 * attempt that wrote it. The run waits for a call to return. What a call throws is logged and has no other effect.
 */
public interface RunListener {
    /** Nobody listens. */
    RunListener NONE = new RunListener() {};

    /** A run begins. */
    default void runStarted(RunEvent.RunStarted event) {}

    /** An attempt of a script begins. */
    default void scriptStarted(RunEvent.ScriptStarted event) {}

    /** An attempt failed; another one follows. Comes instead of {@link #scriptFinished} for that attempt. */
    default void scriptRetrying(RunEvent.ScriptRetrying event) {}

    /** The last attempt of a script ended, or the script was skipped. */
    default void scriptFinished(RunEvent.ScriptFinished event) {}

    /** The run ended. */
    default void runFinished(RunEvent.RunFinished event) {}

    /** Whether {@link #output} is to be called. Asked once per attempt. */
    default boolean wantsOutput() {
        return false;
    }

    /**
     * A line of output, within a tenth of a second of being written.
     *
     * @param line the line without its end, UTF-8 with replacement characters for what is not; of a very long line
     *     the beginning, with a note of what was cut
     */
    default void output(Attempt attempt, String line) {}
}
