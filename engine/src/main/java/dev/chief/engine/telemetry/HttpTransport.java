package dev.chief.engine.telemetry;

import dev.chief.engine.config.Secret;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Posts by HTTP/1.1. The time limit is one for the whole attempt, the look-up of the name and the body of the answer
 * included, so that a server that sends a byte now and then costs no more than one that sends none.
 */
final class HttpTransport implements Transport {
    private static final Answer STOPPED = new Answer.Failed("stopped");
    private static final long MOST_ANSWER_BYTES = 1 << 20;
    /** Refusals that are not about the events in the body, but about the key, the address or the hour. */
    private static final Set<Integer> NOT_THE_EVENTS = Set.of(401, 402, 403, 404, 405, 407, 408, 421, 425,
            426,
            429);

    private final String address;
    private final Secret apiKey;
    private Optional<HttpClient> client = Optional.empty();
    private volatile Optional<CompletableFuture<?>> current = Optional.empty();
    private volatile boolean aborted;

    /** @param endpoint the monitor's base URL */
    HttpTransport(String endpoint, Secret apiKey) {
        int end = endpoint.length();
        while (end > 0 && endpoint.charAt(end - 1) == '/') {
            end--;
        }
        this.address = endpoint.substring(0, end) + "/v1/events/batch";
        this.apiKey = apiKey;
    }

    @Override
    public Answer post(byte[] body, Duration limit) {
        StatusFirst handler = new StatusFirst();
        CompletableFuture<HttpResponse<byte[]>> exchange;
        try {
            exchange = client().sendAsync(request(body), handler);
        } catch (IllegalArgumentException e) {
            // Not the exception's text, which may quote the key.
            return new Answer.Failed("the endpoint or the API key cannot stand in a request");
        }
        current = Optional.of(exchange);
        try {
            if (aborted) {
                return STOPPED;
            }
            HttpResponse<byte[]> response = exchange.get(limit.toNanos(), TimeUnit.NANOSECONDS);
            return judged(response.statusCode(), response.body());
        } catch (TimeoutException e) {
            // An answer that has begun is an answer; sending the batch again would only double it.
            return judged(handler, "no answer within " + limit.toMillis() + " ms");
        } catch (ExecutionException e) {
            return judged(handler, reason(e));
        } catch (CancellationException e) {
            return STOPPED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return STOPPED;
        } finally {
            exchange.cancel(true);
        }
    }

    @Override
    public void abort() {
        aborted = true;
        current.ifPresent(exchange -> exchange.cancel(true));
    }

    @Override
    public void close() {
        client.ifPresent(HttpClient::shutdownNow);
    }

    private HttpRequest request(byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address))
                .header("Content-Type", "application/json")
                .header("User-Agent", "chief")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (apiKey.isPresent()) {
            request.header("x-api-key", apiKey.reveal());
        }
        return request.build();
    }

    private HttpClient client() {
        if (client.isEmpty()) {
            client = Optional.of(HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .proxy(HttpClient.Builder.NO_PROXY)
                    .build());
        }
        return client.get();
    }

    private static Answer judged(StatusFirst handler, String otherwise) {
        OptionalInt status = handler.status;
        return status.isPresent() ? judged(status.getAsInt(), new byte[0]) : new Answer.Failed(otherwise);
    }

    private static Answer judged(int status, byte[] body) {
        if (status >= 200 && status < 300) {
            return new Answer.Accepted(body.length == 0 ? Set.of() : EventJson.refusedIndexes(body));
        }
        String why = "the monitor answered with status " + status;
        if (status == 401 || status == 403) {
            return new Answer.Failed(why + "; is the API key right?");
        }
        return status >= 400 && status < 500 && !NOT_THE_EVENTS.contains(status)
                ? new Answer.Refused(why)
                : new Answer.Failed(why);
    }

    private static String reason(ExecutionException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnknownHostException || cause instanceof UnresolvedAddressException) {
                return "the monitor's host name is not known";
            }
            if (cause instanceof ConnectException
                    && !(cause.getCause() instanceof UnresolvedAddressException)) {
                return "no connection";
            }
        }
        Throwable cause = failure.getCause();
        return cause instanceof IOException && cause.getMessage() != null ? cause.getMessage()
                : String.valueOf(cause);
    }

    /** Notes the status of the answer before its body is there. */
    private static final class StatusFirst implements BodyHandler<byte[]> {
        private volatile OptionalInt status = OptionalInt.empty();

        @Override
        public HttpResponse.BodySubscriber<byte[]> apply(HttpResponse.ResponseInfo info) {
            status = OptionalInt.of(info.statusCode());
            return BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_ANSWER_BYTES).apply(info);
        }
    }
}
