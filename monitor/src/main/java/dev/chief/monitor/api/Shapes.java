package dev.chief.monitor.api;

import dev.chief.monitor.http.Json;
import dev.chief.monitor.notify.ChannelView;
import dev.chief.monitor.store.ApiKeyTable.StoredApiKey;
import dev.chief.monitor.store.ListedCheck;
import dev.chief.monitor.store.NewEvent;
import dev.chief.monitor.store.Silence;
import dev.chief.monitor.store.StoredAlert;
import dev.chief.monitor.store.StoredDelivery;
import dev.chief.monitor.store.StoredEvent;
import dev.chief.monitor.store.StoredInstance;
import dev.chief.monitor.store.StoredRun;

/** What things look like in JSON. Fields are added at the end: existing clients know the others in this order. */
final class Shapes {
    private Shapes() {}

    static void check(Json out, ListedCheck check) {
        out.text("jobName", check.jobName())
                .flag("enabled", check.policy().enabled())
                .flag("alertOnFailure", check.policy().alertOnFailure())
                .flag("alertOnMiss", check.policy().alertOnMiss())
                .number("graceSeconds", check.policy().graceSeconds())
                .text("status", check.condition().status())
                .instant("lastHeartbeatAt", check.progress().lastHeartbeatAt())
                .instant("expectedNextAt", check.progress().expectedNextAt())
                .instant("lastSuccessAt", check.progress().lastSuccessAt())
                .instant("lastFailureAt", check.progress().lastFailureAt())
                .number("consecutiveFailures", check.progress().consecutiveFailures())
                .instant("updatedAt", check.progress().updatedAt())
                .text("state", check.condition().state())
                .text("instance", check.declaration().instance())
                .text("schedule", check.declaration().schedule())
                .text("timezone", check.declaration().timezone())
                .texts("tags", check.declaration().tags())
                .instant("silencedUntil", check.handling().silencedUntil())
                .flag("archived", check.handling().archived());
    }

    static void job(Json out, ListedCheck check) {
        check(out, check);
        out.object("latestEvent", check.latest(), (inner, event) -> inner.instant("eventAt", event.at())
                .text("eventType", event.type())
                .text("level", event.level())
                .text("message", event.message())
                .flag("success", event.success()));
    }

    static void event(Json out, StoredEvent stored) {
        NewEvent event = stored.event();
        out.number("id", stored.id())
                .instant("receivedAt", stored.receivedAt())
                .instant("eventAt", event.at())
                .text("sourceType", event.sourceType())
                .text("eventType", event.type())
                .text("level", event.level())
                .text("message", event.message())
                .text("jobName", event.about().jobName())
                .text("scriptPath", event.about().scriptPath())
                .text("runId", event.about().runId())
                .instant("scheduledFor", event.about().scheduledFor())
                .flag("success", event.success())
                .number("returnCode", event.returnCode())
                .number("durationMs", event.durationMillis())
                .text("metadataJson", event.metadata())
                .raw("metadata", event.metadata())
                .text("eventId", event.eventId().toString());
    }

    static void alert(Json out, StoredAlert stored) {
        var alert = stored.alert();
        out.number("id", stored.id())
                .text("jobName", alert.subject().jobName())
                .text("alertType", alert.type())
                .text("severity", alert.severity())
                .text("status", stored.status())
                .instant("openedAt", alert.openedAt())
                .instant("closedAt", stored.closing().map(StoredAlert.Closing::at))
                .text("dedupeKey", alert.key().dedupeKey())
                .text("title", alert.title())
                .text("detailsJson", alert.details())
                .raw("details", alert.details())
                .text("closeReason", stored.closing().map(StoredAlert.Closing::reason))
                .text("instance", alert.subject().instance())
                .number("coveredBy", stored.coveredBy())
                .instant("acknowledgedAt", stored.acknowledgement().map(StoredAlert.Acknowledgement::at))
                .text("acknowledgedBy", stored.acknowledgement().map(StoredAlert.Acknowledgement::by));
    }

    static void run(Json out, StoredRun run) {
        out.text("runId", run.runId())
                .text("jobName", run.jobName())
                .text("status", run.status().name())
                .instant("scheduledFor", run.scheduledFor())
                .instant("startedAt", run.startedAt())
                .instant("endedAt", run.end().map(StoredRun.End::at))
                .number("durationMs", run.durationMillis())
                .number("scriptsTotal", run.scripts().total())
                .number("scriptsExecuted", run.end().flatMap(StoredRun.End::scriptsExecuted))
                .text("failedScript", run.end().flatMap(StoredRun.End::failedScript))
                .number("longestSeconds", run.scripts().longestSeconds());
    }

    static void instance(Json out, StoredInstance instance) {
        out.text("instance", instance.instance())
                .text("status", instance.presence().status())
                .text("mode", instance.life().mode())
                .text("version", instance.build().version())
                .text("configHash", instance.build().configHash())
                .number("pid", instance.life().pid())
                .instant("startedAt", instance.life().startedAt())
                .instant("stoppedAt", instance.life().stoppedAt())
                .instant("lastHeartbeatAt", instance.presence().lastHeartbeatAt())
                .number("pingIntervalSeconds", instance.presence().pingIntervalSeconds())
                .instant("updatedAt", instance.updatedAt());
    }

    static void channel(Json out, ChannelView channel) {
        out.number("id", channel.id())
                .text("kind", channel.kind())
                .text("name", channel.name())
                .flag("enabled", channel.enabled())
                .texts("alertTypes", channel.alertTypes())
                .raw("settings", channel.settings().toString())
                .instant("createdAt", channel.createdAt());
    }

    static void delivery(Json out, StoredDelivery delivery) {
        StoredDelivery.Progress progress = delivery.progress();
        out.number("id", delivery.id())
                .text("key", delivery.key().toString())
                .number("channelId", delivery.channelId())
                .number("alertId", delivery.alertId())
                .text("kind", delivery.kind().name())
                .text("status", progress.status().name())
                .number("attempts", progress.attempts())
                .instant("createdAt", delivery.createdAt())
                .instant("nextAttemptAt", progress.nextAttemptAt())
                .instant("sentAt", progress.sentAt())
                .number("responseCode", progress.responseCode().map(Integer::longValue))
                .text("error", progress.error())
                .number("summaryId", delivery.summaryId());
    }

    static void silence(Json out, Silence silence) {
        out.number("id", silence.id())
                .text("jobName", silence.jobName())
                .instant("startsAt", silence.startsAt())
                .instant("endsAt", silence.endsAt())
                .text("reason", silence.reason())
                .text("createdBy", silence.createdBy())
                .instant("createdAt", silence.createdAt());
    }

    static void key(Json out, StoredApiKey key) {
        out.number("id", key.id())
                .text("name", key.name())
                .text("scope", key.scope())
                .text("prefix", key.prefix())
                .instant("createdAt", key.createdAt())
                .text("createdBy", key.createdBy())
                .instant("lastUsedAt", key.lastUsedAt())
                .instant("revokedAt", key.revokedAt());
    }
}
