package dev.chief.monitor.notify.email;

import java.util.Optional;

/** What a mail server said of one recipient. */
sealed interface Receipt {
    /** It took the letter. */
    record Taken(int code) implements Receipt {}

    /**
     * It did not.
     *
     * @param permanent whether trying again is of no use
     * @param all whether the others need not be tried either
     */
    record Refused(
        String reason,
        Optional<Integer> code,
        boolean permanent,
        boolean all
    ) implements Receipt {}
}
