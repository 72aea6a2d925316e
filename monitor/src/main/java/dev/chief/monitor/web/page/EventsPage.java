package dev.chief.monitor.web.page;

import java.util.List;

/**
 * Events, newest first.
 *
 * @param filter what is looked for
 * @param levels the filter by level
 * @param ndjson where the same comes as a line of JSON an event
 * @param csv where the same comes as a table
 * @param problems what is wrong with the filter
 * @param live whether new events can appear: not on later pages, nor before an end
 */
public record EventsPage(
    Frame frame,
    Filter filter,
    List<Choice> levels,
    List<EventRow> rows,
    Paging paging,
    String ndjson,
    String csv,
    List<String> problems,
    boolean live,
    boolean filtered,
    boolean single,
    String address
) implements Page {
    public EventsPage {
        levels = List.copyOf(levels);
        rows = List.copyOf(rows);
        problems = List.copyOf(problems);
    }

    /** What people typed; empty where nothing is looked for. */
    public record Filter(
        String job,
        String script,
        String type,
        String from,
        String to,
        String text,
        String run
    ) {}
}
