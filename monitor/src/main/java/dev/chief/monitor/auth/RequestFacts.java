package dev.chief.monitor.auth;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * What is known of a request before its body is read.
 *
 * @param method in upper case, as it came
 * @param path as the routes see it: decoded, without query
 * @param target path and query as they came, still encoded
 * @param headers those that matter here
 */
public record RequestFacts(String method, String path, String target, Headers headers) {
    public RequestFacts {
        requireNonNull(method);
        requireNonNull(path);
        requireNonNull(target);
        requireNonNull(headers);
    }

    /**
     * Headers that matter here. X-Forwarded-For and its kin do not: anybody can send them.
     *
     * @param apiKey {@code x-api-key}
     * @param cookie {@code Cookie}, all of them joined by semicolons
     * @param host {@code Host}, or what HTTP/2 calls the authority
     * @param origin {@code Origin}
     * @param fetchSite {@code Sec-Fetch-Site}
     * @param csrfToken {@code x-csrf-token}
     */
    public record Headers(
        Optional<String> apiKey,
        Optional<String> cookie,
        Optional<String> host,
        Optional<String> origin,
        Optional<String> fetchSite,
        Optional<String> csrfToken
    ) {
        public Headers {
            requireNonNull(apiKey);
            requireNonNull(cookie);
            requireNonNull(host);
            requireNonNull(origin);
            requireNonNull(fetchSite);
            requireNonNull(csrfToken);
        }

        @Override
        public String toString() {
            return "Headers[host=" + host + ", origin=" + origin + "]";
        }
    }

    /** Whether it may change something. */
    public boolean changes() {
        return switch (method) {
            case "GET", "HEAD", "OPTIONS" -> false;
            default -> true;
        };
    }
}
