package dev.chief.engine.runs;

/** The run store cannot be read or written. The message is for users: it names the file and the reason. */
public final class RunStoreException extends Exception {
    /** With a message for users. */
    public RunStoreException(String message, Throwable cause) {
        super(message, cause);
    }

    /** With a message for users. */
    public RunStoreException(String message) {
        super(message);
    }
}
