package dev.chief.monitor.check;

import dev.chief.core.check.Alert;
import dev.chief.core.check.Check;
import dev.chief.core.check.Entry;
import dev.chief.core.check.Judgement;
import dev.chief.core.check.Listening;
import dev.chief.core.check.Listening.Source;
import dev.chief.core.check.Memory;
import dev.chief.core.check.Presence;
import dev.chief.core.check.Situation;
import dev.chief.monitor.store.CheckTable;
import dev.chief.monitor.store.EventTable;
import dev.chief.monitor.store.InstanceTable;
import dev.chief.monitor.store.StoredCheck;
import dev.chief.monitor.store.StoredEvent;
import dev.chief.monitor.store.StoredInstance;
import dev.chief.monitor.store.Verdict;
import dev.chief.monitor.store.VerdictTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The checks that one transaction works on. Each is read once, changed as often as need be, and written once, by {@link #close}, with its
 * alerts. For one transaction.
 */
final class CheckBook {
    private final Handle handle;
    private final Instant now;
    private final Instant watchingSince;
    private final MemoryStore memories;
    private final AlertBook alerts;
    private final Map<String, Page> pages = new LinkedHashMap<>();
    private final Map<String, Source> sources = new HashMap<>();
    private final List<Verdict> verdicts = new ArrayList<>();

    /** A check that is being worked on. */
    private static final class Page {
        private final Optional<StoredCheck> stored;
        private Memory memory;
        private StoredCheck.Declaration declaration;
        private Optional<StoredCheck.Latest> latest;
        private boolean judged;

        Page(Optional<StoredCheck> stored, Memory memory) {
            this.stored = stored;
            this.memory = memory;
            this.declaration = stored.map(StoredCheck::declaration).orElse(StoredCheck.Declaration.NONE);
            this.latest = stored.flatMap(StoredCheck::latest);
        }

        StoredCheck.Handling handling() {
            return stored.map(StoredCheck::handling).orElse(StoredCheck.Handling.NONE);
        }
    }

    CheckBook(Handle handle, Instant now, Instant watchingSince, MemoryStore memories, AlertBook alerts) {
        this.handle = handle;
        this.now = now;
        this.watchingSince = watchingSince;
        this.memories = memories;
        this.alerts = alerts;
    }

    /** Reads the checks of jobs, which stay this transaction's until it ends. To be called once, with all of them. */
    void open(Collection<String> jobs) {
        Map<String, StoredCheck> found = CheckTable.lock(handle, jobs);
        jobs.forEach(job -> open(job, Optional.ofNullable(found.get(job))));
    }

    /** Takes checks that this transaction has claimed. */
    void openClaimed(List<StoredCheck> claimed) {
        claimed.forEach(check -> open(check.jobName(), Optional.of(check)));
    }

    private void open(String job, Optional<StoredCheck> stored) {
        pages.put(job, new Page(stored,
                stored.map(check -> memories.read(job, check.history())).orElse(Memory.EMPTY)));
    }

    Situation situation(String job) {
        return page(job).memory.current();
    }

    /** Notes what a Chief says of a job, beside when it runs. */
    void describe(String job, StoredCheck.Declaration declaration) {
        page(job).declaration = declaration;
    }

    /** Notes the event of a job that is shown with its check, if none is known that happened later. */
    void latest(StoredEvent event) {
        event.event().about().jobName().map(this::page).ifPresent(page -> {
            Instant at = event.event().at();
            if (page.latest.filter(latest -> latest.at().isAfter(at)).isEmpty()) {
                page.latest = Optional.of(new StoredCheck.Latest(event.id(), at));
            }
        });
    }

    /** Enters in a history what no event of the job tells of, and keeps it for when the history is read again. */
    void decide(Verdict verdict) {
        verdicts.add(verdict);
    }

    /** Takes in what was heard of a job, and what was decided of it since. */
    void hear(String job, List<Entry> entries) {
        Page page = page(job);
        List<Entry> all = new ArrayList<>(entries);
        List<Verdict> decided = verdicts.stream().filter(verdict -> verdict.jobName().equals(job)).toList();
        decided.forEach(verdict -> all.add(Verdicts.entry(verdict)));
        VerdictTable.add(handle, decided);
        verdicts.removeAll(decided);
        if (!all.isEmpty()) {
            Memory.Heard heard = page.memory.hear(job, all, from -> archive(job, from));
            page.memory = heard.memory();
            AlertBook.About about = about(job, page);
            alerts.note(about, heard);
            // What is told of long ago may be over by its age when it is heard of.
            judgement(page).expired()
                    .stream()
                    .filter(it -> isNew(it, heard))
                    .forEach(it -> alerts.note(about, it));
        }
    }

    private static boolean isNew(Alert expired, Memory.Heard heard) {
        return heard.alerts()
                .stream()
                .anyMatch(alert -> alert.opening().isPresent() && alert.alert().equals(expired.alert()));
    }

    /** Decides what is due by now. */
    void judge(String job) {
        Page page = page(job);
        for (Judgement judgement = judgement(page); !judgement.verdicts()
                .isEmpty(); judgement = judgement(page)) {
            judgement.verdicts().forEach(what -> decide(Verdicts.of(job, now, what)));
            hear(job, List.of());
        }
        for (Alert expired : judgement(page).expired()) {
            alerts.note(about(job, page), expired);
        }
        page.judged = true;
    }

    /** Writes what was changed; when the first of these checks is to be looked at again. */
    Optional<Instant> close() {
        List<StoredCheck> changed = new ArrayList<>();
        pages.forEach((job, page) -> changed.add(stored(job, page)));
        CheckTable.save(handle, changed);
        return changed.stream()
                .map(check -> check.condition().lookAt())
                .flatMap(Optional::stream)
                .min(Instant::compareTo);
    }

    private List<Entry> archive(String job, Optional<Instant> from) {
        List<Entry> entries = new ArrayList<>();
        Instant begin = from.orElse(Instant.EPOCH);
        for (StoredEvent event : EventTable.ofJobSince(handle, job, begin, Entries.COUNTED,
                Entries.CHECK_KEYS)) {
            Entries.of(event.event()).ifPresent(entries::add);
        }
        VerdictTable.ofJobSince(handle, job, begin).forEach(verdict -> entries.add(Verdicts.entry(verdict)));
        return entries;
    }

    private AlertBook.About about(String job, Page page) {
        return new AlertBook.About(job, page.handling(), source(page),
                page.memory.current().declaration().instance());
    }

    private Judgement judgement(Page page) {
        return Check.judge(page.memory.current(), now, new Listening(source(page), watchingSince));
    }

    private Source source(Page page) {
        return page.memory.current()
                .declaration()
                .instance()
                .map(instance -> sources.computeIfAbsent(instance,
                        name -> InstanceTable.get(handle, name)
                                .map(CheckBook::source)
                                .orElseGet(Source.Anyone::new)))
                .orElseGet(Source.Anyone::new);
    }

    private static Source source(StoredInstance instance) {
        return new Source.Chief(instance.presence().lastHeartbeatAt(),
                !instance.presence().status().equals(Presence.Status.ONLINE.name()));
    }

    private StoredCheck stored(String job, Page page) {
        Situation situation = page.memory.current();
        Judgement judgement = judgement(page);
        boolean archived = page.handling().archived();
        // Whatever is due and was not decided here is decided by whoever looks next.
        boolean due = !page.judged && (!judgement.verdicts().isEmpty()
                || page.stored.flatMap(check -> check.condition().lookAt())
                        .filter(at -> !at.isAfter(now))
                        .isPresent());
        Optional<Instant> lookAt = due ? Optional.of(now) : judgement.lookAt();
        return new StoredCheck(job,
                new StoredCheck.Condition(judgement.status().name(), judgement.state().name(),
                        archived ? Optional.empty() : lookAt),
                new StoredCheck.Policy(situation.policy().enabled(), situation.policy().alertOnFailure(),
                        situation.policy().alertOnMiss(), situation.policy().grace().toSeconds()),
                new StoredCheck.Progress(situation.past().heartbeatAt(), situation.plan().next(),
                        situation.past().successAt(), situation.past().failureAt(),
                        situation.past().failuresInARow(), now),
                page.declaration, page.handling(), page.latest, memories.write(job, page.memory));
    }

    private Page page(String job) {
        Page page = pages.get(job);
        if (page == null) {
            throw new IllegalArgumentException("The check of " + job + " was not opened.");
        }
        return page;
    }
}
