package dev.chief.monitor.notify;

/** What came of a test. */
public sealed interface TestReport {
    /**
     * Nothing was tried.
     *
     * @param message why, a sentence
     */
    record NotReady(String message) implements TestReport {}

    /**
     * It was tried.
     *
     * @param attempted how many receivers there are
     * @param sent how many of them have the message
     * @param failed how many do not
     * @param message what happened, a sentence
     */
    record Done(int attempted, int sent, int failed, String message) implements TestReport {}
}
