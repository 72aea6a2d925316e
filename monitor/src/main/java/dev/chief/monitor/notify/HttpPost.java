package dev.chief.monitor.notify;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLException;

/**
 * Posts JSON. Redirects are not followed: they would take a signed message, and where it goes, out of the hands of whoever set the
 * channel up. For any thread; interrupting it ends the exchange.
 */
public final class HttpPost {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(30);
    /** More of a complaint than a person reads. */
    private static final int MOST_TEXT_BYTES = 2048;
    private static final int MOST_TEXT_CHARACTERS = 300;
    /** Those that may be answered otherwise later: time-out, too early, too many requests. */
    private static final Set<Integer> PASSING = Set.of(408, 425, 429);

    private HttpPost() {}

    private static final class Holder {
        static final HttpClient CLIENT = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT)
                .build();
    }

    /** What came of it. */
    public sealed interface Answer {
        /** The server said something; of a refusal, how its text begins. */
        record Status(int code, String text) implements Answer {}

        /** It did not. */
        record None(String reason) implements Answer {}
    }

    /** Posts a body with some headers beside those that say that it is JSON and from whom. */
    public static Answer post(URI address, Map<String, String> headers, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .timeout(ANSWER)
                .header("Content-Type", "application/json")
                .header("User-Agent", "chief-monitor")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        try {
            HttpResponse<InputStream> response = Holder.CLIENT.send(request.build(),
                    HttpResponse.BodyHandlers.ofInputStream());
            return new Answer.Status(response.statusCode(), text(response));
        } catch (IOException e) {
            return new Answer.None(reason(address, e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer.None(address.getHost() + " did not answer in time");
        }
    }

    /** What an answer means for a message: a status from 200 to 299 that it was taken. */
    public static Outcome outcome(URI address, Answer answer) {
        return switch (answer) {
            case Answer.None none -> Outcome.passing(none.reason(), Optional.empty());
            case Answer.Status status -> {
                int code = status.code();
                String words = address.getHost() + " answered " + code
                        + (code >= 300 && code < 400 ? ", and redirects are not followed" : "")
                        + (status.text().isEmpty() ? "" : ": " + status.text());
                if (code >= 200 && code < 300) {
                    yield new Outcome.Sent(Optional.of(code));
                }
                yield code >= 300 && code < 500 && !PASSING.contains(code)
                        ? Outcome.permanent(words, Optional.of(code))
                        : Outcome.passing(words, Optional.of(code));
            }
        };
    }

    /** The status is the answer; that its text breaks off changes nothing. */
    private static String text(HttpResponse<InputStream> response) {
        try (InputStream body = response.body()) {
            if (response.statusCode() < 300) {
                return "";
            }
            byte[] begin = body.readNBytes(MOST_TEXT_BYTES);
            return Wording.line(new String(begin, StandardCharsets.UTF_8), MOST_TEXT_CHARACTERS);
        } catch (IOException e) {
            return "";
        }
    }

    private static String reason(URI address, IOException failure) {
        String host = address.getHost();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnknownHostException || cause instanceof UnresolvedAddressException) {
                return "the host " + host + " is not known";
            }
        }
        if (failure instanceof HttpTimeoutException) {
            return host + " did not answer in time";
        }
        if (failure instanceof ConnectException) {
            return host + " takes no connections";
        }
        if (failure instanceof SSLException) {
            return "no safe connection to " + host + ": "
                    + Wording.line(String.valueOf(failure.getMessage()), MOST_TEXT_CHARACTERS);
        }
        return "the connection to " + host + " broke off";
    }
}
