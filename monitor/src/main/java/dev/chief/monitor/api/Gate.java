package dev.chief.monitor.api;

import static java.util.Objects.requireNonNull;

import dev.chief.monitor.auth.Access;
import dev.chief.monitor.auth.Decision;
import dev.chief.monitor.auth.RequestFacts;
import dev.chief.monitor.http.Handler;
import dev.chief.monitor.http.HttpFailure;
import dev.chief.monitor.http.Request;
import dev.chief.monitor.http.Response;
import dev.chief.monitor.http.Routes;
import dev.chief.monitor.store.StoreException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets a request through to its endpoint when whoever sent it may, before its body is read. For any thread. */
public final class Gate implements Handler {
    private static final Logger LOG = LoggerFactory.getLogger(Gate.class);

    private final Access access;
    private final Routes<Decision.Allow> routes;
    private final FailurePages pages;
    private final AtomicBoolean failing = new AtomicBoolean();

    /**
     * @param routes all that there are
     * @param pages for failures where people look
     */
    public Gate(Access access, Routes<Decision.Allow> routes, FailurePages pages) {
        this.access = requireNonNull(access);
        this.routes = requireNonNull(routes);
        this.pages = requireNonNull(pages);
    }

    @Override
    public Response handle(Request request) {
        try {
            Response response = decide(request);
            if (failing.compareAndSet(true, false)) {
                LOG.info("Requests that need the database are answered again.");
            }
            return response;
        } catch (StoreException e) {
            // Said once, not for each request.
            if (failing.compareAndSet(false, true)) {
                LOG.error("Requests that need the database cannot be answered: {}", e.getMessage());
            }
            return failure(request, 503,
                    "The monitor's database cannot be used at the moment.")
                    .with("Retry-After", "5");
        }
    }

    @Override
    public Response failed(Request request) {
        return failure(request, 500, "Internal error");
    }

    private Response decide(Request request) {
        String path = request.decodedPath()
                .orElseThrow(() -> new HttpFailure(
                        Response.error(400, "The address is not well percent-encoded.")));
        return switch (access.decide(facts(request, path))) {
            case Decision.Allow allow -> {
                Response response = shown(request, allow, routes.handle(request, allow));
                yield allow.setCookie().isPresent() && !response.headers().containsKey("Set-Cookie")
                        ? response.with("Set-Cookie", allow.setCookie().get())
                        : response;
            }
            case Decision.SignIn signIn -> Response.empty(303).with("Location", signIn.location());
            case Decision.Refuse refuse -> failure(request, refuse.status(), refuse.error());
        };
    }

    /** A failure in JSON as a page where people look; what the headers tell stays. */
    private Response shown(Request request, Decision.Allow allow, Response response) {
        if (response.status() < 400 || !response.type().equals(Response.JSON) || !isForPeople(request)) {
            return response;
        }
        Response page = pages.show(request, Optional.of(allow), response.status(), "");
        for (Map.Entry<String, String> header : response.headers().entrySet()) {
            page = page.with(header.getKey(), header.getValue());
        }
        return page;
    }

    private Response failure(Request request, int status, String error) {
        return isForPeople(request) ? pages.show(request, Optional.empty(), status, error)
                : Response.error(status, error);
    }

    private static boolean isForPeople(Request request) {
        return request.decodedPath().filter(Access::isForPeople).isPresent();
    }

    private static RequestFacts facts(Request request, String path) {
        Optional<String> cookies = request.headers("Cookie").isEmpty() ? Optional.empty()
                : Optional.of(String.join("; ", request.headers("Cookie")));
        return new RequestFacts(request.method(), path, request.target(), new RequestFacts.Headers(
                request.header("x-api-key").filter(key -> !key.isEmpty()), cookies, request.header("Host"),
                request.header("Origin"), request.header("Sec-Fetch-Site"), request.header("x-csrf-token")));
    }
}
