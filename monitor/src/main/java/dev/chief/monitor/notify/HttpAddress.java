package dev.chief.monitor.notify;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Addresses to which channels post. Never quoted in messages, because some of them are secrets. */
public final class HttpAddress {
    private static final int LONGEST = 2000;
    private static final Set<String> SCHEMES = Set.of("http", "https");

    private HttpAddress() {}

    /** Reads a field that has to be an address; what is wrong with it is noted. */
    public static Optional<URI> read(Fields fields, String name) {
        String text = fields.text(name, LONGEST);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            URI address = new URI(text);
            if (address.getScheme() != null
                    && SCHEMES.contains(address.getScheme().toLowerCase(Locale.ROOT))
                    && address.getHost() != null && address.getRawUserInfo() == null
                    && address.getRawFragment() == null) {
                return Optional.of(address);
            }
        } catch (URISyntaxException e) {
            // It is said below, without the text.
        }
        fields.problem(name,
                "must be an address that begins with http:// or https:// and has a host, but no user, password or #");
        return Optional.empty();
    }
}
