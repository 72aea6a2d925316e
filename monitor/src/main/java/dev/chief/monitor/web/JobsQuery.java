package dev.chief.monitor.web;

import dev.chief.monitor.store.CheckTable;
import dev.chief.monitor.store.ListedCheck;
import dev.chief.monitor.store.RunTable;
import dev.chief.monitor.store.StoredRun;
import dev.chief.monitor.web.page.Badge;
import dev.chief.monitor.web.page.Choice;
import dev.chief.monitor.web.page.Frame;
import dev.chief.monitor.web.page.JobsPage;
import dev.chief.monitor.web.page.PageAddress;
import dev.chief.monitor.web.page.Paging;
import dev.chief.monitor.web.page.Sentences;
import dev.chief.monitor.web.page.Words;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** Finds the jobs that a filter asks for. */
final class JobsQuery {
    private static final int PER_PAGE = 100;
    private static final String ARCHIVED = "ARCHIVED";
    private static final List<String> STATES = List.of(Visit.ALL, "DOWN", "FAILING", "OVERRUN", "LATE",
            "UNKNOWN",
            "RUNNING", "UP", "NEW", "PAUSED", "RETIRED", ARCHIVED);

    /** The ways to sort, by their names in the address; the first is the usual one. */
    private enum Sort {
        STATUS("Status"), NAME("Name"), LAST("Last run"), NEXT("Next run");

        private final String label;

        Sort(String label) {
            this.label = label;
        }

        Comparator<ListedCheck> order() {
            Comparator<ListedCheck> byName = Comparator.comparing(ListedCheck::jobName);
            return switch (this) {
                case STATUS -> JobReader.WORST_FIRST;
                case NAME -> byName;
                case LAST -> Comparator
                        .comparing(
                                (ListedCheck check) -> check.progress().lastHeartbeatAt().orElse(Instant.MIN))
                        .reversed()
                        .thenComparing(byName);
                case NEXT -> Comparator
                        .comparing(
                                (ListedCheck check) -> check.progress().expectedNextAt().orElse(Instant.MAX))
                        .thenComparing(byName);
            };
        }

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Sort of(String key) {
            for (Sort sort : values()) {
                if (sort.key().equals(key)) {
                    return sort;
                }
            }
            return STATUS;
        }

        /** What screen readers are told: names and next runs rise, last runs fall, and the worst comes first. */
        String direction() {
            return this == STATUS || this == LAST ? "descending" : "ascending";
        }
    }

    private JobsQuery() {}

    static JobsPage of(Handle handle, Visit visit) {
        String text = visit.query("text");
        Optional<String> state = visit.choice("status");
        String tag = visit.query("tag");
        Sort sort = Sort.of(visit.query("sort"));
        List<ListedCheck> all = CheckTable.all(handle);
        List<ListedCheck> found = all.stream()
                .filter(check -> isWanted(check, text, state, tag))
                .sorted(sort.order())
                .toList();
        int first = Math.min((visit.page() - 1) * PER_PAGE, found.size());
        List<ListedCheck> shown = found.subList(first, Math.min(first + PER_PAGE, found.size()));
        Map<String, List<StoredRun>> runs = RunTable.newestOfJobs(handle,
                shown.stream().map(ListedCheck::jobName).toList(), 30);
        PageAddress address = PageAddress.of("/jobs")
                .with("text", text)
                .with("status", state.orElse(""))
                .with("tag", tag);
        boolean filtered = !text.isEmpty() || state.isPresent() || !tag.isEmpty();
        return new JobsPage(visit.frame(handle, Frame.Section.JOBS, "Jobs"),
                summary(found.size(), sort, filtered), text,
                Choice.of(STATES, state.orElse(Visit.ALL)), tags(all, tag),
                sort == Sort.STATUS ? "" : sort.key(),
                columns(sort, address),
                shown.stream()
                        .map(check -> row(check, runs.getOrDefault(check.jobName(), List.of()), visit))
                        .toList(),
                paging(visit.page(), first, shown.size(), found.size(),
                        address.with("sort", sort == Sort.STATUS ? "" : sort.key())),
                filtered, visit.address());
    }

    private static boolean isWanted(ListedCheck check, String text, Optional<String> state, String tag) {
        boolean named = check.jobName().toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT));
        boolean wanted = state.map(
                word -> word.equals(ARCHIVED) ? check.handling().archived()
                        : !check.handling().archived() && check.condition().state().equals(word))
                .orElseGet(() -> JobReader.isListed(check));
        return named && wanted && (tag.isEmpty() || check.declaration().tags().contains(tag));
    }

    /** The tags of all jobs, and the one that is asked for even when no job has it any more. */
    private static List<Choice> tags(List<ListedCheck> all, String chosen) {
        Set<String> tags = new TreeSet<>();
        all.stream().filter(JobReader::isListed).forEach(check -> tags.addAll(check.declaration().tags()));
        if (!chosen.isEmpty()) {
            tags.add(chosen);
        }
        if (tags.isEmpty()) {
            return List.of();
        }
        // A tag may be called ALL; that nothing is chosen is told by an empty value.
        return Stream.concat(Stream.of(new Choice("", Visit.ALL, chosen.isEmpty())),
                Choice.of(List.copyOf(tags), chosen).stream()).toList();
    }

    private static String summary(int found, Sort sort, boolean filtered) {
        String how = switch (sort) {
            case STATUS -> "worst first";
            case NAME -> "by name";
            case LAST -> "heard of last first";
            case NEXT -> "expected next first";
        };
        return Words.count(found, "job") + (filtered ? " of this filter, " : ", ") + how;
    }

    private static List<JobsPage.Column> columns(Sort sort, PageAddress address) {
        return List.of(column(Sort.STATUS, sort, address), column(Sort.NAME, sort, address),
                plain("Schedule"),
                column(Sort.LAST, sort, address), plain("Took"), plain("Last 30 runs"),
                column(Sort.NEXT, sort, address), plain("Actions"));
    }

    private static JobsPage.Column column(Sort column, Sort sort, PageAddress address) {
        return new JobsPage.Column(column.label,
                Optional.of(address.with("sort", column == Sort.STATUS ? "" : column.key()).href()),
                column == sort ? sort.direction() : "none");
    }

    private static JobsPage.Column plain(String label) {
        return new JobsPage.Column(label, Optional.empty(), "none");
    }

    static Paging paging(int page, int first, int shown, int all, PageAddress address) {
        return new Paging(
                shown == 0 ? "none of " + all
                        : (first + 1) + " to " + (first + shown) + " of " + Words.number(all),
                page > 1 ? Optional.of(address.with("page", page == 2 ? "" : String.valueOf(page - 1)).href())
                        : Optional.empty(),
                first + shown < all ? Optional.of(address.with("page", String.valueOf(page + 1)).href())
                        : Optional.empty());
    }

    private static JobsPage.Row row(ListedCheck check, List<StoredRun> runs, Visit visit) {
        Instant now = visit.clock().now();
        Badge badge = JobReader.badge(check);
        return new JobsPage.Row(badge, check.jobName(), Words.jobPath(check.jobName()),
                Sentences.job(JobReader.facts(check, runs), visit.clock(JobReader.zone(check))),
                check.declaration().tags(),
                check.declaration().schedule().orElse("not declared"),
                runs.stream().findFirst().map(run -> visit.clock(JobReader.zone(check)).moment(run.at())),
                runs.stream().findFirst().map(run -> Words.duration(JobReader.length(run, now))).orElse("–"),
                JobReader.bars(runs, now),
                check.progress().expectedNextAt().map(visit.clock(JobReader.zone(check))::moment),
                JobReader.silencedUntil(check, now).map(visit.clock()::moment));
    }
}
