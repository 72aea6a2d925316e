package dev.chief.monitor.web;

import dev.chief.monitor.store.AlertTable;
import dev.chief.monitor.store.ChannelTable;
import dev.chief.monitor.store.DeliveryTable;
import dev.chief.monitor.store.StoredAlert;
import dev.chief.monitor.store.StoredChannel;
import dev.chief.monitor.store.StoredDelivery;
import dev.chief.monitor.web.page.AlertView;
import dev.chief.monitor.web.page.Badge;
import dev.chief.monitor.web.page.Clock;
import dev.chief.monitor.web.page.DeliveryRow;
import dev.chief.monitor.web.page.Fact;
import dev.chief.monitor.web.page.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Reads stored alerts as pages tell of them. For one transaction. */
final class AlertReader {
    private static final int MOST_DELIVERIES = 20;

    private final Handle handle;
    private final Clock clock;
    private final Map<Long, String> channels;

    AlertReader(Handle handle, Clock clock) {
        this.handle = handle;
        this.clock = clock;
        this.channels = ChannelTable.list(handle)
                .stream()
                .collect(Collectors.toMap(StoredChannel::id, StoredChannel::name));
    }

    AlertView view(StoredAlert stored) {
        JsonText details = JsonText.of(stored.alert().details());
        List<StoredDelivery> deliveries = deliveries(stored);
        Optional<String> job = stored.alert().subject().jobName();
        Badge status = !stored.isOpen() ? Badge.CLOSED
                : stored.acknowledgement().isPresent() ? Badge.ACKNOWLEDGED
                        : Badge.OPEN;
        return new AlertView(stored.id(), status, Badge.of(stored.alert().severity()), stored.alert().type(),
                stored.alert().title(), why(stored, details, clock), subject(stored), job.map(Words::jobPath),
                details.text("runId").map(Words::runPath), stored.isOpen() ? job : Optional.empty(),
                timeline(stored, deliveries), details.facts(clock),
                deliveries.stream().map(this::row).toList(),
                AlertTable.coveredBy(handle, stored.id()).stream().map(AlertReader::covered).toList(),
                stored.isOpen(),
                stored.acknowledgement().isPresent());
    }

    DeliveryRow row(StoredDelivery delivery) {
        return new DeliveryRow(Badge.of(delivery.progress().status().name()),
                channels.getOrDefault(delivery.channelId(), "a channel that was removed"),
                delivery.kind().name().toLowerCase(Locale.ROOT), outcome(delivery, clock),
                clock.moment(delivery.progress().sentAt().orElse(delivery.createdAt())));
    }

    List<StoredDelivery> deliveries(StoredAlert alert) {
        return DeliveryTable.list(handle,
                new DeliveryTable.Filter(Optional.of(alert.id()), Optional.empty(), Optional.empty()),
                Optional.empty(),
                MOST_DELIVERIES, 0);
    }

    /** What was expected, what was seen, and what ends it. */
    static String why(StoredAlert stored, JsonText details, Clock clock) {
        String what = switch (stored.alert().type()) {
            case "FAILURE" -> failure(details);
            case "MISSED" -> missed(details, clock);
            case "OVERRUN" -> overrun(details, clock);
            case "CHIEF_OFFLINE" -> offline(details, clock);
            case "RECOVERY" -> "The job is well again";
            default -> stored.alert().title();
        };
        String end = stored.closing()
                .map(closing -> "Closed " + clock.relative(closing.at()) + ": " + closing.reason())
                .orElseGet(() -> switch (stored.alert().type()) {
                    case "FAILURE" -> "It closes with the next success";
                    case "MISSED" -> "It closes when the job is heard of";
                    case "OVERRUN" -> "It closes when the run ends";
                    case "CHIEF_OFFLINE" -> "It closes with the next heartbeat";
                    default -> "It closes by itself";
                });
        return what + ". " + end + ".";
    }

    private static String failure(JsonText details) {
        String script = details.text("failedScript").map(name -> " in " + name).orElse("");
        String code = details.number("returnCode").map(number -> " with exit code " + number).orElse("");
        String took = details.number("durationMs")
                .map(millis -> " after " + Words.duration(Duration.ofMillis(millis)))
                .orElse("");
        return "A run failed" + code + script + took;
    }

    private static String missed(JsonText details, Clock clock) {
        String slot = details.instant("expectedNextAt")
                .map(at -> "Expected " + at(at, clock))
                .orElse("Expected before now");
        String grace = details.seconds("graceSeconds")
                .map(length -> " with " + Words.duration(length) + " grace")
                .orElse("");
        String seen = details.instant("observedAt").map(at -> " at " + clock.minute(at)).orElse("");
        return slot + grace + "; nothing had started" + seen;
    }

    private static String overrun(JsonText details, Clock clock) {
        String began = details.instant("startedAt").map(at -> " that began " + at(at, clock)).orElse("");
        String longest = details.seconds("longestSeconds")
                .map(length -> " the " + Words.duration(length) + " that its scripts may take")
                .orElse(" it may");
        return "A run" + began + " takes longer than" + longest;
    }

    private static String offline(JsonText details, Clock clock) {
        String heard = details.instant("lastHeartbeatAt")
                .map(at -> "Last heard " + at(at, clock))
                .orElse("Never heard");
        String patience = details.seconds("offlineAfterSeconds")
                .map(length -> "; silent for more than " + Words.duration(length))
                .orElse("");
        return heard + patience;
    }

    private static String at(Instant time, Clock clock) {
        return clock.minute(time) + " " + Clock.zoneName(clock.zone());
    }

    /** Why a delivery is as it is. */
    static String outcome(StoredDelivery delivery, Clock clock) {
        StoredDelivery.Progress progress = delivery.progress();
        String reason = progress.error()
                .or(() -> progress.responseCode().map(code -> "answered " + code))
                .orElse("");
        return switch (progress.status()) {
            case PENDING -> (reason.isEmpty() ? "" : reason + "; ") + "try " + (progress.attempts() + 1)
                    + progress.nextAttemptAt().map(at -> " " + clock.relative(at)).orElse("");
            case SENT -> "sent" + (progress.attempts() > 1 ? " at try " + progress.attempts() : "");
            case FAILED -> "given up: " + reason;
            case SUMMARISED -> "told by a summary";
            case SUPPRESSED -> "silenced";
        };
    }

    private static String subject(StoredAlert stored) {
        return stored.alert().subject().jobName().or(() -> stored.alert().subject().instance()).orElse("");
    }

    private static Fact covered(StoredAlert alert) {
        return Fact.link(alert.alert().title(), alert.isOpen() ? "(open)" : "(closed)",
                "/alerts/" + alert.id());
    }

    private List<AlertView.Entry> timeline(StoredAlert stored, List<StoredDelivery> deliveries) {
        record Entry(Instant at, String text) {}
        List<Entry> entries = new ArrayList<>();
        entries.add(new Entry(stored.alert().openedAt(), "Opened"));
        if (stored.alert().recordedAt().isAfter(stored.alert().openedAt().plusSeconds(60))) {
            entries.add(new Entry(stored.alert().recordedAt(), "Recorded: the monitor heard of it late"));
        }
        stored.acknowledgement()
                .ifPresent(known -> entries.add(new Entry(known.at(), "Acknowledged by " + known.by())));
        stored.closing()
                .ifPresent(closing -> entries.add(new Entry(closing.at(), "Closed: " + closing.reason())));
        for (StoredDelivery delivery : deliveries) {
            delivery.progress()
                    .sentAt()
                    .ifPresent(at -> entries.add(new Entry(at,
                            "Told " + channels.getOrDefault(delivery.channelId(),
                                    "a channel that was removed"))));
        }
        return entries.stream()
                .sorted(Comparator.comparing(Entry::at))
                .map(entry -> new AlertView.Entry(clock.moment(entry.at()), entry.text()))
                .toList();
    }
}
