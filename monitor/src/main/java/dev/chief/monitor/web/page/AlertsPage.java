package dev.chief.monitor.web.page;

import java.util.List;

/**
 * Alerts, the open ones first.
 *
 * @param summary how many are open
 * @param job the filter by job
 * @param statuses the filter by status
 * @param types the filter by type
 * @param severities the filter by severity
 * @param filtered whether a filter is set
 * @param single whether this is the page of one alert
 */
public record AlertsPage(
    Frame frame,
    String summary,
    String job,
    List<Choice> statuses,
    List<Choice> types,
    List<Choice> severities,
    List<AlertView> alerts,
    Paging paging,
    boolean filtered,
    boolean single
) implements Page {
    public AlertsPage {
        statuses = List.copyOf(statuses);
        types = List.copyOf(types);
        severities = List.copyOf(severities);
        alerts = List.copyOf(alerts);
    }
}
