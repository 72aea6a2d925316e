package dev.chief.monitor.http;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** A request, of which the body is read only when it is asked for. For the thread that handles it. */
public final class Request {
    private final String method;
    private final String path;
    private final String rawQuery;
    private final Query query;
    private final Map<String, String> parameters;
    private final Source source;

    /** Where the rest of a request comes from. */
    interface Source {
        List<String> headers(String name);

        InetAddress remote();

        byte[] body();
    }

    private Request(
        String method,
        String path,
        String rawQuery,
        Query query,
        Map<String, String> parameters,
        Source source
    ) {
        this.method = method;
        this.path = path;
        this.rawQuery = rawQuery;
        this.query = query;
        this.parameters = Map.copyOf(parameters);
        this.source = source;
    }

    static Request of(String method, String path, String rawQuery, Query query, Source source) {
        return new Request(method, path, rawQuery, query, Map.of(), source);
    }

    Request with(Map<String, String> pathParameters) {
        return new Request(method, path, rawQuery, query, pathParameters, source);
    }

    /** As it was sent; methods are in capitals. */
    public String method() {
        return method;
    }

    /** As it was sent, percent-encoding included. */
    public String path() {
        return path;
    }

    /** The path decoded; none if it is not well percent-encoded. */
    public Optional<String> decodedPath() {
        return Percent.decode(path);
    }

    /** Path and query as they were sent. */
    public String target() {
        return rawQuery.isEmpty() ? path : path + "?" + rawQuery;
    }

    /** What stands behind the question mark. */
    public Query query() {
        return query;
    }

    /**
     * The part of the path that stands for a name in braces, decoded.
     *
     * @throws IllegalArgumentException if the route has no such name
     */
    public String parameter(String name) {
        String value = parameters.get(name);
        if (value == null) {
            throw new IllegalArgumentException("The route has no part named " + name + ".");
        }
        return value;
    }

    /** The value of a header that is given once; of one given several times the values are joined by commas. */
    public Optional<String> header(String name) {
        List<String> values = source.headers(name);
        return values.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", values));
    }

    /** Every value of a header, in order. */
    public List<String> headers(String name) {
        return source.headers(name);
    }

    /** Who is at the other end of the connection, which may be a proxy. */
    public InetAddress remote() {
        return source.remote();
    }

    /**
     * Reads the body; a second call gives the same.
     *
     * @throws HttpFailure 413 if it is too large
     */
    public byte[] body() {
        return source.body();
    }

    /** Reads once. */
    static <T> Supplier<T> once(Supplier<T> read) {
        return new Supplier<>() {
            private Optional<T> value = Optional.empty();

            @Override
            public T get() {
                if (value.isEmpty()) {
                    value = Optional.of(read.get());
                }
                return value.get();
            }
        };
    }
}
