package dev.chief.monitor.notify.webhook;

import dev.chief.monitor.notify.Channel;
import dev.chief.monitor.notify.ChannelKind;
import dev.chief.monitor.notify.HttpPost;
import dev.chief.monitor.notify.Message;
import dev.chief.monitor.notify.Outcome;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Channels that post to a web address. */
public final class Webhook implements ChannelKind {
    @Override
    public String name() {
        return "webhook";
    }

    @Override
    public Set<String> secrets() {
        return Set.of("secret");
    }

    @Override
    public Channel open(JsonNode settings) {
        return new Poster(WebhookSettings.of(settings));
    }

    private record Poster(WebhookSettings settings) implements Channel {
        @Override
        public Outcome send(Message message) {
            String body = WebhookBody.of(message).toString();
            long timestamp = message.at().getEpochSecond();
            Map<String, String> headers = new LinkedHashMap<>();
            headers.put("X-Chief-Timestamp", Long.toString(timestamp));
            headers.put("X-Chief-Signature", Signature.of(settings.secret(), timestamp, body));
            headers.put("X-Chief-Delivery", message.key().toString());
            return HttpPost.outcome(settings.url(), HttpPost.post(settings.url(), headers, body));
        }
    }
}
