package dev.chief.monitor.store;

import dev.chief.core.event.EventType;
import dev.chief.monitor.store.StoredRun.End;
import dev.chief.monitor.store.StoredRun.Scripts;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.BinaryOperator;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Puts runs together. Neither the order nor the repetition of what is heard of a run makes a difference. */
final class RunParts {
    private static final JsonMapper JSON = new JsonMapper();
    /** Of several ends the last one counts; of those that are said to have been at once, a failure. */
    private static final Comparator<End> LAST = Comparator.comparing(End::at)
            .thenComparing(end -> !end.success())
            .thenComparing(end -> end.durationMillis().orElse(-1L))
            .thenComparing(end -> end.scriptsExecuted().orElse(-1L))
            .thenComparing(end -> end.failedScript().orElse(""));

    private RunParts() {}

    /** What an event tells of a run; none if it tells of none. */
    static Optional<StoredRun> of(NewEvent event) {
        NewEvent.About about = event.about();
        if (about.runId().isEmpty() || about.jobName().isEmpty()) {
            return Optional.empty();
        }
        String type = event.type();
        boolean start = type.equals(EventType.JOB_STARTED.text());
        boolean failure = type.equals(EventType.JOB_FAILED.text());
        if (!start && !failure && !type.equals(EventType.JOB_COMPLETED.text())) {
            return Optional.empty();
        }
        JsonNode metadata = metadata(event);
        Optional<End> end = start ? Optional.empty()
                : Optional.of(new End(event.at(), !failure && event.success().orElse(true),
                        event.durationMillis(), number(metadata, "scripts_executed"),
                        text(metadata, "failed_script")));
        return Optional.of(new StoredRun(about.runId().get(), about.jobName().get(), about.scheduledFor(),
                start ? Optional.of(event.at()) : Optional.empty(),
                new Scripts(number(metadata, start ? "script_count" : "scripts_total"),
                        number(metadata, "longest_seconds")),
                end));
    }

    /** What two accounts of a run tell together. */
    static StoredRun join(StoredRun one, StoredRun other) {
        return new StoredRun(one.runId(),
                one.jobName().compareTo(other.jobName()) <= 0 ? one.jobName() : other.jobName(),
                either(one.scheduledFor(), other.scheduledFor(), BinaryOperator.minBy(Instant::compareTo)),
                either(one.startedAt(), other.startedAt(), BinaryOperator.minBy(Instant::compareTo)),
                new Scripts(either(one.scripts().total(), other.scripts().total(), Math::max),
                        either(one.scripts().longestSeconds(), other.scripts().longestSeconds(), Math::max)),
                either(one.end(), other.end(), BinaryOperator.maxBy(LAST)));
    }

    private static <T> Optional<T> either(Optional<T> one, Optional<T> other, BinaryOperator<T> choice) {
        return one.isPresent() && other.isPresent() ? Optional.of(choice.apply(one.get(), other.get()))
                : one.or(() -> other);
    }

    private static JsonNode metadata(NewEvent event) {
        try {
            return JSON.readTree(event.metadata());
        } catch (JacksonException e) {
            throw new IllegalArgumentException("The metadata of event " + event.eventId() + " is not JSON.",
                    e);
        }
    }

    private static Optional<Long> number(JsonNode metadata, String name) {
        JsonNode value = metadata.path(name);
        return value.isIntegralNumber() && value.canConvertToLong() ? Optional.of(value.longValue())
                : Optional.empty();
    }

    private static Optional<String> text(JsonNode metadata, String name) {
        JsonNode value = metadata.path(name);
        return value.isString() ? Optional.of(value.stringValue()) : Optional.empty();
    }
}
