package dev.chief.core.dispatch;

import dev.chief.core.dispatch.Effect.Decided;
import dev.chief.core.dispatch.Event.Due;
import dev.chief.core.dispatch.JobState.Pending;
import dev.chief.core.dispatch.Outcome.CaughtUp;
import dev.chief.core.dispatch.Outcome.Queued;
import dev.chief.core.dispatch.Outcome.Ran;
import dev.chief.core.dispatch.Outcome.Reason;
import dev.chief.core.dispatch.Outcome.Skipped;
import dev.chief.core.dispatch.Policy.CatchUp;
import dev.chief.core.dispatch.Policy.Overlap;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One step: takes an event, changes the board, and says what is to be done. The rules are those of {@link Dispatch}. */
final class Turn {
    private final Board board;
    private final Instant now;
    private final List<Effect> effects = new ArrayList<>();
    private final List<Waiter> admitted = new ArrayList<>();

    private record Waiter(String job, Pending pending) {}

    Turn(Board board, Instant now) {
        this.board = board;
        this.now = now;
        board.advance(now);
    }

    List<Effect> take(Event event) {
        switch (event) {
            case Event.SlotsDue slots -> slotsDue(slots.due());
            case Event.Triggered trigger -> triggered(trigger.job(), new Cause.Manual(trigger.request()));
            case Event.RunEnded end -> runEnded(end);
            case Event.RunFound found -> runFound(found.job());
            case Event.Reloaded reload -> reloaded(reload);
            case Event.Cancelled cancel -> drop(cancel.job(), new Reason.Cancelled());
            case Event.Stopped stop -> stopped();
        }
        startFirst();
        settleHeld();
        startFirst();
        announceWaiting();
        return effects;
    }

    private void slotsDue(List<Due> due) {
        List<Due> slots = due.stream()
                .sorted(Comparator.comparing(Due::at).thenComparingInt(slot -> board.place(slot.job())))
                .filter(this::claim)
                .toList();
        Map<String, Lot> lots = lateLots(slots);
        for (Due slot : slots) {
            slotClaimed(slot, Optional.ofNullable(lots.get(slot.job())));
            startFirst();
        }
    }

    /** Takes a slot for a job, once. What remains to be done with it is left to the caller, if it returns true. */
    private boolean claim(Due due) {
        Optional<JobState> job = board.find(due.job());
        if (job.isPresent() && job.get().past().hasTaken(due.slot())) {
            effects.add(new Effect.Refuse(due.job(), due.slot(), job.get().past().lastSlot().orElseThrow()));
            return false;
        }
        job.ifPresent(state -> board.put(state.with(state.past().withSlot(due.slot()))));
        Optional<Reason> closed = closed(job);
        closed.ifPresent(reason -> skip(due.job(), new Cause.Slot(due.slot()), reason));
        return closed.isEmpty();
    }

    /** The lots in which a slot is late, by job. */
    private Map<String, Lot> lateLots(List<Due> slots) {
        Map<String, List<Due>> byJob = new HashMap<>();
        for (Due slot : slots) {
            byJob.computeIfAbsent(slot.job(), name -> new ArrayList<>()).add(slot);
        }
        Map<String, Lot> lots = new HashMap<>();
        byJob.forEach((name, due) -> {
            if (due.stream().anyMatch(slot -> Lot.isLate(slot, now, board.limits()))) {
                JobState job = board.job(name);
                int room = board.limits().catchUpCap() - job.catchUps();
                lots.put(name, Lot.of(job.policy().catchUp(), due, now, board.limits(), room));
            }
        });
        return lots;
    }

    private void slotClaimed(Due due, Optional<Lot> lateLot) {
        var cause = new Cause.Slot(due.slot());
        Optional<Outcome> lost = lateLot.flatMap(lot -> lot.lost(due, now));
        if (lost.isPresent()) {
            decide(due.job(), cause, lost.get());
        } else if (lateLot.isPresent() && lateLot.get().policy() != CatchUp.NONE) {
            if (lateLot.get().policy() == CatchUp.LATEST) {
                earlierCatchUpsGiveWay(due);
            }
            keep(due.job(), new Pending(cause, true));
        } else {
            admit(due.job(), cause);
        }
    }

    private void triggered(String job, Cause cause) {
        Optional<Reason> closed = closed(board.find(job));
        if (closed.isPresent()) {
            skip(job, cause, closed.get());
        } else {
            admit(job, cause);
        }
    }

    private void admit(String job, Cause cause) {
        Optional<Reason> overlapping = overlapping(board.job(job));
        if (overlapping.isPresent()) {
            skip(job, cause, overlapping.get());
        } else {
            keep(job, new Pending(cause, false));
        }
    }

    /** Lets a trigger wait, from where it may start in the same step. */
    private void keep(String job, Pending pending) {
        board.put(board.job(job).plus(pending));
        admitted.add(new Waiter(job, pending));
        place(job);
    }

    private Optional<Reason> closed(Optional<JobState> job) {
        if (board.isStopped()) {
            return Optional.of(new Reason.Stopping());
        }
        if (job.isEmpty() || !job.get().listed()) {
            return Optional.of(new Reason.NotInFile());
        }
        return job.get().policy().enabled() ? Optional.empty() : Optional.of(new Reason.Disabled());
    }

    private static Optional<Reason> overlapping(JobState job) {
        if (job.policy().overlap() == Overlap.SKIP && job.isRunning()) {
            return Optional.of(new Reason.Running(job.runs().getLast()));
        }
        return job.inTheWay().map(Reason.AlreadyWaiting::new);
    }

    /** What still waits of an earlier sleep is made up for by the run for this one. */
    private void earlierCatchUpsGiveWay(Due later) {
        JobState job = board.job(later.job());
        for (Pending pending : job.waiting()) {
            if (pending.catchUp()) {
                decide(job.name(), pending.cause(), new CaughtUp(later.slot()));
            }
        }
        board.put(job.withWaiting(job.waiting().stream().filter(pending -> !pending.catchUp()).toList()));
    }

    /**
     * Puts a job where its next trigger belongs: in line, behind those that are there; held back by {@code after}; or
     * nowhere, as long as its own runs hold it back. A job that is in line already keeps its place.
     */
    private void place(String name) {
        JobState job = board.job(name);
        boolean free = job.hasFreeTrigger(board.limits());
        boolean ready = free && board.missing(job, job.waiting().getFirst().cause()).isEmpty();
        if (ready) {
            board.line().putIfAbsent(name, now);
        } else {
            board.line().remove(name);
        }
        if (free && !ready) {
            board.held().add(name);
        } else {
            board.held().remove(name);
        }
    }

    /**
     * Starts what may start, from the front of the line. The first one that may not blocks the rest, for they would need
     * the same lane, or, beside a run of their own job, would keep it from becoming free.
     */
    private void startFirst() {
        while (!board.line().isEmpty()) {
            String name = board.line().firstEntry().getKey();
            if (!board.job(name).isRunning() && !board.hasFreeLane()) {
                return;
            }
            start(name);
        }
    }

    private void start(String name) {
        Instant since = Optional.ofNullable(board.line().remove(name)).orElseThrow();
        Pending next = board.job(name).waiting().getFirst();
        long run = board.nextRun();
        JobState job = board.job(name).withoutFirst().plusRun(run);
        board.put(job.with(job.past().withStart(board.moment())));
        decide(name, next.cause(), new Ran(run, next.catchUp()));
        Duration inLine = now.isAfter(since) ? Duration.between(since, now) : Duration.ZERO;
        effects.add(new Effect.Start(name, next.cause(), run, job.runs().size(), inLine));
        place(name);
    }

    /** Puts those in line whose {@code after} has come true, and gives those up for which nothing can make it true. */
    private void settleHeld() {
        boolean settled = board.held().isEmpty();
        while (!settled) {
            List.copyOf(board.held()).forEach(this::place);
            Set<String> hopeful = hopeful();
            List<String> hopeless = board.held().stream().filter(name -> !hopeful.contains(name)).toList();
            for (String name : hopeless) {
                JobState job = board.job(name);
                Cause cause = job.waiting().getFirst().cause();
                skip(name, cause, new Reason.NotAfter(board.missing(job, cause)));
                board.put(job.withoutFirst());
            }
            hopeless.forEach(this::place);
            settled = hopeless.isEmpty();
        }
    }

    /**
     * The held jobs that wait for jobs which are all under way: running, in line, or held and hopeful themselves. Grown
     * from those that are not held, so that jobs which wait for each other have no hope.
     */
    private Set<String> hopeful() {
        Set<String> hopeful = new HashSet<>();
        boolean grown = !board.held().isEmpty();
        while (grown) {
            grown = false;
            for (String name : board.held()) {
                JobState job = board.job(name);
                grown |= board.missing(job, job.waiting().getFirst().cause())
                        .stream()
                        .allMatch(other -> hopeful.contains(other) || isUnderWay(other))
                        && hopeful.add(name);
            }
        }
        return hopeful;
    }

    private boolean isUnderWay(String name) {
        return board.line().containsKey(name)
                || board.find(name).filter(job -> job.listed() && job.isRunning()).isPresent();
    }

    private void runEnded(Event.RunEnded end) {
        Optional<JobState> known = board.find(end.job()).filter(job -> job.runs().contains(end.run()));
        if (known.isEmpty()) {
            return;
        }
        Past past = known.get().past();
        JobState job = known.get().minusRun(end.run());
        board.put(job.with(end.success() ? past.withSuccess(board.moment()) : past));
        if (job.listed() || job.isRunning()) {
            place(end.job());
        } else {
            board.removeStray(end.job());
        }
    }

    private void runFound(String name) {
        if (board.find(name).isEmpty()) {
            board.addStray(name);
        }
        long run = board.nextRun();
        board.put(board.job(name).plusRun(run));
        place(name);
        effects.add(new Effect.Adopt(name, run));
    }

    private void reloaded(Event.Reloaded reload) {
        List<JobState> jobs = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Policy policy : reload.jobs()) {
            if (!policy.enabled()) {
                drop(policy.name(), new Reason.Disabled());
            }
            jobs.add(renewed(policy));
            names.add(policy.name());
        }
        for (JobState old : board.jobs()) {
            if (!names.contains(old.name())) {
                drop(old.name(), new Reason.NotInFile());
                if (old.isRunning()) {
                    jobs.add(board.job(old.name()).with(old.policy(), false));
                }
            }
        }
        board.replace(reload.limits(), jobs);
        board.jobs().forEach(job -> place(job.name()));
    }

    /** The job under its new policy. One that was not open until now takes no slot from before. */
    private JobState renewed(Policy policy) {
        Optional<JobState> old = board.find(policy.name());
        JobState job = old.orElseGet(() -> JobState.of(policy, Past.NONE)).with(policy, true);
        return old.filter(JobState::isOpen).isPresent() ? job : job.with(job.past().withSlot(now));
    }

    private void stopped() {
        board.stop();
        board.jobs().forEach(job -> drop(job.name(), new Reason.Stopping()));
    }

    /** Gives up all that waits of a job, if there is such a job. */
    private void drop(String name, Reason reason) {
        board.find(name).ifPresent(job -> {
            job.waiting().forEach(pending -> skip(name, pending.cause(), reason));
            board.put(job.withWaiting(List.of()));
            place(name);
        });
    }

    /** Says of what came in this step that it waits, if it still does. */
    private void announceWaiting() {
        for (Waiter waiter : admitted) {
            Optional<JobState> job = board.find(waiter.job())
                    .filter(state -> state.waiting().contains(waiter.pending()));
            Cause cause = waiter.pending().cause();
            job.ifPresent(state -> decide(waiter.job(), cause, new Queued(board.wait(state, cause))));
        }
    }

    private void skip(String job, Cause cause, Reason reason) {
        decide(job, cause, new Skipped(reason));
    }

    private void decide(String job, Cause cause, Outcome outcome) {
        effects.add(new Decided(job, cause, outcome));
    }
}
