package dev.chief.monitor.auth;

import dev.chief.monitor.settings.Loopback;
import dev.chief.monitor.settings.MonitorSettings;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Where requests come from, and under what name. A page of somebody else's can have a browser send requests here, and can have its
 * own name lead here (DNS rebinding). So only names count that nobody else can own: those of loopback, addresses of numbers, and
 * what the settings name.
 */
final class Origins {
    private static final int LONGEST_SHOWN = 100;
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    private final Set<String> names = new HashSet<>();
    private final Set<String> origins = new HashSet<>();

    /** What a request shows. */
    enum Source {
        /** The Host is not a name of the monitor. */
        FOREIGN_HOST,
        /** A page of somebody else's sends it. */
        FOREIGN_ORIGIN,
        /** The browser vouches that a page of the monitor sends it. */
        OWN,
        /** Nothing is said, as by programs that are no browsers. */
        UNKNOWN
    }

    /** A host with its port, or with 0 when it has none. */
    private record Authority(String host, int port) {
        boolean isSame(Authority other, int fallback) {
            return host.equals(other.host)
                    && (port == 0 ? fallback : port) == (other.port == 0 ? fallback : other.port);
        }
    }

    Origins(MonitorSettings settings) {
        names.add(settings.listen().host().toLowerCase(Locale.ROOT));
        settings.access().baseUrl().ifPresent(url -> trust(url.toString()));
        settings.access().trustedOrigins().forEach(this::trust);
    }

    private void trust(String origin) {
        uri(origin).ifPresent(found -> {
            origins.add(normal(found));
            names.add(found.getHost().toLowerCase(Locale.ROOT));
        });
    }

    Source of(RequestFacts request) {
        Optional<Authority> host = request.headers().host().flatMap(Origins::authority);
        // A browser always names the host; what names none is none.
        if (request.headers().host().isPresent() && host.filter(this::isOwn).isEmpty()) {
            return Source.FOREIGN_HOST;
        }
        String site = request.headers().fetchSite().orElse("");
        boolean sameOrigin = "same-origin".equals(site);
        Optional<String> origin = request.headers().origin();
        if (origin.isEmpty()) {
            boolean elsewhere = "cross-site".equals(site) || "same-site".equals(site);
            return elsewhere && request.changes()
                    ? Source.FOREIGN_ORIGIN
                    : sameOrigin ? Source.OWN : Source.UNKNOWN;
        }
        if ("null".equals(origin.get())) {
            // So says a page that is told to tell nobody where it is, the monitor's own as well.
            return sameOrigin ? Source.OWN : Source.FOREIGN_ORIGIN;
        }
        boolean own = uri(origin.get()).filter(found -> origins.contains(normal(found))
                || (host.isPresent() && isSame(found, host.get()))).isPresent();
        return own ? Source.OWN : Source.FOREIGN_ORIGIN;
    }

    /** What those are told whose Host is no name of the monitor. */
    static String explainHost(RequestFacts request) {
        String host = shown(request.headers().host().orElse(""));
        return "This monitor does not go by the name \"" + host + "\". If it should, add http://" + host
                + " to MONITOR_AUTH_TRUSTED_ORIGINS.";
    }

    /** What those are told whose request another site's page sent. */
    static String explainOrigin(RequestFacts request) {
        return request.headers()
                .origin()
                .map(origin -> "Requests from pages of \"" + shown(origin) + "\" are not taken.")
                .orElse("Requests from pages of another site are not taken.");
    }

    private boolean isOwn(Authority authority) {
        String host = authority.host();
        return Loopback.is(host) || Loopback.isIpv4(host) || host.startsWith("[") || names.contains(host);
    }

    private static boolean isSame(URI origin, Authority host) {
        return new Authority(origin.getHost().toLowerCase(Locale.ROOT), Math.max(origin.getPort(), 0)).isSame(
                host,
                defaultPort(origin));
    }

    private static int defaultPort(URI origin) {
        return "https".equalsIgnoreCase(origin.getScheme()) ? HTTPS : HTTP;
    }

    private static String normal(URI origin) {
        int port = origin.getPort() < 0 ? defaultPort(origin) : origin.getPort();
        return (origin.getScheme() + "://" + origin.getHost() + ":" + port).toLowerCase(Locale.ROOT);
    }

    /** What a Host header names; none when it is malformed. */
    private static Optional<Authority> authority(String host) {
        return uri("http://" + host).map(
                found -> new Authority(found.getHost().toLowerCase(Locale.ROOT),
                        Math.max(found.getPort(), 0)));
    }

    /** An address of scheme, host and port; none when it is anything else. */
    private static Optional<URI> uri(String text) {
        try {
            URI uri = new URI(text);
            boolean web = "http".equalsIgnoreCase(uri.getScheme())
                    || "https".equalsIgnoreCase(uri.getScheme());
            boolean bare = uri.getRawUserInfo() == null && uri.getRawQuery() == null
                    && uri.getRawFragment() == null;
            return web && bare && uri.getHost() != null && uri.getRawPath().isEmpty()
                    ? Optional.of(uri)
                    : Optional.empty();
        } catch (URISyntaxException _) {
            return Optional.empty();
        }
    }

    private static String shown(String text) {
        return text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) : text;
    }
}
