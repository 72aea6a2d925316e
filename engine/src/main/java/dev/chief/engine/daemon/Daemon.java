package dev.chief.engine.daemon;

import dev.chief.core.dispatch.Dispatch;
import dev.chief.core.dispatch.Effect;
import dev.chief.core.dispatch.Event;
import dev.chief.engine.config.Config;
import dev.chief.engine.config.Job;
import dev.chief.engine.config.Loaded;
import dev.chief.engine.run.JournalException;
import dev.chief.engine.run.RunEvent.RunFinished;
import dev.chief.engine.run.RunId;
import dev.chief.engine.runs.Decision;
import dev.chief.engine.runs.RunStoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/**
 * Runs jobs at their slots until it is stopped. One thread, the one that calls {@link #run}, owns all state: it takes what
 * is due and what has come in, lets {@link Dispatch} decide, records the decisions in one transaction, and only then acts.
 * What cannot be recorded is not done: it is kept and tried again. All other methods are for any thread; they leave a
 * message for that one.
 */
public final class Daemon {
    /** A wall clock that goes this much otherwise than the time that passes has been set. */
    private static final Duration STEP = Duration.ofSeconds(2);
    /** How long a job waits for its turn before the person is told which key to change. */
    private static final Duration LONG_WAIT = Duration.ofMinutes(1);
    /** How long to wait before what could not be recorded is tried again. */
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration FORGET_EVERY = Duration.ofDays(1);

    private final DaemonSetup setup;
    private final DaemonListener listener;
    private final Queue<Consumer<Instant>> inbox = new ConcurrentLinkedQueue<>();
    private final Deque<Pending> pending = new ArrayDeque<>();
    private final Map<Long, CompletableFuture<Answer>> wishes = new HashMap<>();
    private final Agenda agenda;
    private final Runs runs;
    private final Roster roster;
    private Dispatch dispatch;
    private String fingerprint;
    private Instant since = Instant.EPOCH;
    private Instant readAt = Instant.EPOCH;
    private Instant forgetAt = Instant.MIN;
    private Optional<Instant> giveUpAt = Optional.empty();
    private boolean stopping;
    private boolean recording = true;
    private boolean toldOfDelay;
    private long requests;
    /** How many times the configuration is being read at the moment. */
    private int loading;

    /** A daemon of a configuration that has just been read. */
    public Daemon(Config config, DaemonSetup setup, DaemonListener listener) {
        this.roster = new Roster(config);
        this.setup = setup;
        this.listener = listener;
        this.agenda = new Agenda(setup.jitter());
        this.runs = new Runs(setup, listener, (run, finished) -> post(now -> ended(run, finished, now)));
        this.dispatch = Dispatch.start(roster.limits(), List.of(), Map.of());
        this.fingerprint = setup.source().fingerprint().get();
    }

    /**
     * Schedules until {@link #stop} and until all runs have ended.
     *
     * @throws JournalException if what the run store remembers cannot be read or the slots missed since cannot be recorded
     */
    public void run() throws JournalException {
        begin(setup.clock().instant());
        Instant wall = setup.clock().instant();
        long ticks = setup.alarm().nanos();
        while (!isOver()) {
            setup.alarm().sleepUntil(wakeAt(setup.clock().instant()));
            Instant now = setup.clock().instant();
            long passed = setup.alarm().nanos();
            Duration stepped = Duration.between(wall, now).minusNanos(passed - ticks);
            if (stepped.abs().compareTo(STEP) > 0) {
                listener.clockStepped(stepped);
            }
            wall = now;
            ticks = passed;
            look(now);
        }
        listener.stopped();
    }

    /** Stops: nothing starts any more, and what runs has the shutdown grace to end by itself. */
    public void stop() {
        post(now -> {
            if (!stopping) {
                stopping = true;
                giveUpAt = Optional.of(now.plus(roster.config().daemon().shutdownGrace()));
                pending.add(Pending.of(new Event.Stopped(now)));
                listener.stopping(runs.ownGoing());
            }
        });
    }

    /** Stops and ends what runs at once. */
    public void kill() {
        stop();
        setup.runner().kill();
    }

    /**
     * Reads the configuration again.
     *
     * @return whether it is in force; if not it has problems, which the listener was told
     */
    public CompletableFuture<Boolean> reload() {
        CompletableFuture<Boolean> answer = new CompletableFuture<>();
        post(now -> {
            loading++;
            // On a thread of its own: a large file takes a second, and slots do not wait.
            Thread.ofVirtual().name("reload").start(() -> {
                String content = setup.source().fingerprint().get();
                Loaded loaded = setup.source().load().get();
                post(then -> {
                    loading--;
                    answer.complete(take(loaded, content, then));
                });
            });
        });
        return answer;
    }

    /**
     * Runs a job as soon as its overlap policy and the limits allow.
     *
     * @return that it started, waits or was dropped
     */
    public CompletableFuture<Answer> trigger(String job) {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        post(now -> {
            requests++;
            wishes.put(requests, answer);
            pending.add(Pending.of(new Event.Triggered(now, job, requests)));
        });
        return answer;
    }

    /**
     * Ends a run that goes on, or gives up what waits of a job.
     *
     * @param what a run's id or its beginning, or a job's name
     * @return what was done; or that nothing is meant by it, or which of several it may mean
     */
    public CompletableFuture<Answer> cancel(String what) {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        post(now -> answer.complete(cancel(what, now)));
        return answer;
    }

    /** What goes on at the moment. */
    public CompletableFuture<DaemonStatus> status() {
        CompletableFuture<DaemonStatus> answer = new CompletableFuture<>();
        post(now -> answer.complete(new DaemonStatus(roster.config().file(), since, readAt, recording,
                runs.going(), dispatch.waiting(), next())));
        return answer;
    }

    /** One look at the world. What is due comes first, so that a new configuration takes nothing from the old one. */
    private void look(Instant now) {
        // While nothing can be recorded slots stay on the agenda, where they grow late, and are missed in the end.
        if (recording && !stopping) {
            takeDue(now);
        }
        for (Consumer<Instant> message = inbox.poll(); message != null; message = inbox.poll()) {
            message.accept(now);
        }
        String content = setup.source().fingerprint().get();
        if (!content.equals(fingerprint) && !stopping && loading == 0) {
            var _ = reload();
        }
        runs.adoptedEnds(now, roster.jobs()).forEach(event -> pending.add(Pending.of(event)));
        decide(now);
        if (giveUpAt.isPresent() && !now.isBefore(giveUpAt.get())) {
            giveUpAt = Optional.empty();
            setup.runner().stop();
        }
        if (!now.isBefore(forgetAt) && recording && !stopping) {
            forget(now);
        }
    }

    private void takeDue(Instant now) {
        Agenda.Taken taken = agenda.take(now);
        if (!taken.due().isEmpty()) {
            pending.add(new Pending(new Event.SlotsDue(now, taken.due()), Optional.empty(), taken.older()));
        }
    }

    /** Has dispatch take the events, in their order, and records all that it decides at once; or keeps them all. */
    private void decide(Instant now) {
        if (pending.isEmpty()) {
            return;
        }
        Round round = Round.of(dispatch, pending, now, start -> runs.plan(start, roster.job(start.job())));
        boolean reloaded = pending.stream().anyMatch(item -> item.event() instanceof Event.Reloaded);
        Decision decision = round
                .decision(reloaded ? Optional.of(Ledger.schedules(roster.config())) : Optional.empty());
        Set<RunId> refused;
        try {
            refused = setup.store().decide(decision);
        } catch (JournalException e) {
            recordingFails(e);
            return;
        }
        if (!recording) {
            recording = true;
            listener.recordingWorks();
        }
        pending.clear();
        dispatch = round.next();
        round.ended().forEach(listener::ended);
        act(round, refused, now);
    }

    private void act(Round round, Set<RunId> refused, Instant now) {
        Map<Long, RunId> ids = round.ids();
        for (Effect effect : round.effects()) {
            switch (effect) {
                case Effect.Decided decided -> {
                    listener.decided(decided);
                    answer(decided, ids);
                }
                case Effect.Start start -> {
                    if (!refused.contains(ids.get(start.run()))) {
                        listener.dispatched(start);
                        tellOfDelay(start);
                    }
                }
                case Effect.Adopt adopt -> runs.adopt(adopt);
                case Effect.Refuse _ -> {
                    // The slot has its outcome already.
                }
            }
        }
        for (Runs.Planned run : round.planned()) {
            if (refused.contains(run.id())) {
                pending.add(Pending.of(new Event.RunEnded(now, run.job().name(), run.number(), false)));
            } else {
                runs.start(run);
            }
        }
    }

    private void recordingFails(JournalException why) {
        if (recording) {
            recording = false;
            listener.recordingFails(String.valueOf(why.getMessage()));
        }
    }

    /** Tells the person who waits, if the decision is about a wish. */
    private void answer(Effect.Decided decided, Map<Long, RunId> ids) {
        Reasons.request(decided.cause()).map(wishes::remove).ifPresent(wish -> {
            boolean _ = wish.complete(Reasons.answer(decided.outcome(), ids));
        });
    }

    private void tellOfDelay(Effect.Start start) {
        if (!toldOfDelay && start.inLine().compareTo(LONG_WAIT) > 0
                && roster.config().daemon().maxParallelJobs() == 1) {
            toldOfDelay = true;
            listener.delayed(start.job(), start.inLine());
        }
    }

    private void ended(Runs.Planned run, RunFinished finished, Instant now) {
        runs.remove(run);
        Event event = new Event.RunEnded(now, run.job().name(), run.number(), finished.succeeded());
        pending.add(new Pending(event, Optional.of(finished), List.of()));
    }

    private Answer cancel(String what, Instant now) {
        List<RunId> meant = runs.meantBy(what);
        if (meant.size() > 1) {
            return Answer.refused("\"" + what + "\" may mean "
                    + String.join(", ", meant.stream().map(RunId::toString).toList()));
        }
        if (meant.size() == 1) {
            runs.cancel(meant.getFirst());
            return Answer.done("cancelled " + meant.getFirst());
        }
        if (dispatch.waiting().stream().anyMatch(waiting -> waiting.job().equals(what))) {
            pending.add(Pending.of(new Event.Cancelled(now, what)));
            return Answer.done("gave up what waited of " + what);
        }
        return Answer.refused("nothing that goes on or waits is called \"" + what + "\"");
    }

    /** Takes up where the last daemon left off: its runs that still go on, and the slots that nobody was there for. */
    private void begin(Instant now) throws JournalException {
        since = now;
        readAt = now;
        Config config = roster.config();
        int given = setup.store().giveUpWaiting();
        Takeover takeover = Takeover.of(config, setup.store(), setup.jitter(), now);
        takeover.reached().forEach(reached -> agenda.plan(reached.job(), reached.until()));
        var _ = setup.store()
                .decide(new Decision(takeover.missed(), List.of(), List.of(),
                        Optional.of(Ledger.schedules(config))));
        dispatch = Dispatch.start(roster.limits(), Ledger.policies(config), takeover.pasts());
        runs.find(setup.store().survivors(), now).forEach(event -> pending.add(Pending.of(event)));
        decide(now);
        listener.started(config, takeover.missed().size() + given, agenda.nextDue());
    }

    /** Puts a configuration in force that was read again. */
    private boolean take(Loaded loaded, String content, Instant now) {
        fingerprint = content;
        if (loaded instanceof Loaded.Rejected rejected) {
            listener.reloadRefused(rejected.diagnostics());
        }
        if (!(loaded instanceof Loaded.Ok ok) || stopping) {
            return false;
        }
        Config config = ok.config();
        Config before = roster.config();
        Map<String, Job> former = roster.jobs();
        roster.use(config);
        readAt = now;
        agenda.follow(former, config.jobs(), now);
        if (!before.daemon().stateDirectory().equals(config.daemon().stateDirectory())) {
            listener.restartNeeded("daemon.state_dir");
        } else {
            setup.runner().use(setup.source().settings().apply(config));
        }
        pending.add(Pending.of(new Event.Reloaded(now, roster.limits(), Ledger.policies(config))));
        listener.reloaded(config, agenda.nextDue());
        return true;
    }

    private void forget(Instant now) {
        forgetAt = now.plus(FORGET_EVERY);
        Instant before = now.minus(Duration.ofDays(roster.config().daemon().historyDays()));
        Thread.ofVirtual().name("forget").start(() -> {
            try {
                var _ = setup.store().forgetBefore(before);
            } catch (RunStoreException e) {
                listener.forgettingFails(String.valueOf(e.getMessage()));
            }
        });
    }

    private boolean isOver() {
        boolean told = pending.isEmpty() || !recording;
        return stopping && told && inbox.isEmpty() && runs.ownGoing() == 0;
    }

    private Instant wakeAt(Instant now) {
        if (!pending.isEmpty()) {
            return recording ? now : now.plus(RETRY);
        }
        Instant wake = now.plus(setup.poll());
        List<Instant> others = new ArrayList<>();
        if (!stopping && recording) {
            agenda.nextDue().ifPresent(others::add);
        }
        giveUpAt.ifPresent(others::add);
        runs.lookAt().ifPresent(others::add);
        for (Instant other : others) {
            wake = other.isBefore(wake) ? other : wake;
        }
        return wake;
    }

    private List<DaemonStatus.Next> next() {
        List<DaemonStatus.Next> next = new ArrayList<>();
        for (Job job : roster.config().enabledJobs()) {
            agenda.nextSlot(job.name()).ifPresent(slot -> next.add(new DaemonStatus.Next(job.name(), slot)));
        }
        return next;
    }

    private void post(Consumer<Instant> message) {
        inbox.add(message);
        setup.alarm().wake();
    }
}
