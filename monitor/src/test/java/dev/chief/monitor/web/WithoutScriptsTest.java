package dev.chief.monitor.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import dev.chief.monitor.notify.Peer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Every form of a whole monitor in a browser that runs no scripts. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WithoutScriptsTest {
    private static final String SETTINGS = "/settings";

    private final Peer provider = new Peer();
    private final HttpClient client = HttpClient.newHttpClient();
    private Chromium chromium;
    private RealMonitor monitor;
    private BrowserContext context;
    private Page page;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        chromium = Chromium.start();
        monitor = RealMonitor.withSignIn(folder, provider.address(""));
    }

    @AfterAll
    void stop() {
        if (chromium != null) {
            chromium.close();
            monitor.close();
        }
        client.close();
        provider.close();
    }

    @BeforeEach
    void signIn() {
        context = chromium.browser().newContext(new Browser.NewContextOptions().setJavaScriptEnabled(false));
        page = context.newPage();
        page.navigate(monitor.address(SETTINGS));
        page.locator("input[name=email]").fill(RealMonitor.EMAIL);
        page.locator("input[name=password]").fill(RealMonitor.PASSWORD);
        page.locator("main button").click();
        assertThat(page.locator("h1")).hasText("Settings");
    }

    @AfterEach
    void signOut() {
        page.locator("header button").click();
        assertThat(page).hasTitle("Sign in · Chief");
        context.close();
    }

    @Test
    void whoIsToldByMailIsSavedAndTried() {
        page.locator("textarea").fill("ops@example.com\nsecond@example.com");
        page.locator("form[action='/settings/email'] input[value=OVERRUN]").check();
        page.locator("form[action='/settings/email'] input[value=FAILURE]").uncheck();
        page.locator("button", named("Save")).click();
        says("Saved. Recipients: 2.");
        page.reload();
        assertThat(page.locator("textarea")).hasValue("ops@example.com\nsecond@example.com");
        assertThat(page.locator("form[action='/settings/email'] input[value=OVERRUN]")).isChecked();
        assertThat(page.locator("form[action='/settings/email'] input[value=FAILURE]")).not().isChecked();
        page.locator("button", named("Send a test mail")).click();
        assertThat(page.locator(".notice.tone-good")).isVisible();
        Assertions.assertThat(provider.requests()).filteredOn(it -> it.path().equals("/emails")).hasSize(2);
    }

    @Test
    void aChannelIsAddedTriedAndRemoved() {
        String form = "form[action='/settings/channels'] ";
        page.locator(form + "select[name=kind]").selectOption("webhook");
        page.locator(form + "input[name=name]").fill("pager");
        page.locator(form + "input[name=url]").fill(provider.address("/hook").toString());
        page.locator(form + "input[name=secret]").fill("a secret to sign with");
        page.locator(form + "input[value=OVERRUN]").check();
        page.locator("button", named("Add")).click();
        says("Added: pager.");
        assertThat(page.locator("tbody", named("pager"))).containsText("OVERRUN");
        page.locator("button", named("Test").setHasNotText("mail")).click();
        assertThat(page.locator(".notice.tone-good")).isVisible();
        assertThat(page.locator("tbody", named("pager"))).containsText("SENT");
        Assertions.assertThat(provider.requests()).filteredOn(it -> it.path().equals("/hook")).hasSize(1);
        page.locator("button", named("Remove")).click();
        says("Removed.");
    }

    @Test
    void aPasswordIsChangedAndTheOldOneRefused() {
        password("a wrong one", "another horse battery");
        assertThat(page.locator(".notice.tone-bad")).isVisible();
        password(RealMonitor.PASSWORD, "another horse battery");
        assertThat(page.locator(".notice.tone-good")).isVisible();
        password("another horse battery", RealMonitor.PASSWORD);
        assertThat(page.locator(".notice.tone-good")).isVisible();
    }

    private void password(String current, String next) {
        page.locator("input[name=current]").fill(current);
        page.locator("input[name=password]").fill(next);
        page.locator("input[name=again]").fill(next);
        page.locator("button", named("Change")).click();
    }

    @Test
    void whatAKeyBringsIsFoundSilencedAndClosedUntilItIsRevoked() throws IOException, InterruptedException {
        page.locator("form[action='/settings/keys'] input[name=name]").fill("host one");
        page.locator("form[action='/settings/keys'] select[name=scope]").selectOption("ingest");
        page.locator("form[action='/settings/keys'] button").click();
        String key = page.locator(".secret").textContent();
        Assertions.assertThat(send(key, "job.failed", "ERROR")).isEqualTo(202);
        Assertions.assertThat(send(key, "worker.message", "INFO")).isEqualTo(202);
        eventsAreFilteredAndExported();
        anAlertIsHandled();
        aJobIsFoundSilencedAndArchived();
        page.navigate(monitor.address(SETTINGS));
        page.locator("button", named("Revoke")).click();
        says("Revoked. Whoever used the key is refused from now on.");
        Assertions.assertThat(send(key, "worker.message", "INFO")).isEqualTo(401);
    }

    private void eventsAreFilteredAndExported() throws IOException {
        page.navigate(monitor.address("/events"));
        assertThat(page.locator("#events tbody tr")).hasCount(2);
        page.locator("input[name=text]").fill("said");
        page.locator("input[name=job]").fill("etl");
        page.locator("input[name=type]").fill("job.failed");
        page.locator("input[name=from]").fill("2026-11-26T00:01");
        page.locator("select[name=level]").selectOption("ERROR");
        page.locator(".filters button").click();
        assertThat(page.locator("#events tbody tr")).hasCount(1);
        page.reload();
        assertThat(page.locator("#events tbody tr")).hasCount(1);
        assertThat(page.locator("input[name=type]")).hasValue("job.failed");
        Assertions.assertThat(Files.readAllLines(download("NDJSON").path())).hasSize(1);
        Assertions.assertThat(Files.readAllLines(download("CSV").path())).hasSize(2);
    }

    private Download download(String name) {
        return page.waitForDownload(() -> page.locator(".tools a", named(name)).click());
    }

    private void aJobIsFoundSilencedAndArchived() {
        page.navigate(monitor.address("/jobs"));
        page.locator("input[name=text]").fill("ET");
        page.locator("select[name=status]").selectOption("FAILING");
        page.locator(".filters button").click();
        page.locator("button", named("Silence 1 h")).click();
        says("etl is silenced for 1 h: its alerts are recorded and tell nobody.");
        page.locator("button", named("Unsilence")).click();
        says("etl is not silenced any more.");
        page.locator("a.name").click();
        page.locator("select[name=for]").first().selectOption("7d");
        page.locator("button", named("Silence")).first().click();
        assertThat(page.locator(".notice.tone-good")).containsText("etl is silenced for 7 d");
        page.locator("button", named("Archive")).click();
        says("etl is archived, and its alerts are closed.");
        page.locator("button", named("Take out of the archive")).click();
        says("etl is listed again.");
        page.locator("select[name=outcome]").selectOption("SUCCEEDED");
        page.locator("form[aria-label='Filter runs'] button").click();
        assertThat(page.locator("#runs")).containsText("No run matches.");
    }

    private void anAlertIsHandled() {
        page.navigate(monitor.address("/alerts"));
        page.locator("select[name=type]").selectOption("FAILURE");
        page.locator("select[name=severity]").selectOption("ERROR");
        page.locator(".filters button").click();
        page.locator("button", named("Acknowledge")).click();
        says("Acknowledged.");
        page.locator("input[name=reason]").fill("known");
        page.locator("button", named("Close")).first().click();
        assertThat(page.locator(".notice.tone-good")).containsText("Closed: ");
        page.locator("select[name=status]").selectOption("CLOSED");
        page.locator(".filters button").click();
        page.locator("summary", named("Timeline")).click();
        assertThat(page.locator(".timeline")).containsText("known");
    }

    @Test
    void everyPageIsReadAndThemeAndZoneAreChosen() {
        for (String path : RealPages.ofNothing()) {
            page.navigate(monitor.address(path));
            assertThat(page.locator("h1")).isVisible();
            assertThat(page.locator("main")).not().containsText("Loading");
            assertThat(page.locator(".scripted:visible, #pause:visible")).hasCount(0);
        }
        page.locator("#preferences select[name=theme]").selectOption("dark");
        page.locator("#preferences select[name=zone]").selectOption("utc");
        page.locator("#preferences button").click();
        assertThat(page.locator("html")).hasAttribute("data-theme", "dark");
        assertThat(page.locator(".zone")).hasText("UTC");
    }

    private int send(String key, String type, String level) throws IOException, InterruptedException {
        String event = """
                {"sourceType":"chief","eventType":"%s","level":"%s","message":"%s said","jobName":"etl","runId":"run-1",
                 "success":false,"eventAt":"2026-11-26T14:32:00Z","metadata":{"check_enabled":true,"alert_on_failure":true}}"""
                .formatted(type, level, type);
        HttpRequest request = HttpRequest.newBuilder(URI.create(monitor.address("/v1/events")))
                .header("Content-Type", "application/json")
                .header("x-api-key", key)
                .POST(HttpRequest.BodyPublishers.ofString(event))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private void says(String text) {
        assertThat(page.locator(".notice")).hasText(text);
    }

    private static Page.LocatorOptions named(String text) {
        return new Page.LocatorOptions().setHasText(text);
    }
}
