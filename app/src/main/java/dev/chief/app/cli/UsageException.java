package dev.chief.app.cli;

/** A command line that cannot be understood. The message is a sentence for the user. */
final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String command;

    /** @param command the command whose usage is to be shown, or empty for the program's */
    UsageException(String command, String message) {
        super(message, null, false, false);
        this.command = command;
    }

    String command() {
        return command;
    }

    String sentence() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
