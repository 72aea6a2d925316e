package dev.chief.monitor.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A whole monitor with a month of data, while more arrives, and for those who have no mouse. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LiveAndKeysTest {
    private static final int UPDATES = 5;
    private static final long SECOND = 1_000;
    private static final int TABS = 40;
    private static final Map<String, String> SECTIONS = Map.of("o", "/", "j", "/jobs", "a", "/alerts", "e",
            "/events", "s", "/settings");
    private static final String FOCUS_IS_SEEN = """
            () => {
                const style = getComputedStyle(document.activeElement);
                return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2
                    ? '' : document.activeElement.outerHTML.slice(0, 120);
            }""";

    private final HttpClient client = HttpClient.newHttpClient();
    private Chromium chromium;
    private RealMonitor monitor;
    private BrowserContext context;
    private Page page;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        chromium = Chromium.start();
        RealMonitor.fill(folder);
        monitor = RealMonitor.open(folder);
    }

    @AfterAll
    void stop() {
        if (chromium != null) {
            chromium.close();
            monitor.close();
        }
        client.close();
    }

    @BeforeEach
    void open() {
        context = chromium.browser().newContext();
        page = context.newPage();
    }

    @AfterEach
    void close() {
        context.close();
    }

    /** From the answer to the POST until the page holds the text; both clocks are this machine's. */
    @Test
    void whatIsAcceptedStandsOnThePageWithinASecond() throws IOException, InterruptedException {
        page.navigate(monitor.address("/events"));
        assertThat(page.locator("#pulse")).hasText("Live");
        page.evaluate("""
                () => {
                    window.seen = {};
                    new MutationObserver(() => {
                        const text = document.querySelector('#events tbody').textContent;
                        for (const [said] of text.matchAll(/update \\d/g)) window.seen[said] ??= Date.now();
                    }).observe(document.getElementById('events'), { childList: true, subtree: true });
                }""");
        List<Long> waits = new ArrayList<>();
        for (int update = 1; update <= UPDATES; update++) {
            long accepted = send("update " + update);
            assertThat(page.locator("#events tbody tr").first()).containsText("update " + update);
            Number seen = (Number) page.evaluate("said => window.seen[said]", "update " + update);
            waits.add(seen.longValue() - accepted);
        }
        System.out.printf("Events were seen %s ms after they were accepted.%n", waits);
        // The median: one update may meet a machine that does something else.
        Assertions.assertThat(waits.stream().sorted().toList().get(UPDATES / 2)).isLessThan(SECOND);
    }

    @Test
    void aRowKeepsTheFocusWhileOthersArrive() throws IOException, InterruptedException {
        page.navigate(monitor.address("/events"));
        assertThat(page.locator("#pulse")).hasText("Live");
        page.keyboard().press("ArrowDown");
        page.keyboard().press("ArrowDown");
        String row = focused();
        send("beside the focus");
        assertThat(page.locator("#events tbody tr").first()).containsText("beside the focus");
        Assertions.assertThat(focused()).isEqualTo(row).startsWith("/events?event=");
        page.keyboard().press("ArrowUp");
        Assertions.assertThat(focused()).isNotEqualTo(row);
        page.keyboard().press("ArrowDown");
        page.keyboard().press("Enter");
        page.waitForURL("**" + row);
    }

    @Test
    void gAndALetterLeadToEachPage() {
        page.navigate(monitor.address("/settings"));
        for (String key : List.of("o", "s", "e", "a", "j", "o")) {
            page.keyboard().press("g");
            page.keyboard().press(key);
            page.waitForURL(monitor.address(SECTIONS.getOrDefault(key, "")));
        }
    }

    @Test
    void everyPageIsWalkedByKeysAndShowsWhereTheFocusIs() {
        List<String> unseen = new ArrayList<>();
        for (String path : RealPages.of(page, monitor)) {
            page.navigate(monitor.address(path));
            page.keyboard().press("?");
            assertThat(page.locator("#keys")).isVisible();
            page.keyboard().press("Escape");
            assertThat(page.locator("#keys")).isHidden();
            if (page.locator("[data-search]").count() > 0) {
                page.keyboard().press("/");
                assertThat(page.locator("[data-search]")).isFocused();
                page.keyboard().press("Escape");
                assertThat(page.locator("[data-search]")).not().isFocused();
            }
            if (page.locator("[data-grid] [data-row]").count() > 0) {
                page.keyboard().press("ArrowDown");
                assertThat(page.locator("[data-row]:focus")).hasCount(1);
            }
            for (int tab = 0; tab < TABS; tab++) {
                page.keyboard().press("Tab");
                if (!page.evaluate("document.activeElement === document.body").equals(true)) {
                    unseen.add(path + " " + page.evaluate(FOCUS_IS_SEEN));
                }
            }
        }
        Assertions.assertThat(unseen).isNotEmpty().allMatch(line -> line.endsWith(" "));
    }

    private String focused() {
        return String.valueOf(page.evaluate("document.activeElement.getAttribute('href')"));
    }

    /** Tells the monitor something; when it had accepted it, in milliseconds since 1970. */
    private long send(String text) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(monitor.address("/v1/events")))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("""
                        {"sourceType":"worker","eventType":"worker.message","level":"INFO","jobName":"backup",
                         "message":"%s"}""".formatted(text)))
                .build();
        Assertions.assertThat(client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode())
                .isEqualTo(202);
        return System.currentTimeMillis();
    }
}
