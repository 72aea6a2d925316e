package dev.chief.monitor.store;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.Optional;

/**
 * Which events are wanted; what is empty is not asked for. All compare exactly but the text.
 *
 * @param type as job.failed
 * @param sourceType chief, worker or monitor
 * @param period by when they happened
 * @param text what the message contains, whatever its case
 */
public record EventFilter(
    Optional<String> jobName,
    Optional<String> scriptPath,
    Optional<String> runId,
    Optional<String> level,
    Optional<String> type,
    Optional<String> sourceType,
    Period period,
    Optional<String> text
) {
    /** All events. */
    public static final EventFilter ALL = new EventFilter(Optional.empty(), Optional.empty(),
            Optional.empty(),
            Optional.empty(), Optional.empty(), Optional.empty(), Period.ALWAYS, Optional.empty());

    public EventFilter {
        requireNonNull(jobName);
        requireNonNull(scriptPath);
        requireNonNull(runId);
        requireNonNull(level);
        requireNonNull(type);
        requireNonNull(sourceType);
        requireNonNull(period);
        text = text.filter(part -> !part.isEmpty());
    }

    /** Whether an event is wanted. */
    public boolean matches(NewEvent event) {
        return matches(jobName, event.about().jobName())
                && matches(scriptPath, event.about().scriptPath())
                && matches(runId, event.about().runId())
                && matches(level, Optional.of(event.level()))
                && matches(type, Optional.of(event.type()))
                && period.contains(event.at())
                && matchesWhatNoIndexKnows(event.sourceType(), event.message());
    }

    /** Whether rows have to be looked at to know. */
    boolean isBeyondIndexes() {
        return sourceType.isPresent() || text.isPresent();
    }

    boolean matchesWhatNoIndexKnows(String eventSourceType, String message) {
        return matches(sourceType, Optional.of(eventSourceType))
                && (text.isEmpty() || lowerCase(message).contains(lowerCase(text.get())));
    }

    private static boolean matches(Optional<String> wanted, Optional<String> found) {
        return wanted.isEmpty() || wanted.equals(found);
    }

    private static String lowerCase(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
