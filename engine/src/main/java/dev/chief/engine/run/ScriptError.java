package dev.chief.engine.run;

/** Why an attempt failed other than by its own return code. */
public enum ScriptError {
    /** It took longer than it may; return code {@value #TIMEOUT_CODE}. */
    TIMEOUT("timeout"),
    /** It could not be started; return code {@value #EXCEPTION_CODE}. */
    EXCEPTION("exception"),
    /** The run was stopped. */
    CANCELLED("cancelled");

    /** The return code of a time-out. */
    public static final int TIMEOUT_CODE = -1;
    /** The return code of a script that could not be started. */
    public static final int EXCEPTION_CODE = -2;

    private final String text;

    ScriptError(String text) {
        this.text = text;
    }

    /** The word that events, JSON and the run store use. */
    public String text() {
        return text;
    }
}
