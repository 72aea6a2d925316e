package dev.chief.monitor.notify.slack;

import dev.chief.monitor.notify.Channel;
import dev.chief.monitor.notify.ChannelKind;
import dev.chief.monitor.notify.HttpPost;
import dev.chief.monitor.notify.Message;
import dev.chief.monitor.notify.Outcome;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Channels of Slack, and of Mattermost, Rocket.Chat and others that take the same. */
public final class Slack implements ChannelKind {
    @Override
    public String name() {
        return "slack";
    }

    /** Whoever has the address of an incoming webhook may post by it. */
    @Override
    public Set<String> secrets() {
        return Set.of("url");
    }

    @Override
    public Channel open(JsonNode settings) {
        return new Poster(SlackSettings.of(settings));
    }

    private record Poster(SlackSettings settings) implements Channel {
        @Override
        public Outcome send(Message message) {
            String body = SlackBody.of(message.content()).toString();
            return HttpPost.outcome(settings.url(), HttpPost.post(settings.url(), Map.of(), body));
        }
    }
}
