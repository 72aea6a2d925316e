package dev.chief.engine.run;

/** A change of a run could not be recorded. The message is for users: it names the file and the reason. */
public final class JournalException extends Exception {
    /** With a message for users. */
    public JournalException(String message, Throwable cause) {
        super(message, cause);
    }
}
