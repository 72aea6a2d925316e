package dev.chief.monitor.http;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * What a server bears.
 *
 * @param bodyBytes the largest body, inclusive
 * @param headerBytes all headers of a request together
 * @param requestLineBytes method and address
 * @param connections how many are open at once; more wait until one closes
 * @param idle how long a connection may wait for a request
 * @param request how long a request may take from its first byte to the first of its answer
 * @param write how long a piece of an answer may take to be taken by the client
 * @param stop how long requests in flight may take when the server stops
 */
public record Limits(
    int bodyBytes,
    int headerBytes,
    int requestLineBytes,
    int connections,
    Duration idle,
    Duration request,
    Duration write,
    Duration stop
) {
    /** What suits the monitor. */
    public static final Limits USUAL = new Limits(2 << 20, 16 << 10, 8 << 10, 2_000, Duration.ofSeconds(75),
            Duration.ofSeconds(30), Duration.ofSeconds(20), Duration.ofSeconds(5));

    public Limits {
        requireNonNull(idle);
        requireNonNull(request);
        requireNonNull(write);
        requireNonNull(stop);
    }

    /** The most that one request may send, with the framing of its chunks. */
    long wireBytes() {
        return 8L * bodyBytes + headerBytes + requestLineBytes;
    }

    /** The largest body that is at least read to its end, though not kept. */
    long drainedBytes() {
        return 4L * bodyBytes;
    }
}
