package dev.chief.monitor.notify.email;

import java.util.function.Function;

/** Something that takes mail. For any thread. */
interface Mailer {
    /**
     * Opens what is needed to send a letter, and closes it after the work.
     *
     * @param work is given what sends the letter to one recipient, and never throws
     */
    <T> T with(Letter letter, Function<Function<String, Receipt>, T> work);
}
