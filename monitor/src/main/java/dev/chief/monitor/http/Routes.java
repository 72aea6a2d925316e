package dev.chief.monitor.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Which endpoint answers which method and path. Paths are exact: their case counts, and so does a slash at the end. A part in braces
 * stands for any part that is not empty, also one with an encoded slash, and may be followed by an ending, as in
 * <code>/badge/{jobName}.svg</code>. Paths without names go before such.
 *
 * @param <C> what endpoints are told of whoever sent a request
 */
public final class Routes<C> {
    private final List<Route<C>> routes;

    private Routes(List<Route<C>> routes) {
        this.routes = List.copyOf(routes);
    }

    /**
     * Answers requests of one kind.
     *
     * @param <C> what it is told of whoever sent a request
     */
    @FunctionalInterface
    public interface Endpoint<C> {
        /**
         * Answers a request.
         *
         * @throws HttpFailure with the answer, when that is a failure
         */
        Response answer(Request request, C caller);
    }

    private record Route<C>(List<String> parts, Map<String, Endpoint<C>> endpoints) {
        Optional<Map<String, String>> match(List<String> path) {
            if (path.size() != parts.size()) {
                return Optional.empty();
            }
            Map<String, String> found = new LinkedHashMap<>();
            for (int i = 0; i < parts.size(); i++) {
                String part = parts.get(i);
                if (isName(part)) {
                    int end = part.indexOf('}');
                    String suffix = part.substring(end + 1);
                    int length = path.get(i).length() - suffix.length();
                    if (length < 1 || !path.get(i).endsWith(suffix)) {
                        return Optional.empty();
                    }
                    found.put(part.substring(1, end), path.get(i).substring(0, length));
                } else if (!part.equals(path.get(i))) {
                    return Optional.empty();
                }
            }
            return Optional.of(found);
        }

        private static boolean isName(String part) {
            return part.startsWith("{");
        }

        boolean hasNames() {
            return parts.stream().anyMatch(Route::isName);
        }

        String allowed() {
            List<String> methods = new ArrayList<>(endpoints.keySet());
            if (endpoints.containsKey("GET")) {
                methods.add("HEAD");
            }
            methods.add("OPTIONS");
            return methods.stream().sorted().collect(Collectors.joining(", "));
        }
    }

    /** Begins a table. */
    public static <C> Builder<C> builder() {
        return new Builder<>();
    }

    /** All of them, as {@code GET /v1/events}. */
    public Set<String> all() {
        return routes.stream()
                .flatMap(route -> route.endpoints()
                        .keySet()
                        .stream()
                        .map(method -> method + " " + String.join("/", route.parts())))
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Answers a request by its endpoint, 404 where there is none, 405 where there is one for other methods only, and OPTIONS with those.
     * HEAD is GET; the server leaves the body out.
     */
    public Response handle(Request request, C caller) {
        List<String> parts = parts(request.path());
        Optional<Route<C>> route = find(parts);
        if (route.isEmpty()) {
            return Response.error(404, "Not found");
        }
        String method = request.method().equals("HEAD") ? "GET" : request.method();
        Endpoint<C> endpoint = route.get().endpoints().get(method);
        if (endpoint != null) {
            return endpoint.answer(request.with(decoded(route.get().match(parts).orElseThrow())), caller);
        }
        Response refusal = method.equals("OPTIONS") ? Response.empty(204)
                : Response.error(405, "Method not allowed");
        return refusal.with("Allow", route.get().allowed());
    }

    private Optional<Route<C>> find(List<String> path) {
        return routes.stream().filter(route -> route.match(path).isPresent()).findFirst();
    }

    private static Map<String, String> decoded(Map<String, String> raw) {
        Map<String, String> decoded = new LinkedHashMap<>();
        raw.forEach((name, value) -> decoded.put(name, Percent.decode(value)
                .orElseThrow(() -> new HttpFailure(
                        Response.error(400, "The address is not well percent-encoded.")))));
        return decoded;
    }

    private static List<String> parts(String path) {
        return List.of(path.split("/", -1));
    }

    /** Collects routes. Not for several threads. */
    public static final class Builder<C> {
        private final Map<String, Map<String, Endpoint<C>>> endpoints = new LinkedHashMap<>();

        private Builder() {}

        /** GET, and HEAD with it. */
        public Builder<C> get(String path, Endpoint<C> endpoint) {
            return on("GET", path, endpoint);
        }

        /** POST. */
        public Builder<C> post(String path, Endpoint<C> endpoint) {
            return on("POST", path, endpoint);
        }

        /** PUT. */
        public Builder<C> put(String path, Endpoint<C> endpoint) {
            return on("PUT", path, endpoint);
        }

        /** PATCH. */
        public Builder<C> patch(String path, Endpoint<C> endpoint) {
            return on("PATCH", path, endpoint);
        }

        /** DELETE. */
        public Builder<C> delete(String path, Endpoint<C> endpoint) {
            return on("DELETE", path, endpoint);
        }

        private Builder<C> on(String method, String path, Endpoint<C> endpoint) {
            if (endpoints.computeIfAbsent(path, _ -> new TreeMap<>()).put(method, endpoint) != null) {
                throw new IllegalArgumentException(method + " " + path + " has two endpoints.");
            }
            return this;
        }

        /** The table. */
        public Routes<C> build() {
            List<Route<C>> plain = new ArrayList<>();
            List<Route<C>> named = new ArrayList<>();
            endpoints.forEach((path, byMethod) -> {
                Route<C> route = new Route<>(parts(path), Map.copyOf(byMethod));
                (route.hasNames() ? named : plain).add(route);
            });
            plain.addAll(named);
            return new Routes<>(plain);
        }
    }
}
