package dev.chief.monitor.web;

import dev.chief.monitor.store.EventFilter;
import dev.chief.monitor.store.EventTable;
import dev.chief.monitor.store.Page;
import dev.chief.monitor.store.Period;
import dev.chief.monitor.store.Slice;
import dev.chief.monitor.store.StoredEvent;
import dev.chief.monitor.web.page.Choice;
import dev.chief.monitor.web.page.EventsPage;
import dev.chief.monitor.web.page.Frame;
import dev.chief.monitor.web.page.PageAddress;
import dev.chief.monitor.web.page.Paging;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Finds events. Later pages follow a cursor, so that what arrives meanwhile shifts nothing. */
final class EventsQuery {
    private static final int PER_PAGE = 100;
    private static final List<String> LEVELS = List.of(Visit.ALL, "DEBUG", "INFO", "WARN", "ERROR",
            "CRITICAL");

    private EventsQuery() {}

    /** A filter as it was asked for, and what of it cannot be. */
    record Asked(EventFilter filter, EventsPage.Filter words, List<String> problems, PageAddress address) {}

    static EventsPage of(Handle handle, Visit visit) {
        Optional<Long> one = number(visit.query("event"));
        if (one.isPresent()) {
            return single(handle, visit, EventTable.get(handle, one.get()));
        }
        Asked asked = asked(visit);
        String cursor = visit.query("after");
        List<String> problems = new ArrayList<>(asked.problems());
        Slice<StoredEvent> slice = new Slice<>(List.of(), Optional.empty());
        try {
            slice = EventTable.list(handle, asked.filter(),
                    cursor.isEmpty() ? Page.first(PER_PAGE) : Page.after(cursor, PER_PAGE));
        } catch (IllegalArgumentException _) {
            problems.add("This page cannot be found again. Begin with the newest events.");
        }
        PageAddress address = asked.address();
        boolean filtered = !address.href().equals("/events");
        Paging paging = new Paging(cursor.isEmpty() ? "newest" : "older",
                cursor.isEmpty() ? Optional.empty() : Optional.of(address.href()),
                slice.nextCursor().map(next -> address.with("after", next).href()));
        String query = address.href().substring("/events".length());
        return new EventsPage(visit.frame(handle, Frame.Section.EVENTS, "Events"), asked.words(),
                Choice.of(LEVELS, asked.filter().level().orElse(Visit.ALL)),
                slice.items().stream().map(event -> EventReader.row(event, visit.clock())).toList(), paging,
                "/events.ndjson" + query, "/events.csv" + query, problems,
                cursor.isEmpty() && asked.filter().period().to().isEmpty(), filtered, false, visit.address());
    }

    private static EventsPage single(Handle handle, Visit visit, Optional<StoredEvent> event) {
        return new EventsPage(visit.frame(handle, Frame.Section.EVENTS, "Event"),
                new EventsPage.Filter("", "", "", "", "", "", ""), List.of(),
                event.stream().map(found -> EventReader.row(found, visit.clock())).toList(),
                new Paging("", Optional.empty(), Optional.empty()), "", "", List.of(), false, false, true,
                visit.address());
    }

    /** What the address asks for. */
    static Asked asked(Visit visit) {
        List<String> problems = new ArrayList<>();
        EventsPage.Filter words = new EventsPage.Filter(visit.query("job"), visit.query("script"),
                visit.query("type"),
                visit.query("from"), visit.query("to"), visit.query("text"), visit.query("run"));
        Period period = new Period(time("From", words.from(), visit, problems),
                time("To", words.to(), visit, problems));
        Optional<String> level = visit.choice("level");
        EventFilter filter = new EventFilter(given(words.job()), given(words.script()), given(words.run()),
                level,
                given(words.type()), Optional.empty(), period, given(words.text()));
        PageAddress address = PageAddress.of("/events")
                .with("text", words.text())
                .with("job", words.job())
                .with("script", words.script())
                .with("level", level.orElse(""))
                .with("type", words.type())
                .with("run", words.run())
                .with("from", words.from())
                .with("to", words.to());
        return new Asked(filter, words, problems, address);
    }

    private static Optional<String> given(String text) {
        return Optional.of(text).filter(word -> !word.isEmpty());
    }

    /** A local time in the page's zone, as the browser's field gives it, or an instant with its offset. */
    private static Optional<Instant> time(String label, String text, Visit visit, List<String> problems) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDateTime.parse(text).atZone(visit.clock().zone()).toInstant());
        } catch (DateTimeException _) {
            try {
                return Optional.of(OffsetDateTime.parse(text).toInstant());
            } catch (DateTimeException _) {
                problems.add(label + " is no time: " + text + ". Write it as 2026-11-26T06:00.");
                return Optional.empty();
            }
        }
    }

    static Optional<Long> number(String text) {
        try {
            return Optional.of(Long.parseLong(text));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }
}
