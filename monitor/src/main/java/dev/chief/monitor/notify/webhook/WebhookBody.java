package dev.chief.monitor.notify.webhook;

import dev.chief.monitor.notify.Json;
import dev.chief.monitor.notify.Message;
import dev.chief.monitor.notify.Message.Content;
import dev.chief.monitor.notify.Notice;
import dev.chief.monitor.notify.Wording;
import java.net.URI;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A message as JSON. Programs rely on its fields: new ones may come, none goes. */
final class WebhookBody {
    private WebhookBody() {}

    static ObjectNode of(Message message) {
        ObjectNode body = Json.object();
        body.put("delivery", message.key().toString());
        switch (message.content()) {
            case Content.Alert alert -> {
                body.put("kind", "alert");
                body.set("alert", alert(alert.notice()));
            }
            case Content.Summary summary -> {
                body.put("kind", "summary");
                body.put("total", summary.total());
                ArrayNode alerts = body.putArray("alerts");
                summary.notices().forEach(notice -> alerts.add(alert(notice)));
            }
            case Content.Test test -> {
                body.put("kind", "test");
                body.put("requestedBy", test.requestedBy());
                body.put("sentAt", test.at().toString());
            }
        }
        body.put("text", Wording.subject(message.content()));
        return body;
    }

    private static ObjectNode alert(Notice notice) {
        ObjectNode alert = Json.object();
        alert.put("id", notice.alertId());
        alert.put("alertType", notice.type());
        alert.put("severity", notice.severity());
        alert.put("jobName", notice.about().jobName().orElse(null));
        alert.put("instance", notice.about().instance().orElse(null));
        alert.put("title", notice.title());
        alert.put("openedAt", notice.openedAt().toString());
        alert.set("details", details(notice));
        alert.put("link", notice.link().map(URI::toString).orElse(null));
        return alert;
    }

    private static JsonNode details(Notice notice) {
        try {
            return Json.read(notice.detailsJson());
        } catch (JacksonException e) {
            return Json.object();
        }
    }
}
