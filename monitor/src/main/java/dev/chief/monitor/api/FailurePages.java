package dev.chief.monitor.api;

import dev.chief.monitor.auth.Decision;
import dev.chief.monitor.http.Request;
import dev.chief.monitor.http.Response;
import java.util.Optional;

/** Shows failures to people, to whom the JSON for programs says little. For any thread. */
@FunctionalInterface
public interface FailurePages {
    /**
     * A page instead of the one that was asked for. It takes neither the database nor anything else that may just have failed.
     *
     * @param allow who asks; none if that is not known, or they may not
     * @param status of HTTP, 400 or more
     * @param error what programs are told
     */
    Response show(Request request, Optional<Decision.Allow> allow, int status, String error);
}
