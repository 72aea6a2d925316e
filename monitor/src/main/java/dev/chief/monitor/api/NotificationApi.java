package dev.chief.monitor.api;

import dev.chief.monitor.auth.Decision;
import dev.chief.monitor.http.Json;
import dev.chief.monitor.http.Query;
import dev.chief.monitor.http.Request;
import dev.chief.monitor.http.Response;
import dev.chief.monitor.http.Routes;
import dev.chief.monitor.notify.ChannelView;
import dev.chief.monitor.notify.InvalidSettings;
import dev.chief.monitor.notify.TestReport;
import dev.chief.monitor.notify.email.EmailAlerts;
import dev.chief.monitor.store.Database;
import dev.chief.monitor.store.DeliveryTable;
import dev.chief.monitor.store.Silence;
import dev.chief.monitor.store.StoredDelivery;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Who is told of alerts, when not, and what was told. */
final class NotificationApi {
    private static final String INVALID_EMAIL = "Invalid email settings payload";
    private static final String INVALID_CHANNEL = "Invalid channel payload";
    private static final String INVALID_SILENCE = "Invalid silence payload";

    private final Database database;
    private final MonitorApi.Notifications notifications;

    NotificationApi(Database database, MonitorApi.Notifications notifications) {
        this.database = database;
        this.notifications = notifications;
    }

    void addTo(Routes.Builder<Decision.Allow> routes) {
        routes.get("/v1/settings/alerts/email", (_, _) -> email(notifications.email().get()))
                .put("/v1/settings/alerts/email", (request, _) -> putEmail(request))
                .post("/v1/settings/alerts/email/test",
                        (_, allow) -> tested(notifications.email().test(allow.caller().name())))
                .get("/v1/channels", (_, _) -> channels())
                .post("/v1/channels", (request, _) -> addChannel(request))
                .get("/v1/channels/{channelId}", (request, _) -> channel(request))
                .patch("/v1/channels/{channelId}", (request, _) -> changeChannel(request))
                .delete("/v1/channels/{channelId}", (request, _) -> removeChannel(request))
                .post("/v1/channels/{channelId}/test", this::testChannel)
                .get("/v1/deliveries", (request, _) -> deliveries(request))
                .get("/v1/silences", (request, _) -> silences(request))
                .post("/v1/silences", this::addSilence)
                .post("/v1/silences/{silenceId}/end", (request, _) -> endSilence(request));
    }

    private static Response email(EmailAlerts.Document document) {
        return Answers.ok(out -> out.texts("recipients", document.recipients())
                .texts("enabledAlertTypes", document.enabledAlertTypes())
                .flag("providerConfigured", document.providerConfigured()));
    }

    private Response putEmail(Request request) {
        JsonNode body = Answers.body(request, INVALID_EMAIL);
        try {
            return email(notifications.email().put(body));
        } catch (InvalidSettings e) {
            return Answers.invalid(INVALID_EMAIL, e);
        }
    }

    /** 400 when nothing could be tried, 502 when the receiver did not take it. */
    private static Response tested(TestReport report) {
        return switch (report) {
            case TestReport.NotReady no -> report(400, 0, 0, 0, no.message());
            case TestReport.Done done -> report(done.failed() == 0 ? 200 : 502, done.attempted(), done.sent(),
                    done.failed(), done.message());
        };
    }

    private static Response report(int status, int attempted, int sent, int failed, String message) {
        return Answers.of(status, out -> {
            if (status != 200) {
                out.text("error", message);
            }
            out.number("attempted", attempted)
                    .number("sent", sent)
                    .number("failed", failed)
                    .text("message", message);
        });
    }

    private Response channels() {
        List<ChannelView> channels = notifications.channels().list();
        return Answers.ok(out -> out.objects("channels", channels, Shapes::channel));
    }

    private Response addChannel(Request request) {
        JsonNode body = Answers.body(request, INVALID_CHANNEL);
        try {
            ChannelView channel = notifications.channels().add(body);
            return Answers.of(201, out -> Shapes.channel(out, channel))
                    .with("Location", "/v1/channels/" + channel.id());
        } catch (InvalidSettings e) {
            return Answers.invalid(INVALID_CHANNEL, e);
        }
    }

    private Response channel(Request request) {
        return Answers.number(request, "channelId")
                .flatMap(id -> notifications.channels().find(id))
                .<Response>map(channel -> Answers.ok(out -> Shapes.channel(out, channel)))
                .orElseGet(NotificationApi::noChannel);
    }

    private Response changeChannel(Request request) {
        JsonNode body = Answers.body(request, INVALID_CHANNEL);
        try {
            return Answers.number(request, "channelId")
                    .flatMap(id -> notifications.channels().change(id, body))
                    .<Response>map(channel -> Answers.ok(out -> Shapes.channel(out, channel)))
                    .orElseGet(NotificationApi::noChannel);
        } catch (InvalidSettings e) {
            return Answers.invalid(INVALID_CHANNEL, e);
        }
    }

    private Response removeChannel(Request request) {
        try {
            return Answers.number(request, "channelId").filter(notifications.channels()::remove).isPresent()
                    ? Response.empty(204)
                    : noChannel();
        } catch (InvalidSettings e) {
            return Answers.invalid(INVALID_CHANNEL, e);
        }
    }

    private Response testChannel(Request request, Decision.Allow allow) {
        return Answers.number(request, "channelId")
                .flatMap(id -> notifications.channels().test(id, allow.caller().name()))
                .map(NotificationApi::tested)
                .orElseGet(NotificationApi::noChannel);
    }

    private static Response noChannel() {
        return Response.error(404, "Channel not found");
    }

    private Response deliveries(Request request) {
        Query query = request.query();
        Optional<StoredDelivery.Status> status = query.one("status")
                .flatMap(text -> Arrays.stream(StoredDelivery.Status.values())
                        .filter(known -> known.name().equals(text))
                        .findFirst());
        Paging paging = Paging.of(query);
        if (status.isEmpty() && query.one("status").isPresent()) {
            return paging.list("deliveries", List.<StoredDelivery>of(), Optional.empty(), Shapes::delivery);
        }
        DeliveryTable.Filter filter = new DeliveryTable.Filter(number(query, "alertId"),
                number(query, "channelId"),
                status);
        Optional<DeliveryTable.Position> after = paging.cursor().map(DeliveryCursor::parse);
        List<StoredDelivery> found = database.read(handle -> DeliveryTable.list(handle, filter, after,
                paging.limit() + 1, paging.offset()));
        boolean more = found.size() > paging.limit();
        List<StoredDelivery> shown = more ? found.subList(0, paging.limit()) : found;
        return paging.list("deliveries", shown,
                more ? Optional.of(DeliveryCursor.text(shown.getLast())) : Optional.empty(),
                Shapes::delivery);
    }

    private static Optional<Long> number(Query query, String name) {
        return query.one(name).map(text -> {
            try {
                return Long.parseLong(text);
            } catch (NumberFormatException _) {
                // There is nothing with such a number.
                return 0L;
            }
        });
    }

    private Response silences(Request request) {
        Paging paging = Paging.of(request.query());
        List<Silence> silences = notifications.silences().list(paging.limit(), paging.offset());
        return Answers.ok(out -> out.objects("silences", silences, Shapes::silence)
                .number("limit", paging.limit())
                .number("offset", paging.offset()));
    }

    private Response addSilence(Request request, Decision.Allow allow) {
        JsonNode body = Answers.body(request, INVALID_SILENCE);
        try {
            Silence silence = notifications.silences().add(body, allow.caller().name());
            return Answers.of(201, (Json out) -> Shapes.silence(out, silence));
        } catch (InvalidSettings e) {
            return Answers.invalid(INVALID_SILENCE, e);
        }
    }

    private Response endSilence(Request request) {
        return Answers.number(request, "silenceId")
                .flatMap(id -> notifications.silences().end(id))
                .<Response>map(silence -> Answers.ok(out -> Shapes.silence(out, silence)))
                .orElseGet(() -> Response.error(404, "Silence not found"));
    }
}
