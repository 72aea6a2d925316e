package dev.chief.monitor.web;

import dev.chief.monitor.store.NewEvent;
import dev.chief.monitor.store.StoredEvent;
import dev.chief.monitor.web.page.Badge;
import dev.chief.monitor.web.page.Gantt;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Puts the steps of a run together from its events. */
final class Steps {
    private static final String STARTED = "script.started";
    private static final String COMPLETED = "script.completed";

    private Steps() {}

    /** What was heard of a step. */
    private static final class Heard {
        private Optional<NewEvent> start = Optional.empty();
        private Optional<NewEvent> end = Optional.empty();
    }

    /**
     * The steps in order.
     *
     * @param events of the run, oldest first
     * @param reference the steps of the run to compare with; those that this run did not come to are shown as skipped
     * @param ended whether the run has ended
     */
    static List<Gantt.Step> of(List<StoredEvent> events, List<Gantt.Step> reference, boolean ended) {
        TreeMap<Integer, Heard> heard = new TreeMap<>();
        int open = 0;
        for (StoredEvent stored : events) {
            NewEvent event = stored.event();
            boolean start = event.type().equals(STARTED);
            if (start || event.type().equals(COMPLETED)) {
                int next = start ? open + 1 : Math.max(1, open);
                open = JsonText.of(event.metadata())
                        .number("script_index")
                        .map(Math::toIntExact)
                        .orElse(next);
                Heard step = heard.computeIfAbsent(open, _ -> new Heard());
                if (start) {
                    step.start = Optional.of(event);
                } else {
                    step.end = Optional.of(event);
                }
            }
        }
        List<Gantt.Step> steps = new ArrayList<>();
        heard.forEach((index, step) -> steps.add(step(index, step, reference, ended)));
        int last = heard.isEmpty() ? 0 : heard.lastKey();
        reference.stream()
                .filter(step -> step.index() > last && ended)
                .map(Steps::skipped)
                .forEach(steps::add);
        return steps;
    }

    private static Gantt.Step step(int index, Heard step, List<Gantt.Step> reference, boolean ended) {
        Optional<NewEvent> any = step.start.or(() -> step.end);
        String script = any.flatMap(event -> event.about().scriptPath()).orElse("script " + index);
        JsonText metadata = JsonText.of(step.end.map(NewEvent::metadata).orElse("{}"));
        Optional<Instant> end = step.end.map(NewEvent::at);
        Optional<Instant> start = step.start.map(NewEvent::at)
                .or(() -> step.end.flatMap(
                        event -> event.durationMillis().map(millis -> event.at().minusMillis(millis))));
        Badge badge = step.end.map(event -> event.success().orElse(true) ? Badge.SUCCEEDED : Badge.FAILED)
                .orElse(ended ? Badge.UNKNOWN : Badge.RUNNING);
        return new Gantt.Step(index, script, badge, start, end, step.end.flatMap(NewEvent::returnCode),
                metadata.text("error"), metadata.text("stdout_preview").orElse(""),
                metadata.text("stderr_preview").orElse(""),
                reference.stream()
                        .filter(other -> other.index() == index)
                        .findFirst()
                        .flatMap(Steps::length));
    }

    private static Gantt.Step skipped(Gantt.Step reference) {
        return new Gantt.Step(reference.index(), reference.script(), Badge.SKIPPED, Optional.empty(),
                Optional.empty(),
                Optional.empty(), Optional.empty(), "", "", length(reference));
    }

    private static Optional<Duration> length(Gantt.Step step) {
        return step.started().flatMap(start -> step.ended().map(end -> Duration.between(start, end)));
    }
}
