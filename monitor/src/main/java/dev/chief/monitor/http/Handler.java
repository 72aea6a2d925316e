package dev.chief.monitor.http;

/** Answers requests. For any thread. */
@FunctionalInterface
public interface Handler {
    /**
     * Answers a request.
     *
     * @throws HttpFailure with the answer, when that is a failure
     */
    Response handle(Request request);
}
