package dev.chief.monitor.web;

import dev.chief.monitor.store.NewEvent;
import dev.chief.monitor.store.StoredEvent;
import dev.chief.monitor.web.page.Badge;
import dev.chief.monitor.web.page.Clock;
import dev.chief.monitor.web.page.EventRow;
import dev.chief.monitor.web.page.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Reads stored events as rows of lists. */
final class EventReader {
    private EventReader() {}

    static EventRow row(StoredEvent stored, Clock clock) {
        return row(stored, clock, Optional.empty());
    }

    /** @param start of the run whose page it is */
    static EventRow row(StoredEvent stored, Clock clock, Optional<Instant> start) {
        NewEvent event = stored.event();
        String offset = start.map(began -> "+" + Words.duration(Duration.between(began, event.at())))
                .orElse("");
        return new EventRow(stored.id(), clock.moment(event.at()), offset, Badge.of(event.level()),
                event.type(),
                event.message(), event.about().jobName(), event.about().scriptPath(), event.about().runId(),
                details(stored), "/events?event=" + stored.id());
    }

    private static String details(StoredEvent stored) {
        NewEvent event = stored.event();
        ObjectNode all = JsonText.object();
        all.put("eventAt", event.at().toString());
        all.put("receivedAt", stored.receivedAt().toString());
        all.put("sourceType", event.sourceType());
        event.about().scheduledFor().ifPresent(slot -> all.put("scheduledFor", slot.toString()));
        event.success().ifPresent(success -> all.put("success", success));
        event.returnCode().ifPresent(code -> all.put("returnCode", code));
        event.durationMillis().ifPresent(millis -> all.put("durationMs", millis));
        all.set("metadata", JsonText.of(event.metadata()).node());
        return JsonText.pretty(all);
    }
}
