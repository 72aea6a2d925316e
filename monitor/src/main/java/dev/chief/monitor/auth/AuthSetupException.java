package dev.chief.monitor.auth;

/** The monitor must not start as it is set up. The message is a sentence for people. */
public final class AuthSetupException extends RuntimeException {
    private static final long serialVersionUID = 1;

    AuthSetupException(String message) {
        super(message);
    }
}
