package dev.chief.monitor.notify.webhook;

import static java.util.Objects.requireNonNull;

import dev.chief.monitor.notify.Fields;
import dev.chief.monitor.notify.HttpAddress;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Where a webhook is.
 *
 * @param secret the key of the signature
 */
record WebhookSettings(URI url, String secret) {
    private static final int SHORTEST_SECRET = 16;
    private static final int LONGEST_SECRET = 256;

    WebhookSettings {
        requireNonNull(url);
        requireNonNull(secret);
    }

    static WebhookSettings of(JsonNode json) {
        Fields fields = new Fields("settings.", json, Set.of("url", "secret"));
        Optional<URI> url = HttpAddress.read(fields, "url");
        String secret = fields.text("secret", LONGEST_SECRET);
        if (!secret.isEmpty() && secret.length() < SHORTEST_SECRET) {
            fields.problem("secret", "has " + secret.length() + " characters; at least " + SHORTEST_SECRET
                    + " are needed");
        }
        fields.check();
        return new WebhookSettings(url.orElseThrow(), secret);
    }

    /** Without the secret, and without the path, which may be one. */
    @Override
    public String toString() {
        return "WebhookSettings[" + url.getHost() + "]";
    }
}
