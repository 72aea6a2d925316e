package dev.chief.monitor.auth;

import java.util.Set;

/** The kinds of paths that rules are made for. What is not named is an API or a page, and closed. */
enum Endpoint {
    /** Anybody's: it tells nothing that is worth keeping. */
    OPEN,
    /** Where events are sent to. */
    INGEST,
    /** For programs: it answers 401 to those who may not. */
    API,
    /** For people: it leads those who may not to the sign-in. */
    PAGE;

    private static final Set<String> OPEN_PAGES = Set.of("/login", "/preferences");
    private static final Set<String> OPEN_FILES = Set.of("/openapi.yaml", "/favicon.ico", "/robots.txt");

    static Endpoint of(RequestFacts request) {
        String path = request.path();
        if ("/v1/events".equals(path) || "/v1/events/batch".equals(path)) {
            return "POST".equals(request.method()) ? INGEST : API;
        }
        if ("/v1/health".equals(path)) {
            return request.changes() ? API : OPEN;
        }
        if (OPEN_PAGES.contains(path) || OPEN_FILES.contains(path)
                || (path.startsWith("/assets/") && isPlain(path))) {
            return OPEN;
        }
        return isForPrograms(path) ? API : PAGE;
    }

    /** Whether people look at what is at a path. */
    static boolean isForPeople(String path) {
        return !isForPrograms(path) && !OPEN_FILES.contains(path) && !path.startsWith("/assets/");
    }

    private static boolean isForPrograms(String path) {
        return path.startsWith("/v1") || "/metrics".equals(path) || path.startsWith("/badge/");
    }

    /** Whether a path leads where it seems to. */
    private static boolean isPlain(String path) {
        return !path.contains("..") && !path.contains("//")
                && path.chars().noneMatch(c -> c == '\\' || c == '%');
    }
}
