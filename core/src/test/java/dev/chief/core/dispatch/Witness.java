package dev.chief.core.dispatch;

import dev.chief.core.dispatch.Effect.Decided;
import dev.chief.core.dispatch.Event.Due;
import dev.chief.core.dispatch.Outcome.Missed;
import dev.chief.core.dispatch.Outcome.Reason;
import dev.chief.core.dispatch.Policy.CatchUp;
import dev.chief.core.dispatch.Policy.Overlap;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Watches a dispatcher from outside, by its events, its effects and what it says of itself, and holds it to the promises of
 * {@link Dispatch}. Before and after are counted in events here, so that no clock matters.
 */
final class Witness {
    private static final int NEVER = -1;

    private Limits limits;
    private final Map<String, Policy> policies = new LinkedHashMap<>();
    private final Map<String, Instant> lastSlots = new HashMap<>();
    private final Map<String, Set<Long>> running = new HashMap<>();
    private final Map<String, Integer> lastStarts = new HashMap<>();
    private final Map<String, Integer> lastSuccesses = new HashMap<>();
    private final List<Ticket> tickets = new ArrayList<>();
    private final List<String> line = new ArrayList<>();
    private final Map<String, Map<String, Integer>> overtakers = new HashMap<>();
    private final Set<Due> refused = new HashSet<>();
    private int event;
    private long lastRun;
    private boolean stopped;

    Witness(Limits limits, List<Policy> jobs) {
        this.limits = limits;
        jobs.forEach(job -> policies.put(job.name(), job));
    }

    static void hold(boolean promise, String otherwise, Object... details) {
        if (!promise) {
            throw new AssertionError(otherwise + ": " + Arrays.toString(details));
        }
    }

    void watch(Event taken, Dispatch.Step step) {
        event++;
        expect(taken);
        List<String> lineBefore = List.copyOf(line);
        List<String> startable = policies.keySet().stream().filter(this::isIdleAndPlain).toList();
        List<String> started = new ArrayList<>();
        Decided last = new Decided("", new Cause.Manual(0), new Outcome.CaughtUp(Instant.EPOCH));
        for (Effect effect : step.effects()) {
            switch (effect) {
                case Decided decided -> {
                    decided(decided, taken);
                    last = decided;
                }
                case Effect.Start start -> {
                    hold(last.equals(new Decided(start.job(), start.cause(),
                            new Outcome.Ran(start.run(), ticket(start.job(), start.cause()).catchUp))),
                            "does not follow its outcome but", start, last);
                    started(start);
                    started.add(start.job());
                }
                case Effect.Adopt adopt -> adopted(adopt, taken);
                case Effect.Refuse refuse -> hold(refused.stream()
                        .anyMatch(due -> due.job().equals(refuse.job()) && due.slot().equals(refuse.slot())),
                        "though it is new", refuse);
            }
        }
        afterwards(step.state());
        if (taken instanceof Event.SlotsDue slots) {
            fileOrderIsKept(slots, startable, started);
        }
        if (!(taken instanceof Event.Reloaded) && !(taken instanceof Event.RunFound)) {
            theLineIsKept(lineBefore, started);
        }
    }

    /** Everything that was given has come to its one end. */
    void drained(Dispatch state) {
        hold(state.waiting().isEmpty() && state.running().isEmpty(), "not idle", state.waiting());
        hold(tickets.isEmpty(), "without an end", tickets);
    }

    private void expect(Event taken) {
        refused.clear();
        switch (taken) {
            case Event.SlotsDue slots -> slotsGiven(slots);
            case Event.Triggered trigger -> tickets.add(new Ticket(trigger.job(),
                    new Cause.Manual(trigger.request()), event, Duration.ZERO, false));
            case Event.RunEnded end -> {
                if (runsOf(end.job()).remove(end.run()) && end.success()) {
                    lastSuccesses.put(end.job(), event);
                }
                if (!policies.containsKey(end.job())) {
                    forget(end.job());
                }
            }
            case Event.Reloaded reload -> {
                reload.jobs().forEach(job -> {
                    Policy old = policies.get(job.name());
                    if (old == null || !old.enabled()) {
                        lastSlots.merge(job.name(), reload.now(), Witness::later);
                    }
                });
                limits = reload.limits();
                Set<String> names = new HashSet<>(reload.jobs().stream().map(Policy::name).toList());
                Set<String> known = new HashSet<>(lastSlots.keySet());
                known.addAll(lastStarts.keySet());
                known.addAll(lastSuccesses.keySet());
                known.stream().filter(name -> !names.contains(name)).forEach(this::forget);
                policies.clear();
                reload.jobs().forEach(job -> policies.put(job.name(), job));
                // A change of after may take anyone out of the line.
                overtakers.clear();
            }
            case Event.Stopped stop -> stopped = true;
            case Event.RunFound found -> overtakers.remove(found.job());
            case Event.Cancelled cancel -> {
            }
        }
    }

    /** A job that is gone and does not run is as one that never was. */
    private void forget(String name) {
        if (runsOf(name).isEmpty()) {
            lastSlots.remove(name);
            lastStarts.remove(name);
            lastSuccesses.remove(name);
        }
    }

    private void slotsGiven(Event.SlotsDue slots) {
        List<String> order = List.copyOf(policies.keySet());
        Set<String> sleepers = new HashSet<>();
        List<Due> taken = new ArrayList<>();
        slots.due()
                .stream()
                .sorted(Comparator.comparing(Due::at)
                        .thenComparingInt(due -> Math.floorMod(order.indexOf(due.job()), 1000)))
                .forEach(due -> {
                    Instant last = lastSlots.get(due.job());
                    if (last != null && !due.slot().isAfter(last)) {
                        refused.add(due);
                        return;
                    }
                    if (policies.containsKey(due.job()) || !runsOf(due.job()).isEmpty()) {
                        lastSlots.put(due.job(), due.slot());
                    }
                    taken.add(due);
                    if (isLate(due, slots.now())) {
                        sleepers.add(due.job());
                    }
                });
        for (Due due : taken) {
            Policy policy = policies.get(due.job());
            boolean catchUp = policy != null && policy.catchUp() != CatchUp.NONE
                    && sleepers.contains(due.job());
            tickets.add(new Ticket(due.job(), new Cause.Slot(due.slot()), event,
                    Duration.between(due.at(), slots.now()), catchUp));
        }
    }

    private void decided(Decided decided, Event taken) {
        Ticket ticket = ticket(decided.job(), decided.cause());
        Outcome outcome = decided.outcome();
        switch (outcome) {
            case Outcome.Ran ran -> {
            }
            case Outcome.Queued queued -> hold(!stopped && (ticket.catchUp
                    || policy(ticket).overlap() != Overlap.SKIP || queued.waitsFor() instanceof Wait.InLine
                    || queued.waitsFor() instanceof Wait.After), "should not wait", ticket, queued);
            case Missed missed -> hold(
                    !ticket.isQueued() && isFirstOfLot(ticket) && ticket.late.equals(missed.late())
                            && (missed.late().compareTo(limits.lateBound()) > 0 || ticket.catchUp)
                            && policy(ticket).catchUp() == (missed.why() == Missed.Why.NO_ROOM ? CatchUp.ALL
                                    : CatchUp.NONE),
                    "not what it should become", ticket, missed);
            case Outcome.CaughtUp up -> hold(ticket.catchUp && policy(ticket).catchUp() == CatchUp.LATEST
                    && ticket(ticket.job, new Cause.Slot(up.slot())).event == event
                    && up.slot().isAfter(((Cause.Slot) ticket.cause).slot()), "not what it should become",
                    ticket, up);
            case Outcome.Skipped skipped ->
                hold(isTrue(skipped.reason(), ticket, taken), "not true", ticket,
                        skipped);
        }
        ticket.decide(outcome);
        if (open(ticket.job).isEmpty()) {
            overtakers.remove(ticket.job);
        }
    }

    /** Whether the slots of its job that were given before it in the same event are missed too. */
    private boolean isFirstOfLot(Ticket ticket) {
        return tickets.subList(0, tickets.indexOf(ticket))
                .stream()
                .allMatch(other -> other.event != event || !other.job.equals(ticket.job) || other.isMissed());
    }

    private boolean isTrue(Reason reason, Ticket ticket, Event taken) {
        return switch (reason) {
            case Reason.Running own -> !ticket.isQueued() && !ticket.catchUp
                    && policy(ticket).overlap() == Overlap.SKIP && runsOf(ticket.job).contains(own.run());
            case Reason.AlreadyWaiting other -> !ticket.isQueued() && !ticket.catchUp
                    && ticket(ticket.job, other.first()).isOpen();
            case Reason.NotAfter not -> not.missing().equals(missing(ticket)) && !not.missing().isEmpty()
                    && !stopped;
            case Reason.Disabled disabled -> !policy(ticket).enabled();
            case Reason.NotInFile gone -> !policies.containsKey(ticket.job);
            case Reason.Cancelled cancelled -> taken instanceof Event.Cancelled(var now, var job)
                    && job.equals(ticket.job);
            case Reason.Stopping stopping -> stopped;
        };
    }

    private void started(Effect.Start start) {
        Ticket ticket = ticket(start.job(), start.cause());
        Set<Long> runs = runsOf(start.job());
        Policy policy = policy(ticket);
        hold(!stopped && policy.enabled(), "after the stop, or disabled", start);
        hold(start.run() > lastRun, "has a number that was used", start);
        hold(runs.isEmpty() || policy.overlap() == Overlap.PARALLEL, "beside", start, runs);
        hold(runs.size() < limits.maxRunsOfJob() || runs.isEmpty(), "is one too many", start);
        hold(runs.isEmpty() || !ticket.catchUp, "catches up beside", start, runs);
        hold(!runs.isEmpty() || busy() < limits.maxParallelJobs(), "in no lane", start);
        hold(missing(ticket).isEmpty(), "without", start, missing(ticket));
        Ticket oldest = open(start.job()).stream().findFirst().orElse(ticket);
        hold(oldest == ticket || tickets.indexOf(oldest) > tickets.indexOf(ticket), "before", start,
                oldest);
        overtakers.remove(start.job());
        overtakers.forEach((waiter, counts) -> hold(counts.merge(start.job(), 1, Integer::sum) == 1,
                "starts a second time while another is in line", start, waiter));
        runs.add(start.run());
        hold(start.running() == runs.size() && !start.inLine().isNegative(), "is wrong", start);
        lastRun = start.run();
        lastStarts.put(start.job(), event);
    }

    private void adopted(Effect.Adopt adopt, Event taken) {
        hold(taken instanceof Event.RunFound(var now, var job) && job.equals(adopt.job())
                && adopt.run() > lastRun, "not found", adopt);
        lastRun = adopt.run();
        runsOf(adopt.job()).add(adopt.run());
    }

    private void afterwards(Dispatch state) {
        tickets.forEach(ticket -> hold(ticket.isAnswered(), "nothing is said of", ticket));
        Set<Running> counted = new HashSet<>();
        running.forEach((job, runs) -> runs.forEach(run -> counted.add(new Running(job, run))));
        hold(counted.equals(Set.copyOf(state.running())), "run, not", counted, state.running());
        List<Waiting> waiting = state.waiting();
        hold(waiting.size() == tickets.stream().filter(Ticket::isOpen).count(), "wait", waiting);
        line.clear();
        for (Waiting wait : waiting) {
            hold(ticket(wait.job(), wait.cause()).isOpen(), "has ended", wait);
            if (wait.waitsFor() instanceof Wait.InLine) {
                line.add(wait.job());
            }
        }
        overtakers.keySet().retainAll(line);
        line.forEach(job -> overtakers.computeIfAbsent(job, name -> new HashMap<>()));
        policies.keySet().forEach(this::waitsForGoodReason);
        hold(line.isEmpty() || runsOf(line.getFirst()).isEmpty(), "could start", line);
        // What has ended must not be heard of again: its ticket would be missing.
        tickets.removeIf(ticket -> !ticket.isOpen());
    }

    private void waitsForGoodReason(String job) {
        List<Ticket> open = open(job);
        long kept = open.stream().filter(ticket -> !ticket.catchUp).count();
        hold(kept <= 1 && open.size() - kept <= limits.catchUpCap(), "too many wait", open);
        if (open.isEmpty() || !runsOf(job).isEmpty()) {
            return;
        }
        List<String> missing = missing(open.getFirst());
        if (missing.isEmpty()) {
            hold(line.contains(job) && busy() >= limits.maxParallelJobs(), "could start", job);
        } else {
            missing.forEach(other -> hold(policies.containsKey(other)
                    && !(runsOf(other).isEmpty() && open(other).isEmpty()),
                    "waits for one that is not under way", job, other));
        }
    }

    /** Of jobs that had nothing to wait for but each other, the first in the file came first. */
    private void fileOrderIsKept(Event.SlotsDue slots, List<String> startable, List<String> started) {
        Map<Instant, List<String>> together = new HashMap<>();
        for (Due due : slots.due()) {
            boolean alone = slots.due().stream().filter(other -> other.job().equals(due.job())).count() == 1;
            if (alone && startable.contains(due.job()) && !refused.contains(due)
                    && !isLate(due, slots.now())) {
                together.computeIfAbsent(due.at(), at -> new ArrayList<>()).add(due.job());
            }
        }
        List<String> sequence = new ArrayList<>(started);
        sequence.addAll(line);
        for (List<String> jobs : together.values()) {
            List<String> inFileOrder = startable.stream().filter(jobs::contains).toList();
            List<String> came = sequence.stream().filter(jobs::contains).toList();
            hold(inFileOrder.equals(came), "came as", inFileOrder, came);
        }
    }

    private void theLineIsKept(List<String> before, List<String> started) {
        List<String> moved = started.stream().filter(before::contains).distinct().toList();
        List<String> expected = before.stream().filter(moved::contains).toList();
        hold(moved.equals(expected), "started out of line", moved, before);
        for (String job : moved) {
            before.subList(0, before.indexOf(job))
                    .forEach(other -> hold(!line.contains(other) || started.contains(other),
                            "overtook", job, other));
        }
    }

    private boolean isIdleAndPlain(String job) {
        Policy policy = Objects.requireNonNull(policies.get(job));
        return !stopped && policy.enabled() && policy.after().isEmpty() && runsOf(job).isEmpty()
                && tickets.stream()
                        .noneMatch(
                                ticket -> ticket.job.equals(job) && ticket.isOpen() && ticket.event < event);
    }

    private List<String> missing(Ticket ticket) {
        if (ticket.cause instanceof Cause.Manual) {
            return List.of();
        }
        int start = lastStarts.getOrDefault(ticket.job, NEVER);
        return policy(ticket).after()
                .stream()
                .filter(other -> !policies.containsKey(other)
                        || lastSuccesses.getOrDefault(other, NEVER) <= start)
                .toList();
    }

    private List<Ticket> open(String job) {
        List<Ticket> open = new ArrayList<>();
        for (Ticket ticket : tickets) {
            if (ticket.isOpen() && ticket.job.equals(job)) {
                open.add(ticket);
            }
        }
        return open;
    }

    private Ticket ticket(String job, Cause cause) {
        for (Ticket ticket : tickets.reversed()) {
            if (ticket.job.equals(job) && ticket.cause.equals(cause)) {
                return ticket;
            }
        }
        throw new AssertionError("never given: " + job + " " + cause);
    }

    private Policy policy(Ticket ticket) {
        Policy policy = policies.get(ticket.job);
        return policy == null ? Jobs.disabled(Jobs.skip(ticket.job)) : policy;
    }

    private boolean isLate(Due due, Instant now) {
        return Duration.between(due.at(), now).compareTo(limits.lateBound()) > 0;
    }

    private Set<Long> runsOf(String job) {
        return running.computeIfAbsent(job, name -> new HashSet<>());
    }

    private long busy() {
        return running.values().stream().filter(runs -> !runs.isEmpty()).count();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
