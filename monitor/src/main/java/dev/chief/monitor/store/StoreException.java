package dev.chief.monitor.store;

/** The database did not do what it was asked. The message is a sentence for people, without secrets. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final boolean passing;

    /**
     * @param passing whether trying again later may help, as with a lock, a full disk or a server that is away
     */
    public StoreException(String message, Throwable cause, boolean passing) {
        super(message, cause);
        this.passing = passing;
    }

    /** Whether trying again later may help. */
    public boolean isPassing() {
        return passing;
    }
}
