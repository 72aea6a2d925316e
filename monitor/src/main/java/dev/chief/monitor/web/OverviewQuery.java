package dev.chief.monitor.web;

import dev.chief.monitor.store.AlertFilter;
import dev.chief.monitor.store.AlertTable;
import dev.chief.monitor.store.CheckTable;
import dev.chief.monitor.store.EventTable;
import dev.chief.monitor.store.InstanceTable;
import dev.chief.monitor.store.ListedCheck;
import dev.chief.monitor.store.MinuteCount;
import dev.chief.monitor.store.Page;
import dev.chief.monitor.store.RunTable;
import dev.chief.monitor.store.StoredAlert;
import dev.chief.monitor.store.StoredInstance;
import dev.chief.monitor.store.StoredRun;
import dev.chief.monitor.web.page.Activity;
import dev.chief.monitor.web.page.Badge;
import dev.chief.monitor.web.page.Frame;
import dev.chief.monitor.web.page.OverviewPage;
import dev.chief.monitor.web.page.Ribbon;
import dev.chief.monitor.web.page.Sentences;
import dev.chief.monitor.web.page.Tone;
import dev.chief.monitor.web.page.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Finds what the overview shows. */
final class OverviewQuery {
    private static final int MOST_PROBLEMS = 50;

    private OverviewQuery() {}

    static OverviewPage of(Handle handle, Visit visit) {
        List<ListedCheck> checks = CheckTable.all(handle).stream().filter(JobReader::isListed).toList();
        List<StoredInstance> instances = InstanceTable.all(handle);
        List<ListedCheck> attention = checks.stream()
                .filter(check -> JobReader.badge(check).needsAttention())
                .sorted(JobReader.WORST_FIRST)
                .toList();
        List<String> offline = instances.stream()
                .filter(instance -> badge(instance) == Badge.OFFLINE)
                .map(StoredInstance::instance)
                .toList();
        List<OverviewPage.Problem> problems = new ArrayList<>(chiefs(handle, visit, instances));
        problems.addAll(jobs(handle, visit, attention.subList(0, Math.min(MOST_PROBLEMS, attention.size()))));
        long events = EventTable.totals(handle).events();
        Map<Instant, Long> perMinute = EventTable.lastHour(handle, visit.clock().now())
                .stream()
                .collect(Collectors.toMap(MinuteCount::minute, MinuteCount::events));
        return new OverviewPage(visit.frame(handle, Frame.Section.OVERVIEW, "Overview"),
                Sentences.verdict(checks.size(), attention.size(), offline), tone(checks, attention, offline),
                counts(checks), instances.stream().map(instance -> chief(instance, visit)).toList(), problems,
                ribbon(checks, visit), Activity.of(perMinute, visit.clock()), Words.number(events),
                checks.isEmpty() && instances.isEmpty(), visit.address());
    }

    private static Tone tone(List<ListedCheck> checks, List<ListedCheck> attention, List<String> offline) {
        if (checks.isEmpty() && offline.isEmpty()) {
            return Tone.QUIET;
        }
        boolean bad = !offline.isEmpty()
                || attention.stream().anyMatch(check -> JobReader.badge(check).tone() == Tone.BAD);
        return bad ? Tone.BAD : attention.isEmpty() ? Tone.GOOD : Tone.WARN;
    }

    private static List<OverviewPage.Count> counts(List<ListedCheck> checks) {
        Map<Badge, Long> counts = new EnumMap<>(Badge.class);
        checks.forEach(check -> counts.merge(JobReader.badge(check), 1L, Long::sum));
        return counts.entrySet()
                .stream()
                .map(count -> new OverviewPage.Count(count.getKey(), count.getValue(),
                        "/jobs?status=" + count.getKey().name()))
                .toList();
    }

    private static List<OverviewPage.Problem> jobs(Handle handle, Visit visit, List<ListedCheck> attention) {
        List<String> names = attention.stream().map(ListedCheck::jobName).toList();
        Map<String, List<StoredRun>> runs = RunTable.newestOfJobs(handle, names, 3);
        Map<String, List<StoredAlert>> alerts = AlertTable.openOfJobs(handle, names);
        return attention.stream().map(check -> {
            Optional<StoredAlert> alert = alerts.getOrDefault(check.jobName(), List.of())
                    .stream()
                    .findFirst();
            String why = Sentences.job(JobReader.facts(check, runs.getOrDefault(check.jobName(), List.of())),
                    visit.clock(JobReader.zone(check)));
            return new OverviewPage.Problem(JobReader.badge(check), check.jobName(),
                    Words.jobPath(check.jobName()), why,
                    alert.map(open -> visit.clock().moment(open.alert().openedAt())),
                    alert.map(open -> "/alerts/" + open.id()));
        }).toList();
    }

    private static List<OverviewPage.Problem> chiefs(
        Handle handle,
        Visit visit,
        List<StoredInstance> instances
    ) {
        Map<String, StoredAlert> alerts = AlertTable.list(handle,
                new AlertFilter(Optional.empty(), Optional.of("OPEN"), Optional.of("CHIEF_OFFLINE"),
                        Optional.empty()),
                Page.first(Page.LARGEST))
                .items()
                .stream()
                .collect(Collectors.toMap(alert -> alert.alert().subject().instance().orElse(""),
                        alert -> alert,
                        (newer, _) -> newer));
        return instances.stream().filter(instance -> badge(instance) == Badge.OFFLINE).map(instance -> {
            Optional<StoredAlert> alert = Optional.ofNullable(alerts.get(instance.instance()));
            String heard = instance.presence()
                    .lastHeartbeatAt()
                    .map(time -> "last heard " + visit.clock().relative(time))
                    .orElse("never heard");
            return new OverviewPage.Problem(Badge.OFFLINE, instance.instance(),
                    alert.map(open -> "/alerts/" + open.id()).orElse("/"),
                    heard + "; none of its jobs will start until it runs again",
                    alert.map(open -> visit.clock().moment(open.alert().openedAt())),
                    alert.map(open -> "/alerts/" + open.id()));
        }).toList();
    }

    private static Badge badge(StoredInstance instance) {
        return Badge.of(instance.presence().status());
    }

    private static OverviewPage.Chief chief(StoredInstance instance, Visit visit) {
        return new OverviewPage.Chief(instance.instance(), badge(instance),
                instance.build().version().orElse("–"),
                instance.life().mode(), instance.presence().lastHeartbeatAt().map(visit.clock()::moment));
    }

    private static Ribbon ribbon(List<ListedCheck> checks, Visit visit) {
        List<Ribbon.Expected> expected = new ArrayList<>();
        for (ListedCheck check : checks) {
            check.progress()
                    .expectedNextAt()
                    .filter(_ -> check.policy().enabled())
                    .ifPresent(at -> expected
                            .add(new Ribbon.Expected(check.jobName(), JobReader.badge(check), at,
                                    JobReader.zone(check))));
        }
        return Ribbon.of(expected, visit.clock(), visit.viewer());
    }
}
