package dev.chief.monitor.web;

import dev.chief.monitor.store.CheckTable;
import dev.chief.monitor.store.EventTable;
import dev.chief.monitor.store.NewEvent;
import dev.chief.monitor.store.Page;
import dev.chief.monitor.store.Period;
import dev.chief.monitor.store.RunFilter;
import dev.chief.monitor.store.RunStatus;
import dev.chief.monitor.store.RunTable;
import dev.chief.monitor.store.StoredEvent;
import dev.chief.monitor.store.StoredRun;
import dev.chief.monitor.web.page.Badge;
import dev.chief.monitor.web.page.Clock;
import dev.chief.monitor.web.page.Fact;
import dev.chief.monitor.web.page.Frame;
import dev.chief.monitor.web.page.Gantt;
import dev.chief.monitor.web.page.RunPage;
import dev.chief.monitor.web.page.Sentences;
import dev.chief.monitor.web.page.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Finds what the page of a run shows. */
final class RunQuery {
    private static final int MOST_EVENTS = 1_000;
    private static final String MESSAGE = "worker.message";

    private RunQuery() {}

    static Optional<RunPage> of(Handle handle, Visit visit, String id) {
        return RunTable.get(handle, id).map(run -> page(handle, visit, run));
    }

    private static RunPage page(Handle handle, Visit visit, StoredRun run) {
        Clock clock = visit.clock(CheckTable.show(handle, run.jobName()).flatMap(JobReader::zone));
        List<StoredEvent> events = EventTable.ofRun(handle, run.runId(), MOST_EVENTS);
        Optional<StoredRun> success = RunTable.list(handle,
                new RunFilter(Optional.of(run.jobName()), Optional.of(RunStatus.SUCCEEDED),
                        new Period(Optional.empty(), Optional.of(run.at()))),
                Page.first(2))
                .items()
                .stream()
                .filter(other -> !other.runId().equals(run.runId()))
                .findFirst();
        List<Gantt.Step> reference = success
                .map(other -> Steps.of(EventTable.ofRun(handle, other.runId(), MOST_EVENTS), List.of(), true))
                .orElse(List.of());
        Instant end = run.end().map(StoredRun.End::at).orElse(clock.now());
        List<Gantt.Message> messages = events.stream()
                .map(StoredEvent::event)
                .filter(event -> event.type().equals(MESSAGE))
                .map(event -> new Gantt.Message(event.at(), Badge.of(event.level()), event.message()))
                .toList();
        Optional<Gantt> gantt = run.startedAt()
                .map(start -> Gantt.of(start, end, Steps.of(events, reference, run.end().isPresent()),
                        messages));
        return new RunPage(visit.frame(handle, Frame.Section.JOBS, "Run of " + run.jobName()), run.runId(),
                run.jobName(), Words.jobPath(run.jobName()), JobReader.badge(run),
                why(run, events, success, clock),
                facts(run, success, clock), gantt, success.map(other -> Words.runPath(other.runId())),
                events.stream()
                        .filter(event -> event.event().type().equals(MESSAGE))
                        .map(event -> EventReader.row(event, clock, run.startedAt()))
                        .toList(),
                events.stream().map(event -> EventReader.row(event, clock, run.startedAt())).toList(),
                "/events?run=" + Words.encode(run.runId()),
                "Times on this page are in " + Clock.zoneName(clock.zone()) + ".");
    }

    private static String why(
        StoredRun run,
        List<StoredEvent> events,
        Optional<StoredRun> success,
        Clock clock
    ) {
        Duration length = JobReader.length(run, clock.now());
        String compared = success.flatMap(StoredRun::durationMillis)
                .map(millis -> "; " + Sentences.comparison(length, Duration.ofMillis(millis)))
                .orElse("");
        return switch (run.status()) {
            case RUNNING -> "for " + Words.duration(length) + run.scripts()
                    .longestSeconds()
                    .map(most -> "; its scripts may take " + Words.duration(Duration.ofSeconds(most))
                            + " together")
                    .orElse("");
            case SUCCEEDED -> "in " + Words.duration(length) + compared;
            case FAILED -> failure(run, events) + " after " + Words.duration(length) + compared;
        };
    }

    private static String failure(StoredRun run, List<StoredEvent> events) {
        Optional<NewEvent> failed = events.stream()
                .map(StoredEvent::event)
                .filter(event -> event.type().equals("script.completed")
                        && event.success().equals(Optional.of(false)))
                .findFirst();
        String script = run.end()
                .flatMap(StoredRun.End::failedScript)
                .or(() -> failed.flatMap(event -> event.about().scriptPath()))
                .orElse("the run");
        String how = failed.flatMap(event -> JsonText.of(event.metadata()).text("error"))
                .map(error -> "ended by " + error)
                .or(() -> failed.flatMap(NewEvent::returnCode).map(code -> "ended with exit code " + code))
                .orElse("failed");
        return script + " " + how;
    }

    private static List<Fact> facts(StoredRun run, Optional<StoredRun> success, Clock clock) {
        List<Fact> facts = new ArrayList<>();
        facts.add(Fact.of("Run", run.runId()));
        run.scheduledFor().ifPresent(slot -> facts.add(Fact.at("Slot", clock.moment(slot))));
        run.startedAt().ifPresent(start -> facts.add(Fact.at("Began", clock.moment(start))));
        run.end().ifPresent(end -> facts.add(Fact.at("Ended", clock.moment(end.at()))));
        facts.add(Fact.of("Took", Words.duration(JobReader.length(run, clock.now()))));
        run.scripts()
                .total()
                .ifPresent(total -> facts.add(Fact.of("Scripts",
                        run.end()
                                .flatMap(StoredRun.End::scriptsExecuted)
                                .map(count -> count + " of ")
                                .orElse("") + total)));
        success.ifPresent(
                other -> facts.add(Fact.link("Last success", other.runId(), Words.runPath(other.runId()))));
        return facts;
    }
}
