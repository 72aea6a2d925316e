package dev.chief.monitor.http;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;

/** An answer. */
public sealed interface Response {
    /** JSON in UTF-8. */
    String JSON = "application/json";

    /** Of HTTP, as 200. */
    int status();

    /** The media type; empty when there is no body. */
    String type();

    /** Besides those that every answer has; they replace those of the same name. */
    Map<String, String> headers();

    /** The same with another header. */
    Response with(String name, String value);

    /** An answer that is there at once. */
    final class Whole implements Response {
        private final int status;
        private final String type;
        private final byte[] body;
        private final Map<String, String> headers;

        /** @param body not to be changed any more */
        private Whole(int status, String type, byte[] body, Map<String, String> headers) {
            this.status = status;
            this.type = requireNonNull(type);
            this.body = requireNonNull(body);
            this.headers = Map.copyOf(headers);
        }

        @Override
        public int status() {
            return status;
        }

        @Override
        public String type() {
            return type;
        }

        /** Not to be changed. */
        public byte[] body() {
            return body;
        }

        @Override
        public Map<String, String> headers() {
            return headers;
        }

        @Override
        public Whole with(String name, String value) {
            return new Whole(status, type, body, and(headers, name, value));
        }
    }

    /**
     * An answer that comes bit by bit, on the thread of the request.
     *
     * @param body writes it
     */
    record Streamed(int status, String type, Body body, Map<String, String> headers) implements Response {
        public Streamed {
            requireNonNull(type);
            requireNonNull(body);
            headers = Map.copyOf(headers);
        }

        @Override
        public Streamed with(String name, String value) {
            return new Streamed(status, type, body, and(headers, name, value));
        }
    }

    /** Writes an answer. */
    @FunctionalInterface
    interface Body {
        /**
         * Writes until there is no more to say, or the client is gone.
         *
         * @param out to be flushed whenever the client should see something
         * @throws IOException if the client is gone
         */
        void write(OutputStream out) throws IOException;
    }

    /**
     * An answer of a media type.
     *
     * @param body not to be changed any more
     */
    static Whole of(int status, String type, byte[] body) {
        return new Whole(status, type, body, Map.of());
    }

    /** An answer that is a status alone. */
    static Whole empty(int status) {
        return new Whole(status, "", new byte[0], Map.of());
    }

    /** A failure in JSON, as {@code {"error":"Not found"}}. */
    static Whole error(int status, String error) {
        return of(status, JSON, Json.bytes(out -> out.text("error", error)));
    }

    /** A failure in JSON with more to say: an object with {@code error} first. */
    static Whole error(int status, String error, Json.Fields details) {
        return of(status, JSON, Json.bytes(out -> {
            out.text("error", error);
            details.write(out);
        }));
    }

    private static Map<String, String> and(Map<String, String> headers, String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return more;
    }
}
