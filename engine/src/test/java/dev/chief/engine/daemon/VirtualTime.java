package dev.chief.engine.daemon;

import dev.chief.engine.run.ProcessIdentity;
import dev.chief.engine.run.ProcessLauncher;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/**
 * A machine without a clock of its own: time stands while anything is to be done, and then goes at once to what comes next,
 * the end of a script or of the daemon's sleep, but not beyond the horizon that the test has set. For any thread.
 */
final class VirtualTime implements InstantSource, Alarm, ProcessLauncher {
    private final PriorityQueue<Script> scripts = new PriorityQueue<>(Comparator.comparing(Script::ends));
    private final Map<String, Duration> durations = new HashMap<>();
    private final Map<String, Deque<Integer>> codes = new HashMap<>();
    private Instant now;
    private Instant horizon;
    /** What the clock shows more than the time that has passed. */
    private Duration offset = Duration.ZERO;
    private boolean woken;
    private boolean atHorizon;
    private boolean over;
    private boolean recording = true;
    private int runs;
    private int started;

    VirtualTime(Instant now) {
        this.now = now;
        this.horizon = now;
    }

    private record Script(Instant ends, int code, CompletableFuture<Integer> exit) {}

    /** Scripts of a job take so long from now on; without this no time at all. */
    synchronized void takes(String job, Duration duration) {
        durations.put(job, duration);
    }

    /** The next scripts of a job exit with these codes; later ones with 0. */
    synchronized void exits(String job, int... next) {
        Deque<Integer> queue = codes.computeIfAbsent(job, name -> new ArrayDeque<>());
        for (int code : next) {
            queue.add(code);
        }
    }

    /** A run begins or has ended: while runs go on that wait for no script time stands. */
    synchronized void runs(int change) {
        runs += change;
        notifyAll();
    }

    /** While nothing can be recorded time goes on: runs that have ended are not over before that is recorded. */
    synchronized void recording(boolean works) {
        recording = works;
        notifyAll();
    }

    /** Waits until no run goes on, while time stands. */
    synchronized void awaitNoRuns() {
        while (runs > 0) {
            await();
        }
    }

    /** Lets time go on up to an instant of the clock and waits until it is reached, or the daemon is over. */
    synchronized void advanceTo(Instant instant) throws InterruptedException {
        horizon = instant.minus(offset);
        atHorizon = false;
        notifyAll();
        while (!atHorizon && !over) {
            wait();
        }
    }

    /** Sets the clock by so much, and no time passes. */
    synchronized void setClock(Duration by) {
        offset = offset.plus(by);
        horizon = now;
        wake();
    }

    /** The process does not run for so long, while time passes. */
    synchronized void freeze(Duration duration) {
        now = now.plus(duration);
        horizon = now;
        wake();
    }

    /** The daemon has ended. */
    synchronized void over() {
        over = true;
        notifyAll();
    }

    @Override
    public synchronized Instant instant() {
        return now.plus(offset);
    }

    @Override
    public synchronized long nanos() {
        return Duration.between(Instant.EPOCH, now).toNanos();
    }

    @Override
    public synchronized void wake() {
        woken = true;
        atHorizon = false;
        notifyAll();
    }

    @Override
    public synchronized void sleepUntil(Instant clock) {
        Instant until = clock.minus(offset);
        while (!woken && now.isBefore(until)) {
            boolean idle = runs == started || !recording;
            Instant next = scripts.isEmpty() || until.isBefore(scripts.peek().ends()) ? until
                    : scripts.peek().ends();
            if (!idle) {
                await();
            } else if (next.isAfter(horizon)) {
                now = horizon.isAfter(now) ? horizon : now;
                atHorizon = true;
                notifyAll();
                await();
            } else {
                now = next.isAfter(now) ? next : now;
                endScripts();
            }
        }
        woken = false;
    }

    private void endScripts() {
        while (!scripts.isEmpty() && !scripts.peek().ends().isAfter(now)) {
            Script script = scripts.remove();
            started--;
            script.exit().complete(script.code());
        }
    }

    @SuppressWarnings("WaitNotInLoop") // The loop is the caller's, who looks at all conditions again.
    private void await() {
        try {
            wait();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public synchronized Launched start(Launch launch) throws IOException {
        String job = String.valueOf(launch.environment().get("CHIEF_JOB_NAME"));
        Deque<Integer> queue = codes.getOrDefault(job, new ArrayDeque<>());
        int code = queue.isEmpty() ? 0 : queue.remove();
        Duration takes = durations.getOrDefault(job, Duration.ZERO);
        Script script = new Script(now.plus(takes), code, new CompletableFuture<>());
        if (takes.isZero()) {
            script.exit().complete(code);
        } else {
            scripts.add(script);
            started++;
            notifyAll();
        }
        return new VirtualProcess(script);
    }

    @Override
    public int sweep(Map<String, String> marks) {
        return 0;
    }

    private synchronized void kill(Script script) {
        if (scripts.remove(script)) {
            started--;
            script.exit().complete(128 + 15);
        }
    }

    private final class VirtualProcess implements Launched {
        private final Script script;

        VirtualProcess(Script script) {
            this.script = script;
        }

        @Override
        public ProcessIdentity identity() {
            return ProcessIdentity.current();
        }

        @Override
        public CompletableFuture<Integer> exit() {
            return script.exit();
        }

        @Override
        public int end(Duration grace, BooleanSupplier hurry, Map<String, String> marks) {
            kill(script);
            return 0;
        }
    }
}
