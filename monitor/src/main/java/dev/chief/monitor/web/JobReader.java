package dev.chief.monitor.web;

import dev.chief.monitor.store.ListedCheck;
import dev.chief.monitor.store.RunStatus;
import dev.chief.monitor.store.StoredRun;
import dev.chief.monitor.web.page.Badge;
import dev.chief.monitor.web.page.JobFacts;
import dev.chief.monitor.web.page.RunBars;
import dev.chief.monitor.web.page.Viewer;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Reads what is stored of jobs and runs as pages speak of it. */
final class JobReader {
    /** Badges of jobs are declared from the worst to the best. */
    static final Comparator<ListedCheck> WORST_FIRST = Comparator
            .comparing((ListedCheck check) -> badge(check))
            .thenComparing(ListedCheck::jobName);

    private JobReader() {}

    static Badge badge(ListedCheck check) {
        return Badge.of(check.condition().state());
    }

    static Badge badge(StoredRun run) {
        return badge(run.status());
    }

    static Badge badge(RunStatus status) {
        return switch (status) {
            case RUNNING -> Badge.RUNNING;
            case SUCCEEDED -> Badge.SUCCEEDED;
            case FAILED -> Badge.FAILED;
        };
    }

    static Optional<ZoneId> zone(ListedCheck check) {
        return check.declaration().timezone().flatMap(Viewer::zoneOf);
    }

    /** Whether people want to see it among jobs: neither put away nor gone. */
    static boolean isListed(ListedCheck check) {
        return !check.handling().archived() && badge(check) != Badge.RETIRED;
    }

    static Optional<Instant> silencedUntil(ListedCheck check, Instant now) {
        return check.handling().silencedUntil().filter(now::isBefore);
    }

    /** @param runs the newest of the job, newest first */
    static JobFacts facts(ListedCheck check, List<StoredRun> runs) {
        Optional<StoredRun> running = runs.stream()
                .filter(run -> run.status() == RunStatus.RUNNING)
                .findFirst();
        return new JobFacts(badge(check), zone(check), check.progress().expectedNextAt(),
                Duration.ofSeconds(check.policy().graceSeconds()), check.policy().alertOnMiss(),
                running.flatMap(StoredRun::startedAt),
                running.flatMap(run -> run.scripts().longestSeconds()).map(Duration::ofSeconds),
                check.progress().lastSuccessAt(), check.progress().lastFailureAt(),
                check.progress().consecutiveFailures());
    }

    /** How long a run took, or has taken so far. */
    static Duration length(StoredRun run, Instant now) {
        return run.durationMillis()
                .map(Duration::ofMillis)
                .orElseGet(() -> run.end().isPresent() ? Duration.ZERO : Duration.between(run.at(), now));
    }

    /** @param runs newest first */
    static RunBars bars(List<StoredRun> runs, Instant now) {
        return RunBars.of(
                runs.reversed().stream().map(run -> new RunBars.Run(badge(run), length(run, now))).toList());
    }
}
