package dev.chief.monitor.loop;

import static java.util.Objects.requireNonNull;

import dev.chief.monitor.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that takes a step, sleeps until the step wants to be taken again, and so on until it is closed. A step that fails is taken
 * again a little later; that is said when it begins and when it is over, and not each time. For any thread.
 */
public final class Loop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(15);

    private final String name;
    private final InstantSource clock;
    private final Alarm alarm;
    private final Step step;
    private final Thread thread;
    private volatile boolean stopping;
    /** When the next step is taken; while one is taken, never, since nobody knows what it has seen. */
    private volatile Instant planned = Instant.MAX;

    /** What is done again and again. */
    @FunctionalInterface
    public interface Step {
        /**
         * Does it.
         *
         * @return when to do it again, at the latest
         */
        Instant take(Instant now);
    }

    /**
     * @param name what it does, as in "the evaluator"
     * @param alarm nobody else sleeps by it
     */
    public Loop(String name, InstantSource clock, Alarm alarm, Step step) {
        this.name = requireNonNull(name);
        this.clock = requireNonNull(clock);
        this.alarm = requireNonNull(alarm);
        this.step = requireNonNull(step);
        this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
    }

    /** Begins. */
    public void start() {
        thread.start();
    }

    /** Has a step taken at an instant, or earlier; steps that would come in time anyway are not disturbed. */
    public void takeBy(Instant instant) {
        if (instant.isBefore(planned)) {
            alarm.wake();
        }
    }

    private void run() {
        boolean failing = false;
        while (!stopping) {
            Instant next;
            try {
                next = step.take(clock.instant());
                if (failing) {
                    LOG.info("The {} works again.", name);
                }
                failing = false;
            } catch (StoreException e) {
                if (!failing) {
                    LOG.error("The {} cannot work: {}", name, e.getMessage());
                }
                failing = true;
                next = clock.instant().plus(AFTER_FAILURE);
            } catch (RuntimeException e) {
                // Whatever it is, the next step may do without it, and a monitor that does nothing any more is the worst of all.
                LOG.error("The {} failed.", name, e);
                failing = true;
                next = clock.instant().plus(AFTER_FAILURE);
            }
            planned = next;
            if (!stopping) {
                alarm.sleepUntil(next);
            }
            planned = Instant.MAX;
        }
    }

    /** Ends, after the step that is being taken. */
    @Override
    public void close() {
        stopping = true;
        alarm.wake();
        try {
            if (thread.getState() != Thread.State.NEW) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
