package dev.chief.monitor.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;

/** Turns what was given into values. What breaks its rule becomes a problem, and the default stands in for it. */
final class Values {
    private static final int LONGEST_EMAIL = 254;
    private static final int MOST_PORTS = 65_535;
    private static final int MOST_DIGITS = 9;
    private static final Set<String> YES = Set.of("1", "true", "yes", "on");
    private static final Set<String> NO = Set.of("0", "false", "no", "off");

    private final List<String> problems;

    Values(List<String> problems) {
        this.problems = problems;
    }

    int port(Optional<Given> given, int fallback) {
        return (int) number(given, 0, MOST_PORTS, fallback);
    }

    /** A duration given as a whole number of its unit, both bounds inclusive. */
    Duration duration(
        Optional<Given> given,
        LongFunction<Duration> unit,
        long least,
        long most,
        long fallback
    ) {
        return unit.apply(number(given, least, most, fallback));
    }

    private long number(Optional<Given> given, long least, long most, long fallback) {
        if (given.isEmpty()) {
            return fallback;
        }
        String digits = given.get().value();
        if (digits.length() <= MOST_DIGITS && digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            long number = Long.parseLong(digits);
            if (number >= least && number <= most) {
                return number;
            }
        }
        return refuse(given.get(), "a whole number from " + least + " to " + most, fallback);
    }

    Optional<Boolean> flag(Optional<Given> given) {
        if (given.isEmpty()) {
            return Optional.empty();
        }
        String word = given.get().value().toLowerCase(Locale.ROOT);
        if (YES.contains(word)) {
            return Optional.of(true);
        }
        return NO.contains(word)
                ? Optional.of(false)
                : refuse(given.get(), "1, true, yes or on, or 0, false, no or off", Optional.empty());
    }

    String host(Optional<Given> given, String fallback) {
        if (given.isEmpty()) {
            return fallback;
        }
        String host = given.get().value();
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        String bare = bracketed ? host.substring(1, host.length() - 1) : host;
        // With one colon it is a name or an address with a port.
        boolean address = bare.indexOf(':') != bare.lastIndexOf(':')
                && bare.chars().allMatch(c -> isHex(c) || c == ':' || c == '.');
        boolean name = !bracketed
                && bare.chars().allMatch(c -> isLetterOrDigit(c) || c == '.' || c == '-' || c == '_');
        return address || name
                ? bare
                : refuse(given.get(), "a host name or an address, without a port", fallback);
    }

    /** A text of at least so many characters. */
    Optional<String> secret(Optional<Given> given, int least) {
        if (given.isPresent() && given.get().value().length() < least) {
            return refuse(given.get(), "at least " + least + " characters long", Optional.empty());
        }
        return given.map(Given::value);
    }

    /** A text that can stand in an HTTP header. */
    Optional<String> key(Optional<Given> given) {
        if (given.isPresent() && !given.get().value().chars().allMatch(c -> c > ' ' && c <= '~')) {
            return refuse(given.get(), "made of visible ASCII characters, without spaces", Optional.empty());
        }
        return given.map(Given::value);
    }

    Optional<String> email(Optional<Given> given) {
        if (given.isEmpty() || isEmail(given.get().value())) {
            return given.map(found -> found.value().toLowerCase(Locale.ROOT));
        }
        return refuse(given.get(), "an e-mail address", Optional.empty());
    }

    /** A sender as {@code address} or {@code Name <address>}. */
    Optional<String> sender(Optional<Given> given) {
        if (given.isEmpty()) {
            return Optional.empty();
        }
        String value = given.get().value();
        int open = value.indexOf('<');
        String address = open >= 0 && value.endsWith(">") ? value.substring(open + 1, value.length() - 1)
                : value;
        return isEmail(address) && value.chars().noneMatch(Character::isISOControl)
                ? Optional.of(value)
                : refuse(given.get(), "an e-mail address, or one like \"Chief <chief@example.com>\"",
                        Optional.empty());
    }

    /** An address of scheme, host and port alone, without a slash at its end. */
    Optional<URI> site(Optional<Given> given) {
        if (given.isEmpty()) {
            return Optional.empty();
        }
        Optional<URI> origin = origin(given.get().value());
        return origin.isPresent()
                ? origin
                : refuse(given.get(), "an address like https://monitor.example, without a path",
                        Optional.empty());
    }

    List<String> origins(Optional<Given> given) {
        List<String> origins = new ArrayList<>();
        for (String part : given.map(Given::value).orElse("").split(",", -1)) {
            if (part.isBlank()) {
                continue;
            }
            Optional<URI> origin = origin(part.strip());
            if (origin.isEmpty()) {
                return refuse(given.orElseThrow(),
                        "addresses like https://monitor.example, with commas between", List.of());
            }
            origins.add(origin.get().toString());
        }
        return origins;
    }

    /** The base address of an HTTP API, which may have a path. */
    URI base(Optional<Given> given, URI fallback) {
        if (given.isEmpty()) {
            return fallback;
        }
        String value = given.get().value();
        while (value.endsWith("/")) {
            value = value.substring(0, value.length() - 1);
        }
        Optional<URI> parsed = uri(value).filter(uri -> isWeb(uri) && uri.getRawQuery() == null);
        return parsed.isPresent() ? parsed.get() : refuse(given.get(), "an http or https address", fallback);
    }

    Optional<URI> smtp(Optional<Given> given) {
        if (given.isEmpty()) {
            return Optional.empty();
        }
        Optional<URI> parsed = uri(given.get().value()).filter(uri -> uri.getHost() != null
                && ("smtp".equals(uri.getScheme()) || "smtps".equals(uri.getScheme()))
                && (uri.getRawPath().isEmpty() || "/".equals(uri.getRawPath())));
        return parsed.isPresent()
                ? parsed
                : refuse(given.get(),
                        "like smtp://USER:PASSWORD@HOST:587 or smtps://..., special characters of"
                                + " user and password as %XX",
                        Optional.empty());
    }

    private <T> T refuse(Given given, String rule, T instead) {
        problems.add(given.mustBe(rule));
        return instead;
    }

    private static Optional<URI> origin(String text) {
        return uri(text)
                .filter(uri -> isWeb(uri)
                        && uri.getRawUserInfo() == null
                        && uri.getRawQuery() == null
                        && uri.getRawFragment() == null
                        && (uri.getRawPath().isEmpty() || "/".equals(uri.getRawPath())))
                .map(uri -> URI
                        .create((uri.getScheme() + "://" + uri.getRawAuthority()).toLowerCase(Locale.ROOT)));
    }

    private static boolean isWeb(URI uri) {
        return uri.getHost() != null
                && ("http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme()));
    }

    private static Optional<URI> uri(String text) {
        try {
            return Optional.of(new URI(text));
        } catch (URISyntaxException _) {
            return Optional.empty();
        }
    }

    private static boolean isEmail(String text) {
        int at = text.indexOf('@');
        return at > 0
                && at == text.lastIndexOf('@')
                && at < text.length() - 1
                && text.length() <= LONGEST_EMAIL
                && text.chars()
                        .allMatch(c -> c > ' ' && c != '<' && c != '>' && c != ',' && c != ';' && c != 127);
    }

    private static boolean isLetterOrDigit(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    private static boolean isHex(int c) {
        return (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F') || (c >= '0' && c <= '9');
    }
}
