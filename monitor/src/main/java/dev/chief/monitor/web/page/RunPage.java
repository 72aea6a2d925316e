package dev.chief.monitor.web.page;

import java.util.List;
import java.util.Optional;

/**
 * One run.
 *
 * @param why how it went, in a sentence
 * @param lastSuccess the path of the run that it is compared with
 * @param gantt none when its start was never heard of
 */
public record RunPage(
    Frame frame,
    String id,
    String job,
    String jobHref,
    Badge badge,
    String why,
    List<Fact> facts,
    Optional<Gantt> gantt,
    Optional<String> lastSuccess,
    List<EventRow> messages,
    List<EventRow> events,
    String eventsHref,
    String zoneNote
) implements Page {
    public RunPage {
        facts = List.copyOf(facts);
        messages = List.copyOf(messages);
        events = List.copyOf(events);
    }
}
