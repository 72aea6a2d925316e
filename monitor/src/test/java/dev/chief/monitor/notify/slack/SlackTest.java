package dev.chief.monitor.notify.slack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chief.monitor.notify.Json;
import dev.chief.monitor.notify.Message.Content;
import dev.chief.monitor.notify.Notice.About;
import dev.chief.monitor.notify.Outcome;
import dev.chief.monitor.notify.Peer;
import dev.chief.monitor.notify.Samples;
import java.util.Collections;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SlackTest {
    @Test
    void anAlertIsATextAndABlock() {
        try (Peer peer = new Peer()) {
            JsonNode settings = Json.object().put("url", peer.address("/services/T0/B0/x").toString());
            assertThat(Samples.send(new Slack().open(settings), Samples.failureOf("backup")))
                    .isEqualTo(new Outcome.Sent(Optional.of(200)));
            JsonNode body = Json.read(peer.requests().getFirst().body());
            assertThat(body.path("text").asString()).isEqualTo("[ALERT] FAILURE backup");
            assertThat(block(body)).isEqualTo("""
                    *[ALERT] FAILURE backup*
                    Job backup failed
                    Opened: 2026-11-26 03:00:00 UTC
                    Expected: exit code 0
                    Seen: exit code 2 after 3 s
                    The alert closes with the job's next success. Until then further failures are not told.
                    <https://monitor.example.com/alerts/17|Open in the monitor>""");
        }
    }

    @Test
    void aJobCannotMentionAChannelOrForgeALink() {
        JsonNode body = SlackBody.of(new Content.Alert(
                Samples.notice("FAILURE", About.job("<!channel>"), "a & b <http://evil|click>")));
        assertThat(body.toString()).doesNotContain("<!channel>")
                .doesNotContain("<http://evil")
                .contains("&lt;!channel&gt;")
                .contains("a &amp; b &lt;http://evil|click&gt;");
    }

    @Test
    void aLongSummaryIsCutAtALine() {
        JsonNode body = SlackBody
                .of(new Content.Summary(Collections.nCopies(500, Samples.failure("<job>")), 500));
        assertThat(block(body)).hasSizeLessThan(3000).endsWith(" more lines").contains("&lt;job&gt;, 2026");
    }

    @Test
    void aRefusalDoesNotGiveTheAddressAway() {
        try (Peer peer = new Peer().answer(404, "no_service")) {
            JsonNode settings = Json.object().put("url", peer.address("/services/T0/B0/token").toString());
            assertThat(Samples.send(new Slack().open(settings), Samples.failureOf("backup")))
                    .isEqualTo(Outcome.permanent("127.0.0.1 answered 404: no_service", Optional.of(404)));
            assertThat(SlackSettings.of(settings).toString()).isEqualTo("SlackSettings[127.0.0.1]");
        }
    }

    private static String block(JsonNode body) {
        return body.path("blocks").path(0).path("text").path("text").asString();
    }
}
