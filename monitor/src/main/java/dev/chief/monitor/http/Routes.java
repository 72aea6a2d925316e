package dev.chief.monitor.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Which handler answers which method and path. Paths are exact: their case counts, and so does a slash at the end. A part in braces
 * stands for any part that is not empty, also one with an encoded slash, and may be followed by an ending, as in
 * <code>/badge/{jobName}.svg</code>. Paths without names go before such.
 */
public final class Routes {
    private final List<Route> routes;

    private Routes(List<Route> routes) {
        this.routes = List.copyOf(routes);
    }

    private record Route(List<String> parts, Map<String, Handler> handlers) {
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
            List<String> methods = new ArrayList<>(handlers.keySet());
            if (handlers.containsKey("GET")) {
                methods.add("HEAD");
            }
            methods.add("OPTIONS");
            return methods.stream().sorted().collect(Collectors.joining(", "));
        }
    }

    /** Begins a table. */
    public static Builder builder() {
        return new Builder();
    }

    /** Whether a path is one of the table, under any method. */
    public boolean knows(String path) {
        return find(parts(path)).isPresent();
    }

    /**
     * Answers a request by its handler, 404 where there is none, 405 where there is one for other methods only, and OPTIONS with those.
     * HEAD is GET; the server leaves the body out.
     */
    public Response handle(Request request) {
        List<String> parts = parts(request.path());
        Optional<Route> route = find(parts);
        if (route.isEmpty()) {
            return Response.error(404, "Not found");
        }
        String method = request.method().equals("HEAD") ? "GET" : request.method();
        Handler handler = route.get().handlers().get(method);
        if (handler != null) {
            return handler.handle(request.with(decoded(route.get().match(parts).orElseThrow())));
        }
        Response refusal = method.equals("OPTIONS") ? Response.empty(204)
                : Response.error(405, "Method not allowed");
        return refusal.with("Allow", route.get().allowed());
    }

    private Optional<Route> find(List<String> path) {
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
    public static final class Builder {
        private final Map<String, Map<String, Handler>> handlers = new LinkedHashMap<>();

        private Builder() {}

        /** GET, and HEAD with it. */
        public Builder get(String path, Handler handler) {
            return on("GET", path, handler);
        }

        /** POST. */
        public Builder post(String path, Handler handler) {
            return on("POST", path, handler);
        }

        /** PUT. */
        public Builder put(String path, Handler handler) {
            return on("PUT", path, handler);
        }

        /** PATCH. */
        public Builder patch(String path, Handler handler) {
            return on("PATCH", path, handler);
        }

        /** DELETE. */
        public Builder delete(String path, Handler handler) {
            return on("DELETE", path, handler);
        }

        private Builder on(String method, String path, Handler handler) {
            if (handlers.computeIfAbsent(path, _ -> new TreeMap<>()).put(method, handler) != null) {
                throw new IllegalArgumentException(method + " " + path + " has two handlers.");
            }
            return this;
        }

        /** The table. */
        public Routes build() {
            List<Route> plain = new ArrayList<>();
            List<Route> named = new ArrayList<>();
            handlers.forEach((path, byMethod) -> {
                Route route = new Route(parts(path), Map.copyOf(byMethod));
                (route.hasNames() ? named : plain).add(route);
            });
            plain.addAll(named);
            return new Routes(plain);
        }
    }
}
