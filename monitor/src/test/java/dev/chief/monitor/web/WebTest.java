package dev.chief.monitor.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import dev.chief.monitor.web.page.Words;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The whole way, from the browser to the database and back. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebTest {
    private static final String JOB = "nightly/etl & more";
    private static final Pattern INGEST_KEY = Pattern.compile("chief_i[0-9a-f]+");

    private Chromium chromium;
    private Monitor monitor;
    private BrowserContext context;
    private Page page;

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
        monitor.run(JOB, "run-1", Monitor.NOW.minusSeconds(90_000), true);
        monitor.run(JOB, "run-2", Monitor.NOW.minusSeconds(700), false);
        context = chromium.browser()
                .newContext(new Browser.NewContextOptions().setTimezoneId("Europe/Berlin")
                        .setViewportSize(1280, 900));
        page = context.newPage();
        page.navigate(monitor.address() + "/jobs?status=FAILING");
    }

    @AfterEach
    void close() {
        context.close();
        monitor.close();
    }

    private void signIn() {
        page.locator("input[name=email]").fill(Monitor.EMAIL);
        page.locator("input[name=password]").fill(Monitor.PASSWORD);
        page.keyboard().press("Enter");
        page.waitForURL("**/jobs?status=FAILING");
    }

    @Test
    void whoIsNotSignedInComesBackToWhereTheyWanted() {
        assertThat(page).hasTitle("Sign in · Chief");
        page.locator("input[name=email]").fill(Monitor.EMAIL);
        page.locator("input[name=password]").fill("wrong");
        page.keyboard().press("Enter");
        assertThat(page.locator("#problem")).hasText("E-mail or password is wrong.");
        page.locator("input[name=password]").fill(Monitor.PASSWORD);
        page.keyboard().press("Enter");
        page.waitForURL("**/jobs?status=FAILING");
        assertThat(page.locator("a.name")).hasText(JOB);
        page.locator("header button").click();
        page.waitForURL("**/login");
        page.navigate(monitor.address() + "/settings");
        assertThat(page).hasTitle("Sign in · Chief");
    }

    @Test
    void fromTheVerdictToTheScriptThatFailed() {
        signIn();
        page.navigate(monitor.address() + "/");
        assertThat(page.locator("h1")).hasText("1 of 2 jobs needs attention.");
        assertThat(page).hasTitle("(1) Overview · Chief");
        page.locator("#problems a.name").click();
        assertThat(page.locator("h1")).hasText(JOB);
        page.locator("#runs a").first().click();
        assertThat(page.locator(".state")).containsText("load.py ended with exit code 2 after 10 min");
        assertThat(page.locator(".gantt tbody tr")).hasCount(3);
        assertThat(page.locator("#output-2 pre")).hasText("IntegrityError");
    }

    @Test
    void jobsAreFilteredByTheirTags() {
        monitor.check("import", "UP", List.of("etl", "late & <b>"));
        monitor.check("export", "DOWN", List.of("etl"));
        signIn();
        page.navigate(monitor.address() + "/jobs");
        assertThat(page.locator("select[name=tag] option")).hasText(new String[]{"ALL", "etl", "late & <b>"});
        page.locator("select[name=tag]").selectOption("etl");
        page.locator(".filters button").click();
        assertThat(page.locator("a.name")).hasText(new String[]{"export", "import"});
        assertThat(page.locator("caption")).containsText("2 jobs of this filter");
        page.locator("th a", new Page.LocatorOptions().setHasText("Name")).click();
        page.waitForURL("**/jobs?tag=etl&sort=name");
        page.reload();
        assertThat(page.locator("select[name=tag]")).hasValue("etl");
        page.locator("a.tag", new Page.LocatorOptions().setHasText("late & <b>")).click();
        assertThat(page.locator("a.name")).hasText("import");
        page.locator("a.name").click();
        assertThat(page.locator("#heading a.tag")).hasText(new String[]{"etl", "late & <b>"});
        page.navigate(monitor.address() + "/jobs?tag=nobody");
        assertThat(page.locator(".empty h2")).hasText("No job matches");
        assertThat(page.locator("select[name=tag]")).hasValue("nobody");
    }

    @Test
    void anAlertIsClosedWithAReason() {
        long alert = monitor.failure(JOB, "run-2");
        signIn();
        page.navigate(monitor.address() + "/alerts/" + alert);
        assertThat(page.locator(".alert .why")).hasText(
                "A run failed with exit code 2 in load.py. It closes with the next success.");
        page.locator("#alert-" + alert + " button", named("Acknowledge")).click();
        assertThat(page.locator(".alert header")).containsText("ACKNOWLEDGED");
        page.locator("#reason-" + alert).fill("fixed the key");
        page.locator("#alert-" + alert + " button", named("Close")).click();
        assertThat(page.locator(".notice")).hasText("Closed: Job " + JOB + " failed.");
        assertThat(page.locator(".alert header")).containsText("CLOSED");
        assertThat(page.locator(".timeline")).containsText("Closed: fixed the key");
        page.reload();
        assertThat(page.locator(".notice")).hasCount(0);
    }

    @Test
    void whatArrivesIsSeenWithoutAReload() {
        signIn();
        page.navigate(monitor.address() + "/events?job=" + Words.encode(JOB));
        assertThat(page.locator("#pulse")).hasText("Live");
        monitor.message(JOB, "run-2", "heard just now");
        long stored = System.nanoTime();
        assertThat(page.locator("#events tbody tr").first()).containsText("heard just now");
        // For people who read the log: how busy this machine is must not decide whether a test passes.
        System.out.printf("An event was seen %d ms after it was stored.%n",
                (System.nanoTime() - stored) / 1_000_000);
    }

    @Test
    void aPageWaitsMuchLessThanASecondBeforeItAsksForWhatItHeardOf() {
        signIn();
        page.navigate(monitor.address() + "/events?job=" + Words.encode(JOB));
        assertThat(page.locator("#pulse")).hasText("Live");
        // What the page wants to wait for is looked at rather than how long it takes, which the machine has a part in.
        page.evaluate("""
                window.waits = [];
                window.usual = window.setTimeout;
                window.setTimeout = (work, millis) => { waits.push(millis); return usual(work, millis); };
                undefined""");
        for (int message = 1; message <= 3; message++) {
            monitor.message(JOB, "run-2", "message " + message);
            assertThat(page.locator("#events tbody tr").first()).containsText("message " + message);
        }
        List<Double> waits = ((List<?>) page.evaluate("waits")).stream()
                .map(wait -> ((Number) wait).doubleValue())
                .toList();
        Assertions.assertThat(waits).isNotEmpty().allMatch(millis -> millis <= 600);
    }

    @Test
    void aChannelThatIsRefusedNeedNotBeTypedAgain() {
        signIn();
        page.navigate(monitor.address() + "/settings");
        page.locator("form[action='/settings/channels'] input[name=name]").fill("pager <1>");
        page.locator("form[action='/settings/channels'] select").selectOption("slack");
        page.locator("form[action='/settings/channels'] input[name=url]")
                .fill("ftp://pager.example.com/hook");
        page.locator("button", named("Add")).click();
        assertThat(page.locator("form .notice")).containsText("Not added.");
        assertThat(page.locator("form[action='/settings/channels'] input[name=name]")).hasValue("pager <1>");
        assertThat(page.locator("form[action='/settings/channels'] select")).hasValue("slack");
        assertThat(page.locator("form[action='/settings/channels'] input[name=url]"))
                .hasValue("ftp://pager.example.com/hook");
    }

    @Test
    void aJobIsSilencedAndArchived() {
        signIn();
        page.locator("button", named("Silence 1 h")).click();
        assertThat(page.locator(".notice")).containsText("is silenced for 1 h");
        assertThat(page.locator("tbody th")).containsText("silenced, ends in 1 h");
        page.locator("a.name").click();
        page.locator("button", named("Archive")).click();
        assertThat(page.locator(".notice")).containsText("is archived");
        page.navigate(monitor.address() + "/jobs");
        assertThat(page.locator("a.name")).hasText("report");
    }

    @Test
    void aKeyIsShownOnceAndRevoked() {
        signIn();
        page.navigate(monitor.address() + "/settings");
        page.locator("form[action='/settings/keys'] input[name=name]").fill("host one");
        page.locator("form[action='/settings/keys'] button").click();
        assertThat(page.locator(".secret")).hasText(INGEST_KEY);
        page.navigate(monitor.address() + "/settings");
        assertThat(page.locator(".secret")).hasCount(0);
        page.locator("button", named("Revoke")).click();
        // This monitor has no key of its own.
        assertThat(page.locator(".notice")).hasText(
                "Revoked. Nobody reads or changes anything with it any more; events are taken without a key, too.");
    }

    @Test
    void settingsOfMailAndChannelsAreKeptOrRefusedInWords() {
        signIn();
        page.navigate(monitor.address() + "/settings");
        page.locator("textarea").fill("Ops@example.com\nnonsense");
        page.locator("button", named("Save")).click();
        assertThat(page.locator(".notice")).containsText("Nothing was changed.");
        page.locator("textarea").fill("Ops@example.com");
        page.locator("button", named("Save")).click();
        assertThat(page.locator(".notice")).hasText("Saved. Recipients: 1.");
        assertThat(page.locator("textarea")).hasValue("ops@example.com");
        page.locator("form[action='/settings/channels'] input[name=name]").fill("pager");
        page.locator("form[action='/settings/channels'] input[name=url]")
                .fill("https://pager.example.com/hook");
        page.locator("form[action='/settings/channels'] input[name=secret]").fill("a secret to sign with");
        page.locator("button", named("Add")).click();
        assertThat(page.locator(".notice")).hasText("Added: pager.");
        page.locator("button", named("Remove")).click();
        assertThat(page.locator(".notice")).hasText("Removed.");
    }

    @Test
    void preferencesStay() {
        signIn();
        page.locator("select[name=theme]").selectOption("dark");
        page.waitForURL("**/jobs?status=FAILING");
        assertThat(page.locator("html")).hasAttribute("data-theme", "dark");
        page.locator("select[name=zone]").selectOption("utc");
        assertThat(page.locator(".zone")).hasText("UTC");
        page.navigate(monitor.address() + "/events");
        assertThat(page.locator(".zone")).hasText("UTC");
        assertThat(page.locator("html")).hasAttribute("data-theme", "dark");
    }

    @Test
    void whatIsNotThereSaysSo() {
        signIn();
        page.navigate(monitor.address() + "/jobs/nobody");
        assertThat(page.locator("main")).containsText("There is no job named nobody.");
    }

    private static Page.LocatorOptions named(String text) {
        return new Page.LocatorOptions().setHasText(text);
    }
}
