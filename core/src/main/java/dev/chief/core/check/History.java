package dev.chief.core.check;

import dev.chief.core.check.Alert.Closing;
import dev.chief.core.check.Alert.Opening;
import dev.chief.core.check.Entry.What;
import dev.chief.core.check.Situation.ActiveRun;
import dev.chief.core.check.Situation.Declaration;
import dev.chief.core.check.Situation.OpenAlert;
import dev.chief.core.check.Situation.Past;
import dev.chief.core.check.Situation.Plan;
import dev.chief.core.event.EventType;
import dev.chief.core.event.Metadata;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** A situation that entries are applied to, one after the other in their order. For one thread. */
final class History {
    /** How many of the latest ends are remembered, of unanswered slots, and of runs that go on. */
    private static final int MEMORY = 32;

    private final String job;
    private Optional<Moment> last;
    private Policy policy;
    private Declaration declaration;
    private Plan plan;
    private Past past;
    private final List<ActiveRun> active;
    private final List<String> ended;
    private final Alerts alerts;

    History(String job, Situation from) {
        this.job = job;
        this.last = from.last();
        this.policy = from.policy();
        this.declaration = from.declaration();
        this.plan = from.plan();
        this.past = from.past();
        this.active = new ArrayList<>(from.active());
        this.ended = new ArrayList<>(from.ended());
        this.alerts = new Alerts(from.open());
    }

    Situation situation() {
        return new Situation(last, policy, declaration, plan, past, active, ended, alerts.open());
    }

    /** What became of the alerts that were open, and of those that opened, in the order in which they opened. */
    List<Alert> alerts() {
        return alerts.all();
    }

    void apply(Entry entry) {
        if (last.isPresent() && !entry.moment().isAfter(last.get())) {
            throw new IllegalArgumentException("An entry must come after " + last.get() + ", got " + entry);
        }
        last = Optional.of(entry.moment());
        Instant at = entry.at();
        alerts.expire(at);
        policy = policy.with(entry.change());
        switch (entry.what()) {
            case What.Started started -> start(started, at);
            case What.Ended end -> end(end, entry.moment());
            case What.Expected(Optional<Instant> slot) -> expect(slot, at);
            case What.Declared(String instance, Optional<Instant> slot) -> {
                declaration = new Declaration(Optional.of(instance), false);
                expect(slot, at);
            }
            case What.Undeclared(String instance) -> undeclare(instance, at);
            case What.Settled(Instant slot) -> answer(slot);
            case What.Other() -> {
                // Only what it says of the policy counts.
            }
            case What.Missed missed -> miss(missed, at);
            case What.Overran overran -> overrun(overran, at);
            case What.Closed(String key, String reason) -> closeByHand(key, reason, at);
        }
    }

    private void start(What.Started started, Instant at) {
        hear(EventType.JOB_STARTED, at);
        // What was made for a slot answers it, however late; what was not made for one answers those that have come.
        answer(started.slot().orElse(at));
        started.run().filter(Predicate.not(ended::contains)).ifPresent(run -> {
            active.removeIf(other -> other.run().equals(run));
            active.add(new ActiveRun(run, at, started.longest(), false));
            if (active.size() > MEMORY) {
                active.removeFirst();
            }
        });
    }

    private void end(What.Ended end, Moment moment) {
        if (end.run().isPresent()) {
            String run = end.run().get();
            if (ended.contains(run)) {
                return;
            }
            ended.add(run);
            if (ended.size() > MEMORY) {
                ended.removeFirst();
            }
            active.stream()
                    .filter(other -> other.run().equals(run))
                    .findFirst()
                    .ifPresent(it -> finish(it, moment.at()));
            alerts.close(Keys.overrun(job, run), moment.at(), "the run ended");
        }
        switch (end.outcome()) {
            case SUCCEEDED -> succeed(moment.at());
            case FAILED -> fail(end, moment);
            case UNSAID -> hear(EventType.JOB_COMPLETED, moment.at());
        }
    }

    /** What came while a run went on, its Chief decided by the overlap. */
    private void finish(ActiveRun run, Instant at) {
        active.remove(run);
        if (Judge.decidesSlots(run)) {
            List<Instant> left = plan.unanswered()
                    .stream()
                    .filter(slot -> slot.isBefore(run.startedAt()) || slot.isAfter(at))
                    .toList();
            plan = new Plan(plan.next(), left, plan.missed());
        }
    }

    private void succeed(Instant at) {
        hear(EventType.JOB_COMPLETED, at);
        past = new Past(past.heartbeatAt(), Optional.of(at), past.failureAt(), 0);
        alerts.close(Keys.failure(job), at, "a run succeeded")
                .ifPresent(failure -> recover(failure, EventType.JOB_COMPLETED, at));
    }

    private void fail(What.Ended end, Moment moment) {
        hear(EventType.JOB_FAILED, moment.at());
        past = new Past(past.heartbeatAt(), past.successAt(), Optional.of(moment.at()),
                past.failuresInARow() + 1);
        if (policy.alertOnFailure()) {
            alerts.open(
                    new OpenAlert(AlertType.FAILURE, Keys.failure(job), end.run().orElse(moment.id()),
                            moment.at()),
                    new Opening("Job " + job + " failed", end.evidence()));
        }
    }

    /** A run was heard of. */
    private void hear(EventType by, Instant at) {
        past = new Past(Optional.of(at), past.successAt(), past.failureAt(), past.failuresInARow());
        plan = new Plan(plan.next(), plan.unanswered(), false);
        alerts.close(Keys.recovery(job, AlertType.FAILURE), at, "the job was heard of again");
        alerts.close(Keys.recovery(job, AlertType.MISSED), at, "the job was heard of again");
        alerts.close(Keys.missed(job), at, "the job was heard of again")
                .ifPresent(missed -> recover(missed, by, at));
    }

    private void recover(OpenAlert from, EventType by, Instant at) {
        String words = from.type() == AlertType.FAILURE ? "failure" : "missed heartbeat";
        alerts.open(new OpenAlert(AlertType.RECOVERY, Keys.recovery(job, from.type()), from.cause(), at),
                new Opening("Job " + job + " recovered from " + words, Metadata.builder()
                        .text("recoveredAt", at.toString())
                        .text("sourceEvent", by.text())
                        .text("alertType", from.type().name())
                        .text("since", from.openedAt().toString())
                        .build()));
    }

    private void expect(Optional<Instant> slot, Instant at) {
        if (slot.isEmpty()) {
            plan = Plan.NONE;
            alerts.close(Keys.missed(job), at, "the job has no further run");
            return;
        }
        Instant next = slot.get();
        boolean known = plan.next().equals(slot);
        List<Instant> unanswered = new ArrayList<>(plan.unanswered());
        boolean answered = known && !unanswered.contains(next);
        // What had come stays to be answered; what had not is replaced, as when the schedule was changed.
        unanswered.removeIf(other -> other.isAfter(at));
        if (!answered && !unanswered.contains(next)) {
            unanswered.add(next);
            unanswered.sort(null);
            if (unanswered.size() > MEMORY) {
                unanswered.removeFirst();
            }
        }
        plan = new Plan(slot, unanswered, plan.missed());
    }

    private void undeclare(String instance, Instant at) {
        if (declaration.instance().isPresent() && !declaration.instance().get().equals(instance)) {
            return;
        }
        declaration = new Declaration(Optional.of(instance), true);
        plan = Plan.NONE;
        for (OpenAlert alert : alerts.open()) {
            alerts.close(alert.dedupeKey(), at, "the job is in its Chief's file no more");
        }
    }

    private void answer(Instant upTo) {
        List<Instant> left = plan.unanswered().stream().filter(slot -> slot.isAfter(upTo)).toList();
        plan = new Plan(plan.next(), left, plan.missed());
    }

    private void miss(What.Missed missed, Instant at) {
        boolean held = plan.unanswered().contains(missed.slot());
        if (held) {
            answer(missed.slot());
            plan = new Plan(plan.next(), plan.unanswered(), true);
        }
        if (policy.alertOnMiss()) {
            OpenAlert alert = new OpenAlert(AlertType.MISSED, Keys.missed(job), missed.slot().toString(), at);
            alerts.open(alert, new Opening("Job " + job + " missed expected heartbeat", missed.evidence()));
            if (!held) {
                alerts.close(alert, at, "a run had begun for the slot, which was heard of late");
            }
        }
    }

    private void overrun(What.Overran overran, Instant at) {
        OpenAlert alert = new OpenAlert(AlertType.OVERRUN, Keys.overrun(job, overran.run()), overran.run(),
                at);
        alerts.open(alert, new Opening("Job " + job + " runs longer than it may", overran.evidence()));
        boolean held = false;
        for (int i = 0; i < active.size(); i++) {
            ActiveRun run = active.get(i);
            if (run.run().equals(overran.run())) {
                held = true;
                active.set(i, new ActiveRun(run.run(), run.startedAt(), run.longest(), true));
            }
        }
        if (!held) {
            alerts.close(alert, at, "the run had ended, which was heard of late");
        }
    }

    private void closeByHand(String key, String reason, Instant at) {
        alerts.close(key, at, reason)
                .filter(alert -> alert.type() == AlertType.OVERRUN)
                // Whoever closes it knows that the run will not be heard of again.
                .ifPresent(alert -> active.removeIf(run -> run.run().equals(alert.cause())));
    }

    /** The open alerts, and what became of them and others. */
    private static final class Alerts {
        private final List<Alert> all = new ArrayList<>();

        Alerts(List<OpenAlert> open) {
            for (OpenAlert alert : open) {
                all.add(new Alert(alert, Optional.empty(), Optional.empty()));
            }
        }

        List<Alert> all() {
            return List.copyOf(all);
        }

        List<OpenAlert> open() {
            return all.stream().filter(alert -> alert.closing().isEmpty()).map(Alert::alert).toList();
        }

        /** Opens an alert, unless one with its key is open. */
        void open(OpenAlert alert, Opening opening) {
            if (find(alert.dedupeKey()) < 0) {
                all.add(new Alert(alert, Optional.of(opening), Optional.empty()));
            }
        }

        /** Closes the open alert with a key, and returns it if there is one. */
        Optional<OpenAlert> close(String key, Instant at, String reason) {
            int index = find(key);
            if (index < 0) {
                return Optional.empty();
            }
            Alert found = all.get(index);
            all.set(index, new Alert(found.alert(), found.opening(), Optional.of(new Closing(at, reason))));
            return Optional.of(found.alert());
        }

        /** Closes this very alert, if it is the open one with its key. */
        void close(OpenAlert alert, Instant at, String reason) {
            int index = find(alert.dedupeKey());
            if (index >= 0 && all.get(index).alert().equals(alert)) {
                close(alert.dedupeKey(), at, reason);
            }
        }

        /** Closes the recoveries that have been open for long enough at an instant. */
        void expire(Instant at) {
            for (OpenAlert alert : open()) {
                Check.expiry(alert)
                        .filter(end -> !end.isAfter(at))
                        .ifPresent(end -> close(alert.dedupeKey(), end, Check.EXPIRED));
            }
        }

        private int find(String key) {
            for (int i = all.size() - 1; i >= 0; i--) {
                Alert alert = all.get(i);
                if (alert.closing().isEmpty() && alert.alert().dedupeKey().equals(key)) {
                    return i;
                }
            }
            return -1;
        }
    }
}
