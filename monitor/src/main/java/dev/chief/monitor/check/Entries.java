package dev.chief.monitor.check;

import dev.chief.core.check.Entry;
import dev.chief.core.check.Entry.What;
import dev.chief.core.check.Entry.What.Outcome;
import dev.chief.core.check.Policy;
import dev.chief.core.event.EventType;
import dev.chief.core.event.Metadata;
import dev.chief.monitor.store.NewEvent;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What events are in the history of a check. Pure. */
final class Entries {
    private static final Map<String, EventType> TYPES = Arrays.stream(EventType.values())
            .collect(Collectors.toUnmodifiableMap(EventType::text, Function.identity()));
    /** Why a Chief does not run a slot, where that is by the rules of its file or by a person's wish. */
    private static final Set<String> AS_WISHED = Set.of("caught_up", "disabled", "not_in_file", "after",
            "cancelled");
    /** The words that an event's metadata must hold to change a policy; the rest of them is not looked at. */
    static final Set<String> CHECK_KEYS = Set.of("check_enabled", "grace_seconds", "alert_on_");

    /** The types of the events that count, if they do not change the policy. */
    static final Set<String> COUNTED = Arrays.stream(EventType.values())
            .filter(Entries::counts)
            .map(EventType::text)
            .collect(Collectors.toUnmodifiableSet());

    private Entries() {}

    /** The type of an event, if it is one of Chief's. */
    static Optional<EventType> type(NewEvent event) {
        return Optional.ofNullable(TYPES.get(event.type()));
    }

    /** The entry that an event of a job is; empty if it changes nothing of its check. */
    static Optional<Entry> of(NewEvent event) {
        Optional<EventType> type = type(event);
        if (type.filter(Entries::counts).isEmpty()
                && CHECK_KEYS.stream().noneMatch(event.metadata()::contains)) {
            return Optional.empty();
        }
        MetadataReader metadata = MetadataReader.of(event.metadata());
        What what = type.map(it -> what(it, event, metadata)).orElseGet(What.Other::new);
        Policy.Change change = metadata.change();
        if (what.equals(new What.Other()) && change.equals(Policy.Change.NONE)) {
            return Optional.empty();
        }
        return Optional.of(Entry.of(event.at(), event.eventId().toString(), change, what));
    }

    private static boolean counts(EventType type) {
        return switch (type) {
            case JOB_STARTED, JOB_COMPLETED, JOB_FAILED, JOB_NEXT_SCHEDULED, DAEMON_OVERLAP_SKIPPED,
                    DAEMON_QUEUED_PENDING, DAEMON_SLOT_MISSED ->
                true;
            case JOB_RETRYING, SCRIPT_STARTED, SCRIPT_COMPLETED, CHIEF_HEARTBEAT, CHIEF_STARTED,
                    CHIEF_STOPPED,
                    CONFIG_RELOADED, DAEMON_DISPATCH, WORKER_MESSAGE ->
                false;
        };
    }

    private static What what(EventType type, NewEvent event, MetadataReader metadata) {
        Optional<String> run = event.about().runId();
        return switch (type) {
            case JOB_STARTED ->
                new What.Started(run, event.about().scheduledFor(), metadata.seconds("longest_seconds"));
            case JOB_COMPLETED -> new What.Ended(run, event.success()
                    .map(success -> success ? Outcome.SUCCEEDED : Outcome.FAILED)
                    .orElse(Outcome.UNSAID), evidence(event, metadata));
            case JOB_FAILED -> new What.Ended(run, Outcome.FAILED, evidence(event, metadata));
            case JOB_NEXT_SCHEDULED -> expected(metadata);
            case DAEMON_OVERLAP_SKIPPED -> settled(event.about().scheduledFor());
            // Whoever waits for other jobs, waits by the rules of the file; whoever waits in line is late.
            case DAEMON_QUEUED_PENDING -> metadata.items("after").iterator().hasNext()
                    ? settled(event.about().scheduledFor())
                    : new What.Other();
            case DAEMON_SLOT_MISSED -> metadata.text("reason").filter(AS_WISHED::contains).isPresent()
                    ? settled(event.about().scheduledFor())
                    : new What.Other();
            case JOB_RETRYING, SCRIPT_STARTED, SCRIPT_COMPLETED, CHIEF_HEARTBEAT, CHIEF_STARTED,
                    CHIEF_STOPPED,
                    CONFIG_RELOADED, DAEMON_DISPATCH, WORKER_MESSAGE ->
                new What.Other();
        };
    }

    /** What cannot be read is not taken for "never again". */
    private static What expected(MetadataReader metadata) {
        if (metadata.isNone("next_run_at")) {
            return new What.Expected(Optional.empty());
        }
        Optional<Instant> next = metadata.instant("next_run_at");
        return next.isPresent() ? new What.Expected(next) : new What.Other();
    }

    private static What settled(Optional<Instant> slot) {
        return slot.isPresent() ? new What.Settled(slot.get()) : new What.Other();
    }

    private static Metadata evidence(NewEvent event, MetadataReader metadata) {
        Metadata.Builder evidence = Metadata.builder()
                .text("eventType", event.type())
                .value("returnCode", event.returnCode()
                        .map(code -> (Metadata.Value) new Metadata.Value.Whole(code))
                        .orElseGet(Metadata.Value.None::new))
                .text("runId", event.about().runId())
                .text("message", event.message())
                .text("endedAt", event.at().toString());
        event.about().scheduledFor().ifPresent(slot -> evidence.text("scheduledFor", slot.toString()));
        metadata.text("failed_script").ifPresent(script -> evidence.text("failedScript", script));
        event.durationMillis().ifPresent(millis -> evidence.whole("durationMs", millis));
        return evidence.build();
    }
}
