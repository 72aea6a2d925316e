package dev.chief.monitor.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import dev.chief.monitor.web.page.Viewer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What only a browser can tell of the pages. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagesInBrowserTest {
    private static final String MARKUP = "<img src=x onerror=alert(1)>";

    private Chromium chromium;
    private PagePreview preview;
    private final List<String> complaints = new ArrayList<>();

    @BeforeAll
    void startTheBrowser() {
        chromium = Chromium.start();
    }

    @AfterAll
    void endTheBrowser() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @BeforeEach
    void serve() throws IOException {
        preview = new PagePreview(Samples.of(Viewer.Theme.SYSTEM));
        complaints.clear();
    }

    @AfterEach
    void stop() {
        preview.close();
    }

    @ParameterizedTest
    @EnumSource(value = Viewer.Theme.class, names = {"LIGHT", "DARK"})
    void noPageViolatesARuleOfAccessibility(Viewer.Theme theme) throws IOException {
        Samples samples = Samples.of(theme);
        preview.change(samples);
        List<String> violations = new ArrayList<>();
        try (BrowserContext context = browser(1440)) {
            Page page = context.newPage();
            for (String path : paths(samples)) {
                page.navigate(preview.address() + path);
                page.evaluate(
                        "for (const details of document.querySelectorAll('details')) details.open = true");
                page.evaluate(axe());
                violations.addAll(violations(page, path));
            }
        }
        assertThat(violations).isEmpty();
    }

    @Test
    void noPageScrollsSidewaysOnAPhone() {
        Samples samples = Samples.of(Viewer.Theme.SYSTEM);
        List<String> wide = new ArrayList<>();
        try (BrowserContext context = browser(360)) {
            Page page = context.newPage();
            for (String path : paths(samples)) {
                page.navigate(preview.address() + path);
                Object width = page.evaluate("document.documentElement.scrollWidth");
                if (!width.equals(360)) {
                    wide.add(path + " is " + width + " wide");
                }
            }
        }
        assertThat(wide).isEmpty();
    }

    @Test
    void buttonsAndFieldsAreLargeEnoughForAFinger() {
        Samples samples = Samples.of(Viewer.Theme.SYSTEM);
        Set<String> small = new TreeSet<>();
        try (BrowserContext context = browser(360)) {
            Page page = context.newPage();
            for (String path : paths(samples)) {
                page.navigate(preview.address() + path);
                small.addAll(strings(page.evaluate(
                        """
                                [...document.querySelectorAll('button, .button, select, textarea, nav a, input:not([type=hidden]):not([type=checkbox])')]
                                    .filter(element => element.offsetParent && element.getBoundingClientRect().height < 44)
                                    .map(element => element.outerHTML.slice(0, 90))""")));
            }
        }
        assertThat(small).isEmpty();
    }

    @Test
    void markupIsShownAsText() {
        Samples samples = new Samples(Samples.viewer(Viewer.Theme.SYSTEM), MARKUP);
        preview.change(samples);
        try (BrowserContext context = browser(1440)) {
            Page page = context.newPage();
            page.onDialog(dialog -> complaints.add("a dialog: " + dialog.message()));
            for (String path : paths(samples)) {
                page.navigate(preview.address() + path);
                assertThat(page.locator("img").count()).as(path).isZero();
            }
        }
        assertThat(complaints).isEmpty();
    }

    @Test
    void theBrowserHasNothingToComplainOf() {
        Samples samples = Samples.of(Viewer.Theme.SYSTEM);
        try (BrowserContext context = browser(1440)) {
            Page page = context.newPage();
            page.onConsoleMessage(message -> complaints.add(message.type() + ": " + message.text()));
            page.onPageError(complaints::add);
            for (String path : paths(samples)) {
                page.navigate(preview.address() + path);
            }
        }
        assertThat(complaints).isEmpty();
    }

    @Test
    void whatChangesIsSeenWithoutAReloadAndLeavesTheFocusAlone() {
        try (BrowserContext context = browser(1440)) {
            Page page = context.newPage();
            page.navigate(preview.address() + "/alerts");
            PlaywrightAssertions.assertThat(page.locator("#pulse")).hasText("Live");
            page.locator("#reason-42").fill("I am on it");
            preview.change(new Samples(Samples.viewer(Viewer.Theme.SYSTEM), "Something else"));
            PlaywrightAssertions.assertThat(page.locator("#alert-42 h3")).hasText("Something else");
            PlaywrightAssertions.assertThat(page.locator("#reason-42")).hasValue("I am on it");
            PlaywrightAssertions.assertThat(page.locator("#reason-42")).isFocused();
        }
    }

    @Test
    void pausedEventsStayAsTheyAre() {
        try (BrowserContext context = browser(1440)) {
            Page page = context.newPage();
            page.navigate(preview.address() + "/events");
            PlaywrightAssertions.assertThat(page.locator("#pulse")).hasText("Live");
            page.locator("#pause").click();
            PlaywrightAssertions.assertThat(page.locator("#announce")).hasText("Live events paused");
            preview.change(new Samples(Samples.viewer(Viewer.Theme.SYSTEM), "Something else"));
            page.waitForResponse(preview.address() + "/events", () -> page.keyboard().press("Tab"));
            PlaywrightAssertions.assertThat(page.locator("#events")).not().containsText("Something else");
            page.locator("#pause").click();
            PlaywrightAssertions.assertThat(page.locator("#events")).containsText("Something else");
        }
    }

    @Test
    void theKeyboardLeadsEverywhere() {
        try (BrowserContext context = browser(1440)) {
            Page page = context.newPage();
            page.navigate(preview.address() + "/");
            press(page, "g", "j");
            page.waitForURL("**/jobs");
            press(page, "/");
            PlaywrightAssertions.assertThat(page.locator("[data-search]")).isFocused();
            press(page, "Escape", "ArrowDown", "ArrowDown", "ArrowUp", "ArrowDown");
            PlaywrightAssertions.assertThat(page.locator("a.name", named("nightly-etl"))).isFocused();
            press(page, "Enter");
            page.waitForURL("**/jobs/nightly-etl");
            press(page, "?");
            PlaywrightAssertions.assertThat(page.locator("#keys")).isVisible();
            press(page, "Escape");
            PlaywrightAssertions.assertThat(page.locator("#keys")).isHidden();
            press(page, "g", "s");
            page.waitForURL("**/settings");
            press(page, "Tab");
            PlaywrightAssertions.assertThat(page.locator(".skip")).isFocused();
            press(page, "Enter");
            PlaywrightAssertions.assertThat(page.locator("main")).isFocused();
        }
    }

    @Test
    void formsWorkWithoutScripts() {
        Browser.NewContextOptions options = new Browser.NewContextOptions().setJavaScriptEnabled(false);
        try (BrowserContext context = chromium.browser().newContext(options)) {
            Page page = context.newPage();
            page.navigate(preview.address() + "/alerts");
            page.locator("#reason-42").fill("known & fixed");
            page.locator("#alert-42 button", new Page.LocatorOptions().setHasText("Close")).click();
            page.locator("#preferences select[name=theme]").selectOption("dark");
            page.locator("#preferences button").click();
            page.navigate(preview.address() + "/jobs");
            page.locator("[data-search]").fill("etl");
            page.locator("select[name=status]").selectOption("DOWN");
            page.locator(".filters button").click();
            assertThat(page.url()).endsWith("/jobs?text=etl&status=DOWN&tag=any");
        }
        assertThat(preview.posts()).containsExactly(
                "/alerts/42/close csrf=csrf-of-samples&back=%2Falerts&reason=known+%26+fixed",
                "/preferences csrf=csrf-of-samples&back=%2Falerts&zone=browser&theme=dark");
    }

    @Test
    void colorsFollowTheSystemUnlessSomebodyChooses() {
        Browser.NewContextOptions dark = new Browser.NewContextOptions().setColorScheme(ColorScheme.DARK);
        try (BrowserContext context = chromium.browser().newContext(dark)) {
            Page page = context.newPage();
            page.navigate(preview.address() + "/");
            assertThat(page.evaluate("getComputedStyle(document.body).backgroundColor"))
                    .isEqualTo("rgb(16, 19, 23)");
            preview.change(Samples.of(Viewer.Theme.LIGHT));
            page.navigate(preview.address() + "/");
            assertThat(page.evaluate("getComputedStyle(document.body).backgroundColor"))
                    .isEqualTo("rgb(246, 247, 248)");
        }
    }

    private BrowserContext browser(int width) {
        return chromium.browser()
                .newContext(new Browser.NewContextOptions().setViewportSize(width, 900)
                        .setTimezoneId(Samples.BERLIN.getId()));
    }

    private static List<String> paths(Samples samples) {
        return samples.all()
                .keySet()
                .stream()
                .filter(path -> !path.startsWith("/error/404"))
                .sorted()
                .toList();
    }

    private static Page.LocatorOptions named(String text) {
        return new Page.LocatorOptions().setHasText(text);
    }

    private static void press(Page page, String... keys) {
        for (String key : keys) {
            page.keyboard().press(key);
        }
    }

    private static List<String> violations(Page page, String path) {
        return strings(page.evaluate(
                """
                        async path => (await axe.run()).violations.flatMap(violation => violation.nodes.map(node =>
                            `${path}: ${violation.id}: ${node.html.slice(0, 120)} ${node.any.map(it => it.message).join(' ').slice(0, 160)}`))""",
                path));
    }

    private static List<String> strings(Object found) {
        return ((List<?>) found).stream().map(String::valueOf).toList();
    }

    private static String axe() throws IOException {
        try (InputStream in = PagesInBrowserTest.class.getResourceAsStream("/axe.min.js")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
