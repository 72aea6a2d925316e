package dev.chief.monitor.auth;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * The cookie that holds a session's token.
 *
 * @param secure whether browsers come by https, and are to send it by nothing else
 */
record SessionCookie(boolean secure) {
    private static final String NAME = "chief_session";
    // Browsers take this only by https, from this very host and for all of it.
    private static final String SECURE_NAME = "__Host-" + NAME;

    static SessionCookie of(Optional<URI> baseUrl) {
        return new SessionCookie(baseUrl.filter(url -> "https".equals(url.getScheme())).isPresent());
    }

    String name() {
        return secure ? SECURE_NAME : NAME;
    }

    /** The header that hands the token over. */
    String set(String token, Duration lifetime) {
        return name() + "=" + token + "; Max-Age=" + lifetime.toSeconds() + "; Path=/; HttpOnly; SameSite=Lax"
                + (secure ? "; Secure" : "");
    }

    /** The header that has the browser forget it. */
    String clear() {
        return set("", Duration.ZERO);
    }

    /** The token in a Cookie header. */
    Optional<String> read(Optional<String> header) {
        for (String pair : header.orElse("").split(";", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0 && pair.substring(0, equals).strip().equals(name())) {
                return Optional.of(pair.substring(equals + 1).strip()).filter(token -> !token.isEmpty());
            }
        }
        return Optional.empty();
    }
}
