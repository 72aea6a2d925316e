package dev.chief.monitor.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import dev.chief.monitor.notify.Peer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every page of a whole monitor, as it comes to a browser: with a month of data and without any, for people who signed in and others. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealPagesTest {
    private static final int FIRST_VISIT = 200_000;
    private static final int LATER = 30_000;

    private final Peer provider = new Peer();
    private Chromium chromium;
    private RealMonitor guarded;
    private RealMonitor open;
    private RealMonitor empty;
    private String signedIn;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        chromium = Chromium.start();
        Path copy = Files.createDirectory(folder.resolve("copy"));
        RealMonitor.fill(folder);
        Files.copy(folder.resolve("monitor.sqlite"), copy.resolve("monitor.sqlite"));
        guarded = RealMonitor.withSignIn(folder, provider.address(""));
        open = RealMonitor.open(copy);
        empty = RealMonitor.open(Files.createDirectory(folder.resolve("empty")));
        try (BrowserContext context = chromium.browser().newContext()) {
            Page page = context.newPage();
            page.navigate(guarded.address("/login"));
            page.locator("input[name=email]").fill(RealMonitor.EMAIL);
            page.locator("input[name=password]").fill(RealMonitor.PASSWORD);
            page.locator("main button").click();
            page.waitForURL(guarded.address("/"));
            signedIn = context.storageState();
        }
    }

    @AfterAll
    void stop() {
        if (chromium != null) {
            chromium.close();
            guarded.close();
            open.close();
            empty.close();
        }
        provider.close();
    }

    @ParameterizedTest
    @CsvSource({"360, true", "360, false", "768, true", "768, false", "1440, true", "1440, false"})
    void noPageViolatesARuleOrScrollsSideways(int width, boolean dark) throws IOException {
        try (BrowserContext context = browser(width, dark, signedIn)) {
            Page page = context.newPage();
            List<String> paths = RealPages.of(page, guarded);
            assertThat(faults(page, guarded, paths)).isEmpty();
        }
    }

    @Test
    void norDoesOneOfAMonitorWithoutSignIn() throws IOException {
        try (BrowserContext context = browser(768, true, "{}")) {
            Page page = context.newPage();
            List<String> paths = RealPages.of(page, open);
            assertThat(faults(page, open, paths)).isEmpty();
            assertThat(faults(page, guarded, List.of("/login"))).isEmpty();
        }
    }

    @Test
    void norDoesOneOfAMonitorThatHasHeardNothing() throws IOException {
        try (BrowserContext context = browser(360, false, "{}")) {
            Page page = context.newPage();
            assertThat(faults(page, empty, RealPages.ofNothing())).isEmpty();
            assertThat(faults(page, guarded, List.of("/login"))).isEmpty();
        }
    }

    @Test
    void theFirstVisitIsLightAndLaterOnesAreLighter() {
        List<String> paths;
        try (BrowserContext context = browser(1440, false, signedIn)) {
            paths = RealPages.of(context.newPage(), guarded);
        }
        for (String path : paths) {
            try (BrowserContext context = browser(1440, false, signedIn)) {
                Page page = context.newPage();
                assertThat(weight(page, path)).as("first " + path).isBetween(10_000L, (long) FIRST_VISIT);
                assertThat(weight(page, path)).as("then " + path).isBetween(500L, (long) LATER);
            }
        }
    }

    /** What comes over the wire for a page and all that it loads, headers and the request for the same zone included. */
    private long weight(Page page, String path) {
        List<Request> requests = new ArrayList<>();
        page.onRequestFinished(requests::add);
        page.navigate(guarded.address(path));
        page.waitForLoadState(LoadState.LOAD);
        page.locator("#pulse").waitFor();
        // Asking for sizes lets in whatever else has finished meanwhile.
        List<Request> loaded = List.copyOf(requests);
        assertThat(loaded).isNotEmpty();
        return loaded.stream()
                .mapToLong(request -> request.sizes().responseBodySize + request.sizes().responseHeadersSize)
                .sum();
    }

    private static List<String> faults(Page page, RealMonitor monitor, List<String> paths)
            throws IOException {
        List<String> faults = new ArrayList<>();
        for (String path : paths) {
            page.navigate(monitor.address(path));
            faults.addAll(RealPages.faults(page));
        }
        return faults;
    }

    private BrowserContext browser(int width, boolean dark, String state) {
        Browser.NewContextOptions options = new Browser.NewContextOptions().setViewportSize(width, 900)
                .setStorageState(state)
                .setTimezoneId("Europe/Berlin");
        // Light is the usual one. Asked for it, Playwright writes it in small letters of the locale, which has an i without a dot.
        return chromium.browser().newContext(dark ? options.setColorScheme(ColorScheme.DARK) : options);
    }
}
