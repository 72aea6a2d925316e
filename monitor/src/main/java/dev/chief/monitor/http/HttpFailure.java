package dev.chief.monitor.http;

import static java.util.Objects.requireNonNull;

/** Ends the handling of a request with an answer that is a failure. Without a stack trace: it is the sender's fault, not ours. */
public final class HttpFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Response response;

    /** The answer to give. */
    public HttpFailure(Response response) {
        super("status " + response.status(), null, false, false);
        this.response = requireNonNull(response);
    }

    /** The answer to give. */
    public Response response() {
        return response;
    }
}
