package dev.chief.monitor.notify.email;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chief.monitor.notify.Channel;
import dev.chief.monitor.notify.Json;
import dev.chief.monitor.notify.Message;
import dev.chief.monitor.notify.Outcome;
import dev.chief.monitor.notify.Peer;
import dev.chief.monitor.notify.Samples;
import dev.chief.monitor.settings.MonitorSettings.Mail;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ResendTest {
    @Test
    void everyRecipientIsARequestOfItsOwn() {
        try (Peer peer = new Peer()) {
            assertThat(Samples.send(channel(peer, "monitor@example.com"), Samples.failureOf("backup")))
                    .isEqualTo(new Outcome.Sent(Optional.of(200)));
            assertThat(peer.requests()).extracting(Peer.Request::path).containsExactly("/emails", "/emails");
            Peer.Request request = peer.requests().getFirst();
            assertThat(request.headers().getFirst("Authorization")).isEqualTo("Bearer re_key");
            JsonNode body = Json.read(request.body());
            assertThat(body.propertyNames()).containsExactly("from", "to", "subject", "text");
            assertThat(body.path("from").asString()).isEqualTo("Chief Monitor <monitor@example.com>");
            assertThat(body.path("to").toString()).isEqualTo("[\"a@example.com\"]");
            assertThat(body.path("subject").asString()).isEqualTo("[ALERT] FAILURE backup");
            assertThat(body.path("text").asString()).startsWith("Job backup failed.\n");
        }
    }

    @Test
    void aSenderWithANameKeepsIt() {
        try (Peer peer = new Peer()) {
            Samples.send(channel(peer, "N\u00f6bet <n@example.com>"), Samples.failureOf("backup"));
            assertThat(Json.read(peer.requests().getFirst().body()).path("from").asString())
                    .isEqualTo("N\u00f6bet <n@example.com>");
        }
    }

    @Test
    void aSecondAttemptIsKnownAgainByResend() {
        try (Peer peer = new Peer()) {
            Channel channel = channel(peer, "monitor@example.com");
            Samples.send(channel, Samples.failureOf("backup"));
            Message later = new Message(Samples.KEY, Samples.failureOf("backup").content(),
                    Samples.AT.plusSeconds(60), Set.of());
            Samples.send(channel, later);
            assertThat(peer.requests()).extracting(request -> request.headers().getFirst("Idempotency-Key"))
                    .satisfies(keys -> assertThat(keys.subList(0, 2)).isEqualTo(keys.subList(2, 4))
                            .doesNotHaveDuplicates());
            assertThat(peer.requests().get(0).body()).isEqualTo(peer.requests().get(2).body());
        }
    }

    @Test
    void oneRecipientWhoIsRefusedKeepsNoOtherFromTheMail() {
        try (Peer peer = new Peer().answer(422, "{\"message\":\"Invalid `to` field\"}")) {
            assertThat(Samples.send(channel(peer, "monitor@example.com"), Samples.failureOf("backup")))
                    .isEqualTo(new Outcome.Failed("1 of 2 recipients have it; Invalid `to` field", true,
                            Optional.of(422), Set.of("b@example.com")));
        }
    }

    @Test
    void aWrongKeyIsForGoodAndIsTriedOnce() {
        try (Peer peer = new Peer().answer(401, "{\"error\":{\"message\":\"API key is invalid\"}}")) {
            assertThat(Samples.send(channel(peer, "monitor@example.com"), Samples.failureOf("backup")))
                    .isEqualTo(Outcome.permanent("API key is invalid", Optional.of(401)));
            assertThat(peer.requests()).hasSize(1);
        }
    }

    @Test
    void whatMayPassIsTriedAgainForThoseWhoDoNotHaveIt() {
        try (Peer peer = new Peer().answer(200, "{}").answer(429, "slow down")) {
            assertThat(Samples.send(channel(peer, "monitor@example.com"), Samples.failureOf("backup")))
                    .isEqualTo(
                            new Outcome.Failed("1 of 2 recipients have it; 127.0.0.1 answered 429: slow down",
                                    false, Optional.of(429), Set.of("a@example.com")));
        }
    }

    private static Channel channel(Peer peer, String from) {
        Mail mail = new Mail.Resend("re_key", from, peer.address(""));
        return new Email(mail).open(Json.read("{\"recipients\":[\"a@example.com\",\"b@example.com\"]}"));
    }
}
