package dev.chief.monitor.web;

import dev.chief.monitor.notify.AlertTypes;
import dev.chief.monitor.store.AlertFilter;
import dev.chief.monitor.store.AlertTable;
import dev.chief.monitor.store.Page;
import dev.chief.monitor.store.Slice;
import dev.chief.monitor.store.StoredAlert;
import dev.chief.monitor.web.page.AlertsPage;
import dev.chief.monitor.web.page.Choice;
import dev.chief.monitor.web.page.Frame;
import dev.chief.monitor.web.page.PageAddress;
import dev.chief.monitor.web.page.Paging;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** Finds alerts: the open ones, unless others are asked for. */
final class AlertsQuery {
    private static final int PER_PAGE = 25;
    private static final String OPEN = "OPEN";
    private static final List<String> STATUSES = List.of(OPEN, "CLOSED", Visit.ALL);
    private static final List<String> SEVERITIES = List.of(Visit.ALL, "CRITICAL", "ERROR", "WARN", "INFO");

    private AlertsQuery() {}

    static AlertsPage of(Handle handle, Visit visit) {
        String status = visit.query("status").isEmpty() ? OPEN : visit.query("status");
        Optional<String> job = Optional.of(visit.query("job")).filter(name -> !name.isEmpty());
        Optional<String> type = visit.choice("type");
        Optional<String> severity = visit.choice("severity");
        AlertFilter filter = new AlertFilter(job, Optional.of(status).filter(word -> !word.equals(Visit.ALL)),
                type,
                severity);
        long offset = (visit.page() - 1L) * PER_PAGE;
        Slice<StoredAlert> slice = AlertTable.list(handle, filter,
                new Page(PER_PAGE, offset, Optional.empty()));
        AlertReader reader = new AlertReader(handle, visit.clock());
        Frame frame = visit.frame(handle, Frame.Section.ALERTS, "Alerts");
        PageAddress address = PageAddress.of("/alerts")
                .with("job", job.orElse(""))
                .with("status", status.equals(OPEN) ? "" : status)
                .with("type", type.orElse(""))
                .with("severity", severity.orElse(""));
        return new AlertsPage(frame, summary(frame.openAlerts()), job.orElse(""), Choice.of(STATUSES, status),
                Choice.of(Stream.concat(Stream.of(Visit.ALL), AlertTypes.KNOWN.stream()).toList(),
                        type.orElse(Visit.ALL)),
                Choice.of(SEVERITIES, severity.orElse(Visit.ALL)),
                slice.items().stream().map(reader::view).toList(),
                paging(visit.page(), slice, address),
                job.isPresent() || type.isPresent() || severity.isPresent() || !status.equals(OPEN), false);
    }

    static Optional<AlertsPage> one(Handle handle, Visit visit, long id) {
        return AlertTable.get(handle, id)
                .map(alert -> new AlertsPage(visit.frame(handle, Frame.Section.ALERTS, alert.alert().title()),
                        "", "",
                        List.of(), List.of(), List.of(),
                        List.of(new AlertReader(handle, visit.clock()).view(alert)),
                        new Paging("", Optional.empty(), Optional.empty()), false, true));
    }

    private static String summary(int open) {
        return switch (open) {
            case 0 -> "No alert is open";
            case 1 -> "1 alert is open";
            default -> open + " alerts are open";
        };
    }

    /** Pages of a list that nobody counts: whether there is more, its cursor tells. */
    static Paging paging(int page, Slice<?> slice, PageAddress address) {
        return new Paging("page " + page,
                page > 1 ? Optional.of(address.with("page", page == 2 ? "" : String.valueOf(page - 1)).href())
                        : Optional.empty(),
                slice.nextCursor().map(_ -> address.with("page", String.valueOf(page + 1)).href()));
    }
}
