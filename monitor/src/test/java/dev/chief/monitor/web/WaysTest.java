package dev.chief.monitor.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The ways through the monitor of those who have no script, or no mouse. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WaysTest {
    private static final String JOB = "nightly/etl & more";
    private static final int MOST_TABS = 60;

    private Chromium chromium;
    private Monitor monitor;
    private long alert;

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
    void open(@TempDir Path folder) throws IOException {
        monitor = Monitor.withSignIn(folder);
        monitor.check(JOB, "FAILING");
        monitor.check("report", "UP");
        monitor.run(JOB, "run-2", Monitor.NOW.minusSeconds(700), false);
        alert = monitor.failure(JOB, "run-2");
    }

    @AfterEach
    void close() {
        monitor.close();
    }

    @Test
    void everyFormWorksWithoutScripts() {
        Browser.NewContextOptions options = new Browser.NewContextOptions().setJavaScriptEnabled(false);
        try (BrowserContext context = chromium.browser().newContext(options)) {
            Page page = context.newPage();
            page.navigate(monitor.address() + "/jobs");
            page.locator("input[name=email]").fill(Monitor.EMAIL);
            page.locator("input[name=password]").fill(Monitor.PASSWORD);
            page.locator("main button").click();
            page.locator("[data-search]").fill("etl");
            page.locator(".filters button").click();
            assertThat(page.locator("a.name")).hasText(JOB);
            page.reload();
            assertThat(page.locator("a.name")).hasText(JOB);
            assertThat(page.locator("[data-search]")).hasValue("etl");
            page.navigate(monitor.address() + "/alerts");
            page.locator("#silence-" + alert).selectOption("8h");
            page.locator("#alert-" + alert + " button", named("Silence")).click();
            assertThat(page.locator(".notice")).containsText("is silenced for 8 h");
            page.locator("#alert-" + alert + " button", named("Acknowledge")).click();
            assertThat(page.locator(".notice")).hasText("Acknowledged.");
            page.locator("#reason-" + alert).fill("fixed the key");
            page.locator("#alert-" + alert + " button", named("Close")).click();
            assertThat(page.locator(".notice")).hasText("Closed: Job " + JOB + " failed.");
            page.locator("#preferences select[name=theme]").selectOption("dark");
            page.locator("#preferences button").click();
            assertThat(page.locator("html")).hasAttribute("data-theme", "dark");
            page.locator("header button").click();
            assertThat(page).hasTitle("Sign in · Chief");
        }
    }

    @Test
    void everythingIsDoneByKeyboard() {
        try (BrowserContext context = chromium.browser().newContext()) {
            Page page = context.newPage();
            page.navigate(monitor.address() + "/");
            assertThat(page.locator("input[name=email]")).isFocused();
            type(page, Monitor.EMAIL, "Tab");
            type(page, Monitor.PASSWORD, "Enter");
            assertThat(page.locator("#pulse")).hasText("Live");
            press(page, "g", "a");
            page.waitForURL("**/alerts");
            press(page, "ArrowDown", "Enter");
            page.waitForURL("**/alerts/" + alert);
            tabTo(page, "#reason-" + alert);
            type(page, "fixed the key", "Enter");
            assertThat(page.locator(".notice")).hasText("Closed: Job " + JOB + " failed.");
            press(page, "g", "j");
            page.waitForURL("**/jobs");
            press(page, "/");
            type(page, "etl", "Enter");
            page.waitForURL("**/jobs?text=etl**");
            press(page, "ArrowDown", "Enter");
            assertThat(page.locator("h1")).hasText(JOB);
            tabTo(page, "select[name=for]");
            press(page, "ArrowDown", "Tab", "Enter");
            assertThat(page.locator(".notice")).containsText("is silenced for 8 h");
            tabTo(page, "header form button");
            press(page, "Enter");
            page.waitForURL("**/login");
        }
    }

    /** Goes on by Tab until something has the focus. */
    private static void tabTo(Page page, String selector) {
        for (int tabs = 0; tabs < MOST_TABS; tabs++) {
            press(page, "Tab");
            if (page.evaluate("selector => document.activeElement.matches(selector)", selector)
                    .equals(true)) {
                return;
            }
        }
        throw new AssertionError("No Tab leads to " + selector + ".");
    }

    private static void type(Page page, String text, String key) {
        page.keyboard().type(text);
        page.keyboard().press(key);
    }

    private static void press(Page page, String... keys) {
        for (String key : keys) {
            page.keyboard().press(key);
        }
    }

    private static Page.LocatorOptions named(String text) {
        return new Page.LocatorOptions().setHasText(text);
    }
}
