package dev.chief.monitor.web;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Which pages a monitor has, and what a browser finds wrong with one. */
final class RealPages {
    private static final List<String> ALWAYS = List.of("/", "/jobs", "/alerts", "/events", "/settings",
            "/jobs?status=ARCHIVED", "/jobs?tag=etl", "/alerts?status=ALL&type=OVERRUN",
            "/events?level=ERROR",
            "/events?from=yesterday", "/nowhere");
    private static final String VIOLATIONS = """
            async () => (await axe.run()).violations.flatMap(violation => violation.nodes.map(node =>
                `${violation.id}: ${node.html.slice(0, 120)} ${node.any.map(it => it.message).join(' ').slice(0, 160)}`))""";

    private RealPages() {}

    /** The paths of a monitor's pages; of jobs, runs, alerts and events the first that is listed. */
    static List<String> of(Page page, RealMonitor monitor) {
        List<String> paths = new ArrayList<>(ALWAYS);
        page.navigate(monitor.address("/jobs"));
        String job = page.locator("a.name").first().getAttribute("href");
        page.navigate(monitor.address(job));
        paths.addAll(List.of(job, page.locator("#runs a").first().getAttribute("href")));
        for (String list : List.of("/alerts", "/events")) {
            page.navigate(monitor.address(list));
            paths.add(page.locator("[data-row]").first().getAttribute("href"));
        }
        return paths;
    }

    /** The paths of a monitor that has heard nothing. */
    static List<String> ofNothing() {
        return ALWAYS;
    }

    /** What is wrong with the page that is shown: it scrolls sideways, or violates a rule of accessibility. */
    static List<String> faults(Page page) throws IOException {
        List<String> faults = new ArrayList<>(sideways(page, "as it is"));
        page.evaluate("for (const details of document.querySelectorAll('details')) details.open = true");
        faults.addAll(sideways(page, "folded open"));
        page.evaluate(axe());
        faults.addAll(strings(page.evaluate(VIOLATIONS)));
        return faults.stream().map(fault -> page.url() + ": " + fault).toList();
    }

    private static List<String> sideways(Page page, String how) {
        int width = ((Number) page.evaluate("document.documentElement.scrollWidth")).intValue();
        int seen = ((Number) page.evaluate("document.documentElement.clientWidth")).intValue();
        return width <= seen ? List.of()
                : List.of(how + " it is " + width + " wide, of which " + seen + " are seen");
    }

    static List<String> strings(Object found) {
        return ((List<?>) found).stream().map(String::valueOf).toList();
    }

    private static String axe() throws IOException {
        try (InputStream in = RealPages.class.getResourceAsStream("/axe.min.js")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
