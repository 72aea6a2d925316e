package dev.chief.monitor.notify.slack;

import static java.util.Objects.requireNonNull;

import dev.chief.monitor.notify.Fields;
import dev.chief.monitor.notify.HttpAddress;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The address of an incoming webhook, which is a secret. */
record SlackSettings(URI url) {
    SlackSettings {
        requireNonNull(url);
    }

    static SlackSettings of(JsonNode json) {
        Fields fields = new Fields("settings.", json, Set.of("url"));
        Optional<URI> url = HttpAddress.read(fields, "url");
        fields.check();
        return new SlackSettings(url.orElseThrow());
    }

    @Override
    public String toString() {
        return "SlackSettings[" + url.getHost() + "]";
    }
}
