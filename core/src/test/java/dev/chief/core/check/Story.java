package dev.chief.core.check;

import dev.chief.core.check.Alert.Closing;
import dev.chief.core.check.Alert.Opening;
import dev.chief.core.check.Entry.What;
import dev.chief.core.check.Entry.What.Outcome;
import dev.chief.core.check.Listening.Source;
import dev.chief.core.check.Memory.Heard;
import dev.chief.core.check.Situation.OpenAlert;
import dev.chief.core.event.Metadata;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A job called X as the monitor hears of it, told in a few words. Times are of 6 January 2026, in UTC. What is told happens at the time
 * of the clock, and is heard at once, unless it is told by {@link #late}.
 */
final class Story {
    static final String JOB = "X";
    static final String CHIEF = "host:/etc/chief.yaml";

    private final List<Entry> history = new ArrayList<>();
    /** By what makes an alert the same, in the order in which they were first heard of. */
    private final Map<String, Shown> alerts = new LinkedHashMap<>();
    private Memory memory = Memory.EMPTY;
    private Instant now = time("00:00");
    private Instant watchingSince = time("00:00");
    private Optional<Source.Chief> chief = Optional.empty();
    private Policy.Change change = Policy.Change.NONE;
    private int told;

    /** An alert as a page would show it. */
    record Shown(OpenAlert alert, Opening opening, Optional<Closing> closing) {
        @Override
        public String toString() {
            return alert.type() + " " + clock(alert.openedAt())
                    + closing.map(it -> " to " + clock(it.at())).orElse(" open");
        }
    }

    static Instant time(String clock) {
        return Instant.parse("2026-01-06T" + (clock.length() == 5 ? clock + ":00" : clock) + "Z");
    }

    private static String clock(Instant at) {
        return at.toString().substring(11, 19);
    }

    /** Sets the clock, with the monitor looking whenever it wants to on the way. */
    Story at(String clock) {
        Instant target = time(clock);
        while (true) {
            Optional<Instant> look = look().filter(it -> !it.isAfter(target));
            if (look.isEmpty()) {
                break;
            }
            now = look.get();
        }
        now = target;
        look();
        return this;
    }

    /** Sets the clock while the monitor is down, and starts it again. */
    Story monitorIsDownUntil(String clock) {
        now = time(clock);
        watchingSince = now;
        look();
        return this;
    }

    /** From now on the entries carry this policy. */
    Story policy(boolean enabled, int graceSeconds, boolean alertOnFailure, boolean alertOnMiss) {
        change = new Policy.Change(Optional.of(enabled), Optional.of(Duration.ofSeconds(graceSeconds)),
                Optional.of(alertOnFailure), Optional.of(alertOnMiss));
        return this;
    }

    Story declared(String next) {
        chief = Optional.of(new Source.Chief(Optional.of(now), false));
        return tell(new What.Declared(CHIEF, Optional.of(time(next))));
    }

    Story undeclared() {
        return tell(new What.Undeclared(CHIEF));
    }

    /** The Chief's heartbeat. */
    Story chiefIsHeard() {
        chief = Optional.of(new Source.Chief(Optional.of(now), false));
        look();
        return this;
    }

    Story chiefIsOffline() {
        chief = Optional.of(new Source.Chief(chief.flatMap(Source.Chief::heardUntil), true));
        look();
        return this;
    }

    Story next(String slot) {
        return tell(new What.Expected(Optional.of(time(slot))));
    }

    Story noNext() {
        return tell(new What.Expected(Optional.empty()));
    }

    Story started(String run) {
        return tell(new What.Started(Optional.of(run), Optional.empty(), Optional.of(Duration.ofHours(4))));
    }

    Story started(String run, String slot, Duration longest) {
        return tell(new What.Started(Optional.of(run), Optional.of(time(slot)), Optional.of(longest)));
    }

    Story succeeded(String run) {
        return tell(new What.Ended(Optional.of(run), Outcome.SUCCEEDED, Metadata.EMPTY));
    }

    Story failed(String run) {
        return tell(new What.Ended(Optional.of(run), Outcome.FAILED, evidence(run)));
    }

    Story skipped(String slot) {
        return tell(new What.Settled(time(slot)));
    }

    Story message() {
        return tell(new What.Other());
    }

    Story closedByHand(String key, String reason) {
        return tell(new What.Closed(key, reason));
    }

    /** Something that happened earlier and is heard now. */
    Story late(String clock, What what) {
        return hear(List.of(Entry.of(time(clock), "late" + told++, change, what)));
    }

    /** Hears entries, all at once, and looks at what follows. */
    Story hear(List<Entry> entries) {
        hearOnly(entries);
        look();
        return this;
    }

    /** Hears entries, all at once, and does not look at the clock. */
    void hearOnly(List<Entry> entries) {
        history.addAll(entries);
        Heard heard = memory.hear(JOB, entries, from -> history.stream()
                .filter(entry -> from.isEmpty() || !entry.at().isBefore(from.get()))
                .toList());
        memory = heard.memory();
        if (heard.again().isPresent()) {
            Optional<Instant> from = heard.again().get().last().map(Moment::at);
            List<OpenAlert> before = heard.again().get().open();
            alerts.values()
                    .removeIf(shown -> !before.contains(shown.alert())
                            && (from.isEmpty() || shown.alert().openedAt().isAfter(from.get())));
        }
        heard.alerts().forEach(this::show);
    }

    CheckStatus status() {
        return judgement().status();
    }

    CheckState state() {
        return judgement().state();
    }

    Situation situation() {
        return memory.current();
    }

    /** All alerts, each as its type, the time when it opened, and the time when it closed. */
    List<String> alerts() {
        return alerts.values()
                .stream()
                .sorted(Comparator.comparing((Shown shown) -> shown.alert().openedAt())
                        .thenComparing(shown -> shown.alert().dedupeKey()))
                .map(Shown::toString)
                .toList();
    }

    /** The latest alert of a type. */
    Shown alert(AlertType type) {
        return alerts.values()
                .stream()
                .filter(shown -> shown.alert().type() == type)
                .reduce((_, last) -> last)
                .orElseThrow();
    }

    /** Everything that must not depend on the order in which it was heard. */
    List<Object> whole() {
        Judgement judgement = judgement();
        List<Shown> sorted = alerts.values()
                .stream()
                .sorted(Comparator.comparing(
                        (Shown shown) -> shown.alert().dedupeKey() + " " + shown.alert().cause()))
                .toList();
        return List.of(memory.current(), judgement.status(), judgement.state(), sorted);
    }

    private Metadata evidence(String run) {
        return Metadata.builder().text("eventType", "job.failed").text("runId", run).build();
    }

    private Story tell(What what) {
        return hear(List.of(Entry.of(now, "told" + told++, change, what)));
    }

    private Judgement judgement() {
        return Check.judge(memory.current(), now, new Listening(source(), watchingSince));
    }

    private Source source() {
        return memory.current().declaration().instance().isPresent() && chief.isPresent() ? chief.get()
                : new Source.Anyone();
    }

    /** Does what the monitor does when it looks, and returns when it wants to look again. */
    private Optional<Instant> look() {
        Judgement judgement = judgement();
        judgement.expired().forEach(this::show);
        if (!judgement.verdicts().isEmpty()) {
            List<Entry> verdicts = new ArrayList<>();
            for (What verdict : judgement.verdicts()) {
                verdicts.add(Entry.of(now, "verdict" + told++, Policy.Change.NONE, verdict));
            }
            hear(verdicts);
            return judgement().lookAt();
        }
        return judgement.lookAt();
    }

    private void show(Alert alert) {
        String same = alert.alert().dedupeKey() + " " + alert.alert().cause();
        Shown shown = alerts.get(same);
        alerts.put(same, new Shown(alert.alert(),
                alert.opening().orElseGet(() -> {
                    if (shown == null) {
                        throw new IllegalStateException("It never opened: " + alert);
                    }
                    return shown.opening();
                }), alert.closing()));
    }
}
