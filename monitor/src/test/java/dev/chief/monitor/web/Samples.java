package dev.chief.monitor.web;

import dev.chief.monitor.web.page.Activity;
import dev.chief.monitor.web.page.AlertsPage;
import dev.chief.monitor.web.page.Badge;
import dev.chief.monitor.web.page.Choice;
import dev.chief.monitor.web.page.Clock;
import dev.chief.monitor.web.page.ErrorPage;
import dev.chief.monitor.web.page.EventsPage;
import dev.chief.monitor.web.page.Fact;
import dev.chief.monitor.web.page.Frame;
import dev.chief.monitor.web.page.Heatmap;
import dev.chief.monitor.web.page.JobFacts;
import dev.chief.monitor.web.page.JobPage;
import dev.chief.monitor.web.page.JobsPage;
import dev.chief.monitor.web.page.LoginPage;
import dev.chief.monitor.web.page.OverviewPage;
import dev.chief.monitor.web.page.Page;
import dev.chief.monitor.web.page.Paging;
import dev.chief.monitor.web.page.Ribbon;
import dev.chief.monitor.web.page.RunBars;
import dev.chief.monitor.web.page.Sentences;
import dev.chief.monitor.web.page.SettingsPage;
import dev.chief.monitor.web.page.Tone;
import dev.chief.monitor.web.page.Trend;
import dev.chief.monitor.web.page.Viewer;
import dev.chief.monitor.web.page.Words;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Every page with believable content, for tests and for looking at. The same each time.
 *
 * @param text what stands wherever people and programs write something; markup in it has to come out as text
 */
record Samples(Viewer viewer, String text) {
    static final Instant NOW = Instant.parse("2026-11-26T14:32:10Z");
    static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final StaticFiles FILES = StaticFiles.load();
    private static final Paging PAGES = new Paging("1 to 50 of 120", Optional.empty(),
            Optional.of("?page=2"));
    private static final Paging ONE_PAGE = new Paging("1 to 8 of 8", Optional.empty(), Optional.empty());
    private static final List<String> TYPES = List.of("FAILURE", "MISSED", "OVERRUN", "CHIEF_OFFLINE",
            "RECOVERY");

    static StaticFiles files() {
        return FILES;
    }

    static Samples of(Viewer.Theme theme) {
        return new Samples(viewer(theme), "");
    }

    static Viewer viewer(Viewer.Theme theme) {
        return new Viewer(Optional.of("admin@example.com"), false, "csrf-of-samples", theme,
                Viewer.ZoneChoice.BROWSER,
                Optional.of(BERLIN));
    }

    /** All pages, by the path at which a preview serves them. */
    Map<String, Page> all() {
        Map<String, Page> pages = new HashMap<>();
        pages.put("/", overview());
        pages.put("/jobs", jobs());
        pages.put("/jobs/nightly-etl", job());
        pages.put("/runs/0198c1d2-run", new SampleRun(this).page());
        pages.put("/alerts", alerts());
        pages.put("/alerts/41", alert());
        pages.put("/events", events());
        pages.put("/settings", settings());
        pages.put("/login", login());
        pages.put("/first", first());
        pages.put("/first/jobs", noJobs());
        pages.put("/first/alerts", noAlerts());
        pages.put("/first/events", noEvents());
        pages.put("/error/404", missing());
        pages.put("/error/403", ErrorPage.forbidden(frame(Frame.Section.NONE, "Not allowed", "/")));
        pages.put("/error/500", ErrorPage.failed(frame(Frame.Section.NONE, "Error", "/")));
        pages.put("/error/503", ErrorPage.databaseAway(frame(Frame.Section.NONE, "Database away", "/")));
        return pages;
    }

    Frame frame(Frame.Section section, String title, String path) {
        return new Frame(section, title, path, viewer, clock().moment(NOW), 3, 3, Optional.empty(),
                FILES.assets(),
                "0.1.0");
    }

    private Frame calm(Frame.Section section, String title, String path) {
        return new Frame(section, title, path, viewer, clock().moment(NOW), 0, 0, Optional.empty(),
                FILES.assets(),
                "0.1.0");
    }

    Clock clock() {
        return new Clock(NOW, viewer.pageZone());
    }

    String name(String usual) {
        return text.isEmpty() ? usual : text;
    }

    static Instant ago(long minutes) {
        return NOW.minus(Duration.ofMinutes(minutes));
    }

    private SampleAlerts incidents() {
        return new SampleAlerts(this);
    }

    private static Instant in(long minutes) {
        return NOW.plus(Duration.ofMinutes(minutes));
    }

    private static RandomGenerator random(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    private static final JobFacts LATE = facts(Badge.LATE, Optional.of(ago(3)), Optional.empty(), 0);
    private static final JobFacts DOWN = facts(Badge.DOWN, Optional.of(ago(95)), Optional.empty(), 0);
    private static final JobFacts FAILING = facts(Badge.FAILING, Optional.of(in(600)), Optional.empty(), 3);
    private static final JobFacts RUNNING = facts(Badge.RUNNING, Optional.of(in(55)), Optional.of(ago(4)), 0);
    private static final JobFacts UP = facts(Badge.UP, Optional.of(in(27)), Optional.empty(), 0);

    private static JobFacts facts(
        Badge badge,
        Optional<Instant> expected,
        Optional<Instant> running,
        long failures
    ) {
        return new JobFacts(badge, Optional.of(NEW_YORK), expected, Duration.ofMinutes(5), true, running,
                Optional.of(Duration.ofHours(1)), Optional.of(ago(33)), Optional.of(ago(12)), failures);
    }

    Page overview() {
        List<OverviewPage.Problem> problems = List.of(
                new OverviewPage.Problem(Badge.OFFLINE, name("etl-host-2 · /srv/etl/chief.yaml"),
                        "/alerts/40",
                        "no heartbeat for 6 min; expected every 15 s; its 4 jobs are listed inside this alert",
                        Optional.of(clock().moment(ago(6))), Optional.of("/alerts/40")),
                new OverviewPage.Problem(Badge.DOWN, name("backup-orders"),
                        Words.jobPath(name("backup-orders")),
                        Sentences.job(DOWN, clock().in(NEW_YORK)), Optional.of(clock().moment(ago(90))),
                        Optional.of("/alerts/41")),
                new OverviewPage.Problem(Badge.FAILING, name("nightly-etl"),
                        Words.jobPath(name("nightly-etl")),
                        Sentences.job(FAILING, clock()), Optional.of(clock().moment(ago(12))),
                        Optional.of("/alerts/42")),
                new OverviewPage.Problem(Badge.LATE, name("invoice-mail"),
                        Words.jobPath(name("invoice-mail")),
                        Sentences.job(LATE, clock().in(NEW_YORK)), Optional.of(clock().moment(ago(3))),
                        Optional.empty()));
        List<Ribbon.Expected> expected = new ArrayList<>();
        RandomGenerator random = random(7);
        for (int i = 0; i < 60; i++) {
            expected.add(new Ribbon.Expected(name("job-" + i), i % 17 == 0 ? Badge.LATE : Badge.UP,
                    in(random.nextInt(-20, 1400)), Optional.of(NEW_YORK)));
        }
        Map<Instant, Long> perMinute = new HashMap<>();
        for (int i = 0; i < 60; i++) {
            perMinute.put(NOW.truncatedTo(ChronoUnit.MINUTES).minus(Duration.ofMinutes(i)),
                    random.nextLong(i == 20 ? 1 : 40) + (i % 15 == 0 ? 110 : 12));
        }
        return new OverviewPage(frame(Frame.Section.OVERVIEW, "Overview", "/"),
                Sentences.verdict(48, 3, List.of(name("etl-host-2"))), Tone.BAD,
                List.of(new OverviewPage.Count(Badge.DOWN, 1, "/jobs?status=DOWN"),
                        new OverviewPage.Count(Badge.FAILING, 1, "/jobs?status=FAILING"),
                        new OverviewPage.Count(Badge.LATE, 1, "/jobs?status=LATE"),
                        new OverviewPage.Count(Badge.RUNNING, 2, "/jobs?status=RUNNING"),
                        new OverviewPage.Count(Badge.UP, 41, "/jobs?status=UP"),
                        new OverviewPage.Count(Badge.PAUSED, 2, "/jobs?status=PAUSED")),
                List.of(new OverviewPage.Chief(name("etl-host-2 · /srv/etl/chief.yaml"), Badge.OFFLINE,
                        "0.1.0", "daemon",
                        Optional.of(clock().moment(ago(6)))),
                        new OverviewPage.Chief(name("app-host · /srv/app/chief.yaml"), Badge.ONLINE, "0.1.0",
                                "daemon",
                                Optional.of(clock().moment(NOW.minusSeconds(8)))),
                        new OverviewPage.Chief(name("laptop"), Badge.STOPPED, name("0.0.9"), "run",
                                Optional.of(clock().moment(ago(3000))))),
                problems, Ribbon.of(expected, clock(), viewer), Activity.of(perMinute, clock()), "1,204,331",
                false,
                "http://127.0.0.1:7410");
    }

    private static List<RunBars.Run> bars(long seed, double failing, int count) {
        RandomGenerator random = random(seed);
        List<RunBars.Run> runs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boolean failed = random.nextDouble() < failing;
            runs.add(new RunBars.Run(failed ? Badge.FAILED : Badge.SUCCEEDED,
                    Duration.ofMillis((long) (42_000 + 600 * i + 9000 * random.nextGaussian()))));
        }
        return runs;
    }

    private static JobsPage.Column column(String label, String key, String sorted) {
        return new JobsPage.Column(label, key.isEmpty() ? Optional.empty() : Optional.of("/jobs?sort=" + key),
                sorted);
    }

    Page jobs() {
        List<JobsPage.Row> rows = new ArrayList<>();
        rows.add(row("backup-orders", DOWN, List.of("backup", "orders"), "at 06:00 on weekdays", 0.0, 30));
        rows.add(row("nightly-etl", FAILING, List.of("etl"), "at 02:30 every day", 0.3, 30));
        rows.add(row("invoice-mail", LATE, List.of(), "every hour at :30", 0.0, 18));
        rows.add(row("warehouse/load-dimension-tables-of-the-previous-business-day", RUNNING,
                List.of("etl", "warehouse"),
                "every 5 minutes", 0.02, 30));
        for (int i = 0; i < 12; i++) {
            rows.add(row("report-" + (i + 1), UP, i % 4 == 0 ? List.of("reports") : List.of(),
                    "every hour at :" + (i * 3 + 10), 0.03, 30));
        }
        rows.add(row("new-one", facts(Badge.NEW, Optional.of(in(300)), Optional.empty(), 0), List.of(),
                "at 20:30 on the last Friday", 0.0, 0));
        return new JobsPage(frame(Frame.Section.JOBS, "Jobs", "/jobs"), "48 jobs, worst first", name(""),
                Choice.of(List.of("ALL", "DOWN", "FAILING", "OVERRUN", "LATE", "RUNNING", "UP", "NEW",
                        "PAUSED"), "ALL"),
                Choice.of(List.of("any", "backup", "etl", "orders"), "any"), "",
                List.of(column("Status", "status", "descending"), column("Name", "name", "none"),
                        column("Schedule", "", "none"), column("Last run", "last", "none"),
                        column("Took", "duration", "none"), column("Last 30 runs", "", "none"),
                        column("Next run", "next", "none"), column("Actions", "", "none")),
                rows, PAGES, false, "http://127.0.0.1:7410");
    }

    private JobsPage.Row row(
        String job,
        JobFacts facts,
        List<String> tags,
        String schedule,
        double failing,
        int runs
    ) {
        return new JobsPage.Row(facts.badge(), name(job), Words.jobPath(name(job)),
                Sentences.job(facts, clock()),
                tags.stream().map(this::name).toList(), name(schedule),
                runs == 0 ? Optional.empty() : Optional.of(clock().moment(ago(33))), runs == 0 ? "–" : "42 s",
                RunBars.of(bars(job.hashCode(), failing, runs)), facts.expected().map(clock()::moment),
                job.equals("report-3") ? Optional.of(clock().moment(in(45))) : Optional.empty());
    }

    Page job() {
        List<Trend.Run> trend = new ArrayList<>();
        List<RunBars.Run> bars = bars(5, 0.06, 90);
        for (int i = 0; i < bars.size(); i++) {
            trend.add(
                    new Trend.Run(ago((bars.size() - i) * 1440L), bars.get(i).badge(), bars.get(i).length()));
        }
        Map<LocalDate, Heatmap.Day> year = new HashMap<>();
        RandomGenerator random = random(3);
        for (LocalDate day = LocalDate.of(2026, 2, 10); !day.isAfter(clock().today()); day = day
                .plusDays(1)) {
            boolean bad = random.nextInt(17) == 0;
            year.put(day, new Heatmap.Day(2, bad ? random.nextInt(1, 3) : 0));
        }
        List<JobPage.RunRow> runs = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Badge badge = i == 0 ? Badge.RUNNING : i < 3 ? Badge.FAILED : Badge.SUCCEEDED;
            runs.add(new JobPage.RunRow(name("0198c1d2-" + i), "/runs/0198c1d2-run", badge,
                    clock().moment(ago(12 + i * 1440L)), Optional.of(clock().moment(ago(12 + i * 1440L))),
                    "42 s",
                    "3 of 3", i < 3 && i > 0 ? name("load.py ended with exit code 2") : ""));
        }
        String job = name("nightly-etl");
        return new JobPage(frame(Frame.Section.JOBS, job, "/jobs/nightly-etl"), job, "/jobs/nightly-etl",
                Badge.FAILING,
                Sentences.job(FAILING, clock().in(NEW_YORK)), List.of(name("etl")),
                Optional.of(clock().moment(in(20))), false,
                List.of(Fact.of("Schedule", name("at 02:30 every day")), Fact.of("Zone", "America/New_York"),
                        Fact.at("Next run", clock().moment(in(600))),
                        Fact.at("Last success", clock().moment(ago(4320))),
                        Fact.at("Last failure", clock().moment(ago(12))), Fact.of("Failures in a row", "3"),
                        Fact.of("Grace", "5 min after the slot, then an alert"),
                        Fact.of("Alerts on", "failure, missed slot"),
                        Fact.of("Chief", name("etl-host-2 · /srv/etl/chief.yaml"))),
                RunBars.of(bars), Optional.of(Trend.of(trend, clock())), Heatmap.of(clock().today(), year),
                List.of(incidents().failure()),
                Choice.of(List.of("ALL", "SUCCEEDED", "FAILED", "RUNNING"), "ALL"), runs,
                PAGES,
                new SampleRun(this).eventRows(8), "/events?job=nightly-etl", incidents().deliveries(),
                "Times on this page are in Europe/Berlin.");
    }

    Page alerts() {
        return new AlertsPage(frame(Frame.Section.ALERTS, "Alerts", "/alerts"), "3 alerts are open", name(""),
                Choice.of(List.of("ALL", "OPEN", "CLOSED"), "ALL"), Choice.of(typesAnd("ALL"), "ALL"),
                Choice.of(List.of("ALL", "CRITICAL", "ERROR", "WARN", "INFO"), "ALL"),
                List.of(incidents().offline(), incidents().failure(), incidents().missed(),
                        incidents().closed()),
                PAGES, false, false);
    }

    private static List<String> typesAnd(String first) {
        List<String> all = new ArrayList<>(List.of(first));
        all.addAll(TYPES);
        return all;
    }

    Page alert() {
        return new AlertsPage(frame(Frame.Section.ALERTS, "Job nightly-etl failed", "/alerts/42"), "", "",
                List.of(),
                List.of(), List.of(), List.of(incidents().failure()), ONE_PAGE, false, true);
    }

    Page events() {
        return new EventsPage(frame(Frame.Section.EVENTS, "Events", "/events"),
                new EventsPage.Filter(name(""), name(""), name(""), "", "", name(""), name("")),
                Choice.of(List.of("ALL", "DEBUG", "INFO", "WARN", "ERROR", "CRITICAL"), "ALL"),
                new SampleRun(this).eventRows(40),
                PAGES,
                "/events.ndjson", "/events.csv", List.of(), true, false, false, "http://127.0.0.1:7410");
    }

    Page settings() {
        return new SettingsPage(frame(Frame.Section.SETTINGS, "Settings", "/settings"),
                name("ops@example.com\nlead@example.com"),
                TYPES.stream().map(type -> new Choice(type, type, !type.equals("RECOVERY"))).toList(),
                name("Mail goes by way of smtp.example.com, from monitor@example.com."), true,
                List.of(new SettingsPage.Channel(2, name("pager"), "webhook",
                        name("FAILURE, MISSED, CHIEF_OFFLINE"),
                        Optional.of(incidents().deliveries().get(1))),
                        new SettingsPage.Channel(3, name("ops in Slack"), "slack", "FAILURE",
                                Optional.empty())),
                new SettingsPage.Draft(Choice.of(List.of("webhook", "slack"), "webhook"), name("a new one"),
                        name("https://"), TYPES.stream().map(type -> new Choice(type, type, true)).toList(),
                        Optional.of(name("Not added. url must be an address."))),
                List.of(new SettingsPage.Key(1, name("etl-host-2"), "ingest", "ck_7Hq2",
                        clock().moment(ago(90_000)),
                        name("admin@example.com"), Optional.of(clock().moment(ago(0))), false),
                        new SettingsPage.Key(2, name("grafana"), "read", "ck_x81a",
                                clock().moment(ago(50_000)),
                                name("admin@example.com"), Optional.empty(), true)),
                true, Optional.of(name("ck_k3y-that-is-shown-once")),
                Choice.of(List.of("ingest", "read", "admin"), "ingest"),
                List.of(Fact.of("Events are kept for", "30 days"),
                        Fact.of("Database", name("/var/lib/chief/monitor.sqlite")),
                        Fact.of("Size", "612.4 MiB"), Fact.of("Events", "1,204,331"),
                        Fact.of("Version", "0.1.0")),
                true);
    }

    Page missing() {
        return ErrorPage.missing(frame(Frame.Section.NONE, "Not found", "/nowhere"),
                name("There is no page at /nowhere."));
    }

    Page login() {
        Viewer nobody = new Viewer(Optional.empty(), false, "", viewer.theme(), Viewer.ZoneChoice.BROWSER,
                Optional.empty());
        Frame frame = new Frame(Frame.Section.NONE, "Sign in", "/login", nobody, clock().moment(NOW), 0, 0,
                Optional.empty(), FILES.assets(), "0.1.0");
        return new LoginPage(frame, name("admin@example.com"), name("/jobs"),
                Optional.of(name("Email or password is wrong.")));
    }

    Page first() {
        return new OverviewPage(calm(Frame.Section.OVERVIEW, "Overview", "/"),
                Sentences.verdict(0, 0, List.of()), Tone.QUIET,
                List.of(), List.of(), List.of(), Ribbon.of(List.of(), clock(), viewer),
                Activity.of(Map.of(), clock()),
                "0", true, "http://127.0.0.1:7410");
    }

    Page noJobs() {
        return new JobsPage(calm(Frame.Section.JOBS, "Jobs", "/jobs"), "", "",
                Choice.of(List.of("ALL"), "ALL"), List.of(),
                "", List.of(), List.of(), ONE_PAGE, false, "http://127.0.0.1:7410");
    }

    Page noAlerts() {
        return new AlertsPage(calm(Frame.Section.ALERTS, "Alerts", "/alerts"), "No alert is open", "",
                Choice.of(List.of("ALL"), "ALL"), Choice.of(List.of("ALL"), "ALL"),
                Choice.of(List.of("ALL"), "ALL"),
                List.of(), ONE_PAGE, false, false);
    }

    Page noEvents() {
        return new EventsPage(calm(Frame.Section.EVENTS, "Events", "/events"),
                new EventsPage.Filter("", "", "", "", "", "", ""), Choice.of(List.of("ALL"), "ALL"),
                List.of(), ONE_PAGE,
                "/events.ndjson", "/events.csv",
                List.of("From is no time: yesterday. Write it as 2026-11-26T06:00."),
                true, false, false, "http://127.0.0.1:7410");
    }
}
