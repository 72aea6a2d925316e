package dev.chief.monitor.ingest;

/** A body is not JSON, or not of the form that was asked for. The message is a sentence for whoever sent it. */
public final class MalformedBodyException extends Exception {
    private static final long serialVersionUID = 1;

    MalformedBodyException(String message) {
        super(message, null, false, false);
    }
}
