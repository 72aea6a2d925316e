package dev.chief.monitor.web.page;

import java.util.List;
import java.util.Optional;

/**
 * One job.
 *
 * @param path of this page, under which its forms act
 * @param why how it is, in a sentence
 * @param facts of the check
 * @param trend none with too few runs
 * @param outcomes the filter of the runs
 * @param zoneNote whose zone its times are in
 */
public record JobPage(
    Frame frame,
    String name,
    String path,
    Badge badge,
    String why,
    List<String> tags,
    Optional<Moment> silencedUntil,
    boolean archived,
    List<Fact> facts,
    RunBars bars,
    Optional<Trend> trend,
    Heatmap heatmap,
    List<AlertView> alerts,
    List<Choice> outcomes,
    List<RunRow> runs,
    Paging paging,
    List<EventRow> events,
    String eventsHref,
    List<DeliveryRow> deliveries,
    String zoneNote
) implements Page {
    public JobPage {
        tags = List.copyOf(tags);
        facts = List.copyOf(facts);
        alerts = List.copyOf(alerts);
        outcomes = List.copyOf(outcomes);
        runs = List.copyOf(runs);
        events = List.copyOf(events);
        deliveries = List.copyOf(deliveries);
    }

    /**
     * A run in a list.
     *
     * @param slot it was planned for
     * @param note why it ended as it did, or what it compares with
     */
    public record RunRow(
        String id,
        String href,
        Badge badge,
        Moment started,
        Optional<Moment> slot,
        String length,
        String scripts,
        String note
    ) {}
}
