package dev.chief.monitor.web.page;

import java.util.List;
import java.util.Optional;

/**
 * All jobs, worst first.
 *
 * @param summary how many there are, and how many of them are listed
 * @param text what the filter looks for
 * @param states the filter by state
 * @param tags the filter by tag; empty when no job has one
 * @param sort what they are sorted by, for the filter's form to keep
 * @param columns the headers
 * @param rows the jobs
 * @param filtered whether a filter is set
 */
public record JobsPage(
    Frame frame,
    String summary,
    String text,
    List<Choice> states,
    List<Choice> tags,
    String sort,
    List<Column> columns,
    List<Row> rows,
    Paging paging,
    boolean filtered,
    String address
) implements Page {
    public JobsPage {
        states = List.copyOf(states);
        tags = List.copyOf(tags);
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /**
     * A header.
     *
     * @param href sorts by it; none when nothing can be sorted by it
     * @param sorted {@code ascending} or {@code descending} when the rows are sorted by it, else {@code none}
     */
    public record Column(String label, Optional<String> href, String sorted) {}

    /**
     * A job.
     *
     * @param why its sentence
     * @param schedule in words
     * @param length how long the last run took
     */
    public record Row(
        Badge badge,
        String name,
        String href,
        String why,
        List<String> tags,
        String schedule,
        Optional<Moment> lastRun,
        String length,
        RunBars bars,
        Optional<Moment> next,
        Optional<Moment> silencedUntil
    ) {
        public Row {
            tags = List.copyOf(tags);
        }
    }
}
