package dev.chief.monitor.http;

import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From a request of Helidon's to a handler, and back with its answer. For any thread. */
final class Exchange {
    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);
    private static final DateTimeFormatter DATE = DateTimeFormatter
            .ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final Handler handler;
    private final Limits limits;
    private final InstantSource time;

    Exchange(Handler handler, Limits limits, InstantSource time) {
        this.handler = handler;
        this.limits = limits;
        this.time = time;
    }

    void handle(ServerRequest in, ServerResponse out) {
        Response response;
        boolean broken = false;
        try {
            response = answer(in);
        } catch (RequestException e) {
            // The body is not what its headers say: what follows it cannot be found.
            response = failure(e.status().code());
            broken = true;
        }
        send(response, in, out, broken);
    }

    private void send(Response response, ServerRequest in, ServerResponse out, boolean broken) {
        boolean unread = in.content().hasEntity() && !in.content().consumed();
        boolean closes = broken || in.headers().containsToken(HeaderValues.CONNECTION_CLOSE)
                || (unread && !in.continueSent());
        if (closes) {
            out.header(HeaderValues.CONNECTION_CLOSE);
        }
        out.status(Status.create(response.status()));
        out.header(HeaderNames.DATE, date(time.instant()));
        SecurityHeaders.ALL.forEach((name, value) -> out.header(HeaderNames.create(name), value));
        response.headers().forEach((name, value) -> out.header(HeaderNames.create(name), value));
        if (!response.type().isEmpty()) {
            out.header(HeaderNames.CONTENT_TYPE, response.type());
        }
        boolean head = in.prologue().method().text().equals("HEAD");
        switch (response) {
            case Response.Whole whole when head -> {
                out.header(HeaderNames.CONTENT_LENGTH, String.valueOf(whole.body().length));
                out.send();
            }
            case Response.Whole whole -> out.send(whole.body());
            case Response.Streamed _ when head -> out.send();
            case Response.Streamed streamed -> stream(streamed, out);
        }
        if (closes) {
            close(in, unread && !broken);
        }
    }

    /** Helidon itself would wait for the client to do it, and take what is left of a body for the next request. */
    private static void close(ServerRequest in, boolean unread) {
        if (unread && in.continueSent()) {
            // Otherwise the client would see a broken connection instead of the answer.
            try {
                in.content().consume();
            } catch (RuntimeException e) {
                throw new CloseConnectionException("The rest of the body is malformed.", e);
            }
        }
        throw new CloseConnectionException("The answer was the last one.");
    }

    private Response answer(ServerRequest in) {
        Optional<Query> query = Query.parse(in.prologue().query().rawValue());
        if (query.isEmpty()) {
            return Response.error(400, "The address is not well percent-encoded.");
        }
        Request request = Request.of(in.prologue().method().text(), in.prologue().uriPath().rawPath(),
                in.prologue().query().rawValue(), query.get(), new Source(in, limits));
        try {
            return handler.handle(request);
        } catch (HttpFailure e) {
            return e.response();
        } catch (CloseConnectionException | RequestException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.error("{} {} failed.", request.method(), request.path(), e);
            return handler.failed(request);
        }
    }

    private static void stream(Response.Streamed streamed, ServerResponse out) {
        try (OutputStream body = out.outputStream()) {
            streamed.body().write(body);
        } catch (IOException e) {
            throw new CloseConnectionException("The client went away.", e);
        }
    }

    /** As HTTP writes times; Helidon would write them in the zone of the machine. */
    static String date(Instant now) {
        return DATE.format(now);
    }

    /** The answer to what cannot be handled, in words that give nothing away. */
    static Response.Whole failure(int status) {
        return Response.error(status, switch (status) {
            case 400 -> "Malformed request";
            case 404 -> "Not found";
            case 408 -> "Request timeout";
            case 413 -> "Payload too large";
            case 414 -> "Address too long";
            case 431 -> "Headers too large";
            case 501 -> "Not implemented";
            case 503 -> "Service unavailable";
            case 505 -> "HTTP version not supported";
            default -> status < 500 ? "Bad request" : "Internal error";
        });
    }

    private static final class Source implements Request.Source {
        private final ServerRequest in;
        private final Supplier<byte[]> body;

        Source(ServerRequest in, Limits limits) {
            this.in = in;
            this.body = Request.once(() -> read(in, limits.bodyBytes()));
        }

        @Override
        public List<String> headers(String name) {
            HeaderName header = HeaderNames.create(name);
            return in.headers().contains(header) ? in.headers().get(header).allValues() : List.of();
        }

        @Override
        public InetAddress remote() {
            if (in.remotePeer().address() instanceof InetSocketAddress address
                    && address.getAddress() != null) {
                return address.getAddress();
            }
            return InetAddress.getLoopbackAddress();
        }

        @Override
        public byte[] body() {
            return body.get();
        }

        private static byte[] read(ServerRequest in, int most) {
            if (!in.content().hasEntity()) {
                return new byte[0];
            }
            if (in.headers().contentLength().orElse(0) > most) {
                throw new HttpFailure(failure(413));
            }
            try {
                InputStream stream = in.content().inputStream();
                byte[] bytes = stream.readNBytes(most + 1);
                if (bytes.length > most) {
                    throw new HttpFailure(failure(413));
                }
                return bytes;
            } catch (IOException e) {
                throw new CloseConnectionException("The client went away.", e);
            } catch (CloseConnectionException | RequestException | HttpFailure e) {
                throw e;
            } catch (RuntimeException e) {
                throw RequestException.builder()
                        .type(DirectHandler.EventType.BAD_REQUEST)
                        .status(Status.BAD_REQUEST_400)
                        .message("The body is not framed as its headers say.")
                        .cause(e)
                        .build();
            }
        }
    }
}
