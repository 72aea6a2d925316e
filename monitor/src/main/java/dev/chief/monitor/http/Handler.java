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

    /** The answer to a request whose handling failed by no fault of the sender's, in words that give nothing away. */
    default Response failed(Request request) {
        return Exchange.failure(500);
    }
}
