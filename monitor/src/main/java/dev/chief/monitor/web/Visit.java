package dev.chief.monitor.web;

import dev.chief.monitor.auth.Caller;
import dev.chief.monitor.auth.Decision;
import dev.chief.monitor.http.Request;
import dev.chief.monitor.store.AlertTable;
import dev.chief.monitor.store.CheckTable;
import dev.chief.monitor.web.page.Badge;
import dev.chief.monitor.web.page.Clock;
import dev.chief.monitor.web.page.Frame;
import dev.chief.monitor.web.page.Viewer;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * One request for a page: who asks, how they want to see it, and when.
 *
 * @param address of this monitor, as its settings name it, else as the browser knows it
 */
record Visit(
    Request request,
    Decision.Allow allow,
    Viewer viewer,
    Clock clock,
    Cookies cookies,
    Frame.Assets assets,
    String version,
    String address
) {
    static Visit of(
        Request request,
        Decision.Allow allow,
        boolean signInOff,
        Optional<URI> baseUrl,
        Instant now,
        Frame.Assets assets,
        String version
    ) {
        Cookies cookies = new Cookies(request.headers("Cookie"));
        Optional<Caller.Person> person = allow.caller() instanceof Caller.Person known ? Optional.of(known)
                : Optional.empty();
        Viewer viewer = new Viewer(person.map(Caller.Person::name), signInOff,
                person.map(Caller.Person::csrfToken).orElse(""), cookies.theme(), cookies.zone(),
                Viewer.zoneOf(cookies.get(Cookies.BROWSER_ZONE)));
        String address = baseUrl.map(URI::toString)
                .orElseGet(() -> "http://" + request.header("Host").orElse("127.0.0.1:7410"));
        return new Visit(request, allow, viewer, new Clock(now, viewer.pageZone()), cookies, assets, version,
                address);
    }

    /** What stands around a page. */
    Frame frame(Handle handle, Frame.Section section, String title) {
        long problems = CheckTable.countsByState(handle)
                .entrySet()
                .stream()
                .filter(count -> Badge.of(count.getKey()).needsAttention())
                .mapToLong(Map.Entry::getValue)
                .sum();
        long alerts = AlertTable.openByType(handle).values().stream().mapToLong(Long::longValue).sum();
        return frame(section, title, Math.toIntExact(problems), Math.toIntExact(alerts));
    }

    /** The same while the database cannot be asked. */
    Frame frame(String title) {
        return frame(Frame.Section.NONE, title, 0, 0);
    }

    private Frame frame(Frame.Section section, String title, int problems, int alerts) {
        return new Frame(section, title, request.target(), viewer, clock.moment(clock.now()), problems,
                alerts,
                cookies.notice(), assets, version);
    }

    /** A filter of the address; empty when it is not set. */
    String query(String name) {
        return request.query().one(name).map(String::strip).orElse("");
    }

    /** A filter that asks for one of several things; empty when it asks for all. */
    Optional<String> choice(String name) {
        return Optional.of(query(name)).filter(value -> !value.isEmpty() && !value.equals(ALL));
    }

    /** Which page of a list is asked for, from 1 on. */
    int page() {
        try {
            return Math.clamp(Integer.parseInt(query("page")), 1, MOST_PAGES);
        } catch (NumberFormatException _) {
            return 1;
        }
    }

    /** The clock for what belongs to a job. */
    Clock clock(Optional<ZoneId> job) {
        return clock.in(viewer.jobZone(job));
    }

    /** What a filter says that asks for nothing in particular. */
    static final String ALL = "ALL";
    private static final int MOST_PAGES = 20_000;
}
