package dev.chief.app.cli;

/** Something that the user must put right: exit code 1 and one sentence, never a stack trace. */
final class UserException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UserException(String message) {
        super(message, null, false, false);
    }

    String sentence() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
