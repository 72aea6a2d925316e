package dev.chief.monitor.web;

import dev.chief.monitor.store.AlertFilter;
import dev.chief.monitor.store.AlertTable;
import dev.chief.monitor.store.CheckTable;
import dev.chief.monitor.store.EventTable;
import dev.chief.monitor.store.ListedCheck;
import dev.chief.monitor.store.Page;
import dev.chief.monitor.store.Period;
import dev.chief.monitor.store.RunFilter;
import dev.chief.monitor.store.RunStatus;
import dev.chief.monitor.store.RunTable;
import dev.chief.monitor.store.Slice;
import dev.chief.monitor.store.StoredAlert;
import dev.chief.monitor.store.StoredRun;
import dev.chief.monitor.web.page.Badge;
import dev.chief.monitor.web.page.Choice;
import dev.chief.monitor.web.page.Clock;
import dev.chief.monitor.web.page.DeliveryRow;
import dev.chief.monitor.web.page.Fact;
import dev.chief.monitor.web.page.Frame;
import dev.chief.monitor.web.page.Heatmap;
import dev.chief.monitor.web.page.JobPage;
import dev.chief.monitor.web.page.PageAddress;
import dev.chief.monitor.web.page.Sentences;
import dev.chief.monitor.web.page.Trend;
import dev.chief.monitor.web.page.Words;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Finds what the page of a job shows. */
final class JobQuery {
    private static final int TREND = 100;
    private static final int RUNS = 25;
    private static final int EVENTS = 20;
    private static final int ALERTS = 10;
    private static final List<String> OUTCOMES = List.of(Visit.ALL, "SUCCEEDED", "FAILED", "RUNNING");

    private JobQuery() {}

    static Optional<JobPage> of(Handle handle, Visit visit, String job) {
        return CheckTable.show(handle, job).map(check -> page(handle, visit, check));
    }

    private static JobPage page(Handle handle, Visit visit, ListedCheck check) {
        String job = check.jobName();
        Clock clock = visit.clock(JobReader.zone(check));
        List<StoredRun> newest = RunTable.newestOfJobs(handle, List.of(job), TREND)
                .getOrDefault(job, List.of());
        AlertReader alerts = new AlertReader(handle, clock);
        Optional<String> outcome = visit.choice("outcome").filter(OUTCOMES::contains);
        Slice<StoredRun> runs = RunTable.list(handle,
                new RunFilter(Optional.of(job), outcome.map(RunStatus::valueOf), Period.ALWAYS),
                new Page(RUNS, (visit.page() - 1L) * RUNS, Optional.empty()));
        PageAddress address = PageAddress.of(Words.jobPath(job)).with("outcome", outcome.orElse(""));
        return new JobPage(visit.frame(handle, Frame.Section.JOBS, job), job, Words.jobPath(job),
                JobReader.badge(check),
                Sentences.job(JobReader.facts(check, newest), clock), check.declaration().tags(),
                JobReader.silencedUntil(check, clock.now()).map(clock::moment), check.handling().archived(),
                facts(check, clock), JobReader.bars(newest, clock.now()), trend(newest, clock),
                Heatmap.of(clock.today(), year(handle, job, clock)),
                AlertTable.openOfJob(handle, job).stream().map(alerts::view).toList(),
                Choice.of(OUTCOMES, outcome.orElse(Visit.ALL)),
                runs.items().stream().map(run -> row(run, clock)).toList(),
                AlertsQuery.paging(visit.page(), runs, address),
                EventTable.newestOfJob(handle, job, EVENTS)
                        .stream()
                        .map(event -> EventReader.row(event, clock))
                        .toList(),
                "/events?job=" + Words.encode(job), deliveries(handle, job, alerts),
                "Times on this page are in " + Clock.zoneName(clock.zone()) + ".");
    }

    private static List<Fact> facts(ListedCheck check, Clock clock) {
        List<Fact> facts = new ArrayList<>();
        facts.add(Fact.of("Schedule", check.declaration().schedule().orElse("not declared by its Chief")));
        facts.add(Fact.of("Zone", check.declaration().timezone().orElse("not declared")));
        facts.add(check.progress()
                .expectedNextAt()
                .map(at -> Fact.at("Next run", clock.moment(at)))
                .orElseGet(() -> Fact.of("Next run", "none planned")));
        check.progress()
                .lastSuccessAt()
                .ifPresent(at -> facts.add(Fact.at("Last success", clock.moment(at))));
        check.progress()
                .lastFailureAt()
                .ifPresent(at -> facts.add(Fact.at("Last failure", clock.moment(at))));
        check.progress()
                .lastHeartbeatAt()
                .ifPresent(at -> facts.add(Fact.at("Last heartbeat", clock.moment(at))));
        facts.add(Fact.of("Failures in a row", Words.number(check.progress().consecutiveFailures())));
        facts.add(Fact.of("Grace", Words.duration(Duration.ofSeconds(check.policy().graceSeconds()))
                + " after the slot, then down"));
        facts.add(Fact.of("Alerts on", alertsOn(check)));
        check.declaration().instance().ifPresent(instance -> facts.add(Fact.of("Chief", instance)));
        return facts;
    }

    private static String alertsOn(ListedCheck check) {
        if (!check.policy().enabled()) {
            return "nothing: the job is disabled";
        }
        List<String> causes = new ArrayList<>();
        if (check.policy().alertOnFailure()) {
            causes.add("failure");
        }
        if (check.policy().alertOnMiss()) {
            causes.add("missed slot");
        }
        return causes.isEmpty() ? "neither failure nor missed slot" : String.join(", ", causes);
    }

    /** @param newest newest first */
    private static Optional<Trend> trend(List<StoredRun> newest, Clock clock) {
        List<Trend.Run> ended = newest.reversed()
                .stream()
                .filter(run -> run.durationMillis().isPresent())
                .map(run -> new Trend.Run(run.at(), JobReader.badge(run), JobReader.length(run, clock.now())))
                .toList();
        return ended.size() < Trend.FEWEST ? Optional.empty() : Optional.of(Trend.of(ended, clock));
    }

    private static Map<LocalDate, Heatmap.Day> year(Handle handle, String job, Clock clock) {
        Map<LocalDate, Heatmap.Day> days = new LinkedHashMap<>();
        RunTable.perDay(handle, job, clock.today().minusWeeks(Heatmap.WEEKS), clock.today(), clock.zone())
                .forEach((day, count) -> days.put(day, new Heatmap.Day(count.total(), count.failed())));
        return days;
    }

    private static JobPage.RunRow row(StoredRun run, Clock clock) {
        String scripts = run.end()
                .flatMap(StoredRun.End::scriptsExecuted)
                .map(count -> count + run.scripts().total().map(total -> " of " + total).orElse(""))
                .orElseGet(() -> run.scripts().total().map(String::valueOf).orElse("–"));
        String note = run.end()
                .flatMap(StoredRun.End::failedScript)
                .map(script -> script + " failed")
                .orElse("");
        return new JobPage.RunRow(run.runId(), Words.runPath(run.runId()), JobReader.badge(run),
                clock.moment(run.at()),
                run.scheduledFor().map(clock::moment), Words.duration(JobReader.length(run, clock.now()))
                        + (JobReader.badge(run) == Badge.RUNNING ? " so far" : ""),
                scripts, note);
    }

    private static List<DeliveryRow> deliveries(Handle handle, String job, AlertReader reader) {
        List<StoredAlert> latest = AlertTable.list(handle,
                new AlertFilter(Optional.of(job), Optional.empty(), Optional.empty(), Optional.empty()),
                Page.first(ALERTS)).items();
        return latest.stream().flatMap(alert -> reader.deliveries(alert).stream()).map(reader::row).toList();
    }
}
