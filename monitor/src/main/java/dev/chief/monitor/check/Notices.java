package dev.chief.monitor.check;

import dev.chief.core.event.Metadata;
import dev.chief.core.event.Metadata.Value;
import dev.chief.monitor.notify.Notice;
import dev.chief.monitor.notify.Notice.Detail;
import dev.chief.monitor.notify.Wording;
import dev.chief.monitor.store.StoredAlert;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Alerts in the words of people, with a link to where they are shown. */
public final class Notices {
    /** The names of evidence for people, in the order in which they are shown; what is not named here is only in the details. */
    private static final List<Map.Entry<String, String>> NAMES = List.of(
            Map.entry("expectedNextAt", "Expected at"), Map.entry("graceSeconds", "Grace"),
            Map.entry("scheduledFor", "Slot"), Map.entry("startedAt", "Began at"),
            Map.entry("endedAt", "Ended at"),
            Map.entry("longestSeconds", "May take"), Map.entry("failedScript", "Failed script"),
            Map.entry("returnCode", "Return code"), Map.entry("durationMs", "Took"),
            Map.entry("message", "Message"),
            Map.entry("runId", "Run"), Map.entry("recoveredAt", "Recovered at"), Map.entry("since", "Since"),
            Map.entry("observedAt", "Seen at"), Map.entry("lastHeartbeatAt", "Last heard"),
            Map.entry("chief", "Chief"),
            Map.entry("chiefHeardAt", "Chief last heard"), Map.entry("offlineAfterSeconds", "Offline after"));

    private final Optional<URI> base;

    /** @param base where people find the monitor, if that is known */
    public Notices(Optional<URI> base) {
        this.base = base;
    }

    Notice of(StoredAlert alert, Optional<Instant> silencedUntil) {
        Notice.About about = new Notice.About(alert.alert().subject().jobName(),
                alert.alert().subject().instance(),
                silencedUntil);
        return new Notice(alert.id(), alert.alert().type(), alert.alert().severity(), about,
                alert.alert().title(),
                alert.alert().openedAt(), details(MetadataJson.read(alert.alert().details())),
                alert.alert().details(),
                base.map(it -> URI.create(it.toString().replaceAll("/+$", "") + "/alerts/" + alert.id())));
    }

    private static List<Detail> details(Metadata evidence) {
        List<Detail> details = new ArrayList<>();
        for (Map.Entry<String, String> name : NAMES) {
            Value value = evidence.entries().get(name.getKey());
            if (value != null) {
                text(name.getKey(), value).ifPresent(text -> details.add(new Detail(name.getValue(), text)));
            }
        }
        return details;
    }

    private static Optional<String> text(String name, Value value) {
        return switch (value) {
            case Value.Text(String text) -> Optional.of(name.endsWith("At") || name.equals("scheduledFor")
                    || name.equals("since") ? time(text) : text);
            case Value.Whole(long number) -> Optional.of(name.endsWith("Seconds") ? number + " s"
                    : name.endsWith("Ms") ? duration(Duration.ofMillis(number))
                            : Long.toString(number));
            case Value.None() -> name.equals("lastHeartbeatAt") ? Optional.of("never") : Optional.empty();
            case Value.Decimal _,Value.Flag _,Value.Fields _,Value.Items _ -> Optional.empty();
        };
    }

    private static String time(String text) {
        try {
            return Wording.time(Instant.parse(text));
        } catch (DateTimeException e) {
            return text;
        }
    }

    private static String duration(Duration duration) {
        return duration.compareTo(Duration.ofMinutes(1)) < 0
                ? duration.toSeconds() + "." + duration.toMillisPart() / 100 + " s"
                : duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
    }
}
